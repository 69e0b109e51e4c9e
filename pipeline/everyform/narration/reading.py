"""Blocks -> lines in reading order: what is said where, and what is announced before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from everyform.columns import Head, cell_heads, lost
from everyform.document import (
    Block,
    BulletList,
    Callout,
    Figure,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Section,
    Segment,
    Table,
)
from everyform.narration.pauses import Place
from everyform.narration.sentence import phrase, words
from everyform.narration.utterances import Run
from everyform.phrases import Phrases
from everyform.walk import heading_text, segments


@dataclass(frozen=True, slots=True)
class Line:
    """A segment at its place. `chapter` is (title, level) where one begins.

    `announcement` is said before it and displayed nowhere; of an `audible` line that
    holds for the segment too.
    """

    segment: Segment
    place: Place
    announcement: tuple[Run, ...] = ()
    chapter: tuple[str, int] | None = None
    audible: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How the blocks of one publication are read; `language` is that of the phrases."""

    phrases: Phrases
    language: str

    def lines(self, blocks: Iterable[Block], place: Place = Place.PARAGRAPH) -> Iterator[Line]:
        """Every segment below `blocks` once, in reading order."""
        for block in blocks:
            yield from self._block(block, place)

    def announced(self, words: tuple[Run, ...], lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, the first with `words` before its own announcement."""
        for line in lines:
            yield replace(line, announcement=(*words, *line.announcement))
            words = ()

    def phrase(self, words: str) -> tuple[Run, ...]:
        """A phrase of the edition, ready to be said."""
        return phrase(words, self.language)

    def _block(self, block: Block, place: Place) -> Iterator[Line]:
        match block:
            case Paragraph(segment):
                yield Line(segment, place)
            case BulletList(items):
                for item in items:
                    yield from self.lines(item.blocks, Place.ITEM)
            case OrderedList(items, start):
                for number, item in enumerate(items, start):
                    yield from self._numbered(number, item.blocks)
            case Quote(blocks) | Callout(blocks):
                yield from self.lines(blocks, place)
            case Figure():
                yield from self._figure(block)
            case Table():
                yield from self._table(block)
            case Section(title, level, blocks, _, number):
                heading = Place.CHAPTER_HEADING if level <= 2 else Place.HEADING
                said = () if number is None else phrase(f"{number}.", title.language)
                yield Line(title, heading, said, chapter=(heading_text(block), level))
                yield from self.lines(blocks)
            case _:
                assert_never(block)

    def _numbered(self, number: int, blocks: tuple[Block, ...]) -> Iterator[Line]:
        """An item of an ordered list, its number said in the item's language."""
        first = next(segments(blocks), None)
        said = () if first is None else phrase(f"{number}.", first.language)
        return self.announced(said, self.lines(blocks, Place.ITEM))

    def _figure(self, figure: Figure) -> Iterator[Line]:
        yield Line(figure.description, Place.PARAGRAPH, self.phrase(self.phrases.spoken_picture))
        if figure.caption is not None:
            yield Line(figure.caption, Place.PARAGRAPH, self.phrase(self.phrases.spoken_caption))

    def _table(self, table: Table) -> Iterator[Line]:
        """Caption, heads, then row by row, each cell after the head of its column.

        Where cells have lost their places that is said first, and again before each of them.
        """
        said = self.phrase(self.phrases.spoken_table)
        if lost(table):
            said = (*said, *self.phrase(self.phrases.table_lost))
        return self.announced(said, self._table_lines(table))

    def _table_lines(self, table: Table) -> Iterator[Line]:
        if table.caption is not None:
            yield Line(table.caption, Place.PARAGRAPH)
        for row in table.header:
            yield from self._row(row)
        for number, (row, heads) in enumerate(zip(table.rows, cell_heads(table), strict=True), 1):
            said = self.phrase(self.phrases.spoken_row.format(number=number))
            if row.ragged:
                said = (*said, *self.phrase(self.phrases.place_lost))
            yield from self.announced(said, self._row(row, heads))
        for row in table.footer:
            yield from self._row(row)

    def _row(self, row: Row, heads: tuple[Head, ...] = ()) -> Iterator[Line]:
        for place, cell in enumerate(row.cells):
            head = heads[place] if heads else ()
            said = tuple(run for part in head for run in words(part.content, part.language))
            yield from self.announced(said, self.lines(cell.blocks, Place.CELL))
