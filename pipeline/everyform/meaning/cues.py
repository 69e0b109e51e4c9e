"""The words of a language that carry modality, direction, negation and doubt: data/cues.*.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Polar:
    """Two sides of one opposition. A longer phrase of a side wins over a shorter of the other."""

    name: str
    one: re.Pattern[str]
    level: re.Pattern[str]  # phrases that hold the letters of a side, and are on none
    either: re.Pattern[str]

    def sides(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of the one side in a text, and those of the other."""
        found = self.either.findall(self.level.sub(" ", text))
        return (
            tuple(word for word in found if self.one.fullmatch(word)),
            tuple(word for word in found if not self.one.fullmatch(word)),
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """One language's cues by what they mark."""

    marks: Mapping[str, re.Pattern[str]]
    concord: re.Pattern[str]  # a second negation that only agrees with the first: "no ... nada"
    polars: tuple[Polar, ...]
    ignored: re.Pattern[str]  # phrases that hold a cue's letters and not its meaning

    def has(self, mark: str, text: str) -> bool:
        """Does `text` hold a cue of this kind?"""
        return self.count(mark, text) > 0

    def count(self, mark: str, text: str) -> int:
        """How many cues of a kind; negations that agree with another are one with it."""
        text = self.ignored.sub(" ", text)
        found = len(self.marks[mark].findall(text))
        if mark == "negation" and not found:
            return int(bool(self.concord.search(text)))
        return found

    def without(self, mark: str, text: str) -> str:
        """The text without its cues of a kind."""
        return self.marks[mark].sub(" ", text)

    def sides(self, text: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """What a text has of both sides of each opposition, in the order of `polars`."""
        return tuple(polar.sides(text) for polar in self.polars)


@cache
def cues(language: str) -> Cues | None:
    """The cues of a BCP 47 language by its primary subtag; None where nobody listed them."""
    name = language.partition("-")[0].lower()
    source = files("everyform.meaning").joinpath(f"data/cues.{name}.toml")
    if not (name.isascii() and name.isalpha()) or not source.is_file():
        return None
    data = tomllib.loads(source.read_text("utf-8"))
    return Cues(
        marks={mark: _pattern(words) for mark, words in data["cues"].items()},
        concord=_pattern(data["concord"]),
        polars=tuple(
            Polar(
                name,
                _pattern(sides["one"]),
                _pattern((*data["level"], *sides.get("level", ()))),
                _pattern((*sides["one"], *sides["other"])),
            )
            for name, sides in data["polar"].items()
        ),
        ignored=_pattern(data["ignored"]),
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, whole, the longest first.

    "non*" begins a word; "n't" and "-free" hang on the word before them. One look at
    the edge of a word for all that begin there: three times as fast as one for each.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    hanging = [word for word in ordered if word.startswith(("n'", "-"))]
    inside = "|".join(_ending(word) for word in ordered if word not in hanging)
    after = "|".join(_ending(word) for word in hanging)
    parts = [rf"(?<!\w)(?:{inside})"] * bool(inside) + [f"(?:{after})"] * bool(after)
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _ending(word: str) -> str:
    stem = word.rstrip("*")
    return re.escape(stem) + (r"\w*" if stem != word else r"(?!\w)")
