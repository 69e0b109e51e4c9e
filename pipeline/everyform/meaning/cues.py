"""The words of a language that carry modality, direction, negation and doubt: data/cues.*.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"\w+")
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Family:
    """Things of one kind, of which none may become another: before and after, the organs."""

    name: str
    members: tuple[str, ...]
    whole: Mapping[str, str]  # words in small letters -> the member that they name
    begun: tuple[tuple[str, str], ...]  # beginnings of words and their members, the longest first
    level: re.Pattern[str]  # phrases that hold the letters of a member, and mean none
    any: re.Pattern[str]  # a longer phrase wins over a shorter one of another member
    starts: frozenset[str]  # how its words begin; empty where something may be written onto them

    def found(self, text: str) -> tuple[tuple[str, str], ...]:
        """The members that a text names, in order, each with its words there."""
        if self.starts and self.starts.isdisjoint(_starts(text)):
            return ()  # one look at a text for all families, and most are not in it
        if not self.any.search(text):
            return ()
        return tuple(
            (self._member(words.casefold()), words)
            for words in self.any.findall(self.level.sub(" ", text))
        )

    def _member(self, words: str) -> str:
        if words in self.whole:
            return self.whole[words]
        for beginning, member in self.begun:
            if words.startswith(beginning):
                return member
        # Something is written onto its front.
        return next(m for word, m in (*self.whole.items(), *self.begun) if word in words)


@dataclass(frozen=True, slots=True)
class Cues:
    """One language's cues by what they mark."""

    marks: Mapping[str, re.Pattern[str]]
    concord: re.Pattern[str]  # a second negation that only agrees with the first: "no ... nada"
    families: Mapping[str, Family]
    ignored: re.Pattern[str]  # phrases that hold a cue's letters and not its meaning
    rough: bool = False  # listed, and never measured on translations that are known to be right

    def knows(self, *marks: str) -> bool:
        """Are there cues of all these kinds?"""
        return all(mark in self.marks for mark in marks)

    def has(self, mark: str, text: str) -> bool:
        """Does `text` hold a cue of this kind?"""
        return self.count(mark, text) > 0

    def count(self, mark: str, text: str) -> int:
        """How many cues of a kind; negations that agree with another are one with it."""
        if mark not in self.marks:
            return 0
        text = self.ignored.sub(" ", text)
        found = len(self.marks[mark].findall(text))
        if mark == "negation" and not found:
            return int(bool(self.concord.search(text)))
        return found

    def without(self, mark: str, text: str) -> str:
        """The text without its cues of a kind."""
        return self.marks[mark].sub(" ", text)


@cache
def cues(language: str) -> Cues | None:
    """The cues of a BCP 47 language by its primary subtag; None where nobody listed them."""
    name = language.partition("-")[0].lower()
    source = files("everyform.meaning").joinpath(f"data/cues.{name}.toml")
    if not (name.isascii() and name.isalpha()) or not source.is_file():
        return None
    data = tomllib.loads(source.read_text("utf-8"))
    edges = _Edges(data.get("front", ""), data.get("joined", False))
    return Cues(
        marks={mark: _pattern(words, edges) for mark, words in data["cues"].items()},
        concord=_pattern(data["concord"], edges),
        families={
            name: _family(name, dict(rows), data["level"], edges)
            for name, rows in data["family"].items()
        },
        ignored=_pattern(data["ignored"], edges),
        rough=data.get("rough", False),
    )


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where a word of a language begins and ends in a text."""

    front: str  # a pattern of what may be written onto the front of a word
    joined: bool  # written without spaces, so that a word has no edges


def _family(
    name: str, members: dict[str, list[str]], level: Iterable[str], edges: _Edges
) -> Family:
    flat = (*level, *members.pop("level", ()))
    forms = [(word, member) for member, words in members.items() for word in words]
    begun = [(word.rstrip("*"), member) for word, member in forms if word.endswith("*")]
    return Family(
        name,
        tuple(members),
        {word.casefold(): member for word, member in forms if not word.endswith("*")},
        tuple(sorted(begun, key=lambda pair: -len(pair[0]))),
        _pattern(flat, edges),
        _pattern((word for word, _ in forms), edges),
        frozenset() if edges.front or edges.joined else _begin(word for word, _ in forms),
    )


def _begin(words: Iterable[str]) -> frozenset[str]:
    """The first letters of the first words of phrases; empty where one begins with none."""
    found = [_WORD.match(word) for word in words]
    return (
        frozenset(one[0][:_LETTERS].lower() for one in found if one) if all(found) else frozenset()
    )


@lru_cache(maxsize=256)
def _starts(text: str) -> frozenset[str]:
    """The first letters of each word of a text, as many as tell most words apart, and fewer."""
    words = {word.lower() for word in _WORD.findall(text)}
    return frozenset(word[:n] for word in words for n in range(1, _LETTERS + 1))


def _pattern(words: Iterable[str], edges: _Edges) -> re.Pattern[str]:
    """Any of the words, whole, the longest first.

    "non*" begins a word, "a*b" has anything inside; "n't" and "-free" hang on the word before
    them. One look at
    the edge of a word for all that begin there: three times as fast as one for each.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    hanging = [word for word in ordered if word.startswith(("n't", "-"))]
    inside = "|".join(_ending(word, edges) for word in ordered if word not in hanging)
    after = "|".join(_ending(word, edges) for word in hanging)
    edge = "" if edges.joined else rf"(?<!\w){edges.front}"
    parts = [rf"{edge}(?:{inside})"] * bool(inside) + [f"(?:{after})"] * bool(after)
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _ending(word: str, edges: _Edges) -> str:
    stem = word.rstrip("*")
    if edges.joined:
        return re.escape(stem)
    inside = r"\w*".join(map(re.escape, stem.split("*")))
    return inside + (r"\w*" if stem != word else r"(?!\w)")
