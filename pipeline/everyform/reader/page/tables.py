"""Tables of a page: every spanning cell laid out, so that each row has all columns.

The layout is that of the HTML Living Standard, section 4.9.12 ("Forming a table").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from everyform.reader import draft
from everyform.reader.page import names
from everyform.reader.page.captions import joined
from everyform.reader.page.notes import Notes
from everyform.reader.page.tree import Element, Words

MAX_CELLS = 20_000
"""Cells of one table once its spans are laid out; a few attributes can ask for millions."""

# What may stand directly in each part of a table.
_PARTS = {
    "table": ("caption", "thead", "tbody", "tfoot", "tr"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("tr",)),
    "tr": ("td", "th"),
}
_MAX_COLUMNS = 1_000  # as the standard caps `colspan`
_MAX_ROWS = 65_534  # and `rowspan`


@dataclass(frozen=True, slots=True)
class _Slot:
    """One place of the grid: the cell that covers it, and whether it is that cell's first."""

    cell: Element
    first: bool


_Grid: TypeAlias = list[list[_Slot | None]]


def table_of(
    table: Element, blocks: Callable[[Element], draft.Blocks], notes: Notes
) -> Sequence[draft.Block]:
    """The table; or what is in its only cell, where it has no other.

    A cell that spans rows or columns is said again in each, except where it covers its
    whole row: then it stands in the first column and the others are empty. A row with
    fewer cells than the others has empty ones at its end, as browsers show it.
    Codes: `table-span`, `table-short-row`, `table-caption`, `table-loose`.
    """
    head, bodies, foot = _groups(table)
    cells = [cell for group in (head, *bodies, foot) for row in group for cell in _cells(row)]
    above = [b for e in table.elements if e.name == "caption" for b in blocks(e)]
    loose = [b for e in _strays(table) for b in blocks(e)]
    if loose:
        notes.warn("table-loose", "words in a table but in none of its cells", loose[0].line)
    if len(cells) < 2:
        return [*loose, *above, *(block for cell in cells for block in blocks(cell))]
    if not head:
        head, bodies = _leading_heads(bodies)
    grids = [_grid(group, table, notes) for group in (head, *bodies, foot)]
    _even(grids, table, notes)
    if spanned := sum(slot is not None and not slot.first for row in chain(*grids) for slot in row):
        said = f"cells that span rows or columns were laid out over {spanned} more places"
        notes.note("table-span", said, table.line)
    said_once = {id(cell): blocks(cell) for cell in cells}
    header, *inner, footer = (_rows(grid, table.line, said_once) for grid in grids)
    caption = joined(above)
    others = [*loose, *([] if caption else above)]
    if caption is None and len(header) > 1 and (title := _title(grids[0][0], said_once)):
        notes.note(
            "table-caption", "the head's one cell over all columns is the caption", title.line
        )
        caption, header = title, header[1:]
    body = tuple(chain(*inner))
    starts = [row[0] for grid in grids[1:-1] for row in grid if row]
    headed = bool(starts) and all(slot is not None and slot.cell.name == "th" for slot in starts)
    made = draft.Table(table.line, header, body, footer, headed, caption)
    return [*others, made]


def _groups(table: Element) -> tuple[list[Element], list[list[Element]], list[Element]]:
    """The rows of the head, of each body, and of the foot."""
    head: list[Element] = []
    bodies: list[list[Element]] = []
    foot: list[Element] = []
    loose: list[Element] | None = None
    for child in table.elements:
        rows = [row for row in child.elements if row.name == "tr"]
        if child.name == "tr":
            if loose is None:
                bodies.append(loose := [])
            loose.append(child)
        elif child.name == "thead":
            head += rows
        elif child.name == "tfoot":
            foot += rows
        elif child.name == "tbody":
            bodies.append(rows)
            loose = None
    return head, bodies, foot


def _strays(part: Element) -> Iterator[Element]:
    """What stands in the table and in none of its cells, each as an element of its own."""
    for child in part.children:
        if isinstance(child, Words):
            if child.text.strip():
                yield Element("div", child.line, (child,))
        elif child.name not in _PARTS[part.name]:
            if child.name not in names.SILENT:
                yield Element("div", child.line, (child,))
        elif child.name in _PARTS:
            yield from _strays(child)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row.elements if cell.name in ("td", "th"))


def _leading_heads(
    bodies: list[list[Element]],
) -> tuple[list[Element], list[list[Element]]]:
    """A table without a head has one if its first rows hold nothing but heading cells."""
    first, *others = bodies or [[]]
    count = 0
    while count < len(first) and all(cell.name == "th" for cell in _cells(first[count])):
        count += 1
    if count == len(first) and not any(others):
        return [], bodies
    return first[:count], [first[count:], *others]


def _grid(group: list[Element], table: Element, notes: Notes) -> _Grid:
    grid: _Grid = [[] for _ in group]
    for y, row in enumerate(group):
        x = 0
        for cell in _cells(row):
            while x < len(grid[y]) and grid[y][x] is not None:
                x += 1
            width = min(max(_span(cell, "colspan"), 1), _MAX_COLUMNS)
            height = min(_span(cell, "rowspan") or len(group), len(group) - y)
            _check(width * height + sum(map(len, grid)), table, notes)
            for below in grid[y : y + height]:
                below.extend([None] * (x + width - len(below)))
                for at in range(x, x + width):
                    first = below is grid[y] and at == x
                    below[at] = below[at] or _Slot(cell, first)
            x += width
    return grid


def _check(places: int, table: Element, notes: Notes) -> None:
    if places > MAX_CELLS:
        said = f"a table of more than {MAX_CELLS} cells"
        raise notes.failure("too-large", said, table.line)


def _even(grids: list[_Grid], table: Element, notes: Notes) -> None:
    """Give every row as many places as the widest has."""
    width = max(len(row) for grid in grids for row in grid)
    _check(width * sum(map(len, grids)), table, notes)
    for grid in grids:
        for row in grid:
            if row and len(row) < width:
                line = next(slot.cell.line for slot in row if slot)
                said = f"a row of {len(row)} cells in a table of {width} columns"
                notes.note("table-short-row", f"{said}; its last ones are empty", line)
            row.extend([None] * (width - len(row)))


def _rows(grid: _Grid, line: int, said: Mapping[int, draft.Blocks]) -> tuple[draft.Row, ...]:
    return tuple(
        draft.Row(tuple(_cell(row, at, line, said) for at in range(len(row))))
        for row in grid
        if any(row)
    )


def _cell(
    row: Sequence[_Slot | None], at: int, line: int, said: Mapping[int, draft.Blocks]
) -> draft.Cell:
    slot = row[at]
    if slot is None:
        near = next((s.cell.line for s in row if s), line)
        return draft.Cell(near, ())
    alone = all(other is None or other.cell is slot.cell for other in row)
    silent = alone and at > 0  # a cell over all columns is said once in its row
    return draft.Cell(slot.cell.line, () if silent else said[id(slot.cell)])


def _title(row: Sequence[_Slot | None], said: Mapping[int, draft.Blocks]) -> draft.Paragraph | None:
    """The words of a cell that covers the whole row."""
    slots = {id(slot.cell) for slot in row if slot}
    if len(slots) != 1 or None in row or not row:
        return None
    return joined(said[slots.pop()])


def _span(cell: Element, name: str) -> int:
    """How many rows or columns the cell spans; 0 rows are all that are left."""
    said = cell.get(name)
    if not (said.isascii() and said.isdecimal() and len(said) < 6):
        return 1
    return min(int(said), _MAX_ROWS)
