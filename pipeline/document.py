"""The canonical document: the only thing the rooms hand to one another.

A `Document` is a tree of blocks. All human words sit in `Segment`s; a segment
is the unit that is translated, spoken, anchored, cited and proved, and its id
is the same in every edition and every output. Nothing here knows Markdown,
typography or sound, and nothing here has behaviour: traversal is `walk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NewType, TypeAlias

from pipeline.diagnostics import Location

SegmentId = NewType("SegmentId", str)


# Inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Words. White space in them is significant and already collapsed."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end the author meant, as in a postal address."""


@dataclass(frozen=True, slots=True)
class Emph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document. `target` is an absolute http, https or mailto URL."""

    content: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word with an entry in NCI's dictionary; `target` is the entry's absolute URL."""

    content: tuple[Inline, ...]
    cdr_id: str  # the digits of the CDR number, e.g. "45882"
    dictionary: str  # as the source names it, e.g. "Cancer.gov"
    language: str  # BCP 47 language of the entry
    target: str


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A link to a place in this same document. `target` is a heading's segment id."""

    content: tuple[Inline, ...]
    target: SegmentId


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the segment around them."""

    content: tuple[Inline, ...]
    language: str  # BCP 47


class SlotName(Enum):
    """The dates that the citation leaves open (`<MM/DD/YYYY>` in the source)."""

    UPDATED = "updated"
    ACCESSED = "accessed"


@dataclass(frozen=True, slots=True)
class Slot:
    """An open place in the source's words; `text` is empty until an edition fills it."""

    name: SlotName
    text: str = ""


Inline: TypeAlias = (
    Text
    | LineBreak
    | Emph
    | Strong
    | Superscript
    | Subscript
    | Link
    | Term
    | CrossReference
    | Foreign
    | Slot
)
Span: TypeAlias = Emph | Strong | Superscript | Subscript | Link | Term | CrossReference | Foreign


# Segments and blocks


@dataclass(frozen=True, slots=True)
class Segment:
    """One block's own words, with an identity, a language and an origin."""

    id: SegmentId
    content: tuple[Inline, ...]
    language: str  # BCP 47 language of the words
    origin: Location


@dataclass(frozen=True, slots=True)
class Paragraph:
    segment: Segment


@dataclass(frozen=True, slots=True)
class ListItem:
    """`repeats` is the heading that a key point says again, word for word."""

    blocks: tuple[Block, ...]
    repeats: SegmentId | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    items: tuple[ListItem, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture we do not hold: its description, its caption and where it is.

    The picture belongs to its owner and is never fetched; the words stand for it.
    """

    description: Segment
    caption: Segment | None
    target: str  # absolute URL of the picture at the publisher's site


class CellScope(Enum):
    """What a cell heads, if anything."""

    DATA = "data"
    COLUMN = "column"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...]
    scope: CellScope = CellScope.DATA


@dataclass(frozen=True, slots=True)
class Row:
    """`ragged`: the source gave this row another number of cells than the header has."""

    cells: tuple[Cell, ...]
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    caption: Segment | None
    header: tuple[Row, ...]
    rows: tuple[Row, ...]


class SectionRole(Enum):
    """What a section is for, as far as its place and words tell."""

    BODY = "body"
    KEY_POINTS = "key-points"
    RESOURCES = "resources"
    ABOUT = "about"
    PERMISSION = "permission"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all it governs. `level` is 2 to 6; the document's title is level 1."""

    title: Segment
    level: int
    blocks: tuple[Block, ...]
    role: SectionRole = SectionRole.BODY


Block: TypeAlias = Paragraph | BulletList | OrderedList | Quote | Figure | Table | Section


# The whole


class ReviewFrequency(Enum):
    """How often the curators promise to look again; the value is the source's word."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter, checked. Dates are the curators', never the publisher's."""

    title: str
    url: str
    licence: str
    source: str
    source_type: str
    status: str
    audience: str
    version: str
    cancer_types: tuple[str, ...]
    tags: tuple[str, ...]
    short_citation: str
    last_reviewed: date | None
    review_frequency: ReviewFrequency | None
    updated: date | None
    accessed: date | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who wrote the source and how it asks to be cited, in the source's own language."""

    board: str
    title: str
    publisher: str
    url: str
    pmid: str | None
    citation: tuple[Inline, ...]  # the whole sentence, with its open slots
    permission: SegmentId  # the heading under which the terms of use stand


@dataclass(frozen=True, slots=True)
class Document:
    """A summary. `topic` is what the title speaks of, without any trade mark."""

    name: str
    language: str  # BCP 47 language of the source
    title: Segment
    topic: str
    metadata: Metadata
    attribution: Attribution
    blocks: tuple[Block, ...]
