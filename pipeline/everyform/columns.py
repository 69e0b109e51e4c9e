"""What heads each cell of a table. A floor module: pages and recordings must say the same.

A table that has no room is shown row by row, and a recording always reads it so: then the
head of a cell's column is said again before the cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from everyform.document import Cell, Row, Segment, Table
from everyform.inline import (
    CrossReference,
    Drug,
    Inline,
    LineBreak,
    Link,
    Phone,
    Pmid,
    ReferenceMark,
    Slot,
    Term,
    Text,
)
from everyform.walk import plain_text, segments

Head: TypeAlias = tuple[Segment, ...]
"""The head of a column as it is said again: a part for each segment, each in its language."""

_ENDS = tuple(".:;?!…\u3002\uff1a\uff1b\uff1f\uff01")  # after which no colon is set
# The colon of a language, where it is not that of English (CLDR; for French a space before it).
_COLONS = {"fr": "\u00a0:", "ja": "\uff1a", "zh": "\uff1a"}


def lost(table: Table) -> bool:
    """Have cells of the table lost their place in our copy? Then it is no grid of columns."""
    return any(row.ragged for row in table.rows)


def column_heads(table: Table) -> tuple[tuple[Segment, ...], ...]:
    """The segments that head each column, from top to bottom, as the source has them."""
    width = max((len(row.cells) for row in (*table.header, *table.rows)), default=0)
    return tuple(tuple(_heads(table.header, column)) for column in range(width))


def cell_heads(table: Table) -> tuple[tuple[Head, ...], ...]:
    """What is said again before each cell of each row of `table.rows`; () where nothing is.

    Nothing before an empty cell, before all that a row of one filled cell holds, in a table
    of one column, and in a row whose cells have lost their place.
    """
    heads = column_heads(table)
    said = tuple(map(_said, heads)) if len(heads) > 1 else ()
    return tuple(tuple(_row_heads(row, said)) for row in table.rows)


def filled(cell: Cell) -> bool:
    """Has the cell any words?"""
    return any(True for _ in segments(cell.blocks))


def _row_heads(row: Row, said: Sequence[Head]) -> list[Head]:
    alone = [filled(cell) for cell in row.cells] == [True] + [False] * (len(row.cells) - 1)
    if row.ragged or alone or not said:
        return [()] * len(row.cells)
    return [head if filled(cell) else () for cell, head in zip(row.cells, said, strict=False)]


def _heads(header: Sequence[Row], column: int) -> list[Segment]:
    """From top to bottom; a head that spans rows, and stands in each of them, once."""
    found: list[Segment] = []
    last: list[str] = []
    for row in header:
        at = column if row is header[-1] else _spanning(row, header[-1], column)
        own = list(segments(row.cells[at].blocks)) if at < len(row.cells) else []
        words = [plain_text(segment.content) for segment in own]
        found += own if words != last else []
        last = words or last
    return found


def _spanning(row: Row, last: Row, column: int) -> int:
    """The column whose cell in an upper row of the head stands over this column, too.

    A head over several columns has left empty cells behind it, over the heads of their own
    that those columns have in the last row.
    """
    if column < len(row.cells) and filled(row.cells[column]):
        return column
    for at in range(column, -1, -1):
        if at >= len(last.cells) or not filled(last.cells[at]):
            return column
        if at < len(row.cells) and filled(row.cells[at]):
            return at
    return column


def _said(head: Sequence[Segment]) -> Head:
    """The parts set off by commas, and a colon after the last one."""
    ends = [", " for _ in head[1:]]
    if head and not plain_text(head[-1].content).rstrip().endswith(_ENDS):
        ends.append(_COLONS.get(head[-1].language.partition("-")[0], ":"))
    else:
        ends.append("")
    return tuple(
        replace(part, content=(*_linkless(part.content), *((Text(end),) if end else ())))
        for part, end in zip(head, ends, strict=False)
    )


def _linkless(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same words without links and marks of references, which stand in the head itself."""
    found: list[Inline] = []
    for node in content:
        match node:
            case Link(inner) | Term(inner) | CrossReference(inner) | Drug(inner):
                found += _linkless(inner)
            case ReferenceMark():
                pass
            case Phone(text):
                found.append(Text(text))
            case Text() | LineBreak() | Pmid() | Slot():
                found.append(node)
            case _:
                found.append(replace(node, content=_linkless(node.content)))
    return tuple(found)
