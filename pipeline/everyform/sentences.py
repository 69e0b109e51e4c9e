"""Where a sentence ends. A floor module: narration, overlays and readability must agree.

Sentences are split on the words as displayed, before any speech normalisation.
sentencex proposes the ends; the points of addresses, decimals, dates and
abbreviations are taken back, and an address at the end gets its full stop.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import sentencex

# sentencex panics on a wide space behind a full stop; a narrow one ends a sentence as well.
_WIDE_SPACE = re.compile(r"[^\S ]")

# Ends that sentencex misses: it takes "gov." for an abbreviation, and sees none where a
# Chinese sentence stands in brackets. After an address a new one does not begin small.
_MISSED = re.compile(
    r"(?<=\w)\.(?:gov|org|com|net|edu|int)(?:/[^\s]{0,200})?\.(?=\s+(\S))"
    r"|[\u3002\uff01\uff1f]\uff09(?=(\w))"
)

# A point with nothing after it but one of these is inside a word: Cancer.Gov, 2.5, c.-à-d.
_INSIDE = re.compile(r"[A-Za-z\d-]")
_CONTINUED = re.compile(r"[,;:\u060c\u061b]")

# Arabic letters stand alone only as initials; Korean writes 2025. 12. 30.
_INITIAL = re.compile(r"(?:^|[\s.(])[\u0621-\u064a]\.$")
_DATE = re.compile(r"(?<!\d)\d{4}\.(?: ?\d{1,2}\.){0,2}$")
_MONTH_OR_DAY = re.compile(r"\d{1,2}\.")


@lru_cache(maxsize=4096)
def split(text: str, language: str) -> tuple[str, ...]:
    """The sentences of `text`, trimmed, none empty.

    Each is a slice of `text`; together, in order, they hold all of it but white space.
    `language` is a BCP 47 tag; an unknown one is split by the general rules.
    """
    primary = language.partition("-")[0]
    narrow = _WIDE_SPACE.sub(" ", text)  # character for character
    found: list[tuple[int, int]] = []
    for start, end in _places(narrow, _proposed(narrow, primary)):
        if found and _goes_on(narrow, found[-1], start, primary):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(text[start:end] for start, end in found)


def _proposed(text: str, language: str) -> Iterator[str]:
    """What sentencex finds, parted at the ends that it misses."""
    for part in sentencex.segment(language, text):
        done = 0
        for end in _MISSED.finditer(part):
            following = end.group(1) or end.group(2)
            if not following.islower():
                yield part[done : end.end()]
                done = end.end()
        yield part[done:]


def _places(text: str, parts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the parts that hold words begin and end in `text`, spaces left out."""
    end = 0
    for part in parts:
        if words := part.strip():
            start = text.index(words, end)
            end = start + len(words)
            yield start, end


def _goes_on(text: str, before: tuple[int, int], start: int, language: str) -> bool:
    """Does the sentence at `before` go on with what begins at `start`?"""
    if text[before[1] - 1] != ".":
        return False
    # Enough for the longest abbreviation; the sentence itself may be endless.
    last = text[max(before[0], before[1] - 40) : before[1]]
    if _CONTINUED.match(text, start) or (start == before[1] and _INSIDE.match(text, start)):
        return True
    figure = text[start].isdigit()
    words, numbers = _abbreviations(language)
    return (
        bool(words.search(last) or (figure and numbers.search(last)))
        or (language == "ar" and bool(_INITIAL.search(last)))
        or (language == "ko" and _dated(last, text, start))
    )


def _dated(last: str, text: str, start: int) -> bool:
    """Is the point one of a date in figures, which has three of them?"""
    date = _DATE.search(last)
    if date is None:
        return False
    return date.group().count(".") == 3 or bool(_MONTH_OR_DAY.match(text, start))


@cache
def _abbreviations(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Those that stand before words, and those that stand before figures only."""
    data = tomllib.loads(
        files("everyform").joinpath("data/abbreviations.toml").read_text("utf-8")
    ).get(language, {})
    return _ending(data.get("before_words", ())), _ending(data.get("before_numbers", ()))


def _ending(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """Finds one of them, with its point, at the end; nothing where there are none."""
    written = (re.escape(word).replace(r"\.\ ", r"\. ?") for word in abbreviations)
    one = "|".join(written)
    return re.compile(rf"(?<!\w)(?:{one})\.$" if one else r"(?!)")
