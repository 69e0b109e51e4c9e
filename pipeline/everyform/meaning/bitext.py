"""A segment beside its translation: the bitext that every check of meaning reads.

Sentence stands beside sentence, as far as their lengths tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from everyform.document import Segment
from everyform.meaning.alignment import Alignment, Growth, align
from everyform.meaning.cues import Cues, cues
from everyform.meaning.notation import Notation, notation
from everyform.sentences import split
from everyform.walk import plain_text

# Marks that set the direction of a line, soft hyphens and joiners, which no reader sees; and
# the vowel marks and the stretching of Arabic, which most texts leave out.
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u064b-\u0652\u0670\u0640]"
)
# The apostrophe, and the marks in Arabic numbers.
# Roman numerals that are one sign: III.
_STRAIGHT = str.maketrans(
    {"\u2019": "'", "\u066b": ".", "\u066c": ","}
    | {0x2160 + number: roman for number, roman in enumerate(("I", "II", "III", "IV", "V"))}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference in meaning.

    An `error` blocks: the words are not shown until they are changed or a named reviewer has
    waived it, with a reason. What is none asks: a person should look.
    """

    code: str
    message: str
    error: bool


@dataclass(frozen=True, slots=True)
class Bitext:
    """The words of a segment and of its translation, and what is known of both languages."""

    source: Segment
    target: Segment
    terms: Mapping[str, str]  # English name -> the language's forms, with `|` between them
    plain: bool = False  # is the target in plain words, freely worded?

    @property
    def said(self) -> str:
        """The source's words."""
        return plain(plain_text(self.source.content))

    @property
    def put(self) -> str:
        """The translation's words."""
        return plain(plain_text(self.target.content))

    @property
    def alignment(self) -> Alignment:
        """Which sentences of the translation say which of the source's."""
        return _aligned(self.said, self.put, self.source.language, self.target.language)

    @property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Words of the source beside the words that say them; what has no other side is left."""
        return tuple((said, put) for said, put in self.alignment.beads if said and put)

    @property
    def passages(self) -> tuple[tuple[str, str], ...]:
        """The sentences where they surely belong together, else the whole of both texts.

        In plain words a sentence is seldom one sentence, and "it" stands for what is named.
        """
        apart = self.even and not self.free
        return self.sentences if apart else ((self.said, self.put),)

    @property
    def even(self) -> bool:
        """Has the translation as many sentences, so that they surely belong together in order?"""
        return len(split(self.said, self.source.language)) == len(
            split(self.put, self.target.language)
        )

    @property
    def free(self) -> bool:
        """Is the target no translation sentence by sentence, but plain words for the source?"""
        mine, theirs = (s.language.partition("-")[0] for s in (self.source, self.target))
        return self.plain or mine == theirs

    @property
    def cues(self) -> tuple[Cues, Cues] | None:
        """The cues of both languages; None where one has not been listed by anybody."""
        mine, theirs = cues(self.source.language), cues(self.target.language)
        return (mine, theirs) if mine and theirs else None

    @property
    def measured(self) -> bool:
        """Are the checks of both languages measured on translations known to be right?"""
        return self.cues is not None and not any(side.rough for side in self.cues)

    @property
    def notations(self) -> tuple[Notation, Notation]:
        """How both languages write numbers, units and dates."""
        return notation(self.source.language), notation(self.target.language)


@lru_cache(maxsize=64)
def _aligned(said: str, put: str, source_language: str, target_language: str) -> Alignment:
    """Every check asks for the same pair, one after the other."""
    sentences = split(said, source_language), split(put, target_language)
    return align(*sentences, growth(source_language, target_language))


Check: TypeAlias = Callable[[Bitext], Iterator[Fault]]


def exchanged(pair: Bitext, code: str, named: Callable[[str, str], Set[str]]) -> Iterator[Fault]:
    """The same things on both sides, passage by passage; what is lost alone is a question.

    `named` gives the things that a text in a language names.
    """
    for said, put in pair.passages:
        there, here = named(said, pair.source.language), named(put, pair.target.language)
        lost, gained = ", ".join(sorted(there - here)), ", ".join(sorted(here - there))
        if lost and gained:
            yield Fault(code, f"{lost} became {gained}", True)
        elif gained:
            yield Fault(code, f"{gained} is added", True)
        elif lost:
            yield Fault(code, f"{lost} is lost", False)


def growth(source_language: str, target_language: str) -> Growth | None:
    """How long translations into a language are; None where nobody measured."""
    mine, theirs = notation(source_language), notation(target_language)
    if not (mine.length and theirs.length and mine.spread and theirs.spread):
        return None
    # English, from which all is measured, adds no variance of its own.
    spread = theirs.spread if mine.length == 1.0 else max(mine.spread, theirs.spread)
    return Growth(theirs.length / mine.length, spread)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text with straight apostrophes, single spaces, ASCII digits, and no mark that is unseen."""
    seen = _UNSEEN.sub("", text).translate(_STRAIGHT)
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in seen)
    return re.sub(r"[ \t\n]+", " ", digits).strip()  # a space that groups thousands stays
