"""What each piece of a laid-out page is to a reader: words of the text, or an artifact.

A survey of the laid-out pages before they are painted. It also holds the
painted words against the words of the page, and sets off words that only a
line end or an element parts, so that the file spells what the eye reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from xml.etree.ElementTree import Element

from everyform.writers.pdf.order import runs_left, shuffled
from everyform.writers.pdf.private import boxes

# Elements that stand in a line of text; any other one starts a block of its own.
INLINE = frozenset({"a", "bdi", "br", "cite", "dfn", "em", "span", "strong", "sub", "sup"})

SVG = "{http://www.w3.org/2000/svg}svg"

# Elements with this class are moved into the margins of every page.
RUNNING = "running"

# White space as CSS collapses it; a no-break space is a character like any other.
_WHITE = " \t\n\r\f"
_WHITE_RUN = re.compile(f"[{_WHITE}]+")
_SOFT_HYPHEN = "\u00ad"

# A font file names one string for each glyph. That is not enough where a glyph is
# shared (no-break space and space), dropped (zero-width characters) or used in
# another order than the letters are written in (Indic and South-East Asian
# scripts): there the words themselves go with the glyphs. Right-to-left scripts
# do without, since common readers turn such words around.
_NEEDS_WORDS = re.compile(
    "[\u00a0\u0300-\u036f\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff"
    "\u2000-\u200d\u2010\u2011\u2028-\u202f\u205f-\u206f\ufe00-\ufe0f\ufeff]"
)


class Artifact(Enum):
    """Why a piece is no content; the value is the PDF's own word (ISO 32000-1, 14.8.2.2)."""

    PAGINATION = "Pagination"
    LAYOUT = "Layout"


@dataclass(slots=True)
class Survey:
    """Keys are the engine's boxes, which are equal only to themselves."""

    artifacts: dict[Any, Artifact] = field(default_factory=dict)
    words: dict[Any, str] = field(default_factory=dict)  # where the glyphs do not tell
    spaced: set[Any] = field(default_factory=set)  # after which a space is painted


def survey(pages: Iterable[Any], root: Element) -> Survey:
    """Look through laid-out pages; `root` is the HTML element they were made from.

    Changes the pages in two ways: one link rectangle is left for each piece of an
    anchor, and a space is painted after words that would run into the next ones.

    Raises:
        ValueError: words of the page are not painted, or not in order.
    """
    found = Survey()
    cursor = _Cursor(root)
    heads: dict[Element, int] = {}
    for number, page in enumerate(pages):
        page.links = [link for link in page.links if link[3].element_tag == "a"]
        for box, artifact in _classified(page._page_box, number, heads):
            if not is_leaf(box):
                continue
            if artifact is None and not box.text.strip(_WHITE):
                artifact = Artifact.LAYOUT
            if artifact is not None:
                found.artifacts[box] = artifact
                if artifact is Artifact.PAGINATION and shuffled(box):
                    found.words[box] = box.text  # the words of a margin have no isolates
                continue
            parted = cursor.read(box)
            if parted is not None:
                _set_off(parted, box, found)
            # What is set apart by no isolate: the number of a question, "1." in Arabic.
            if _NEEDS_WORDS.search(box.text) or shuffled(box):
                found.words[box] = box.text
    cursor.finish()
    return found


def content_boxes(page: Any, found: Survey) -> Iterator[Any]:
    """The boxes of a page in reading order, parents first, without artifacts and margins."""
    yield from (
        box
        for box in _boxes(page._page_box)
        if not isinstance(box, boxes.MarginBox) and box not in found.artifacts
    )


def is_leaf(box: Any) -> bool:
    """Does this box hold words of its own?"""
    return isinstance(box, boxes.TextBox)


def is_picture(box: Any) -> bool:
    """Is this a picture? Nothing is fetched, so it is a drawing of ours."""
    return isinstance(box, boxes.ReplacedBox)


def collapsed(element: Element) -> str:
    """The words inside an element on one line."""
    return _WHITE_RUN.sub(" ", "".join(element.itertext())).strip(_WHITE)


def _boxes(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    yield box
    if not isinstance(box, boxes.MarginBox):
        for child in box.children:
            yield from _boxes(child)


def _classified(
    box: Any, page: int, heads: dict[Element, int], artifact: Artifact | None = None
) -> Iterator[tuple[Any, Artifact | None]]:
    """Every box with the reason, its own or inherited, that makes it an artifact."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox):
        artifact = Artifact.PAGINATION
    elif box.is_leader:
        artifact = Artifact.LAYOUT
    elif (
        isinstance(box, boxes.TableRowGroupBox)
        and (box.is_header or box.is_footer)
        and heads.setdefault(box.element, page) != page
    ):
        # The head of a table is content once and a running head on later pages.
        artifact = Artifact.PAGINATION
    yield box, artifact
    for child in box.children:
        yield from _classified(child, page, heads, artifact)


def _words(root: Element) -> str:
    """All words below `root` that flow through the pages, white space collapsed."""

    def pieces(element: Element) -> Iterator[str]:
        if element.tag == "br":
            yield " "
        elif element.tag != "head" and RUNNING not in element.get("class", "").split():
            yield element.text or ""
            for child in element:
                yield from pieces(child)
                yield child.tail or ""

    # In the engine's order: a soft hyphen between two spaces leaves both of them.
    return _WHITE_RUN.sub(" ", "".join(pieces(root))).replace(_SOFT_HYPHEN, "")


class _Cursor:
    """Reads the painted words along the words of the page."""

    def __init__(self, root: Element) -> None:
        self._words = _words(root)
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._place = 0
        self._last: Any = None

    def read(self, box: Any) -> Any:
        """Take the words of the next text box.

        Returns the box before it when the two are words of one block and apart.
        """
        apart = generated = "::" in box.element_tag
        if not generated:
            start = self._place
            while self._words.startswith(" ", self._place):
                self._place += 1
            apart = self._place > start
            words = box.text.strip(_WHITE)
            if not self._words.startswith(words, self._place):
                raise ValueError(f"painted {words!r} where {self._ahead()!r} should stand")
            self._place += len(words)
        last, self._last = self._last, box
        if not apart or last is None or last.element_tag.endswith("::marker"):
            return None
        return last if self._block(last) is self._block(box) else None

    def finish(self) -> None:
        """All words must have been painted."""
        if self._words[self._place :].strip():
            raise ValueError(f"{self._ahead()!r} is on no page")

    def _ahead(self) -> str:
        return self._words[self._place : self._place + 40]

    def _block(self, box: Any) -> Element:
        """The nearest element around a box that starts a block."""
        element: Element = box.element
        while element.tag in INLINE:
            element = self._parents[element]
        return element


def _set_off(last: Any, following: Any, found: Survey) -> None:
    """Paint a space after `last`, where the line holds none (ISO 32000-1, 14.8.2.5).

    Not where the engine would paint it before the words, which cannot be undone.
    """
    layout = last.pango_layout
    spaced = last.text.endswith(" ") or following.text.startswith(" ")
    if not spaced and (runs_left(last) or not layout.first_line_direction % 2):
        layout.text += " "
        found.spaced.add(last)
        if last in found.words:
            found.words[last] += " "
