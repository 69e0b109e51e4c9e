"""An address as a QR code: which squares of a grid are dark (ISO/IEC 18004, by segno)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import segno

QUIET = 4
"""Light squares that must stay free on each side (ISO/IEC 18004, 5.3.8)."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Dark squares side by side; rows and columns count from 0, without the quiet zone."""

    row: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of `size` by `size`; its dark squares as bars, row by row."""

    size: int
    bars: tuple[Bar, ...]


@cache
def qr_code(words: str) -> QrCode:
    """The QR code of an address. A quarter of it may be lost (level Q): sheets are photocopied.

    Raises:
        ValueError: more characters than a QR code holds.
    """
    try:
        made = segno.make_qr(words, error="q", boost_error=False)
    except segno.DataOverflowError as error:
        raise ValueError(f"{len(words)} characters are more than a QR code holds") from error
    rows = tuple(tuple(map(bool, row)) for row in made.matrix)
    return QrCode(len(rows), tuple(bar for at, row in enumerate(rows) for bar in _bars(at, row)))


def _bars(at: int, row: tuple[bool, ...]) -> tuple[Bar, ...]:
    found: list[Bar] = []
    for column, dark in enumerate(row):
        if dark and found and found[-1].column + found[-1].length == column:
            found[-1] = Bar(at, found[-1].column, found[-1].length + 1)
        elif dark:
            found.append(Bar(at, column, 1))
    return tuple(found)
