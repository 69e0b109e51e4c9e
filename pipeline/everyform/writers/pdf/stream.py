"""A page's content as it is painted: every piece of text marked as what the survey found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

import pydyf

from everyform.writers.pdf.order import Line, Piece, runs_left
from everyform.writers.pdf.private import Stream
from everyform.writers.pdf.survey import Survey, is_leaf


class MarkedStream(Stream):  # type: ignore[misc]  # the engine is untyped
    """A page's content in which every piece of text is marked as what the survey found."""

    def __init__(self, found: Survey, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._found = found
        self._line: Line | None = None  # that is painted now, and runs to the left

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is painted inside: by its number in the page, or as an artifact."""
        artifact = self._found.artifacts.get(box)
        if artifact is not None:
            tag, properties = "Artifact", pydyf.Dictionary({"Type": f"/{artifact.value}"})
        else:
            number = len(self._tags)
            self._tags[box] = {"tag": tag, "mcid": number}
            properties = pydyf.Dictionary({"MCID": number})
        if box in self._found.words:
            properties["ActualText"] = pydyf.String(self._found.words[box])
        self.begin_marked_content(tag, properties)
        leftward = is_leaf(box) and runs_left(box) and box not in self._found.words
        if leftward:
            self._line = Line(box.pango_layout, box in self._found.spaced)
            self.begin_marked_content("ReversedChars")
        try:
            yield
        finally:
            self._line = None
            if leftward:
                self.end_marked_content()
            self.end_marked_content()

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """The engine's font; the line that is painted is told of it."""
        font, size = super().add_font(pango_font)
        if self._line is not None:
            self._line.meet(font)
        return font, size

    def set_font_size(self, font: str, size: float) -> None:
        """Set the font, or tell the line."""
        if self._line is None:
            super().set_font_size(font, size)
        else:
            self._line.take_up(size)

    def set_text_rise(self, height: float) -> None:
        """Raise what comes, or tell the line."""
        if self._line is None:
            super().set_text_rise(height)
        else:
            self._line.rise = height

    def show_text(self, text: str) -> None:
        """Show glyphs, or have the line collect them."""
        if self._line is None:
            super().show_text(text)
        else:
            self._line.show(text)

    def end_text(self) -> None:
        """Write the line that was collected."""
        if self._line is not None:
            self._write(list(self._line.pieces()))
        super().end_text()

    def _write(self, pieces: Iterable[Piece]) -> None:
        font, risen = None, 0.0
        for piece in pieces:
            if piece.words is not None:
                words = pydyf.Dictionary({"ActualText": pydyf.String(piece.words)})
                self.begin_marked_content("Span", words)
            for kind, run in groupby(piece.glyphs, lambda g: (g.font, g.size, g.rise)):
                if kind[:2] != font:
                    super().set_font_size(kind[0].hash, kind[1])
                    font = kind[:2]
                if kind[2] != risen:
                    super().set_text_rise(kind[2])
                    risen = kind[2]
                super().show_text("".join(glyph.shown for glyph in run))
            if piece.words is not None:
                self.end_marked_content()
        if risen:
            super().set_text_rise(0)
