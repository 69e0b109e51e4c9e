"""A PDF page's marked content -> its words, by the fonts' own tables (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf

from everyform.proof.pdf_paint import Brush
from everyform.proof.pdf_pen import Pen, Spot, glyph_widths

_PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCKS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """The text of one marked-content sequence; `number` is its MCID, None for an artifact.

    `spot` is where it lies.
    """

    number: int | None
    text: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class _Font:
    letters: dict[bytes, str]  # glyph code (two bytes) -> characters
    widths: dict[int, float]


def page_words(page: pikepdf.Page, brush: Brush, marked: list[tuple[str, str]]) -> Iterator[Words]:
    """Every shown string of a page in painting order, by the marked content around it.

    Text outside any marked content comes with the number None, as artifacts do.
    "ReversedChars" are turned around (ISO 32000-1, 14.8.2.3.3). `brush` is told of all that is
    painted; `marked` gets what each mark tells instead of glyphs, and what these say.
    """
    fonts = _fonts(page)
    letters: dict[bytes, str] = {}
    pen = Pen()
    marks: list[tuple[int | None, str | None]] = []
    reversed_at, last_first = 0, list[str]()  # depth of the mark, 0 for none, and what is inside
    owed, spot = None, None  # words that a mark gives instead of glyphs, and where these lie
    told: list[tuple[int, str, list[str]]] = []  # depth of a mark, its words, those of its glyphs
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        brush.take(operator, operands)
        match operator:
            case "Tf":
                font = fonts[str(operands[0])]
                letters = font.letters
                pen.take(font.widths, float(operands[1]))
            case "BDC" | "BMC":
                marks.append(_mark(operands))
                replaced = marks[-1][1]
                if replaced is not None:
                    told.append((len(marks), replaced, []))
                if str(operands[0]) == "/ReversedChars" and not reversed_at:
                    reversed_at, spot = len(marks), None
                if replaced is not None and reversed_at:
                    last_first.append(replaced)
                elif replaced is not None:
                    owed, spot = (len(marks), replaced), None
            case "EMC":
                if told and told[-1][0] == len(marks):
                    _, given, glyphs = told.pop()
                    marked.append((given, "".join(glyphs)))
                if len(marks) == reversed_at:
                    yield Words(_number(marks), "".join(reversed(last_first)), spot)
                    reversed_at, last_first = 0, []
                elif owed is not None and owed[0] == len(marks):
                    yield Words(_number(marks), owed[1], spot)
                    owed = None
                marks.pop()
            case "Tj" | "TJ" | "'" | '"':
                here = pen.show(operands[-1])
                drawn = _shown(operands[-1], letters)
                brush.show(here, "".join(drawn))
                if told:
                    told[-1][2].extend(drawn)
                spot = _union(spot, here) if reversed_at or owed else here
                if not any(text is not None for _, text in marks):
                    if reversed_at:
                        last_first += drawn
                    else:
                        yield Words(_number(marks), "".join(drawn), here)
            case _:
                pen.move(operator, operands)


def _union(one: Spot | None, other: Spot) -> Spot:
    """Where both lie; on the line of the first."""
    if one is None:
        return other
    return replace(one, left=min(one.left, other.left), right=max(one.right, other.right))


def _number(marks: list[tuple[int | None, str | None]]) -> int | None:
    return next((number for number, _ in reversed(marks) if number is not None), None)


def _mark(operands: list[pikepdf.Object]) -> tuple[int | None, str | None]:
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, pikepdf.Dictionary):
        return None, None
    number = properties.get("/MCID")
    words = properties.get("/ActualText")
    return (None if number is None else int(number)), (None if words is None else str(words))


def _shown(operand: pikepdf.Object, font: dict[bytes, str]) -> list[str]:
    """The characters of each glyph."""
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return [font.get(raw[at : at + 2], "\ufffd") for at in range(0, len(raw), 2)]


def _fonts(page: pikepdf.Page) -> dict[str, _Font]:
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    return {
        name: _Font(_to_unicode(font), glyph_widths(font))
        for name, font in resources.get("/Font", pikepdf.Dictionary()).items()
    }


def _to_unicode(font: pikepdf.Object) -> dict[bytes, str]:
    """Glyph code (two bytes) -> characters."""
    table: dict[bytes, str] = {}
    stream = font.get("/ToUnicode")
    if stream is None:
        return table
    for kind, body in _BLOCKS.findall(stream.read_bytes()):
        if kind == b"bfchar":
            for code, text in _PAIRS.findall(body):
                table[bytes.fromhex(code.decode())] = _utf16(text)
        else:
            for first, last, text in _RANGES.findall(body):
                start = int(text, 16)
                for step in range(int(last, 16) - int(first, 16) + 1):
                    code = (int(first, 16) + step).to_bytes(len(first) // 2, "big")
                    table[code] = _utf16(f"{start + step:0{len(text)}X}".encode())
    return table


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")
