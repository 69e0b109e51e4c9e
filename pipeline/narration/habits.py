"""How a language says what is written in figures, signs and capitals: data/<language>.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.narration.lexicon import lexicon

UNKNOWN = "und"  # BCP 47: undetermined; habits that hurt in no language


@dataclass(frozen=True, slots=True)
class Habits:
    """One language's. The TOML files say what each is for; `lexicon` comes from the PLS."""

    language: str
    web_address: str  # {host}
    dot: str
    at: str
    to: str
    power: str  # {exponent}
    mark: str  # {number} of a source that the text refers to
    date: str  # {day} {month} {year}
    day_first: bool  # in 1/2/2025
    months: tuple[str, ...]  # January first; empty: dates are left alone
    thousands: str  # the characters that group digits
    decimal: str  # the character before the fraction
    stages: tuple[str, ...]  # words before a Roman number that counts
    first_a: str  # for the letter A where an acronym begins with it; "" for the letter
    words: frozenset[str]  # capitals that are said as a word
    stressed: frozenset[str]  # plain words that authors put in capitals
    units: Mapping[str, tuple[str, str]]  # sign -> one, several
    signs: Mapping[str, str]  # character -> word; "" for not said
    lexicon: Mapping[str, str]


@cache
def habits(language: str) -> Habits:
    """The habits of a BCP 47 language, by its primary subtag; else the neutral ones."""
    name = language.partition("-")[0].lower()
    known = knows(name)
    data = tomllib.loads(_source(name if known else UNKNOWN))
    return Habits(
        language=name if known else UNKNOWN,
        web_address=data["web_address"],
        dot=data["dot"],
        at=data["at"],
        to=data["to"],
        power=data["power"],
        mark=data["mark"],
        date=data["date"],
        day_first=data["day_first"],
        months=tuple(data["months"]),
        thousands=data["thousands"],
        decimal=data["decimal"],
        stages=tuple(data["stages"]),
        first_a=data["first_a"],
        words=frozenset(data["words"]),
        stressed=frozenset(data["stressed"]),
        units={sign: (one, several) for sign, (one, several) in data["units"].items()},
        signs=data["signs"],
        lexicon=lexicon(name) if known else {},
    )


def knows(language: str) -> bool:
    """Has the primary language of this tag habits of its own?"""
    name = language.partition("-")[0].lower()
    return name.isalpha() and files("pipeline.narration").joinpath(f"data/{name}.toml").is_file()


def _source(name: str) -> str:
    return files("pipeline.narration").joinpath(f"data/{name}.toml").read_text("utf-8")
