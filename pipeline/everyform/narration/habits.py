"""How a language says what is written in figures, signs and capitals: data/<language>.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from everyform.narration.counting import Plural
from everyform.narration.lexicon import lexicon
from everyform.narration.numerals import Numerals

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
    powers: Mapping[int, str]  # exponents that have a name of their own: "to the ninth"
    per: str  # {unit}, after a power: "10^9/L"; "" where the stroke is left to the voice
    mark: str  # {number} of a source that the text refers to
    date: str  # {day} {month} {year}
    day_first: bool  # in 1/2/2025
    months: tuple[str, ...]  # January first; empty: dates are left alone
    ordinals: Mapping[int, str]  # of days and years in dates, 1 to 20 and the tens; or empty
    year_sign: str  # a pattern; what stands before it is a year and no amount; "" for none
    time: str  # {hour} {minute}
    full_hour: str  # {hour}
    numerals: Numerals  # numbers that the voice says wrong
    thousands: str  # the characters that group digits
    decimal: str  # before a fraction, as the voice knows it: a sign, or a word and digits
    digits: tuple[str, ...]  # 0 to 9 in a telephone number; empty where the figures will do
    between: tuple[str, ...]  # words between the numbers of a list of stages
    stages: tuple[str, ...]  # words before a Roman number that counts
    stages_after: tuple[str, ...]  # and words after one
    counters: tuple[str, ...]  # patterns of words that are counted in the language's own numbers
    counted: Mapping[int, str]  # those numbers, where the figure is said otherwise
    letters: Mapping[str, str]  # names of Latin letters that the voice gets wrong
    joint: str  # between the letters of an acronym
    first_a: str  # for the letter A where an acronym begins with it; "" for the letter
    latin: str  # BCP 47: whose words are those in Latin letters; "" where all words are
    words: frozenset[str]  # capitals that are said as a word
    stressed: frozenset[str]  # plain words that authors put in capitals
    plural: Plural  # how `units` are counted
    compared: Mapping[str, str]  # sign -> pattern, where the word stands after {amount}
    units: Mapping[str, tuple[str, ...]]  # sign -> its forms, perhaps with {number} inside
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
        powers={int(exponent): words for exponent, words in data.get("powers", {}).items()},
        per=data.get("per", ""),
        mark=data["mark"],
        date=data["date"],
        day_first=data["day_first"],
        months=tuple(data["months"]),
        ordinals={int(number): word for number, word in data.get("ordinals", {}).items()},
        year_sign=data.get("year_sign", ""),
        time=data["time"],
        full_hour=data["full_hour"],
        numerals=Numerals(data.get("numerals", "")),
        thousands=data["thousands"],
        decimal=data["decimal"],
        digits=tuple(data.get("digits", ())),
        between=tuple(data["between"]),
        stages=tuple(data["stages"]),
        stages_after=tuple(data.get("stages_after", ())),
        counters=tuple(data.get("counters", ())),
        counted={int(number): word for number, word in data.get("counted", {}).items()},
        letters=data.get("letters", {}),
        joint=data["joint"],
        first_a=data["first_a"],
        latin=data.get("latin", ""),
        words=frozenset(data["words"]),
        stressed=frozenset(data["stressed"]),
        plural=Plural(data["plural"]),
        compared=data.get("compared", {}),
        units={sign: tuple(forms) for sign, forms in data["units"].items()},
        signs=data["signs"],
        lexicon=lexicon(name) if known else {},
    )


def knows(language: str) -> bool:
    """Has the primary language of this tag habits of its own?"""
    name = language.partition("-")[0].lower()
    return name.isalpha() and files("everyform.narration").joinpath(f"data/{name}.toml").is_file()


def _source(name: str) -> str:
    return files("everyform.narration").joinpath(f"data/{name}.toml").read_text("utf-8")
