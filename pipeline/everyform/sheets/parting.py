"""A section in pieces that a sheet can hold: whole if it may be, else between its parts.

A list or a table goes on over several sheets where it is longer than one, each time below its
headings and what leads to it, so that every sheet can be read without the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from everyform.document import (
    Block,
    BulletList,
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
from everyform.walk import blocks, own_segments, plain_text

QUESTION = "glue-ask-"
"""How the ids of questions begin; a line to write on follows each."""

LINES = 42
"""What a leaf holds beside its title and notices, in lines of the sheet's own type on US Letter.

Sheets are cut by the source's words, so that those of all languages align: room is left for a
translation a quarter longer."""

_LINE = 72  # characters in a line
_LARGER = 1.15  # lines of text that one line of a heading takes
_HEADING = 1.3  # lines of space around a heading
_SPACE = 0.5  # lines of space below a block
_FRAME = 7.0  # lines that a picture's frame, its heading and its address take
_WRITING = 1.7  # lines that a line to write on takes, with its space
_QUOTED = 1.08  # how much longer text is between the margins of a quotation
_BETWEEN = 0.25  # lines of space between the items of a list


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures blocks by the words of the source, as far as `lengths` knows them."""

    lengths: Mapping[SegmentId, float]

    def size(self, *roots: Block) -> float:
        """About how many lines blocks take."""
        size = 0.0
        for block in blocks(roots):
            own = sum(self.lengths.get(s.id) or lines(s) for s in own_segments(block))
            match block:
                case Section():
                    size += own * _LARGER + _HEADING
                case BulletList(items) | OrderedList(items):
                    # Each item's paragraph has counted the space of a block.
                    size -= len(items) * (_SPACE - _BETWEEN)
                case Paragraph(segment) if segment.id.startswith(QUESTION):
                    size += own + _WRITING
                case Quote(inner):  # its lines are shorter
                    size += self.size(*inner) * (_QUOTED - 1)
                case Figure():
                    size += own + _FRAME
                case _:
                    size += own + _SPACE
        return size

    def pieces(self, section: Section, room: float = LINES) -> Iterator[Section]:
        """The section whole where so many lines hold it, else its parts, each below its heading."""
        if self.size(section) <= room:
            yield section
            return
        left = room - self.size(replace(section, blocks=()))
        inner = [b for b in section.blocks if isinstance(b, Section)]
        own = tuple(b for b in section.blocks if b not in inner)
        for chunk in self._chunks(own, left):
            yield replace(section, blocks=chunk)
        for part in inner:
            for piece in self.pieces(part, left):
                yield replace(section, blocks=(piece,))

    def _chunks(self, own: Sequence[Block], room: float) -> Iterator[tuple[Block, ...]]:
        """Blocks by sheets; a list or a table stays with what leads to it."""
        chunk: list[Block] = []
        for group in _groups(own):
            for part in self._parts(group, room):
                if chunk and self.size(*chunk, *part) > room:
                    yield tuple(chunk)
                    chunk = []
                chunk += part
        if chunk:
            yield tuple(chunk)

    def _parts(self, group: tuple[Block, ...], room: float) -> Iterator[tuple[Block, ...]]:
        """A group whole, or its last block in parts, each after what leads to it."""
        *lead, last = group
        if self.size(*group) <= room:
            yield group
            return
        left = room - self.size(*lead)
        match last:
            case BulletList(items):
                for run in self._runs(items, left):
                    yield *lead, BulletList(run)
            case OrderedList(items, start):
                # An item that goes on is in two runs: what it counts as is known by its place.
                counted = {id(item): start + n for n, item in enumerate(items)}
                for run in self._runs(items, left):
                    yield *lead, OrderedList(run, counted.get(id(run[0]), start))
            case Quote(inner):
                yield from ((*lead, Quote(chunk)) for chunk in self._chunks(inner, left))
            case Table() if len(last.rows) > 1:
                yield from ((*lead, table) for table in self._tables(last, left))
            case _:
                yield group

    def _runs(self, items: Sequence[ListItem], room: float) -> Iterator[tuple[ListItem, ...]]:
        """Items by sheets; one that is longer goes on, its first words said again."""
        run: list[ListItem] = []
        for item in items:
            for part in self._items(item, room):
                if run and self.size(BulletList((*run, part))) > room:
                    yield tuple(run)
                    run = []
                run.append(part)
        if run:
            yield tuple(run)

    def _items(self, item: ListItem, room: float) -> Iterator[ListItem]:
        if self.size(BulletList((item,))) <= room or len(item.blocks) < 2:
            yield item
            return
        for chunk in self._chunks(item.blocks, room):
            yield replace(item, blocks=chunk)

    def _tables(self, table: Table, room: float) -> Iterator[Table]:
        """A table by sheets, each with its headings; its notes stand below the last."""
        head = replace(table, rows=(), footer=())
        rows = list(table.rows[:1])
        for row in table.rows[1:]:
            if self.size(replace(head, rows=(*rows, row))) > room:
                yield replace(head, rows=tuple(rows))
                rows = []
            rows.append(row)
        yield replace(table, rows=tuple(rows))


def lines(segment: Segment) -> float:
    """How many lines the words of a segment take."""
    return ceil(len(plain_text(segment.content)) / _LINE)


def _groups(own: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Blocks that may not be parted: a paragraph and the list, table or picture after it."""
    group: list[Block] = []
    for block in own:
        leads = bool(group) and isinstance(group[-1], Paragraph)
        if group and not (leads and not isinstance(block, Paragraph)):
            yield tuple(group)
            group = []
        group.append(block)
    if group:
        yield tuple(group)
