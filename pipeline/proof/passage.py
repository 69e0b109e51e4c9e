"""What a finished file says, piece by piece, as its readers come to it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a finished file in reading order.

    `id` is the piece's own identifier where the format has one, else "";
    `role` is the format's name for it, in lower case ("p", "h2", "li").
    """

    id: str
    role: str
    language: str  # BCP 47, as a reading program would resolve it
    text: str


# Places where a line may break: no reader sees or hears them, and engines drop them.
_BREAKS = {ord("\u00ad"): None, ord("\u200b"): None}


def collapsed(text: str) -> str:
    """Text for comparison: composed characters, runs of white space as one space, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_BREAKS).split())


def bare(text: str) -> str:
    """Text for comparison where a format loses or makes white space: none at all."""
    return "".join(unicodedata.normalize("NFC", text).translate(_BREAKS).split())
