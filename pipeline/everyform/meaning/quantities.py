"""What a text says in figures: dates, telephone numbers, numbers with their units, number words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from everyform.meaning.clock import Hour, hours
from everyform.meaning.dates import Written, dates
from everyform.meaning.notation import Notation, notation, readings
from everyform.meaning.telephones import Telephone, telephones

# How far behind a number its unit may stand when other words come between.
_REACH, _REACH_JOINED = 28, 8
# "3-D" is a word: "tridimensional".
_SOLID = re.compile(r"(?<!\w)[23]-?D(?!\w)")
# An ordinal in figures: 1st and 2nd; 1.º, 1er and 2.ª; 1er, 2e and 2ème. It is the word, not the
# number: "first" and "1er" are the same.
_ORDINAL = re.compile(
    r"(?<![\w.,/])(\d{1,2})"
    r"(?:st|nd|rd|th|\.? ?[ºª]|\.?(?:er|ra|ro|da|do)|re|e|[eè]me)(?![\w])"
)
_CLAUSE_END = re.compile("[.;:!?؟\u3002\uff01\uff1b\uff1f]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits: what it may be read as, and its unit where one is known."""

    text: str
    values: frozenset[str]
    unit: str | None
    behind: str  # the words behind it, up to the next number or sentence end
    implied: bool = False  # is the unit only meant, as the years of "age 35"?

    def __str__(self) -> str:
        return f"{self.text} {self.unit}" if self.unit else self.text


@dataclass(frozen=True, slots=True)
class Quantities:
    """All that a text says in figures, each thing counted once."""

    dates: tuple[Written, ...]
    telephones: tuple[Telephone, ...]
    hours: tuple[Hour, ...]
    numbers: tuple[Number, ...]
    words: Counter[str]  # numbers in words that must be kept: "2", "2nd", "1/2"
    ordinals: Counter[str]  # those of them that are written in figures, as "2nd" is
    loose: Counter[str]  # words that may stand for a number
    units: Counter[str]  # units, with a number or without


@lru_cache(maxsize=2048)
def quantities(text: str, language: str) -> Quantities:
    """Read a text with ASCII digits."""
    known = notation(language)
    called = telephones(text)
    rest = _SOLID.sub(lambda match: " " * len(match[0]), _without(text, called))
    clock = hours(rest, language)
    rest = _without(rest, clock)
    dated = dates(rest, language)
    rest = _without(rest, dated)
    ordinals = Counter(_ordinal(int(match[1])) for match in _ORDINAL.finditer(rest))
    rest = _ORDINAL.sub(lambda match: "\n" * len(match[0]), rest)
    found = tuple(_shared(rest, known, tuple(_numbers(rest, known))))
    numbers = tuple(number for _, number in found)
    bare = rest
    for span, _ in found:
        bare = bare[: span[0]] + " " * (span[1] - span[0]) + bare[span[1] :]
    bare = known.ignored.sub(" ", bare)
    spelled = [match.casefold() for match in known.words.findall(bare)]
    loose = Counter(known.loose[word] for word in spelled if word in known.loose)
    loose += Counter(_han_numbers(bare))
    units = Counter(number.unit for number in numbers if number.unit)
    units += Counter(known.unit(match) for match in known.alone.findall(bare))
    strict = Counter(known.strict[word] for word in spelled if word in known.strict)
    return Quantities(dated, called, clock, numbers, strict + ordinals, ordinals, loose, units)


def _ordinal(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")


def _without(
    text: str, spans: tuple[Written, ...] | tuple[Telephone, ...] | tuple[Hour, ...]
) -> str:
    """The text with blanks in the place of what was read already, so that places stay."""
    for span in spans:
        text = text[: span.start] + "\n" * (span.end - span.start) + text[span.end :]
    return text


_Found = tuple[tuple[int, int], Number]


def _numbers(text: str, known: Notation) -> Iterator[_Found]:
    read_to = 0
    matches = list(known.number.finditer(text))
    for number, match in enumerate(matches, start=1):
        if match.start() < read_to:
            continue  # the 2 of mg/m2
        limit = matches[number].start() if number < len(matches) else len(text)
        end = match.end()
        values = readings(match[0], known.decimals)
        if (power := known.multiplier.match(text, end)) and power.end() <= limit:
            factor = known.multipliers[power[1].casefold()]
            values = frozenset(_times(value, factor) for value in values)
            end = power.end()
        unit = None
        if behind := known.unit_behind.match(text, end):
            unit, stop = known.unit(behind[1]), behind.end()
        elif before := known.unit_before.search(text, max(0, match.start() - 8), match.start()):
            unit, stop = known.unit(before[1]), end
        else:
            stop = end
        implied = unit is None and bool(known.age.search(text, 0, match.start()))
        if implied:
            unit = "year"
        read_to = stop
        reach = _REACH_JOINED if known.joined else _REACH
        rest = _CLAUSE_END.split(text[end : min(limit, end + reach)])[0]
        number_text = text[match.start() : end]
        yield (match.start(), stop), Number(number_text, values, unit, rest, implied)


def _shared(text: str, known: Notation, found: tuple[_Found, ...]) -> Iterator[_Found]:
    """The first of two numbers has the unit of the second: "2 to 4 years"."""
    unit: str | None = None
    begins = len(text)
    turned: list[_Found] = []
    for (start, end), number in reversed(found):
        if number.unit is None and unit and known.joiner.fullmatch(text, end, begins):
            number = replace(number, unit=unit)
        unit, begins = number.unit, start
        turned.append(((start, end), number))
    return reversed(turned)


def _times(value: str, factor: int) -> str:
    try:
        return f"{(Decimal(value) * factor).normalize():f}"
    except ArithmeticError:
        return value


_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"\u3007": 0, "两": 2, "兩": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile(rf"[{''.join(_HAN_DIGITS)}{''.join(_HAN_POWERS)}]+")


def _han_numbers(text: str) -> Iterator[str]:
    """What numerals in Han characters may stand for: "三十五" is 35."""
    for match in _HAN.findall(text):
        total, digit = 0, None
        for character in match:
            if character in _HAN_POWERS:
                total += (1 if digit is None else digit) * _HAN_POWERS[character]
                digit = None
            else:
                digit = _HAN_DIGITS[character]
        yield str(total + (digit or 0))
