"""The paragraphs of a Word document -> passages, by the bookmarks that bear segments' names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

from lxml import etree

from everyform.proof.docx_lists import Numbering, Styles, value
from everyform.proof.docx_markup import R, W, local
from everyform.proof.findings import quoted
from everyform.proof.passage import Gathering, Grid, Passage, Place, Rank, Run

# Marks of direction, in a run of their own: no reader sees or hears them.
_MARKS = {"\u200e", "\u200f"}
_SHIFTS = {"superscript": "sup", "subscript": "sub"}


def segment_id(bookmark: str) -> str:
    """The segment that a bookmark is named after: an id has no low line, a name no hyphen."""
    return bookmark.replace("_", "-")


class Text:
    """Reads a part once, from its first paragraph to its last."""

    def __init__(self, styles: Styles, numbering: Numbering, links: Mapping[str, str]) -> None:
        self._styles, self._numbering, self._links = styles, numbering, links
        self.ranks: dict[str, Rank] = {}
        self.ids: list[str] = []
        self.references: list[str] = []
        self.foreign: list[str] = []
        self.used: set[str] = set()
        self._numbers: set[str] = set()

    def passages(self, root: etree._Element, place: Place) -> Iterator[Passage]:
        """Every word below `root` in exactly one passage."""
        for paragraph in root.iter(f"{W}p"):
            yield from self._paragraph(paragraph, place)

    def _paragraph(self, paragraph: etree._Element, place: Place) -> Iterator[Passage]:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "w:pStyle")
        if style and style not in self._styles.names:
            self.foreign.append(f"a paragraph in the style {style!r}, which is none")
        rank = self._rank(properties, style)
        role = f"h{rank.level}" if rank.level else "li" if rank.label else "p"
        piece, opened = Gathering("", role, place), ""
        for child in paragraph:
            kind = local(child)
            if kind == "bookmarkStart":
                yield from self._taken(piece)
                if opened:
                    self.foreign.append("a bookmark inside of another")
                opened = self._opened(child, rank)
                piece = Gathering(segment_id(child.get(f"{W}name", "")), role, place)
            elif kind == "bookmarkEnd":
                yield from self._taken(piece)
                if child.get(f"{W}id") != opened:
                    self.foreign.append("a bookmark that ends where it does not begin")
                piece, opened = Gathering("", role, place), ""
            elif kind != "pPr":
                self._words(child, piece)
        if opened:
            self.foreign.append("a bookmark over several paragraphs")
        yield from self._taken(piece)

    def _rank(self, properties: etree._Element | None, style: str) -> Rank:
        number, level = value(properties, "w:numPr/w:numId"), value(properties, "w:numPr/w:ilvl")
        leftward = properties is not None and properties.find(f"{W}bidi") is not None
        label, depth = "", self._styles.depth(style)
        if number:
            label = self._numbering.label(number, int(level or 0))
            depth = int(level or 0) + 1
        return Rank(self._styles.level(style), depth, label, leftward)

    def _opened(self, bookmark: etree._Element, rank: Rank) -> str:
        name, number = bookmark.get(f"{W}name", ""), bookmark.get(f"{W}id", "")
        self.ids.append(segment_id(name))
        self.ranks.setdefault(segment_id(name), rank)
        if number in self._numbers:
            self.foreign.append(f"two bookmarks of the number {number}")
        self._numbers.add(number)
        return number

    def _words(self, element: etree._Element, piece: Gathering) -> None:
        kind = local(element)
        if kind == "r":
            self._run(element, piece)
            return
        if kind == "hyperlink":
            target = self._target(element)
            piece.targets.append(target)
            self.references.append(target)
        for run in element.iterchildren(f"{W}r"):
            self._run(run, piece)

    def _target(self, link: etree._Element) -> str:
        anchor, relation = link.get(f"{W}anchor"), link.get(f"{R}id")
        if (anchor is None) == (relation is None):
            self.foreign.append("a link to no place, or to two")
        if relation is not None:
            self.used.add(relation)
            return self._links.get(relation, f"#{relation}")
        return f"#{segment_id(anchor or '')}"

    def _run(self, run: etree._Element, piece: Gathering) -> None:
        text = "".join(
            (child.text or "") if local(child) == "t" else " "
            for child in run
            if local(child) in ("t", "br", "tab")
        )
        if text and set(text) <= _MARKS:
            return
        properties = run.find(f"{W}rPr")
        language = self._language(properties)
        leftward = properties is not None and properties.find(f"{W}rtl") is not None
        if _turned(text, leftward=leftward):
            self.foreign.append(f"words that run to the other side: {quoted(text)}")
        shift = _SHIFTS.get(value(properties, "w:vertAlign"), "")
        piece.runs.append(Run(text, language))
        piece.shifted.append((shift, text))

    def _language(self, properties: etree._Element | None) -> str:
        own = None if properties is None else properties.find(f"{W}lang")
        if own is None:
            return self._styles.language
        # By the script of each letter, a program takes one of the three.
        named = {own.get(f"{W}{script}") for script in ("val", "eastAsia", "bidi")}
        if len(named) != 1:
            self.foreign.append("words in several languages at once")
        return own.get(f"{W}val", "")

    @staticmethod
    def _taken(piece: Gathering) -> Iterator[Passage]:
        """As `Gathering.taken`; neighbours that are raised or lowered alike are so together."""
        groups = groupby(piece.shifted, key=lambda one: one[0])
        piece.shifted = [(kind, "".join(t for _, t in runs)) for kind, runs in groups if kind]
        yield from piece.taken()


def grids(root: etree._Element) -> Iterator[Grid]:
    """Every table, in order."""
    for table in root.iter(f"{W}tbl"):
        yield tuple(tuple(map(_first, row.iter(f"{W}tc"))) for row in table.iter(f"{W}tr"))


def _first(cell: etree._Element) -> str:
    bookmark = next(cell.iter(f"{W}bookmarkStart"), None)
    return "" if bookmark is None else segment_id(bookmark.get(f"{W}name", ""))


def _turned(text: str, *, leftward: bool) -> bool:
    """Do all letters of a run run against it?"""
    kinds = {unicodedata.bidirectional(letter) for letter in text if letter.isalpha()}
    against = {"L"} if leftward else {"R", "AL"}
    return bool(kinds) and kinds <= against
