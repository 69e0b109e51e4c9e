"""The tree -> paragraphs with real styles: headings, lists, quotations, frames, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, zip_longest
from typing import assert_never

from everyform.document import (
    Block,
    BulletList,
    Callout,
    Figure,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Section,
    Segment,
    Table,
)
from everyform.inline import SegmentId
from everyform.languages import Direction, direction
from everyform.publication import Publication
from everyform.writers.docx import tables
from everyform.writers.docx.elements import Element, bookmark_name, flags, ordered, w
from everyform.writers.docx.numbering import Lists, mark
from everyform.writers.docx.runs import Words
from everyform.writers.docx.styles import DEEPEST, PARAGRAPH, STEP, style_id
from everyform.writers.page import linkless

# Where the sheets want lines to write on (see `sheets.lines`): below each question, and behind
# the words for a telephone number.
_QUESTIONS, _PHONE = "glue-ask", "glue-phone"


@dataclass(frozen=True, slots=True)
class Where:
    """What is around a block: how many lists, and the style of plain paragraphs there."""

    depth: int = 0
    style: str = ""


@dataclass(slots=True)
class Flow:
    """Makes the paragraphs of a sheet, in order.

    `lift` is how many levels headings rise, `width` how far a line goes, in twentieths of
    a point; `rooms` are the tables by name, each with the ems that it needs as a grid.
    """

    publication: Publication
    words: Words
    lists: Lists
    lift: int
    width: int
    rooms: Mapping[str, int | None]
    _bookmarks: Iterator[int] = field(default_factory=lambda: count(1))

    def blocks(self, blocks: Sequence[Block], where: Where) -> Iterator[Element]:
        """The paragraphs and tables of some blocks that follow one another."""
        for block, after in zip_longest(blocks, blocks[1:]):
            # What introduces a list stays with its first item.
            leads = isinstance(after, BulletList | OrderedList | Quote | Table)
            yield from self._block(block, where, leads=leads)

    def _block(self, block: Block, where: Where, *, leads: bool) -> Iterator[Element]:
        match block:
            case Paragraph(segment):
                yield self._said(segment, where, leads=leads)
            case BulletList(items):
                yield from self._items(items, self.lists.bullets(), where)
            case OrderedList(items, start):
                number = self.lists.numbered(start, where.depth)
                yield from self._items(items, number, where)
            case Quote(inside):
                yield from self.blocks(inside, replace(where, style="Quote"))
            case Callout(inside):
                style = "Main Message" if block in self.publication.body else "Callout"
                yield from self.blocks(inside, replace(where, style=style))
            case Figure():
                yield from self._figure(block, where)
            case Table():
                yield from tables.table(self, block, where)
            case Section():
                yield from self._section(block, where)
            case _:
                assert_never(block)

    def paragraph(
        self,
        style: str,
        *content: Element,
        language: str,
        properties: Iterable[Element] = (),
    ) -> Element:
        """A paragraph in a style; "" is that of plain text."""
        made = list(properties)
        if style:
            made.append(w("pStyle", val=style_id(style)))
        if direction(language) is Direction.RIGHT_TO_LEFT:
            made.append(w("bidi"))
        parts = [w("pPr", *ordered(PARAGRAPH, *made))] if made else []
        return w("p", *parts, *content)

    def segment(
        self, segment: Segment, link: SegmentId | None = None, *, strong: bool = False
    ) -> list[Element]:
        """The words of a segment inside of the bookmark that bears its name."""
        number = next(self._bookmarks)
        content = segment.content
        if link is None:
            runs = list(self.words.content(content, segment.language, strong=strong))
        else:
            runs = [self.words.inner(content, segment.language, link)]
        start = w("bookmarkStart", id=number, name=bookmark_name(segment.id))
        return [start, *runs, w("bookmarkEnd", id=number)]

    def label(self, text: str, where: Where, *, strong: bool = False) -> Element:
        """A paragraph of the edition's own words, which leads to what follows."""
        language = self.publication.edition.language
        return self.paragraph(
            where.style or plain(where),
            *self.words.said(text, language, strong=strong),
            language=language,
            properties=[*flags("keepNext"), *_moved(where.style, where)],
        )

    def continued(self, where: Where, *content: Element, language: str) -> Element:
        """A paragraph of the item of a list that goes on, or of plain text."""
        return self.paragraph(plain(where), *content, language=language)

    def cell(self, style: str) -> Where:
        """The inside of a cell of a table."""
        return Where(style=style)

    def _said(self, segment: Segment, where: Where, *, leads: bool = False) -> Element:
        properties = [*(flags("keepNext") if leads else []), *_moved(where.style, where)]
        content = self.segment(segment)
        if segment.id == _PHONE:
            properties.append(self._rule())
            content += [*self.words.said(" ", segment.language), w("r", w("tab"))]
        return self.paragraph(
            where.style or plain(where),
            *content,
            language=segment.language,
            properties=properties,
        )

    def _rule(self) -> Element:
        """Where a line to write on ends."""
        return w("tabs", w("tab", val="right", leader="underscore", pos=self.width))

    def _items(
        self, items: Sequence[ListItem], number: int, where: Where, *, lines: bool = False
    ) -> Iterator[Element]:
        inside = replace(where, depth=where.depth + 1)
        for item in items:
            first, *rest = item.blocks or (None,)
            if isinstance(first, Paragraph):
                leads = bool(rest) and isinstance(rest[0], BulletList | OrderedList)
                content = self.segment(first.segment, self._target(item, first.segment))
                language = first.segment.language
                yield self.item(content, number, where, language, leads=leads)
            else:
                yield self.item((), number, where, self.publication.edition.language)
                rest = list(item.blocks)
            if lines:
                yield self._line(inside)
            yield from self.blocks(rest, inside)

    def item(
        self,
        content: Iterable[Element],
        number: int,
        where: Where,
        language: str,
        *,
        leads: bool = False,
    ) -> Element:
        """An item of a list by its number, with `where.depth` lists around that one."""
        properties = [mark(number, where.depth), *(flags("keepNext") if leads else [])]
        return self.paragraph("List Paragraph", *content, language=language, properties=properties)

    def _line(self, where: Where) -> Element:
        """A line to write on."""
        properties = (self._rule(), w("ind", left=_left(where)))
        language = self.publication.edition.language
        return self.paragraph(
            "Write Line", w("r", w("tab")), language=language, properties=properties
        )

    def _target(self, item: ListItem, first: Segment) -> SegmentId | None:
        """The heading that a key point says again, if the sheet has it and links do not nest."""
        return item.repeats if item.repeats in self.words.held and linkless(first.content) else None

    def _section(self, section: Section, where: Where) -> Iterator[Element]:
        title = section.title
        number: Iterable[Element] = ()
        if section.number is not None:
            number = (
                *self.words.said(f"{section.number}.", title.language),
                *self.words.said(" ", title.language),
            )
        yield self.paragraph(
            f"heading {section.level - self.lift}",
            *number,
            *self.segment(title),
            language=title.language,
        )
        first, *rest = section.blocks or (None,)
        if title.id == _QUESTIONS and isinstance(first, BulletList):
            yield from self._items(first.items, self.lists.bullets(), where, lines=True)
            yield from self.blocks(rest, where)
        else:
            yield from self.blocks(section.blocks, where)

    def _figure(self, figure: Figure, where: Where) -> Iterator[Element]:
        """The picture is its owner's and is not here: its words stand for it."""
        phrases, language = self.publication.phrases, self.publication.edition.language
        framed = replace(where, style="Picture")
        yield self.label(phrases.picture, framed, strong=True)
        yield self._said(figure.description, framed)
        if figure.caption is not None:
            yield self._said(figure.caption, framed)
        link = self.words.outer(phrases.picture_online, language, figure.target)
        yield self.paragraph(plain(where), link, language=language)


def plain(where: Where) -> str:
    """The style of a paragraph that only goes on, with its lists around it."""
    depth = min(where.depth, DEEPEST)
    return "" if not depth else "List Continue" if depth == 1 else f"List Continue {depth}"


def _moved(style: str, where: Where) -> list[Element]:
    """How far a paragraph with a style of its own moves in with the lists around it."""
    return [w("ind", left=_left(where) + STEP // 2)] if style and where.depth else []


def _left(where: Where) -> int:
    return min(where.depth, DEEPEST) * STEP
