"""The one picture that a page may have: the code of a sheet, held against its address.

It is read back bar by bar from where the page paints it: a code that leads elsewhere, or that no
telephone can read, is a fault like a wrong word.
"""

from __future__ import annotations

from collections.abc import Iterator

from everyform.diagnostics import Diagnostic
from everyform.proof.findings import found
from everyform.proof.passage import Box, Picture, Reading
from everyform.publication import Publication
from everyform.qr import QUIET, Bar, qr_code

# A square is as large that cameras of telephones tell it apart on a sheet that was copied:
# 0.4 mm (DENSO WAVE, QR code essentials: four dots of a printer of 300 dpi are 0.33 mm).
_LEAST_PT = 0.4 / 25.4 * 72
_SLACK = 0.1  # of a square


def pictures(publication: Publication, read: Reading, file: str) -> Iterator[Diagnostic]:
    """A sheet on paper shows the code of its source once, with its words; nothing else is drawn."""
    if read.painted is None:
        return
    wanted = 0 if publication.part is None else 1
    if len(read.pictures) != wanted:
        yield found("picture", file, f"{len(read.pictures)} pictures are told of, not {wanted}")
        return
    url = publication.attribution.url
    for picture in read.pictures:
        if picture.alternative != publication.phrases.qr_code.format(url=url):
            yield found("picture", file, f"a picture is called {picture.alternative!r}")
        yield from (
            found("picture", file, f"the code {words}") for words in _misdrawn(picture, url)
        )


def _misdrawn(picture: Picture, url: str) -> Iterator[str]:
    """What is wrong with a code as it is painted; nothing where telephones can follow it."""
    code = qr_code(url)
    if not picture.boxes:
        yield "is not painted"
        return
    left, top = min(b.left for b in picture.boxes), max(b.top for b in picture.boxes)
    right = max(b.right for b in picture.boxes)
    square = (right - left) / code.size
    if square < _LEAST_PT:
        yield f"has squares of {square:.1f} points"
        return
    bars = [_bar(box, left, top, square) for box in picture.boxes]
    if sorted(filter(None, bars), key=_place) != sorted(code.bars, key=_place) or None in bars:
        yield f"does not say {url}"
    free = QUIET * square * (1 - _SLACK)
    inside = picture.frame
    if left - inside.left < free or inside.right - right < free or inside.top - top < free:
        yield "has no free room around it"


def _bar(box: Box, left: float, top: float, square: float) -> Bar | None:
    """A painted box in squares; None where it is no bar of this grid."""
    exact = (
        (top - box.top) / square,
        (box.left - left) / square,
        (box.right - box.left) / square,
        (box.top - box.bottom) / square,
    )
    row, column, length, height = map(round, exact)
    off = max(abs(one - whole) for one, whole in zip(exact, map(round, exact), strict=True))
    return Bar(row, column, length) if off <= _SLACK and height == 1 else None


def _place(bar: Bar) -> tuple[int, int, int]:
    return bar.row, bar.column, bar.length
