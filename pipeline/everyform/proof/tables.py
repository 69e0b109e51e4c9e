"""The check of tables: what is said of a cell's column is what heads it, and doubt comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from everyform.columns import Head, cell_heads, lost
from everyform.diagnostics import Diagnostic
from everyform.document import Cell, Table
from everyform.proof.findings import found, quoted
from everyform.proof.passage import Grid, Passage, Reading, bare
from everyform.publication import Publication
from everyform.walk import blocks, plain_text, segments

_MARK = "lbl"  # of a list item; it may come between a head and its words


def heads(publication: Publication, read: Reading, file: str) -> Iterator[Diagnostic]:
    """Where a table is shown row by row, each cell comes after the head of its column.

    A cell that has lost its place comes after no head at all, and the whole table after
    the remark that says so. In a grid each cell stands in its column.
    """
    passages = [passage for passage in read.passages if passage.role != _MARK]
    places = {passage.id: at for at, passage in enumerate(passages) if passage.id}
    for table in blocks(publication.body):
        if isinstance(table, Table):
            yield from _table(table, passages, places, file)
            yield from _grid(table, read.grids, file)
            if lost(table):
                yield from _doubt(table, publication, passages, places, file)


def _table(
    table: Table, passages: Sequence[Passage], places: dict[str, int], file: str
) -> Iterator[Diagnostic]:
    cells = [
        (place, _words(head), _before(passages, places[place]))
        for row, row_heads in zip(table.rows, cell_heads(table), strict=True)
        for cell, head in zip(row.cells, row_heads, strict=False)
        if (place := _first(cell)) in places
    ]
    known = {head for _, head, _ in cells} - {""}
    known |= {_words((segment,)) for row in table.header for c in row.cells for segment in _own(c)}
    if not any(said in known for _, _, said in cells):
        return  # a grid, in which a cell stands under its head
    for place, head, said in cells:
        if head != said and (head or said in known):
            wrong = f"after {quoted(said)}" if said else "after nothing"
            yield found("cell-heads", file, f"{place} stands {wrong}, not after {quoted(head)}")


def _grid(table: Table, grids: Sequence[Grid], file: str) -> Iterator[Diagnostic]:
    """Every cell in its row and column, the empty ones too."""
    rows = [[_first(cell) for cell in row.cells] for row in (*table.header, *table.rows)]
    names = {name for row in rows for name in row if name}
    for grid in grids:
        if not names & {name for row in grid for name in row}:
            continue
        if lost(table):
            yield found("cell-heads", file, f"{rows[0]} have lost their place, and have columns")
        for number, (row, shown) in enumerate(zip_longest(rows, grid, fillvalue=()), 1):
            width = max(len(row), len(shown))
            if [*row, *[""] * (width - len(row))] != [*shown, *[""] * (width - len(shown))]:
                said = f"row {number} of a table is {list(shown)}, not {list(row)}"
                yield found("cell-heads", file, said)


def _doubt(
    table: Table,
    publication: Publication,
    passages: Sequence[Passage],
    places: dict[str, int],
    file: str,
) -> Iterator[Diagnostic]:
    """The remark is the last thing said before the table, but for where the whole one is."""
    first = next((s.id for s in segments((table,)) if s.id in places), None)
    if first is None:
        return
    remark = bare(publication.phrases.table_lost)
    for passage in reversed(passages[: places[first]]):
        if bare(passage.text) == remark:
            return
        if passage.id:
            break
    yield found("cell-heads", file, f"nothing says before {first} that cells have lost their place")


def _first(cell: Cell) -> str:
    return next((str(segment.id) for segment in segments(cell.blocks)), "")


def _own(cell: Cell) -> Head:
    return tuple(segments(cell.blocks))


def _words(head: Head) -> str:
    return bare("".join(plain_text(part.content) for part in head))


def _before(passages: Sequence[Passage], place: int) -> str:
    """What is said right before a passage, where it has no name of its own."""
    last = passages[place - 1] if place else None
    return bare(last.text) if last is not None and not last.id else ""
