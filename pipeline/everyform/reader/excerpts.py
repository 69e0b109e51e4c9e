"""The words in which two texts differ, each with a little of what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

_AROUND = 3  # words of context on each side
_GAP = "…"


def excerpts(one: str, other: str) -> tuple[str, str]:
    """The parts of both texts that the other has not, in order, "…" for what is left out."""
    left, right = one.split(), other.split()
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    spans = [codes[1:] for codes in matcher.get_opcodes() if codes[0] != "equal"]
    return (
        _shown(left, [(first, last) for first, last, _, _ in spans]),
        _shown(right, [(first, last) for _, _, first, last in spans]),
    )


def _shown(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> str:
    shown: list[str] = []
    end = 0
    for first, last in spans:
        start = max(end, first - _AROUND)
        if start > end:
            shown.append(_GAP)
        end = max(end, min(len(words), last + _AROUND))
        shown += words[start:end]
    if shown and end < len(words):
        shown.append(_GAP)
    return " ".join(shown)
