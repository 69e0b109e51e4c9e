"""Publication -> Script: what is said, in which order and in which words. Data, silent."""

from pipeline.narration.compose import script
from pipeline.narration.utterances import Chapter, Part, Run, Script, Utterance

__all__ = ["Chapter", "Part", "Run", "Script", "Utterance", "script"]
