"""Tables of a sheet: real tables with marked heads where there is room, else row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from everyform.columns import Head, cell_heads, filled, lost
from everyform.document import Cell, CellScope, Paragraph, Row, Table
from everyform.languages import Direction, direction
from everyform.walk import plain_text, segments
from everyform.writers.docx.elements import Element, flags, w
from everyform.writers.page import before
from everyform.writers.tables import name

if TYPE_CHECKING:
    from everyform.writers.docx.blocks import Flow, Where

_LONG = 60  # letters of a cell from which on more of them make its column no wider
_SHORT = 8


def table(flow: Flow, shown: Table, where: Where) -> Iterator[Element]:
    """What is said before a table, the table or its rows, and the notes on it."""
    phrases, language = flow.publication.phrases, flow.publication.edition.language
    if lost(shown):
        yield flow.label(phrases.table_lost, where)
        url = flow.publication.attribution.url
        address = flow.words.outer(url, language, url)
        lead = flow.words.said(before(phrases.table_online), language)
        yield flow.continued(where, *lead, address, language=language)
    if shown.caption is not None:
        caption = flow.segment(shown.caption)
        yield flow.paragraph("caption", *caption, language=shown.caption.language)
    if flow.rooms[name(shown)] is None:
        yield from _rows(flow, shown, where)
    else:
        yield _grid(flow, shown)
        # Two tables in a row would be one; and what follows needs some room.
        yield flow.paragraph("Table Text", language=language)
    for row in shown.footer:
        for cell in row.cells:
            yield from flow.blocks(cell.blocks, where)


def _grid(flow: Flow, shown: Table) -> Element:
    columns = max(len(row.cells) for row in (*shown.header, *shown.rows))
    widths = _widths(shown, columns, flow.width)
    rows = [_row(flow, row, widths, head=True) for row in shown.header]
    rows += [_row(flow, row, widths, head=False) for row in shown.rows]
    return w(
        "tbl",
        w("tblPr", *_properties(flow, shown)),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def _properties(flow: Flow, shown: Table) -> Iterator[Element]:
    yield w("tblStyle", val="TableGrid")
    first = next(segments((shown,)), None)
    language = first.language if first else flow.publication.edition.language
    if direction(language) is Direction.RIGHT_TO_LEFT:
        yield w("bidiVisual")
    yield w("tblW", w=flow.width, type="dxa")
    yield w("tblLayout", type="fixed")
    heads = any(row.cells and row.cells[0].scope is CellScope.ROW for row in shown.rows)
    # Which parts of the table are heads: of columns, of rows; no bands.
    rows, cells = int(bool(shown.header)), int(heads)
    value = f"{0x20 * rows + 0x80 * cells + 0x600:04X}"
    parts = {"firstRow": rows, "lastRow": 0, "firstColumn": cells, "lastColumn": 0}
    yield w("tblLook", val=value, **parts, noHBand=1, noVBand=1)


def _row(flow: Flow, row: Row, widths: list[int], *, head: bool) -> Element:
    marks = flags("cantSplit", *(["tblHeader"] if head else []))
    cells = (*row.cells, *[Cell(())] * (len(widths) - len(row.cells)))
    made = (_cell(flow, cell, width) for cell, width in zip(cells, widths, strict=True))
    return w("tr", w("trPr", *marks), *made)


def _cell(flow: Flow, cell: Cell, width: int) -> Element:
    style = "Table Text" if cell.scope is CellScope.DATA else "Table Heading"
    inside = list(flow.blocks(cell.blocks, flow.cell(style)))
    language = flow.publication.edition.language
    return w(
        "tc",
        w("tcPr", w("tcW", w=width, type="dxa")),
        *(inside or [flow.paragraph(style, language=language)]),
    )


def _widths(shown: Table, columns: int, whole: int) -> list[int]:
    """The width shared out by how long the cells of each column are, up to a point."""
    longest = [_SHORT] * columns
    for row in (*shown.header, *shown.rows):
        for at, cell in enumerate(row.cells):
            letters = sum(len(plain_text(s.content)) for s in segments(cell.blocks))
            longest[at] = max(longest[at], min(letters, _LONG))
    total = sum(longest)
    return [whole * share // total for share in longest]


def _rows(flow: Flow, shown: Table, where: Where) -> Iterator[Element]:
    """The heads of the columns once, then each row: what it is about, and what columns tell."""
    where = replace(where, style="")
    phrases = flow.publication.phrases
    heads = [cell for row in shown.header for cell in row.cells if filled(cell)]
    if heads:
        yield flow.label(phrases.table_headings, where)
        number = flow.lists.bullets()
        for cell in heads:
            yield from _item(flow, [(cell, ())], number, where)
    number = flow.lists.bullets()
    for row, row_heads in zip(shown.rows, cell_heads(shown), strict=True):
        cells = [
            (cell, head) for cell, head in zip(row.cells, row_heads, strict=True) if filled(cell)
        ]
        if not cells:
            continue
        if row.ragged:
            language = flow.publication.edition.language
            said = flow.words.said(phrases.place_lost, language)
            yield flow.item(said, number, where, language)
            yield from _cells(flow, cells, replace(where, depth=where.depth + 1))
        else:
            yield from _item(flow, cells, number, where)


def _item(
    flow: Flow, cells: list[tuple[Cell, Head]], number: int, where: Where
) -> Iterator[Element]:
    """A row as an item of a list, which its first words begin."""
    inside = replace(where, depth=where.depth + 1)
    (cell, head), *rest = cells
    first = cell.blocks[0]
    if isinstance(first, Paragraph):
        content = [*_said(flow, head, first), *_words(flow, cell, first)]
        yield flow.item(content, number, where, first.segment.language)
        yield from flow.blocks(cell.blocks[1:], inside)
    else:
        yield flow.item((), number, where, flow.publication.edition.language)
        rest = cells
    yield from _cells(flow, rest, inside)


def _cells(flow: Flow, cells: list[tuple[Cell, Head]], where: Where) -> Iterator[Element]:
    for cell, head in cells:
        first = cell.blocks[0]
        if isinstance(first, Paragraph):
            content = [*_said(flow, head, first), *_words(flow, cell, first)]
            yield flow.continued(where, *content, language=first.segment.language)
            yield from flow.blocks(cell.blocks[1:], where)
        else:
            if head:
                said = list(_said(flow, head, None))
                yield flow.continued(where, *said, language=head[0].language)
            yield from flow.blocks(cell.blocks, where)


def _words(flow: Flow, cell: Cell, first: Paragraph) -> list[Element]:
    return flow.segment(first.segment, strong=cell.scope is CellScope.ROW)


def _said(flow: Flow, head: Head, first: Paragraph | None) -> Iterator[Element]:
    """The head of a column once more: its words, without a bookmark, and a space."""
    for part in head:
        yield from flow.words.content(part.content, part.language, strong=True)
    if head and first is not None:
        yield from flow.words.said(" ", first.segment.language)
