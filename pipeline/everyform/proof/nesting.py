"""The check of structure: each heading at its level, each item in its list and with its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from everyform.diagnostics import Diagnostic
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
from everyform.languages import Direction, direction
from everyform.proof.findings import found
from everyform.proof.passage import Rank, Reading
from everyform.publication import Publication
from everyform.walk import segments

DEEPEST = 9
"""Lists in one another that a Word document can tell apart (ISO/IEC 29500-1, 17.9.6)."""

_BULLET = "•"
_TITLE, _TOP = 1, 2  # levels of the title and of the headings right below it


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a segment should stand; None of what a file need not tell."""

    segment: Segment
    level: int = 0
    depth: int | None = None
    label: str | None = None


def nesting(publication: Publication, read: Reading, file: str) -> Iterator[Diagnostic]:
    """Every segment where the tree has it, in a file that says so by itself."""
    if read.ranks is None:
        return
    levels = [block.level for block in publication.body if isinstance(block, Section)]
    lift = min(levels, default=_TOP) - _TOP
    grids = frozenset(name for grid in read.grids for row in grid for name in row)
    wanted: dict[str, _Place] = {
        p.segment.id: p for p in _Tree(lift, grids).places(publication.body, 0)
    }
    wanted[publication.title.id] = _Place(publication.title, _TITLE)
    others = (n.segment for n in publication.notices)
    wanted |= {s.id: _Place(s) for s in (*others, *publication.official)}
    yield from _compared(wanted, read.ranks, file)


def _compared(
    wanted: Mapping[str, _Place], held: Mapping[str, Rank], file: str
) -> Iterator[Diagnostic]:
    for name, place in wanted.items():
        rank = held.get(name)
        if rank is None:
            continue  # what is missing is the concern of another check
        if rank.level != place.level:
            said = f"is a heading of level {rank.level}, not {place.level}"
            yield found("nesting", file, f"{name} {said} (0: none)")
        if place.depth is not None and rank.depth != place.depth:
            said = f"has {rank.depth} lists around it, not {place.depth}"
            yield found("nesting", file, f"{name} {said}")
        if place.label is not None and rank.label != place.label:
            said = f"begins with {rank.label!r}, not {place.label!r}"
            yield found("nesting", file, f"{name} {said}")
        if rank.leftward != (direction(place.segment.language) is Direction.RIGHT_TO_LEFT):
            yield found("language", file, f"{name} runs to the other side")


@dataclass(frozen=True, slots=True)
class _Tree:
    """`lift` is how far headings rise; `grids` are the segments in tables that are grids."""

    lift: int
    grids: frozenset[str]

    def places(
        self, blocks: Sequence[Block], depth: int, *, loose: bool = False
    ) -> Iterator[_Place]:
        """The places of all segments; `loose` are paragraphs whose indent tells nothing."""
        for block in blocks:
            yield from self._block(block, depth, loose=loose)

    def _block(self, block: Block, depth: int, *, loose: bool) -> Iterator[_Place]:
        match block:
            case Paragraph(segment):
                yield _Place(segment, depth=None if loose else min(depth, DEEPEST), label="")
            case BulletList(items):
                for item in items:
                    yield from self._item(item, depth, _BULLET)
            case OrderedList(items, start):
                for number, item in enumerate(items, start=start):
                    yield from self._item(item, depth, f"{number}.")
            case Quote(inside) | Callout(inside):
                yield from self.places(inside, depth, loose=depth > 0)
            case Figure(description, caption, _):
                yield from (_Place(s, label="") for s in (description, caption) if s is not None)
            case Table():
                yield from self._table(block, depth)
            case Section():
                yield _Place(block.title, level=block.level - self.lift, label="")
                yield from self.places(block.blocks, depth)
            case _:
                assert_never(block)

    def _item(self, item: ListItem, depth: int, label: str) -> Iterator[_Place]:
        first, *rest = item.blocks or (None,)
        if isinstance(first, Paragraph):
            yield _Place(first.segment, depth=min(depth + 1, DEEPEST), label=label)
        else:
            rest = list(item.blocks)
        yield from self.places(rest, depth + 1)

    def _table(self, table: Table, depth: int) -> Iterator[_Place]:
        """The cells, which shown row by row are in a list that the text does not have."""
        if table.caption is not None:
            yield _Place(table.caption, label="")
        for row in (*table.header, *table.rows):
            for cell in row.cells:
                grid = any(str(s.id) in self.grids for s in segments(cell.blocks))
                for block in cell.blocks:
                    if grid or not isinstance(block, Paragraph):
                        yield from self._block(block, 0 if grid else depth + 1, loose=False)
                    else:
                        yield _Place(block.segment)
        for row in table.footer:
            for cell in row.cells:
                yield from self.places(cell.blocks, depth)
