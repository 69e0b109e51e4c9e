"""Telephone numbers in running words, as a machine dials them: how one is printed may differ.

The reader makes `Phone` nodes of the numbers it finds; this is for what a translator types.
Numbers without a country are read as those of North America, which the publisher's are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = r"[-.\s\u2010-\u2013]"
_TELEPHONE = re.compile(
    r"(?<![\w+.,/])(?:"
    # 1-800-422-6237, (800) 422-6237
    rf"(?:\+?1{_GAP}?)?(?:\(\d{{3}}\)\s?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}"
    # 18004226237
    r"|\+?1?[2-9]\d{9}"
    # 1-800-4-CANCER
    rf"|(?:\+?1{_GAP})?(?:\(8\d\d\)\s?|8\d\d{_GAP})(?=[\d-]{{0,12}}[A-Z])[\dA-Z]{{1,12}}(?:-[\dA-Z]{{1,12}}){{0,4}}"
    # +44 20 7946 0958
    rf"|\+[2-9]\d{{0,2}}(?:{_GAP}?\(?\d{{1,5}}\)?){{2,5}}"
    # a number that lost or gained a digit is still meant as one
    rf"|1-\d{{2,4}}-\d{{2,4}}-\d{{3,5}}"
    r")(?![\w/]|[-.]\d)"
)
# The letters of a keypad: ITU-T E.161.
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_NORTH_AMERICA = 10
_SHORT = 3  # 911: dialled as it is


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number in a text: its place, and its digits in E.164."""

    start: int
    end: int
    number: str


def telephones(text: str) -> tuple[Telephone, ...]:
    """The telephone numbers in a text, in order."""
    return tuple(Telephone(m.start(), m.end(), dialled(m[0])) for m in _TELEPHONE.finditer(text))


def dialled(printed: str) -> str:
    """What a machine dials for a number as printed: "1-800-4-CANCER" -> "+18004226237"."""
    digits = re.sub(r"\D", "", printed.upper().translate(_KEYS))
    if len(digits) <= _SHORT:
        return digits
    return f"+1{digits}" if len(digits) == _NORTH_AMERICA and "+" not in printed else f"+{digits}"
