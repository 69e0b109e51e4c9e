"""HTML elements -> the structure tree of a PDF: one structure element for one HTML element.

An element that spans lines and pages stays one; an anchor is one Link however
many rectangles it has; each part in another language says so. The roles are
those of ISO 32000-1, 14.8.4, used as ISO 14289-1 (PDF/UA-1) asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from everyform.writers.pdf.survey import (
    INLINE,
    SVG,
    Survey,
    collapsed,
    content_boxes,
    is_leaf,
    is_picture,
)
from everyform.writers.pdf.tree import Node, Rectangle, Words, square_tables, write_tree

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
    SVG: "Figure",
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
# How far the style sheets move raised and lowered letters, in their own size.
_SHIFTS = {"sup": 0.4, "sub": -0.2}
_PX = 0.75  # points in a pixel of CSS
_CONTENTS = {"ol": "TOC", "li": "TOCI"}


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
            tree.add(box, number, page.height, stream._tags)
        if stream._tags:
            raise ValueError(f"page {number + 1}: marked text without a place in the tree")
    square_tables(tree.top)
    write_tree(pdf, tree.top)


class _Tree:
    """Grows with the boxes of the pages, in reading order."""

    def __init__(self, root: Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self.top = Node("Document", root.get("lang", ""))
        self._nodes: dict[Element, Node] = {root: self.top}
        self._items: dict[Element, Node] = {}  # li -> its LI, whose LBody is in _nodes

    def add(self, box: Any, page: int, height_px: float, marked: dict[Any, dict[str, Any]]) -> None:
        """Put what a box holds, if anything, at its place; takes its entry from `marked`.

        The page is so many pixels of CSS high.
        """
        element = box.element
        if element is None:
            return
        if box.link_annotation is not None:
            annotation = box.link_annotation
            annotation["Contents"] = pydyf.String(collapsed(element))
            annotation["F"] = 4  # printed, as PDF/UA-1 wants annotations (bit 3)
            self._node(element).kids.append(Rectangle(page, annotation))
        if is_leaf(box):
            words = Words(page, marked.pop(box)["mcid"])
            self._home(box).kids.append(words)
            self._shifted(box)
        elif is_picture(box):
            picture = self._node(element)
            picture.alternative = element.get("aria-label", "")
            picture.attributes = {"O": "/Layout", "BBox": _rectangle(box, height_px)}
            picture.kids.append(Words(page, marked.pop(box)["mcid"]))
        elif element.tag in ("td", "th"):
            self._node(element)  # a cell counts though it be empty

    def _home(self, box: Any) -> Node:
        """The node for a text box: a list mark has its own, beside the item's body."""
        if not box.element_tag.endswith("::marker"):
            return self._node(box.element)
        self._node(box.element)
        item = self._items[box.element]
        first = item.kids[0]
        if not (isinstance(first, Node) and first.role == "Lbl"):
            first = Node("Lbl")
            item.kids.insert(0, first)
        return first

    def _shifted(self, box: Any) -> None:
        """Say of raised and lowered words that they are: 10^9 must not be told as 109.

        PDF 1.7 has no other way for it than the shift itself (ISO 32000-1, 14.8.5.4.5).
        """
        element = box.element
        while element.tag in INLINE:
            if element.tag in _SHIFTS:
                size = box.style["font_size"] * _SHIFTS[element.tag] * _PX
                attributes = {"O": "/Layout", "BaselineShift": f"{size:.2f}"}
                self._nodes[element].attributes.update(attributes)
            element = self._parents[element]

    def _node(self, element: Element) -> Node:
        """The node that holds what is inside `element`; made, with those around, on first sight."""
        if element not in self._nodes:
            parent = self._node(self._parents[element])
            self._nodes[element] = self._made(element, parent)
        return self._nodes[element]

    def _made(self, element: Element, parent: Node) -> Node:
        tag, language = element.tag, self._own_language(element)
        name = element.get("id", "")
        if tag == "body":
            return parent
        if tag in _CONTENTS and self._in_contents(element):
            return _grow(parent, Node(_CONTENTS[tag], language))
        if tag == "li":
            item = self._items[element] = _grow(parent, Node("LI", language))
            return _grow(item, Node("LBody"))
        if tag in _TRANSPARENT:
            role = "Span" if tag in INLINE else "Div"
            own = language or name or tag in _SHIFTS
            return _grow(parent, Node(role, language, name)) if own else parent
        if tag not in _ROLES:
            raise ValueError(f"the tags do not know <{tag}>")
        if tag == "a" and self._in_contents(element):
            parent = _grow(parent, Node("Reference"))
        return _grow(parent, Node(_ROLES[tag], language, name, _attributes(element)))

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


def _grow(parent: Node, node: Node) -> Node:
    parent.kids.append(node)
    return node


def _rectangle(box: Any, height_px: float) -> pydyf.Array:
    """Where a picture lies on its page, in points from the lower left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, height_px - top - box.height, left + box.width, height_px - top)
    return pydyf.Array([round(side * _PX, 2) for side in sides])


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
