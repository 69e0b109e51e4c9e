"""The tables of a tagged PDF: the cells of each row, by its tags (ISO 32000-1, 14.8.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from everyform.proof.passage import Grid

_CELLS = ("/TH", "/TD")


def grids(document: pikepdf.Pdf) -> Iterator[Grid]:
    """Every table of a document that has a structure tree, in reading order."""
    for element in _below(document.Root.StructTreeRoot):
        if element.get("/S") == "/Table":
            rows = (row for row in _below(element) if row.get("/S") == "/TR")
            yield tuple(
                tuple(_first_name(cell) for cell in _kids(row) if str(cell.get("/S")) in _CELLS)
                for row in rows
            )


def _first_name(cell: pikepdf.Object) -> str:
    names = (element.get("/ID") for element in _below(cell))
    return next((bytes(name).decode() for name in names if name is not None), "")


def _below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element below, parents first."""
    for kid in _kids(element):
        yield kid
        yield from _below(kid)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
