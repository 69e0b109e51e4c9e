"""The structure tree of a PDF: its nodes, and how they become objects of the file.

Roles are those of ISO 32000-1, 14.8.4. `tags` grows the tree from HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, assert_never

import pydyf

_CELLS = ("TD", "TH")


@dataclass(frozen=True, slots=True)
class Words:
    """Marked content: its number on its page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Rectangle:
    """One clickable rectangle of an anchor, as the engine's annotation."""

    page: int
    annotation: Any


@dataclass(slots=True)
class Node:
    """A structure element: what it is, and what is inside of it in reading order."""

    role: str
    language: str = ""  # where it differs from the one around
    id: str = ""  # of the segment that it is
    attributes: dict[str, Any] = field(default_factory=dict)
    alternative: str = ""  # the words for a picture
    kids: list[Kid] = field(default_factory=list)


Kid: TypeAlias = Node | Words | Rectangle


def write_tree(pdf: Any, top: Node) -> None:
    """Add a tree to a PDF, with the way back from content to structure."""
    _Writer(pdf).write(top)


def square_tables(node: Node) -> None:
    """Give every row of a table as many cells as its longest, at the end and empty.

    The source has ragged rows, and a note beside the table says so; a table that
    is not square fails PDF/UA-1 (ISO 14289-1, 7.5) and misleads a screen reader.
    """
    if node.role == "Table":
        rows = [(row, sum(1 for _ in _cells(row))) for row in _rows(node)]
        width = max((count for _, count in rows), default=0)
        for row, count in rows:
            row.kids += [Node("TD") for _ in range(width - count)]
    for kid in node.kids:
        if isinstance(kid, Node):
            square_tables(kid)


def _rows(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.role == "TR":
                yield kid
            elif kid.role in ("THead", "TBody", "TFoot"):
                yield from _rows(kid)


def _cells(row: Node) -> Iterator[Node]:
    return (kid for kid in row.kids if isinstance(kid, Node) and kid.role in _CELLS)


class _Writer:
    """Nodes -> PDF objects."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._by_page: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._annotations: list[tuple[Any, bytes]] = []
        self._names: dict[str, bytes] = {}

    def write(self, top: Node) -> None:
        """Add the tree to the PDF, with the way back from content to structure."""
        pdf = self._pdf
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(root)
        root["K"] = pydyf.Array([self._element(top, root).reference])
        numbers = pydyf.Array()
        for page, elements in enumerate(self._by_page):
            numbers += [page, pydyf.Array(elements[n] for n in sorted(elements))]
        for key, (annotation, element) in enumerate(self._annotations, start=len(self._pages)):
            annotation["StructParent"] = key
            numbers += [key, element]
        parents = pydyf.Dictionary({"Nums": numbers})
        pdf.add_object(parents)
        root["ParentTree"] = parents.reference
        root["ParentTreeNextKey"] = len(self._pages) + len(self._annotations)
        if self._names:
            # A name tree sorts its keys (ISO 32000-1, 7.9.6); ours are plain ASCII.
            names = pydyf.Array()
            for name in sorted(self._names):
                names += [pydyf.String(name), self._names[name]]
            root["IDTree"] = pydyf.Dictionary({"Names": names})
        pdf.catalog["StructTreeRoot"] = root.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _element(self, node: Node, parent: Any) -> Any:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference}
        )
        self._pdf.add_object(element)
        home = next((k.page for k in node.kids if not isinstance(k, Node)), None)
        if home is not None:
            element["Pg"] = self._pages[home]
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        if node.id:
            if node.id in self._names:
                raise ValueError(f"two elements of the page are called {node.id!r}")
            self._names[node.id] = element.reference
            element["ID"] = pydyf.String(node.id)
        if node.attributes:
            element["A"] = pydyf.Dictionary(node.attributes)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        element["K"] = pydyf.Array(self._kid(kid, element, home) for kid in node.kids)
        return element

    def _kid(self, kid: Kid, element: Any, home: int | None) -> Any:
        match kid:
            case Node():
                return self._element(kid, element).reference
            case Words(page, number):
                self._by_page[page][number] = element.reference
                if page == home:
                    return number
                return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": number})
            case Rectangle(page, annotation):
                self._annotations.append((annotation, element.reference))
                return pydyf.Dictionary(
                    {"Type": "/OBJR", "Pg": self._pages[page], "Obj": annotation.reference}
                )
            case _:
                assert_never(kid)
