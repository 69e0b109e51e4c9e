"""Rows of a table that have lost cells: put back where that is certain, else marked as lost.

Plain rows know no cell that spans rows: in our copy the rows below it have lost that cell,
and those left move to the left, a treatment under a cause. Only one kind is certain: an
item of the list in the last cell of the row above.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from everyform.diagnostics import clipped
from everyform.reader import draft
from everyform.reader.rule import Findings

BULLETS = "•●▪◦‣·"
_BULLETED = re.compile(rf"\s*(?:[{BULLETS}]|-(?=\s))")


def rejoined(table: draft.Table, findings: Findings) -> draft.Table:
    """Put items back into the cells that they come from, cut off empty cells beyond the head.

    Codes: `table-rowspan`, `table-cells`.
    """
    width = columns(table)
    if any(_beyond(row, width) for row in table.rows):
        return table  # the head has lost cells, too: no column is certain
    rows: list[draft.Row] = []
    certain = width > 1 and _bulleted_columns(table, width) == {width - 1}
    for row in table.rows:
        if len(row.cells) > width:
            said = f"{_counted(len(row.cells) - width)} beyond the last column, and empty"
            findings.note("table-cells", said, _line(row))
            row = replace(row, cells=row.cells[:width])
        item = _lone_item(row, width)
        if item is None or not certain or not rows or len(rows[-1].cells) != width:
            rows.append(row)
            continue
        *before, last = rows[-1].cells
        said = f"put {clipped(cell_words(item))!r} into the last cell of the row above"
        whose = clipped(cell_words(before[0]))
        findings.note("table-rowspan", f"{said}, {whose!r}: an item of its list", item.line)
        last = replace(last, blocks=(*last.blocks, *item.blocks))
        rows[-1] = replace(rows[-1], cells=(*before, last))
    return replace(table, rows=tuple(rows))


def marked(table: draft.Table) -> draft.Table:
    """The table with every row marked whose cells may belong to other columns.

    All of them where a row has more cells than the head: then the head has lost some.
    """
    width = columns(table)
    doubtful = any(len(row.cells) > width for row in table.rows)
    return replace(
        table,
        rows=tuple(replace(row, ragged=doubtful or len(row.cells) != width) for row in table.rows),
    )


def doubt(table: draft.Table, width: int, findings: Findings) -> None:
    """Warn of each row of another length than the head. Code: `table-ragged`."""
    for row in table.rows:
        if row.ragged and len(row.cells) != width:
            said = f"a row of {_counted(len(row.cells))} under a head of {_counted(width)}"
            if extra := " ".join(filter(None, map(cell_words, row.cells[width:]))):
                said = f"{said}; kept {extra!r}"
            hint = "the table is shown as lines; put the missing cells into the source"
            findings.warn("table-ragged", said, _line(row), hint)


def columns(table: draft.Table) -> int:
    """How many columns the head has; without a head, the longest row."""
    return max((len(row.cells) for row in table.header or table.rows), default=0)


def cell_words(cell: draft.Cell) -> str:
    """The words of a cell's own paragraphs."""
    paragraphs = (block for block in cell.blocks if isinstance(block, draft.Paragraph))
    return " ".join(draft.words(paragraph.content) for paragraph in paragraphs)


def _beyond(row: draft.Row, width: int) -> bool:
    return any(cell.blocks for cell in row.cells[width:])


def _bulleted_columns(table: draft.Table, width: int) -> set[int]:
    """The columns in which cells of whole rows begin with a bullet."""
    whole = (row for row in table.rows if _lone_item(row, width) is None)
    cells = chain.from_iterable(enumerate(row.cells) for row in whole)
    return {column for column, cell in cells if _BULLETED.match(cell_words(cell))}


def _lone_item(row: draft.Row, width: int) -> draft.Cell | None:
    """The only filled cell of a row, where it begins with a bullet and may be of the last column.

    A row of one cell, or one filled up with empty cells on either side.
    """
    filled = [cell for cell in row.cells if cell.blocks]
    if len(filled) != 1 or len(row.cells) > width:
        return None
    (cell,) = filled
    outer = cell is row.cells[0] or cell is row.cells[-1]
    return cell if outer and _BULLETED.match(cell_words(cell)) else None


def _line(row: draft.Row) -> int:
    return row.cells[0].line if row.cells else 0


def _counted(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
