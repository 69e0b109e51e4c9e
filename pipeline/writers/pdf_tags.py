"""HTML elements -> the structure tree of a PDF: one structure element for one HTML element.

An element that spans lines and pages stays one; an anchor is one Link however
many rectangles it has; each part in another language says so. The roles are
those of ISO 32000-1, 14.8.4, used as ISO 14289-1 (PDF/UA-1) asks.

Written against WeasyPrint 70.0 and its private parts; `pdf_engine` checks the version.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, assert_never
from xml.etree.ElementTree import Element

import pydyf

from pipeline.writers.pdf_marks import INLINE, Survey, collapsed, content_boxes, is_leaf

# Elements with a role of their own. PDF 1.7 has none for emphasis.
_ROLES = {
    "a": "Link",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "section": "Sect",
    "table": "Table",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "td": "TD",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
    # The picture itself is not in the file. A Figure would have to repeat its words
    # as a text alternative; as it is they are read once, in their place.
    "figcaption": "P",
    "figure": "Div",
}
# Elements whose content belongs to the element around, unless it is in another language.
_TRANSPARENT = INLINE - {"a"} | {"div", "header", "main"}
_CONTENTS = {"ol": "TOC", "li": "TOCI"}
_CELLS = ("TD", "TH")


@dataclass(frozen=True, slots=True)
class _Words:
    """Marked content: its number on its page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """One clickable rectangle of an anchor, as the engine's annotation."""

    page: int
    annotation: Any


@dataclass(slots=True)
class _Node:
    role: str
    language: str = ""  # where it differs from the one around
    id: str = ""  # of the segment that it is
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[_Kid] = field(default_factory=list)


_Kid: TypeAlias = _Node | _Words | _Rectangle


def add_tags(
    root: Element, found: Survey, pdf: Any, document: Any, version: str, streams: Sequence[Any]
) -> None:
    """Give a painted PDF its structure tree.

    The signature is the engine's after the first two: `root` is the HTML element
    that was laid out, `found` the survey of its pages.

    Raises:
        ValueError: an element or a piece of text that has no place in the tree.
    """
    tree = _Tree(root)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        for box in content_boxes(page, found):
            tree.add(box, number, stream._tags)
        if stream._tags:
            raise ValueError(f"page {number + 1}: marked text without a place in the tree")
    _square_tables(tree.top)
    _Writer(pdf).write(tree.top)


class _Tree:
    """Grows with the boxes of the pages, in reading order."""

    def __init__(self, root: Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self.top = _Node("Document", root.get("lang", ""))
        self._nodes: dict[Element, _Node] = {root: self.top}
        self._items: dict[Element, _Node] = {}  # li -> its LI, whose LBody is in _nodes

    def add(self, box: Any, page: int, marked: dict[Any, dict[str, Any]]) -> None:
        """Put what a box holds, if anything, at its place; takes its entry from `marked`."""
        element = box.element
        if element is None:
            return
        if box.link_annotation is not None:
            annotation = box.link_annotation
            annotation["Contents"] = pydyf.String(collapsed(element))
            annotation["F"] = 4  # printed, as PDF/UA-1 wants annotations (bit 3)
            self._node(element).kids.append(_Rectangle(page, annotation))
        if is_leaf(box):
            words = _Words(page, marked.pop(box)["mcid"])
            self._home(box).kids.append(words)
        elif element.tag in ("td", "th"):
            self._node(element)  # a cell counts though it be empty

    def _home(self, box: Any) -> _Node:
        """The node for a text box: a list mark has its own, beside the item's body."""
        if not box.element_tag.endswith("::marker"):
            return self._node(box.element)
        self._node(box.element)
        item = self._items[box.element]
        first = item.kids[0]
        if not (isinstance(first, _Node) and first.role == "Lbl"):
            first = _Node("Lbl")
            item.kids.insert(0, first)
        return first

    def _node(self, element: Element) -> _Node:
        """The node that holds what is inside `element`; made, with those around, on first sight."""
        if element not in self._nodes:
            parent = self._node(self._parents[element])
            self._nodes[element] = self._made(element, parent)
        return self._nodes[element]

    def _made(self, element: Element, parent: _Node) -> _Node:
        tag, language = element.tag, self._own_language(element)
        name = element.get("id", "")
        if tag == "body":
            return parent
        if tag in _CONTENTS and self._in_contents(element):
            return _grow(parent, _Node(_CONTENTS[tag], language))
        if tag == "li":
            item = self._items[element] = _grow(parent, _Node("LI", language))
            return _grow(item, _Node("LBody"))
        if tag in _TRANSPARENT:
            role = "Span" if tag in INLINE else "Div"
            return _grow(parent, _Node(role, language, name)) if language or name else parent
        if tag not in _ROLES:
            raise ValueError(f"the tags do not know <{tag}>")
        if tag == "a" and self._in_contents(element):
            parent = _grow(parent, _Node("Reference"))
        return _grow(parent, _Node(_ROLES[tag], language, name, _attributes(element)))

    def _own_language(self, element: Element) -> str:
        own = element.get("lang", "")
        around = next((e.get("lang", "") for e in self._around(element) if e.get("lang")), "")
        return own if own != around else ""

    def _in_contents(self, element: Element) -> bool:
        return any(e.get("role") == "doc-toc" for e in self._around(element))

    def _around(self, element: Element) -> Iterator[Element]:
        while element in self._parents:
            element = self._parents[element]
            yield element


def _grow(parent: _Node, node: _Node) -> _Node:
    parent.kids.append(node)
    return node


def _attributes(element: Element) -> dict[str, str]:
    """The attributes of an element's node, the owner under "O"."""
    match element.tag:
        case "ul":
            return {"O": "/List", "ListNumbering": "/Disc"}
        case "ol":
            return {"O": "/List", "ListNumbering": "/Decimal"}
        case "th":
            row = element.get("scope") == "row"
            return {"O": "/Table", "Scope": "/Row" if row else "/Column"}
        case _:
            return {}


def _square_tables(node: _Node) -> None:
    """Give every row of a table as many cells as its longest, at the end and empty.

    The source has ragged rows, and a note beside the table says so; a table that
    is not square fails PDF/UA-1 (ISO 14289-1, 7.5) and misleads a screen reader.
    """
    if node.role == "Table":
        rows = [(row, sum(1 for _ in _cells(row))) for row in _rows(node)]
        width = max((count for _, count in rows), default=0)
        for row, count in rows:
            row.kids += [_Node("TD") for _ in range(width - count)]
    for kid in node.kids:
        if isinstance(kid, _Node):
            _square_tables(kid)


def _rows(node: _Node) -> Iterator[_Node]:
    for kid in node.kids:
        if isinstance(kid, _Node):
            if kid.role == "TR":
                yield kid
            elif kid.role in ("THead", "TBody", "TFoot"):
                yield from _rows(kid)


def _cells(row: _Node) -> Iterator[_Node]:
    return (kid for kid in row.kids if isinstance(kid, _Node) and kid.role in _CELLS)


class _Writer:
    """Nodes -> PDF objects."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._by_page: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._annotations: list[tuple[Any, bytes]] = []
        self._names: dict[str, bytes] = {}

    def write(self, top: _Node) -> None:
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

    def _element(self, node: _Node, parent: Any) -> Any:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference}
        )
        self._pdf.add_object(element)
        home = next((k.page for k in node.kids if not isinstance(k, _Node)), None)
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
        element["K"] = pydyf.Array(self._kid(kid, element, home) for kid in node.kids)
        return element

    def _kid(self, kid: _Kid, element: Any, home: int | None) -> Any:
        match kid:
            case _Node():
                return self._element(kid, element).reference
            case _Words(page, number):
                self._by_page[page][number] = element.reference
                if page == home:
                    return number
                return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": number})
            case _Rectangle(page, annotation):
                self._annotations.append((annotation, element.reference))
                return pydyf.Dictionary(
                    {"Type": "/OBJR", "Pg": self._pages[page], "Obj": annotation.reference}
                )
            case _:
                assert_never(kid)
