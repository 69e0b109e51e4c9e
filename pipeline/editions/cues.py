"""The words of a language that carry modality, direction, negation and doubt: data/cues.*.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Polar:
    """Two sides of one opposition."""

    one: re.Pattern[str]
    other: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """One language's cues by what they mark."""

    marks: Mapping[str, re.Pattern[str]]
    polars: tuple[Polar, ...]
    measures: Mapping[str, str]  # a unit's word -> the unit
    ignored: re.Pattern[str]  # phrases that hold a cue's letters and not its meaning

    def counted(self, text: str) -> Counter[str]:
        """The numbers with a unit in words: "5 years" is one "5 year"."""
        units = "|".join(sorted(map(re.escape, self.measures), key=len, reverse=True))
        found = re.findall(rf"(\d+(?:[.,]\d+)*)[ -](?:{units})(?!\w)", text, re.IGNORECASE)
        words = re.findall(rf"\d+(?:[.,]\d+)*[ -]({units})(?!\w)", text, re.IGNORECASE)
        pairs = zip(found, words, strict=True)
        return Counter(f"{number} {self.measures[word.lower()]}" for number, word in pairs)

    def has(self, mark: str, text: str) -> bool:
        """Does `text` hold a cue of this kind?"""
        return bool(self.marks[mark].search(self.ignored.sub(" ", straight(text))))


@cache
def cues(language: str) -> Cues | None:
    """The cues of a BCP 47 language by its primary subtag; None where nobody listed them."""
    name = language.partition("-")[0].lower()
    source = files("pipeline.editions").joinpath(f"data/cues.{name}.toml")
    if not name.isalpha() or not source.is_file():
        return None
    data = tomllib.loads(source.read_text("utf-8"))
    marks = {mark: _pattern(words) for mark, words in data["cues"].items()}
    polars = (Polar(_pattern(p["one"]), _pattern(p["other"])) for p in data["polar"])
    measures = {word: unit for unit, words in data["measures"].items() for word in words}
    return Cues(marks, tuple(polars), measures, _pattern(data["ignored"]))


def straight(text: str) -> str:
    """Text with straight apostrophes and single spaces."""
    return " ".join(text.replace("’", "'").split())


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, whole; one that begins with "n'" hangs on the word before it."""
    ordered = sorted(words, key=len, reverse=True)
    whole = "|".join(re.escape(word) for word in ordered if not word.startswith("n'"))
    hanging = "|".join(re.escape(word) for word in ordered if word.startswith("n'"))
    tail = rf"|(?:{hanging})\b" if hanging else ""
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w){tail}", re.IGNORECASE)
