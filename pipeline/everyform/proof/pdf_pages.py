"""The pages of a PDF: what each piece of marked content paints, and where; and the margins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

import pikepdf

from everyform.proof.passage import Box, Passage, Place, Run, Stretch
from everyform.proof.pdf_paint import Brush
from everyform.proof.pdf_pen import Spot
from everyform.proof.pdf_text import Words, page_words

Content: TypeAlias = tuple[tuple[int, int], int]
"""Marked content: the page object's number and generation, and its number on that page."""


class Pages:
    """The text of each marked-content sequence, by page and number; and of all pages."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._found: dict[tuple[int, int], dict[int, str]] = {}
        self._spots: dict[Content, tuple[int, Spot]] = {}
        self._filled: dict[Content, Sequence[Box]] = {}
        self._painted: list[tuple[Content, str]] = []
        self.furniture: list[Passage] = []
        self.marked: list[tuple[str, str]] = []
        self.foreign: list[str] = []
        self.texts: list[str] = []
        for at, page in enumerate(document.pages, 1):
            box = [float(side) for side in page.obj.MediaBox]
            brush = Brush((box[0], box[1], box[2], box[3]))
            words = list(page_words(page, brush, self.marked))
            self.foreign += (f"{words} on page {at}" for words in brush.foreign)
            self.foreign += _boxes(page, at)
            here = page.obj.objgen
            self._filled |= {(here, number): boxes for number, boxes in brush.filled.items()}
            texts: dict[int, str] = defaultdict(str)
            for piece in words:
                if piece.number is not None:
                    texts[piece.number] += piece.text
                    self._painted.append(((here, piece.number), piece.text))
                    self._place((here, piece.number), at, piece.spot)
            self._found[here] = texts
            self.furniture += _margins(words)
            self.texts.append("".join(piece.text for piece in words if piece.number is None))

    def at(self, content: Content) -> str:
        """The words of marked content."""
        page, number = content
        return self._found[page].get(number, "")

    def boxes(self, content: Content) -> Sequence[Box]:
        """The boxes that marked content fills."""
        return self._filled.get(content, ())

    def stretch(self, content: Content) -> Iterator[Stretch]:
        """The same words with their place; marked content is never of more than one line."""
        if content in self._spots:
            page, spot = self._spots[content]
            yield Stretch(self.at(content), page, spot.left, spot.right, spot.base, spot.size)

    def _place(self, content: Content, page: int, spot: Spot | None) -> None:
        if spot is not None:
            first = self._spots.setdefault(content, (page, spot))[1]
            left, right = min(first.left, spot.left), max(first.right, spot.right)
            self._spots[content] = (page, replace(first, left=left, right=right))

    def painted(self, without: set[Content]) -> str:
        """What the pages show beside their margins, in the order of painting."""
        return "".join(text for content, text in self._painted if content not in without)


def _boxes(page: pikepdf.Page, number: int) -> Iterator[str]:
    """A page shows all of itself, and its links lie on it."""
    sides = [list(page.obj.get(key, [])) for key in ("/MediaBox", "/TrimBox", "/BleedBox")]
    if sides[0] != sides[1] or sides[0] != sides[2]:
        yield f"page {number} with a part that is cut off"


def _margins(words: list[Words]) -> Iterator[Passage]:
    """What a page shows beside its text; no language is told of that."""
    text = "".join(piece.text for piece in words if piece.number is None)
    if text.strip():
        yield Passage("", "artifact", (Run(text, ""),), Place.FURNITURE)
