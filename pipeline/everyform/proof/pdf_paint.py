"""What a PDF page paints besides its letters, and whether anybody sees these.

Letters stand upright, black or in the colour of a link, inside of the page and of what it is
clipped to, and nothing is painted over them. Our pages know no other operators.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pikepdf

from everyform.proof.passage import Box
from everyform.proof.pdf_pen import Spot, times

_Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top
_Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_OPERATORS = frozenset(
    "q Q cm gs rg RG w J j M d m l h re S f f* W* W n BT ET Tf Tm Ts Tj TJ BDC BMC EMC".split()  # noqa: SIM905
)
# Black, and the blue of links (see the style sheets of the writers), as red, green, blue.
_COLOURS = {(0.0, 0.0, 0.0), (0.0, 0.314, 0.784)}
_LEAST_SIZE = 5.0  # points; the smallest letters of ours, raised ones of a margin, have 6
_MOST_SIZE = 80.0
_WIDEST_LINE = 4.0  # points; borders of tables and boxes have at most 3
_SLACK = 2.0  # points that letters may reach over the edge of their box, as italics do
_OVER = 0.15  # of the height of letters that a frame may touch
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _State:
    around: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    clip: _Box | None = None
    width: float = 1.0


@dataclass(slots=True)
class Brush:
    """Follows the operators of one page of the size `page`; `foreign` is what it found."""

    page: _Box
    foreign: list[str] = field(default_factory=list)
    _state: _State = field(default_factory=_State)
    _saved: list[_State] = field(default_factory=list)
    _path: list[_Box] = field(default_factory=list)
    _clipping: bool = False
    _marks: list[int | None] = field(default_factory=list)
    filled: dict[int, list[Box]] = field(default_factory=dict)  # by the number of their mark
    _shown: list[_Box] = field(default_factory=list)
    _line: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def take(self, operator: str, operands: Sequence[Any]) -> None:
        """An operator as it comes."""
        if operator not in _OPERATORS:
            self._find(f"the operator {operator!r} on a page")
            return
        match operator:
            case "q":
                self._saved.append(self._state)
            case "Q":
                self._state = self._saved.pop()
            case "cm":
                matrix = times(_six(operands), self._state.around)
                self._state = replace(self._state, around=matrix)
            case "rg" | "RG":
                colour = tuple(round(float(part), 3) for part in operands)
                if colour not in _COLOURS:
                    self._find(f"the colour {colour}")
            case "w":
                self._state = replace(self._state, width=float(operands[0]))
            case "m":
                self._path.append(self._box(*self._at(operands), *self._at(operands)))
            case "l":
                left, bottom, right, top = self._path[-1]
                x, y = self._at(operands)
                self._path[-1] = (min(left, x), min(bottom, y), max(right, x), max(top, y))
            case "re":
                x, y, width, height = map(float, operands)
                corners = self._at((x, y)), self._at((x + width, y + height))
                self._path.append(self._box(*corners[0], *corners[1]))
            case "BDC" | "BMC":
                self._marks.append(_number(operands))
            case "EMC":
                self._marks.pop()
            case "W" | "W*":
                self._clipping = True
            case "n" | "S" | "f" | "f*":
                self._paint(operator)
            case "BT":
                self._line = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            case "Tm":
                self._line = _six(operands)
            case _:
                pass

    def show(self, spot: Spot, letters: str) -> None:
        """Letters as they are painted."""
        if not letters.strip():
            return
        a, b, c, d, _, _ = times(self._line, self._state.around)
        if b or c or a <= 0 or d <= 0:
            self._find("letters that do not stand upright")
        if not _LEAST_SIZE <= spot.size <= _MOST_SIZE:
            self._find(f"letters of {spot.size:.1f} points")
        box = (spot.left, spot.base - 0.2 * spot.size, spot.right, spot.base + 0.7 * spot.size)
        if not _inside(box, self.page):
            self._find(f"letters outside of the page: {letters[:30]!r}")
        if self._state.clip is not None and not _inside(box, self._state.clip):
            self._find(f"letters that are cut off: {letters[:30]!r}")
        self._shown.append(box)

    def _paint(self, operator: str) -> None:
        path, self._path = self._path, []
        if self._clipping and path:
            self._clipping = False
            clip = _meet(path[0], self._state.clip or self.page)
            self._state = replace(self._state, clip=clip)
        if operator == "S" and self._state.width * abs(self._state.around[0]) > _WIDEST_LINE:
            self._find("a line as thick as letters")
        # A point that is only moved to fills nothing.
        path = [box for box in path if box[2] > box[0] and box[3] > box[1]]
        if operator in ("f", "f*") and path:
            outer, *holes = path
            if len(holes) > 1:
                self._find("a shape that is no box and no frame")
            if any(_covers(outer, holes, box) for box in self._shown):
                self._find("a shape over letters")
            number = next((number for number in self._marks if number is not None), None)
            if number is not None:
                self.filled.setdefault(number, []).append(Box(*outer))

    def _find(self, words: str) -> None:
        if len(self.foreign) < _SHOWN:
            self.foreign.append(words)

    def _at(self, operands: Sequence[Any]) -> tuple[float, float]:
        x, y = float(operands[0]), float(operands[1])
        a, b, c, d, e, f = self._state.around
        return a * x + c * y + e, b * x + d * y + f

    def _box(self, x: float, y: float, other_x: float, other_y: float) -> _Box:
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _number(operands: Sequence[Any]) -> int | None:
    """The number of marked content; None for an artifact."""
    properties = operands[1] if len(operands) > 1 else None
    number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    return None if number is None else int(number)


def _six(operands: Sequence[Any]) -> _Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _inside(box: _Box, around: _Box) -> bool:
    return (
        box[0] >= around[0] - _SLACK
        and box[1] >= around[1] - _SLACK
        and box[2] <= around[2] + _SLACK
        and box[3] <= around[3] + _SLACK
    )


def _meet(one: _Box, other: _Box) -> _Box:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, min(one[2], other[2]), min(one[3], other[3])


def _covers(outer: _Box, holes: Sequence[_Box], letters: _Box) -> bool:
    """Does a box, but for its hole, lie on letters?"""
    meeting = _meet(outer, letters)
    slack = _OVER * (letters[3] - letters[1])
    if meeting[2] - meeting[0] <= slack or meeting[3] - meeting[1] <= slack:
        return False
    return not any(_inside(meeting, hole) for hole in holes)


def strange_marks(marks: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Of (what a program is told, what the glyphs say): those that differ in their letters."""
    for told, shown in marks:
        if not _same(told, shown):
            yield f"letters that say {shown[:30]!r} where a program is told {told[:30]!r}"


# A mirrored sign is painted by the glyph of its partner (Unicode, BidiMirroring.txt).
_MIRROR = str.maketrans(")]}>\u00bb\u203a\u2265", "([{<\u00ab\u2039\u2264")
_UNSEEN = str.maketrans("", "", "\u200b\u00ad\u200e\u200f\u2066\u2067\u2068\u2069")


def _same(told: str, shown: str) -> bool:
    """Are the letters the same, in any order, where each glyph has letters of its own?

    A glyph that draws a part of a letter has none (U+200B in its font's map).
    """
    parts = shown.count("\u200b")
    wanted, held = _letters(told), _letters(shown)
    if not parts:
        return wanted == held
    rest = list(wanted)
    for letter in held:
        if letter not in rest:
            return False
        rest.remove(letter)
    return len(rest) <= 3 * parts


def _letters(words: str) -> list[str]:
    """The letters in their simplest forms, without white space, in one order."""
    plain = unicodedata.normalize("NFKD", words.translate(_UNSEEN)).translate(_MIRROR)
    return sorted("".join(plain.split()))
