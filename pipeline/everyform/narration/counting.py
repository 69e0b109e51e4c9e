"""Which form of a counted word stands after a number: the plural rules of Unicode CLDR."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Plural(Enum):
    """How a language counts; the value is the name in its habits."""

    NONE = "none"  # one form: zh, ko, vi, ht
    ONE = "one"  # one, several
    FRENCH = "french"  # below two, several: fr, pt
    SLAVIC = "slavic"  # 1 and 21; 2 to 4 and fractions; 5 to 20
    ARABIC = "arabic"  # 1, 11 and above; 2; 3 to 10


def _slavic(number: str) -> int:
    if not number.isdigit():
        return 1
    ones, tens = int(number[-1]), int(number[-2:])
    if ones == 1 and tens != 11:
        return 0
    return 1 if 2 <= ones <= 4 and not 12 <= tens <= 14 else 2


def _arabic(number: str) -> int:
    if not number.isdigit():
        return 0
    if number.lstrip("0") == "2":
        return 1
    return 2 if 3 <= int(number[-2:]) <= 10 else 0


_FORMS: dict[Plural, tuple[int, Callable[[str], int]]] = {
    Plural.NONE: (1, lambda number: 0),
    Plural.ONE: (2, lambda number: int(number != "1")),
    Plural.FRENCH: (2, lambda number: int(number[:1] not in "01" or number[1:2].isdigit())),
    Plural.SLAVIC: (3, _slavic),
    Plural.ARABIC: (3, _arabic),
}


def counts(rule: Plural) -> int:
    """How many forms a counted word has."""
    return _FORMS[rule][0]


def form(forms: tuple[str, ...], number: str, rule: Plural) -> str:
    """The form after `number`, which is in ASCII figures and has no grouping signs."""
    return forms[_FORMS[rule][1](number)]
