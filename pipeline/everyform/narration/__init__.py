"""Publication -> Script: what is said, in which order and in which words. Data, silent."""

from everyform.narration.compose import script
from everyform.narration.utterances import Chapter, Part, Run, Script, Utterance

__all__ = ["Chapter", "Part", "Run", "Script", "Utterance", "script"]
