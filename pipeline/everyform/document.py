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
from typing import TypeAlias

from everyform.diagnostics import Location
from everyform.inline import Inline, SegmentId

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
class Callout:
    """A remark set apart from the text around it, such as a note or a warning."""

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
    """`ragged`: cells have lost their place in our copy; nobody knows what heads these."""

    cells: tuple[Cell, ...]
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`footer`: notes on the table, a row each. With a ragged row it is never shown as a grid."""

    caption: Segment | None
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    footer: tuple[Row, ...] = ()


class SectionRole(Enum):
    """What a section is for, as far as its place and words tell."""

    BODY = "body"
    KEY_POINTS = "key-points"
    RESOURCES = "resources"
    ABOUT = "about"
    PERMISSION = "permission"
    QUESTION = "question"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all it governs. `level` is 2 to 6; the document's title is level 1.

    `number` is a question's number in the source, which its words do not repeat.
    """

    title: Segment
    level: int
    blocks: tuple[Block, ...]
    role: SectionRole = SectionRole.BODY
    number: int | None = None


Block: TypeAlias = Paragraph | BulletList | OrderedList | Quote | Callout | Figure | Table | Section


# Words explained


class Authority(Enum):
    """Whose explanation it is."""

    TEXT = "text"  # the summary's own words
    DICTIONARY = "dictionary"  # an entry of NCI's dictionary, supplied beside the seed


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a word means. `segment` is the place where the text itself says so."""

    text: str
    language: str  # BCP 47
    authority: Authority
    segment: SegmentId | None


@dataclass(frozen=True, slots=True)
class Headword:
    """A word of the text with an entry in NCI's dictionary, or with its meaning in the text.

    `forms` are the words as printed, each once, in the order of their first places.
    """

    cdr_id: str | None
    forms: tuple[str, ...]
    segments: tuple[SegmentId, ...]  # where it is marked, in reading order
    explanations: tuple[Explanation, ...]


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
    # The publisher's own text of the same summary in other languages: BCP 47 tag, address.
    alternates: tuple[tuple[str, str], ...] = ()
    # Those of the cancer types that neither title nor address speaks of: nobody should look
    # for the summary under them.
    doubtful_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who wrote the source and how it asks to be cited, in the source's own language.

    `board` is "" where the citation names none.
    """

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
    headwords: tuple[Headword, ...] = ()
