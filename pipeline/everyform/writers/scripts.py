"""The face that draws a language's script, and how wide words are in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from everyform.languages import likely


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font family, the Debian package that brings it, and how it sits beside Noto Sans.

    `scale` times the type size makes its letters look as large; `leading` times the
    line height gives its lines as much air. `slants`: does the script know a stressed
    form that leans or is underlined? Where not, stress is bold.
    """

    family: str
    package: str
    scale: float = 1.0
    leading: float = 1.0
    slants: bool = True


# A sans serif face of the Arial class with the Latin, Greek and Cyrillic letters.
SANS = Typeface("Noto Sans", "fonts-noto-core")

# CJK: lines stand at least half a type size apart (W3C clreq, line spacing).
_CJK = ("fonts-noto-cjk", 1.0, 1.15, False)
_FACES = {
    # The teeth of its letters are 340 units high, those of Noto Sans Arabic, drawn to sit
    # beside Noto Sans, 403. That one joins lam and alef in a glyph that comes out of a
    # PDF as two letters in the wrong order.
    "Arab": Typeface("Noto Naskh Arabic", "fonts-noto-core", 1.15, 1.1, False),
    "Hebr": Typeface("Noto Sans Hebrew", "fonts-noto-core", slants=False),
    "Hans": Typeface("Noto Sans CJK SC", *_CJK),
    "Hant": Typeface("Noto Sans CJK TC", *_CJK),
    "Jpan": Typeface("Noto Sans CJK JP", *_CJK),
    "Kore": Typeface("Noto Sans CJK KR", *_CJK),
}


def typeface(language: str) -> Typeface:
    """The face that sets a BCP 47 language on our pages."""
    return _FACES.get(likely(language).script, SANS)


# The widths of letters in multiples of the type size, as Noto Sans has them, about.
_WIDTHS = {
    **dict.fromkeys("iIjl|!'.,:; ·\u0627", 0.27),
    **dict.fromkeys('ftr()[]-/"', 0.37),
    **dict.fromkeys("mwMW—…%@شسصض", 0.95),
}
_LETTER, _CAPITAL, _SQUARE = 0.58, 0.68, 1.0


def wide(character: str) -> bool:
    """Does this letter fill a square, as in Chinese? A line may end before and after it."""
    return unicodedata.east_asian_width(character) in ("W", "F")


def width(words: str) -> float:
    """About how long words are on a line, in multiples of the type size."""
    return sum(map(_width, words))


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if wide(character):
        return _SQUARE
    return _WIDTHS.get(character) or (_CAPITAL if character.isupper() else _LETTER)
