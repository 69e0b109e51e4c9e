"""Words that run to the left: what the file says of their order, and of glyphs that mislead.

A line is painted from left to right, so the last letter of an Arabic line comes
first, as readers of PDF expect; ISO 32000-1, 14.8.2.3.3, has a mark for that. A
font names one string for a glyph, which is not enough where the glyph is a bracket
seen in a mirror, or a part of a letter: there the letters go with the glyphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from everyform.writers.pdf.private import ffi, pango

# A show string of the engine: glyphs of four digits, and moves between them.
_TOKEN = re.compile(r"<([0-9a-f]*)>|([^<>\s]+)")
_GLYPH_DIGITS = 4

# A mirrored sign is drawn by the glyph of its partner (Unicode, BidiMirroring.txt).
_PAIRS = ("()", "[]", "{}", "<>", "\u00ab\u00bb", "\u2039\u203a", "\u2264\u2265")
_PARTNERS = {pair[at]: pair[1 - at] for pair in _PAIRS for at in (0, 1)}


def runs_left(box: Any) -> bool:
    """Do all words and signs of a text box run from right to left?"""
    if box.style["direction"] != "rtl":
        return False
    return not {"L", "EN", "AN"} & {unicodedata.bidirectional(letter) for letter in box.text}


def shuffled(box: Any) -> bool:
    """May the words of a text box stand in another order on the page, and not just turned?"""
    leftward = {"R", "AL", "AN"} & {unicodedata.bidirectional(letter) for letter in box.text}
    return not runs_left(box) and (box.style["direction"] == "rtl" or bool(leftward))


def complete(font: Any) -> None:
    """Give every glyph of a font an entry in its map, as a font file needs.

    A part of a letter has none of its own, and an empty one makes the map malformed.
    """
    for glyph in font.widths:
        font.to_unicode[glyph] = font.to_unicode.get(glyph) or "\u200b"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a line, and the letters that it draws, alone or with its neighbours."""

    font: Any
    size: float
    rise: float
    before: str  # moves of the pen, as in a show string
    number: int
    cluster: tuple[int, int]  # glyphs that draw the same letters share it
    letters: str

    @property
    def shown(self) -> str:
        """The glyph as a part of a show string."""
        return f"{self.before}<{self.number:0{_GLYPH_DIGITS}x}>"


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring glyphs; `words` where the maps of their fonts do not tell them."""

    glyphs: tuple[Glyph, ...]
    words: str | None


@dataclass(slots=True)
class Line:
    """One line of words that run to the left, collected while the engine paints it."""

    layout: Any  # Pango's
    spaced: bool  # a space was put after the words
    rise: float = 0
    _font: Any = None
    _next: Any = None
    _size: float = 1
    _shown: list[tuple[Any, float, float, str]] = field(default_factory=list)
    _known: dict[Any, dict[int, str]] = field(default_factory=dict)

    def meet(self, font: Any) -> None:
        """A font that is to come, before the engine adds the glyphs of this line to its map."""
        self._next = font
        self._known.setdefault(font, dict(font.to_unicode))

    def take_up(self, size: float) -> None:
        """From here on the font that came last, in this size."""
        self._font, self._size = self._next, size

    def show(self, text: str) -> None:
        """Take a show string. The widths of its glyphs may be known a little later."""
        self._shown.append((self._font, self._size, self.rise, text))

    def pieces(self) -> Iterator[Piece]:
        """What is to be painted, from left to right."""
        glyphs = list(self._glyphs())
        if self.spaced and glyphs:
            # The engine paints the space first and moves the words aside: both go back.
            width = glyphs[0].font.widths[glyphs[0].number]
            glyphs[0] = replace(glyphs[0], before=f"{width:g} ")
        parted = [tuple(cluster) for _, cluster in groupby(glyphs, lambda g: g.cluster)]
        clusters = list(_settled(_joined(parted)))
        self._teach(clusters)
        for told, run in groupby(clusters, _told):
            if told:
                yield Piece(tuple(glyph for cluster in run for glyph in cluster), None)
            else:
                yield from (Piece(cluster, cluster[0].letters) for cluster in run)

    def _teach(self, clusters: list[tuple[Glyph, ...]]) -> None:
        """Undo what the engine has learned of these glyphs; a map keeps what is always true."""
        for font, known in self._known.items():
            font.to_unicode.clear()
            font.to_unicode.update(known)
        for cluster in clusters:
            for glyph, letters in _parts(cluster):
                glyph.font.to_unicode.setdefault(glyph.number, _PARTNERS.get(letters, letters))

    def _glyphs(self) -> Iterator[Glyph]:
        places = _clusters(self.layout)
        before = ""
        for font, size, rise, text in self._shown:
            for digits, move in _TOKEN.findall(text):
                before += f"{move} " if move else ""
                for at in range(0, len(digits), _GLYPH_DIGITS):
                    number = int(digits[at : at + _GLYPH_DIGITS], 16)
                    yield Glyph(font, size, rise, before, number, *next(places))
                    before = ""


def _joined(clusters: list[tuple[Glyph, ...]]) -> Iterator[tuple[Glyph, ...]]:
    """Each letter in one cluster with the accents on it, which stand left of it in a line."""
    accents: tuple[Glyph, ...] = ()
    for cluster in clusters:
        if all(map(unicodedata.combining, cluster[0].letters)):
            accents += cluster
            continue
        if accents:
            letters = "".join(glyph.letters for glyph in (cluster[0], *reversed(accents)))
            cluster = tuple(replace(glyph, letters=letters) for glyph in (*accents, *cluster))
            accents = ()
        yield cluster
    if accents:
        yield accents


def _settled(clusters: Iterable[tuple[Glyph, ...]]) -> Iterator[tuple[Glyph, ...]]:
    """The same picture with each letter painted before its accents.

    Programs that look for lines take the height of what comes first for that of the
    line: an accent before its letter would begin a line of its own, and end this one.
    """
    owed = 0.0  # how far back the pen must go before the next glyph, as in a show string
    for cluster in clusters:
        if owed:
            moved = _moves(cluster[0]) + owed
            cluster = (replace(cluster[0], before=f"{moved:g} "), *cluster[1:])
            owed = 0.0
        if len({(glyph.font, glyph.size) for glyph in cluster}) == 1 < len(cluster):
            starts: list[float] = []
            pen = 0.0
            for glyph in cluster:
                starts.append(pen - _moves(glyph))
                pen = starts[-1] + glyph.font.widths[glyph.number]
            end, pen = pen, 0.0
            turned: list[Glyph] = []
            for glyph, start in zip(reversed(cluster), reversed(starts), strict=True):
                turned.append(replace(glyph, before=f"{pen - start:g} "))
                pen = start + glyph.font.widths[glyph.number]
            owed = pen - end
            cluster = tuple(turned)
        yield cluster


def _moves(glyph: Glyph) -> float:
    """How far back the pen goes before a glyph, in thousandths of the type size."""
    return sum(map(float, glyph.before.split()))


def _parts(cluster: tuple[Glyph, ...]) -> Iterator[tuple[Glyph, str]]:
    """Each glyph with its own letters: a letter comes before its accents."""
    letters = cluster[0].letters
    *first, last = cluster
    yield from zip(first, letters, strict=False)
    yield last, letters[len(first) :]


def _told(cluster: tuple[Glyph, ...]) -> bool:
    """Do the fonts' own maps tell the letters of this cluster?"""
    if len(cluster) > 1:
        return False  # in a line that is turned around, its accents would come before it
    (glyph,) = cluster
    return bool(glyph.font.to_unicode.get(glyph.number) == glyph.letters)


def _clusters(layout: Any) -> Iterator[tuple[tuple[int, int], str]]:
    """(place, words) of the cluster of each glyph that is painted, from left to right."""
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    run, number = line.runs[0], 0
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        starts = list(glyphs.log_clusters[0 : glyphs.num_glyphs])
        ends = dict(zip(sorted(set(starts)), [*sorted(set(starts))[1:], item.length], strict=True))
        for start, glyph in zip(starts, glyphs.glyphs[0 : glyphs.num_glyphs], strict=True):
            if glyph.glyph != pango.PANGO_GLYPH_EMPTY:
                words = text[item.offset + start : item.offset + ends[start]].decode()
                yield (number, start), words
        run, number = run.next, number + 1
