"""The words inside a segment, as a tree: what is linked, stressed, defined, dialled.

Nothing here has behaviour; traversal is `walk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NewType, TypeAlias

SegmentId = NewType("SegmentId", str)


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


@dataclass(frozen=True, slots=True)
class RunIn:
    """A heading set at the start of the paragraph or item that it heads: "**X-ray** is ..."."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Defined:
    """The words that the rest of their block defines: "*Insomnia*: being unable to sleep"."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Drug:
    """The name of a drug that NCI has a page about; `target` is the page's absolute URL."""

    content: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Gene:
    """The symbol of a gene or of its protein. Nobody translates it."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """The number of a source, as printed: "1". `target` is its item, where the text has it."""

    content: tuple[Inline, ...]
    target: SegmentId | None


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as printed, and as a machine dials it.

    `number` is in ITU-T E.164 ("+18004226237"), or a short number of the source's country as
    it is dialled there ("911"), which has neither plus sign nor country.
    """

    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Pmid:
    """A PubMed identifier as printed ("PMID: 26389380"), and its digits."""

    text: str
    number: str


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
    | RunIn
    | Defined
    | Drug
    | Gene
    | ReferenceMark
    | Phone
    | Pmid
    | Slot
)
Leaf: TypeAlias = Text | LineBreak | Phone | Pmid | Slot
Span: TypeAlias = (
    Emph
    | Strong
    | Superscript
    | Subscript
    | Link
    | Term
    | CrossReference
    | Foreign
    | RunIn
    | Defined
    | Drug
    | Gene
    | ReferenceMark
)
