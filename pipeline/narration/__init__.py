"""Publication -> Script: what is said, in which order and in which words. Data, silent."""

from pipeline.narration.utterances import Chapter, Part, Script, Utterance

__all__ = ["Chapter", "Part", "Script", "Utterance"]
