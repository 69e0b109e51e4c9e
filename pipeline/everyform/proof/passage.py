"""What a finished file says, piece by piece, as its readers come to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias


class Place(Enum):
    """Where a passage stands in its file."""

    TEXT = "text"
    CONTENTS = "contents"  # lists of headings and what leads through the file
    FURNITURE = "furniture"  # running heads and feet, which are not read out


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language, a BCP 47 tag as a reading program would resolve it.

    The language is "" where the format has no way to name one.
    """

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a passage that lie on one line of paper, in points from its lower left corner."""

    text: str
    page: int
    left: float
    right: float
    base: float  # the height of the line that the letters stand on
    size: float  # of the letters


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a finished file in reading order.

    `id` is the piece's own identifier where the format has one, else "";
    `role` is the format's name for it, in lower case ("p", "h2", "li");
    `targets` are the places that its links lead to, in order. `stretches` are its words
    once more where they have places on paper; `in_cell` is whether these are of a table.
    `shifted` are its raised and lowered words, each after "sup" or "sub".
    """

    id: str
    role: str
    runs: tuple[Run, ...]
    place: Place = Place.TEXT
    targets: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    in_cell: bool = False
    shifted: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All words of the passage."""
        return "".join(run.text for run in self.runs)

    @property
    def language(self) -> str:
        """The language in which the passage begins."""
        return self.runs[0].language if self.runs else ""


@dataclass(slots=True)
class Gathering:
    """A passage under construction: what a prover has read of it so far."""

    id: str
    role: str
    place: Place
    in_cell: bool = False
    runs: list[Run] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    shifted: list[tuple[str, str]] = field(default_factory=list)

    def taken(self) -> Iterator[Passage]:
        """The passage so far, if it has words; what follows starts anew."""
        runs = merged(self.runs)
        if "".join(run.text for run in runs).strip():
            yield Passage(
                self.id,
                self.role,
                runs,
                self.place,
                tuple(self.targets),
                tuple(self.stretches),
                self.in_cell,
                tuple(self.shifted),
            )
        self.runs, self.targets, self.stretches, self.shifted = [], [], [], []


@dataclass(frozen=True, slots=True)
class Card:
    """What a file says of itself to machines; "" and () where it says nothing."""

    titles: tuple[str, ...]  # every place that names the work
    identifier: str
    languages: tuple[str, ...]
    source: str  # URL
    rights: str
    citation: str
    modified: str  # ISO 8601
    made_with: tuple[str, ...] = ()  # programs and fonts with their versions
    facts: tuple[tuple[str, str], ...] = ()  # all of it: (where it stands, what it says)


Grid: TypeAlias = tuple[tuple[str, ...], ...]
"""A table row by row: the first identifier inside of each cell, "" where there is none."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on paper, in points from the lower left corner of its page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: the words for it, the room that it claims, and the filled boxes it is made of."""

    alternative: str
    frame: Box
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Rank:
    """How a passage stands among headings and lists, as a program tells it.

    `level` is that of a heading, 0 of none; `depth` how many lists are around, the own one
    too, None where the file does not tell; `label` what stands before an item, "" where it
    begins none; `leftward` whether its lines run to the left.
    """

    level: int
    depth: int | None
    label: str
    leftward: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A finished page or book, read.

    `references` are all targets of links and of other files, `anchors` all places
    in the file that a reference may name. `pages` are what each page, of paper or
    screen, says beside the text and the notices. `painted` is what they show, in the
    order of painting, in a format that keeps it apart from what it tells programs.
    `grids` are its tables, `pictures` its drawings. `foreign` says of each part that no file
    of ours has what it is. `ranks` are its headings, items and paragraphs by their
    identifiers, in a format that says so by itself. `printed` is whether it is set on pages
    that are parted from one another, `editable` whether it is made to be changed.
    """

    card: Card
    passages: tuple[Passage, ...]
    ids: tuple[str, ...]
    anchors: frozenset[str]
    references: tuple[str, ...]
    pages: tuple[str, ...]
    painted: str | None = None
    grids: tuple[Grid, ...] = ()
    pictures: tuple[Picture, ...] = ()
    foreign: tuple[str, ...] = ()
    ranks: Mapping[str, Rank] | None = None
    printed: bool = False
    editable: bool = False


def unnamed(passages: Iterable[Passage]) -> str:
    """The words that stand under no name of their own: neither text nor notice."""
    return "\n".join(passage.text for passage in passages if not passage.id)


# Places where a line may break: no reader sees or hears them, and engines drop them.
_BREAKS = {ord("\u00ad"): None, ord("\u200b"): None}


def collapsed(text: str) -> str:
    """Text for comparison: composed characters, runs of white space as one space, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_BREAKS).split())


def bare(text: str) -> str:
    """Text for comparison where a format loses or makes white space: none at all."""
    return "".join(unicodedata.normalize("NFC", text).translate(_BREAKS).split())


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same words with neighbours of one language put together; empty ones go."""
    made: list[Run] = []
    for run in runs:
        if made and made[-1].language == run.language:
            made[-1] = Run(made[-1].text + run.text, run.language)
        elif run.text:
            made.append(run)
    return tuple(made)


def spelled(runs: Iterable[Run]) -> Iterator[tuple[str, str]]:
    """Every bare character with the language it stands in."""
    for run in runs:
        for character in bare(run.text):
            yield character, run.language
