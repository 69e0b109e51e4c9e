"""A tagged PDF, read by its structure tree: what a screen reader is told, in its order.

And by its pages: what they show, in the order of painting, and what stands in their margins.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf

from everyform.proof.passage import (
    Box,
    Gathering,
    Passage,
    Picture,
    Place,
    Reading,
    Run,
    bare,
)
from everyform.proof.pdf_bounds import bounded
from everyform.proof.pdf_facts import bookmarks, card, places, target
from everyform.proof.pdf_grids import grids
from everyform.proof.pdf_pages import Content, Pages
from everyform.proof.pdf_paint import strange_marks
from everyform.proof.pdf_parts import foreign

# Elements whose words belong to the passage around them (ISO 32000-1, 14.8.4.4).
_INLINE = {"Span", "Link", "Reference", "Quote", "Code", "Annot"}
_CONTENTS = {"TOC", "TOCI"}
_CELLS = {"TH", "TD"}
_MARK = "lbl"  # of a list item; painted out of line


def read_document(data: bytes) -> Reading:
    """A PDF, by its tags; what stands in the margins of its pages comes last.

    Places are "#id", ids those of the structure elements.

    Raises:
        ValueError: the file has no structure tree.
        pikepdf.PdfError: it is no whole PDF.
    """
    bounded(data)
    with pikepdf.open(BytesIO(data)) as document:
        if problems := document.check_pdf_syntax():
            raise ValueError(f"the file is damaged: {problems[0]}")
        _unpack(document)
        root = document.Root.get("/StructTreeRoot")
        if root is None:
            raise ValueError("the PDF is not tagged")
        pages = Pages(document)
        tree = _Tree(pages)
        top = Gathering("", "document", Place.TEXT)
        language = str(document.Root.get("/Lang", ""))
        found = (*tree.inside(root, top, language, None), *top.taken())
        strange = (*foreign(document, data), *pages.foreign, *strange_marks(pages.marked))
        return Reading(
            card=card(document),
            passages=(*found, *pages.furniture),
            ids=tuple(tree.ids),
            anchors=places(document),
            references=tuple(tree.references),
            pages=tuple(pages.texts),
            painted=pages.painted(tree.marks),
            printed=True,
            grids=tuple(grids(document)),
            pictures=tuple(tree.pictures),
            foreign=(*strange, *tree.foreign, *_misleading(document, found)),
        )


def _misleading(document: pikepdf.Pdf, found: Sequence[Passage]) -> Iterator[str]:
    """Bookmarks that lead to no page on which their words begin."""
    begun = {
        (_letters(passage.text), passage.stretches[0].page)
        for passage in found
        if passage.stretches
    }
    for words, page in bookmarks(document):
        # The number of a question stands beside the words of its heading.
        plain = words.lstrip("0123456789").removeprefix(". ")
        if not {(_letters(words), page), (_letters(plain), page)} & begun:
            yield f"a bookmark {words!r} that leads elsewhere"


def _letters(words: str) -> str:
    """Without the marks that a bookmark has for raised figures."""
    return "".join(letter for letter in words if letter.isalnum())


def _unpack(document: pikepdf.Pdf) -> None:
    """Hold every packed stream against its check sum, which PDF readers overlook.

    Raises:
        zlib.error: a stream is damaged.
    """
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == "/FlateDecode":
            zlib.decompress(thing.read_raw_bytes())


def passages(data: bytes) -> Iterator[Passage]:
    """Every block of words in reading order, without the margins."""
    found = read_document(data).passages
    yield from (passage for passage in found if passage.place is not Place.FURNITURE)


class _Tree:
    """The structure tree, walked in reading order; fills its lists on the way."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self.ids: list[str] = []
        self.references: list[str] = []
        self.marks: set[Content] = set()
        self.foreign: list[str] = []
        self.pictures: list[Picture] = []
        self._called: list[str] = []  # what the links of the element that is read are called

    def inside(
        self,
        element: pikepdf.Object,
        piece: Gathering,
        language: str,
        page: pikepdf.Object | None,
    ) -> Iterator[Passage]:
        """The passages that end inside `element`; its own words go into `piece`."""
        page = element.Pg if "/Pg" in element else page
        kids = element.K if "/K" in element else pikepdf.Array()
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                self._words(page, int(kid), piece, language)
                continue
            match kid.get("/Type"):
                case "/MCR":
                    home = kid.Pg if "/Pg" in kid else page
                    self._words(home, int(kid.MCID), piece, language)
                case "/OBJR":
                    self._link(kid.Obj, piece)
                case _:
                    yield from self._element(kid, piece, language, page)

    def _element(
        self,
        element: pikepdf.Object,
        around: Gathering,
        language: str,
        page: pikepdf.Object | None,
    ) -> Iterator[Passage]:
        role = str(element.S).removeprefix("/")
        language = str(element.get("/Lang", language))
        if role == "Figure":
            self.pictures.append(self._picture(element, page))
        elif "/Alt" in element:
            self.foreign.append(f"words for a picture that is none: {str(element.Alt)[:40]!r}")
        name = element.get("/ID")
        if name is None and role in _INLINE:
            before = len(around.runs)
            if role == "Link":
                self._called = []
            yield from self.inside(element, around, language, page)
            if role == "Link":
                self._named("".join(run.text for run in around.runs[before:]), around.place)
            if (shift := _shift(element)) != 0:
                words = "".join(run.text for run in around.runs[before:])
                around.shifted.append(("sup" if shift > 0 else "sub", words))
            return
        yield from around.taken()
        identifier = "" if name is None else bytes(name).decode()
        if identifier:
            self.ids.append(identifier)
        place = Place.CONTENTS if role in _CONTENTS else around.place
        piece = Gathering(identifier, role.lower(), place, in_cell=around.in_cell or role in _CELLS)
        yield from self.inside(element, piece, language, page)
        yield from piece.taken()

    def _picture(self, element: pikepdf.Object, page: pikepdf.Object | None) -> Picture:
        """A drawing, by the filled boxes of its marked content."""
        kids = element.K if "/K" in element else pikepdf.Array()
        home = element.Pg if "/Pg" in element else page
        boxes: list[Box] = []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if home is not None and not isinstance(kid, pikepdf.Dictionary):
                boxes += self._pages.boxes((home.objgen, int(kid)))
        sides = [float(side) for side in element.A.BBox] if "/A" in element else [0.0] * 4
        frame = Box(sides[0], sides[1], sides[2], sides[3])
        return Picture(str(element.get("/Alt", "")), frame, tuple(boxes))

    def _named(self, words: str, place: Place) -> None:
        """A link is called by its words; a line of the contents also shows a page's number."""
        for called in self._called:
            shown = bare(words)
            if place is Place.CONTENTS and shown.startswith(bare(called)):
                shown = bare(called) + shown.removeprefix(bare(called)).strip("0123456789.")
            if bare(called) != shown:
                self.foreign.append(f"a link {words!r} that is called {called!r}")

    def _words(
        self, page: pikepdf.Object | None, number: int, piece: Gathering, language: str
    ) -> None:
        if page is None:
            raise ValueError("marked content that names no page")
        content = (page.objgen, number)
        if piece.role == _MARK:
            self.marks.add(content)
        piece.runs.append(Run(self._pages.at(content), language))
        piece.stretches += self._pages.stretch(content)

    def _link(self, annotation: pikepdf.Object, piece: Gathering) -> None:
        """A link over several lines is several annotations of one element."""
        leads_to = target(annotation)
        self._called.append(str(annotation.get("/Contents", "")))
        self.references.append(leads_to)
        if not piece.targets or piece.targets[-1] != leads_to:
            piece.targets.append(leads_to)


def _shift(element: pikepdf.Object) -> float:
    """How far the letters of an element are moved up (ISO 32000-1, 14.8.5.4.5)."""
    attributes = element.get("/A")
    if not isinstance(attributes, pikepdf.Dictionary):
        return 0.0
    return float(attributes.get("/BaselineShift", 0))
