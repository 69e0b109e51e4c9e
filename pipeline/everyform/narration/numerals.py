"""Numbers in words, for the voices that say other numbers than the figures.

Heard in espeak-ng 1.52: the Haitian voice drops the ten from 31 on (75 is "kenz",
fifteen); the Mandarin voice says 1005 as 1500 and 3000000 as 30000; the Vietnamese
voice adds "no hundreds" to every round thousand. All other voices count well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum


class Numerals(Enum):
    """Which numbers are written out before they are said; the value is the name in the habits."""

    FIGURES = ""
    CHINESE = "chinese"
    HAITIAN = "haitian"
    VIETNAMESE = "vietnamese"


_HAN = "零一二三四五六七八九"
_HAN_ORDERS = ((100_000_000, "亿"), (10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"))

_KREYOL = (
    "zewo", "youn", "de", "twa", "kat", "senk", "sis", "sèt", "uit", "nèf", "dis", "onz", "douz",
    "trèz", "katòz", "kenz", "sèz", "disèt", "dizuit", "diznèf",
)  # fmt: skip
# A multiple of ten alone or before a vowel, and before a consonant.
_KREYOL_TENS = {
    2: ("vent", "venn"), 3: ("trant", "trann"), 4: ("karant", "karann"),
    5: ("senkant", "senkann"), 6: ("swasant", "swasann"), 8: ("katreven", "katreven"),
}  # fmt: skip
_KREYOL_ORDERS = ((1_000_000_000, "milya"), (1_000_000, "milyon"), (1_000, "mil"), (100, "san"))

_VIET_ORDERS = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"))

# Phonemes stay as they are; figures of a larger number are said one by one.
_FIGURES = re.compile(r"\[\[.*?\]\]|\d+")
_LONGEST = 12


def in_words(text: str, numerals: Numerals) -> str:
    """`text` with the numbers in words that the voice would say wrong as figures."""
    if numerals is Numerals.FIGURES:
        return text

    def said(match: re.Match[str]) -> str:
        found = match.group()
        if not found.isdigit() or (found[0] == "0" and len(found) > 1):
            return found
        return _WORDS[numerals](int(found)) if len(found) <= _LONGEST else " ".join(found)

    return _FIGURES.sub(said, text)


def _chinese(number: int) -> str:
    if number < 100:
        return str(number)
    words = _han(number)
    return words.removeprefix("一") if words.startswith("一十") else words  # 十万, but 一百一十


def _han(number: int) -> str:
    """Every gap between the orders is a zero: 一千零五."""
    if number < 10:
        return _HAN[number]
    order, sign = next((o, s) for o, s in _HAN_ORDERS if number >= o)
    above, rest = divmod(number, order)
    head = f"{'两' if above == 2 and order > 100 else _han(above)}{sign}"
    if not rest:
        return head
    return f"{head}{'零' if rest < order // 10 else ''}{_han(rest)}"


def _haitian(number: int) -> str:
    # The voice counts to 29, and its round hundreds and thousands are right too.
    return _kreyol(number) if number > 29 else str(number)


def _kreyol(number: int) -> str:
    if number < 20:
        return _KREYOL[number]
    if number < 100:
        return _kreyol_tens(number)
    order, word = next((o, w) for o, w in _KREYOL_ORDERS if number >= o)
    above, rest = divmod(number, order)
    head = word if above == 1 and order <= 1_000 else f"{_kreyol(above)} {word}"
    return f"{head} {_kreyol(rest)}" if rest else head


def _kreyol_tens(number: int) -> str:
    """Seventy and ninety are sixty and eighty with eleven to nineteen."""
    ten = number // 10 if number // 10 in _KREYOL_TENS else number // 10 - 1
    rest = number - 10 * ten
    whole, before_consonant = _KREYOL_TENS[ten]
    if not rest:
        return "ven" if ten == 2 else whole
    if rest == 1:
        return f"{whole}eyen" if ten < 8 else f"{whole} en"
    return f"{whole if rest in (8, 9) else before_consonant} {_KREYOL[rest]}"


def _vietnamese(number: int) -> str:
    """Whole thousands, millions and billions, each with the figures before it."""
    if number % 1_000 or not number:
        return str(number)
    words: list[str] = []
    for order, word in _VIET_ORDERS:
        above, number = divmod(number, order)
        if above:
            words.append(f"{above} {word}")
    return " ".join(words)


_WORDS: dict[Numerals, Callable[[int], str]] = {
    Numerals.CHINESE: _chinese,
    Numerals.HAITIAN: _haitian,
    Numerals.VIETNAMESE: _vietnamese,
}
