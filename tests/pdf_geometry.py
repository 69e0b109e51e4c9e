"""Where a PDF paints its words: boxes in points, from the content streams alone."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from tests.pdf_structure import to_unicode

# How far letters reach above and below the line they stand on, as a part of the type
# size: what of them is ink in every face that we use. Lines stand further apart.
ABOVE, BELOW = 0.70, 0.20
_TOUCH_PT = 1.0  # letters of two pieces may come as near as this

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are painted in one go; the origin is the lower left corner of the page."""

    page: int  # from 1
    left: float
    bottom: float
    right: float
    top: float
    artifact: bool  # in a margin, or decoration
    words: str

    def __str__(self) -> str:
        where = f"{self.left:.0f}-{self.right:.0f} x {self.bottom:.0f}-{self.top:.0f} pt"
        return f"page {self.page}, {where}: {self.words[:40]!r}"


@dataclass(frozen=True, slots=True)
class Margins:
    """What a page leaves free, in points; what stands there is no text but an artifact."""

    left: float
    bottom: float
    right: float
    top: float


def pieces(data: bytes) -> Iterator[Piece]:
    """Every piece of words with ink, in the order of painting."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            yield from _pieces(page, number)


def beyond(data: bytes, margins: Margins, paper: Margins) -> list[str]:
    """Pieces of the text outside of the text area, and others outside of what paper may hold."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sizes = [[float(edge) for edge in page.MediaBox] for page in pdf.pages]
    found = []
    for piece in pieces(data):
        left, bottom, right, top = sizes[piece.page - 1]
        free = paper if piece.artifact else margins
        if (
            piece.left < left + free.left - _TOUCH_PT
            or piece.right > right - free.right + _TOUCH_PT
            or piece.bottom < bottom + free.bottom - _TOUCH_PT
            or piece.top > top - free.top + _TOUCH_PT
        ):
            found.append(f"beyond: {piece}")
    return found


def overlaps(data: bytes) -> list[str]:
    """Pairs of pieces that are painted over one another."""
    found = []
    open_pieces: list[Piece] = []
    for piece in sorted(pieces(data), key=lambda p: (p.page, p.left)):
        open_pieces = [
            other
            for other in open_pieces
            if other.page == piece.page and other.right > piece.left + _TOUCH_PT
        ]
        found += [
            f"overlap: {other} and {piece}"
            for other in open_pieces
            if min(other.top, piece.top) - max(other.bottom, piece.bottom) > _TOUCH_PT
            and min(other.right, piece.right) - max(other.left, piece.left) > _TOUCH_PT
        ]
        open_pieces.append(piece)
    return found


@dataclass(slots=True)
class _Font:
    widths: dict[int, float]
    letters: dict[int, str]


def _pieces(page: pikepdf.Page, number: int) -> Iterator[Piece]:
    fonts: dict[str, _Font] = {}
    saved: list[tuple[_Matrix, str, float]] = []
    around, name, size, rise = _SAME, "", 0.0, 0.0
    line = _SAME
    advance = 0.0
    marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands: list[Any] = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                saved.append((around, name, size))
            case "Q":
                around, name, size = saved.pop()
            case "cm":
                around = _times(_matrix(operands), around)
            case "BT":
                line, advance, rise = _SAME, 0.0, 0.0
            case "Tm":
                line, advance = _matrix(operands), 0.0
            case "Tf":
                name, size = str(operands[0]), float(operands[1])
                if name not in fonts:
                    fonts[name] = _font(page.Resources.Font[name])
            case "Ts":
                rise = float(operands[0])
            case "BDC" | "BMC":
                marks.append(str(operands[0]) == "/Artifact" or any(marks[-1:]))
            case "EMC":
                marks.pop()
            case "Tj" | "TJ":
                shown = operands[0] if str(instruction.operator) == "TJ" else operands
                font = fonts[name]
                start, words = advance, ""
                inked: list[float] = []
                for part in shown:
                    if not isinstance(part, pikepdf.String):
                        advance -= float(part) / 1000 * size
                        continue
                    raw = bytes(part)
                    for at in range(0, len(raw), 2):
                        glyph = int.from_bytes(raw[at : at + 2], "big")
                        begin, advance = advance, advance + font.widths.get(glyph, 0.0) * size
                        letters = font.letters.get(glyph, "")
                        words += letters
                        if any(map(_inked, letters)):
                            inked += [begin, advance]
                if inked:
                    start, end = min(inked), max(inked)
                    whole = _times(line, around)
                    xs, ys = zip(
                        *(
                            _at(whole, x, rise + y * size)
                            for x in (start, end)
                            for y in (ABOVE, -BELOW)
                        ),
                        strict=True,
                    )
                    box = (min(xs), min(ys), max(xs), max(ys))
                    yield Piece(number, *box, any(marks[-1:]), words)
            case _:
                pass


def _inked(letter: str) -> bool:
    """Has this letter ink of its own? An accent is a part of the letter below it."""
    return not (letter.isspace() or letter == "\u200b" or unicodedata.combining(letter))


def _font(font: Any) -> _Font:
    widths: dict[int, float] = {}
    listed = list(font.DescendantFonts[0].W)
    while listed:
        first, following = int(listed.pop(0)), listed.pop(0)
        if isinstance(following, pikepdf.Array):
            widths |= {first + n: float(width) / 1000 for n, width in enumerate(following)}
        else:
            width = float(listed.pop(0)) / 1000
            widths |= dict.fromkeys(range(first, int(following) + 1), width)
    return _Font(widths, to_unicode(font.ToUnicode.read_bytes()))


def _matrix(operands: list[Any]) -> _Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
