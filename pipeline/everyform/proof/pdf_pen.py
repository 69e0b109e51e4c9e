"""Where a PDF page paints its words: the pen moved as the page says (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from struct import unpack
from typing import Any, TypeAlias

import pikepdf

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a shown string lies on its page, in points from the lower left corner."""

    left: float
    right: float
    base: float  # the height of the line that its letters stand on
    size: float  # of the letters


@dataclass(slots=True)
class Pen:
    """Follows the operators of one page. `widths` of a font: glyph -> thousandths of its size."""

    around: _Matrix = _SAME
    line: _Matrix = _SAME
    size: float = 0.0
    advance: float = 0.0
    widths: dict[int, float] = field(default_factory=dict)
    _saved: list[tuple[_Matrix, float, dict[int, float]]] = field(default_factory=list)

    def move(self, operator: str, operands: Sequence[Any]) -> None:
        """Take an operator that moves the pen; others change nothing."""
        match operator:
            case "q":
                self._saved.append((self.around, self.size, self.widths))
            case "Q":
                self.around, self.size, self.widths = self._saved.pop()
            case "cm":
                self.around = times(_matrix(operands), self.around)
            case "BT":
                self.line, self.advance = _SAME, 0.0
            case "Tm":
                self.line, self.advance = _matrix(operands), 0.0
            case "Td" | "TD":
                x, y = map(float, operands)
                self.line, self.advance = times((1.0, 0.0, 0.0, 1.0, x, y), self.line), 0.0
            case _:
                pass

    def take(self, widths: dict[int, float], size: float) -> None:
        """Another font, or another size of it."""
        self.widths, self.size = widths, size

    def show(self, operand: pikepdf.Object) -> Spot:
        """Paint a string, or an array of strings and moves."""
        start = self.advance
        for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
            if isinstance(part, pikepdf.String):
                raw = bytes(part)
                glyphs = unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2])  # two bytes each
                units = sum([self.widths.get(glyph, 0.0) for glyph in glyphs])
                self.advance += units / 1000 * self.size
            else:
                self.advance -= float(part) / 1000 * self.size
        whole = times(self.line, self.around)
        (one, base), (other, _) = _at(whole, start), _at(whole, self.advance)
        size = abs(self.size * whole[3])
        return Spot(min(one, other), max(one, other), base, size)


def glyph_widths(font: pikepdf.Object) -> dict[int, float]:
    """The widths that a composite font lists (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    for descendant in font.get("/DescendantFonts", pikepdf.Array()):
        listed = list(descendant.get("/W", pikepdf.Array()))
        while listed:
            first, following = int(listed.pop(0)), listed.pop(0)
            if isinstance(following, pikepdf.Array):
                widths |= {first + n: float(width) for n, width in enumerate(following)}
            else:
                widths |= dict.fromkeys(range(first, int(following) + 1), float(listed.pop(0)))
    return widths


def _matrix(operands: Sequence[Any]) -> _Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def times(first: _Matrix, then: _Matrix) -> _Matrix:
    """What moves by `first` and then by `then`."""
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


def _at(matrix: _Matrix, x: float) -> tuple[float, float]:
    a, b, _, _, e, f = matrix
    return a * x + e, b * x + f
