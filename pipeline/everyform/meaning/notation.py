"""How a language writes numbers and units: data/notation.*.toml, one file a language.

A language without a file keeps what all have in common: digits and the symbols of units.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Words = Mapping[str, str]  # a form -> what it stands for

# Thousands may be grouped by a narrow or unbreakable space everywhere, by any space in some.
_NUMBER = r"(?<![\d.,])\d{{1,3}}(?:[{}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_SPACES = "\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Notation:
    """One language's numbers and units, as patterns and tables by lower-case form."""

    listed: bool  # is there a file for this language?
    length: float | None  # characters for one of an English source
    spread: float | None  # the variance of that, for each such character
    number: re.Pattern[str]
    decimals: tuple[str, ...]  # marks of a fraction; the other mark groups thousands
    unit_behind: re.Pattern[str]  # matched where a number ends; group 1 is the form
    unit_before: re.Pattern[str]  # matched against what ends where a number begins
    units: Words
    symbols: Words  # as `units`, with capitals kept
    joiner: re.Pattern[str]  # all that stands between two numbers of one unit: "2 to 4 years"
    multiplier: re.Pattern[str]
    multipliers: Mapping[str, int]
    alone: re.Pattern[str]  # units in words that need no number
    words: re.Pattern[str]  # numbers in words, the loose ones too
    strict: Words
    months: tuple[str, ...]  # from January on; () where CLDR knows them
    loose: Words
    ignored: re.Pattern[str]
    age: re.Pattern[str]  # matched against what ends where a number begins: years are meant
    joined: bool  # written without spaces between words

    def forms(self, unit: str) -> tuple[str, ...]:
        """Every form of a unit."""
        pairs = (*self.units.items(), *self.symbols.items())
        return tuple(form for form, name in pairs if name == unit)

    def unit(self, form: str) -> str:
        """What a form that `unit_behind`, `unit_before` or `alone` has found stands for."""
        return self.symbols.get(form) or self.units[form.casefold()]


@cache
def notation(language: str) -> Notation:
    """How a BCP 47 language writes numbers and units, by its primary subtag."""
    name = language.partition("-")[0].lower()
    source = files("everyform.meaning").joinpath(f"data/notation.{name}.toml")
    listed = name.isascii() and name.isalpha() and name != "symbols" and source.is_file()
    data: dict[str, Any] = tomllib.loads(source.read_text("utf-8")) if listed else {}
    common = files("everyform.meaning").joinpath("data/notation.symbols.toml")
    symbols = tomllib.loads(common.read_text("utf-8"))
    joined = bool(data.get("joined"))
    units, alone = _turned(data.get("units")), _turned(data.get("alone"))
    before = _turned(data.get("before"))
    signs, signs_before = _turned(symbols["units"], fold=False), _turned(symbols["before"], False)
    strict, loose = _turned(data.get("words")), _turned(data.get("loose"))
    multipliers = {form: int(value) for form, value in _turned(data.get("multipliers")).items()}
    fillers = any_of(data.get("fillers", ()))
    form = f"(?-i:{any_of(signs)})|{any_of(units)}"
    edge = "" if joined else r"(?![^\W\d_])"
    return Notation(
        listed=listed,
        length=data.get("length"),
        spread=data.get("spread"),
        number=re.compile(_NUMBER.format(_SPACES + " " * bool(data.get("spaced")))),
        decimals=tuple(data.get("decimals", (".", ","))),
        unit_behind=_compiled(rf"[\s-]{{0,2}}(?:(?:{fillers})\s?)?({form}){edge}"),
        unit_before=_compiled(rf"((?-i:{any_of(signs_before)})|{any_of(before)})\s?$"),
        units=units | alone | before,
        symbols=signs | signs_before,
        joiner=_compiled(rf"[\s\u2010-\u2015,/-]*(?:{any_of(data.get('joiners', ()))})?\s*"),
        multiplier=_compiled(rf"\s?({any_of(multipliers)}){edge}"),
        multipliers=multipliers,
        alone=whole(alone, joined=joined),
        words=whole({**loose, **strict}, joined=joined),
        strict=strict,
        months=tuple(data.get("months", ())),
        loose=loose,
        ignored=whole(data.get("ignored", {}).get("words", ()), joined=joined),
        age=_compiled(rf"(?<!\w)(?:{any_of(data.get('ages', ()))})\s$"),
        joined=joined,
    )


def readings(token: str, decimals: Iterable[str]) -> frozenset[str]:
    """What a written number may be, as digits with "." before a fraction.

    "3,000" is 3000 in English; "3.000" may be 3000 or 3.000 in Spanish, which is written
    both ways. Digits that make no number in the language stand for themselves.
    """
    token = re.sub(r"\s", "", token)
    found = set()
    for mark in decimals:
        group = "." if mark == "," else ","
        if re.fullmatch(rf"(?:\d{{1,3}}(?:\{group}\d{{3}})+|\d+)(?:\{mark}\d+)?", token):
            found.add(token.replace(group, "").replace(mark, "."))
    return frozenset(found or {token})


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; one that never matches for none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def whole(words: Iterable[str], *, joined: bool = False) -> re.Pattern[str]:
    """The words as whole words, or anywhere in a language that joins them."""
    edges = ("", "") if joined else (r"(?<!\w)", r"(?!\w)")
    return _compiled(rf"{edges[0]}(?:{any_of(words)}){edges[1]}")


def _turned(table: Mapping[str, Iterable[str]] | None, fold: bool = True) -> dict[str, str]:
    """Forms by what they stand for -> what each form stands for."""
    return {
        form.casefold() if fold else form: name
        for name, forms in (table or {}).items()
        for form in forms
    }


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
