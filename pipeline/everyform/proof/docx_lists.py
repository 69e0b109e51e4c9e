"""The definitions of a Word document: what its styles are, and how its items are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from everyform.proof.docx_markup import W

_HEADING = re.compile(r"heading ([1-6])")
_CONTINUED = re.compile(r"List Continue(?: ([2-9]))?")
_BULLET = "•"


def value(element: etree._Element | None, path: str = ".") -> str:
    """What the element at `path` below this one says; "" where there is none."""
    found = None if element is None else element.find(path, {"w": W.strip("{}")})
    return "" if found is None else found.get(f"{W}val", "")


class Styles:
    """The names of styles by their ids, and the language that holds where no other is named."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self.names = {
            style.get(f"{W}styleId", ""): value(style, "w:name") for style in root.iter(f"{W}style")
        }
        language = root.find(f".//{W}rPrDefault/{W}rPr/{W}lang")
        self.language = "" if language is None else language.get(f"{W}val", "")

    def level(self, style: str) -> int:
        """The level of a heading in this style; 0 of any other paragraph."""
        heading = _HEADING.fullmatch(self.names.get(style, ""))
        return int(heading[1]) if heading else 0

    def depth(self, style: str) -> int:
        """How many lists are around a paragraph that goes on in this style."""
        continued = _CONTINUED.fullmatch(self.names.get(style, ""))
        return int(continued[1] or 1) if continued else 0

    def foreign(self) -> Iterator[str]:
        """Styles that are not what they are called, in words."""
        if len(set(self.names.values())) != len(self.names):
            yield "two styles of one name"
        for style in self._root.iter(f"{W}style"):
            name = value(style, "w:name")
            called = "".join(part[:1].upper() + part[1:] for part in name.split())
            if style.get(f"{W}styleId") != called:
                yield f"the style {name!r} under another name"
            heading = _HEADING.fullmatch(name)
            outline = value(style, "w:pPr/w:outlineLvl")
            if outline != (str(int(heading[1]) - 1) if heading else ""):
                yield f"the style {name!r} at another level of the outline"


class Numbering:
    """Counts the items of a document as a program that shows them would (17.9)."""

    def __init__(self, root: etree._Element) -> None:
        self._shapes = {
            (kind.get(f"{W}abstractNumId", ""), int(level.get(f"{W}ilvl", "0"))): (
                value(level, "w:numFmt"),
                value(level, "w:lvlText"),
            )
            for kind in root.iter(f"{W}abstractNum")
            for level in kind.iter(f"{W}lvl")
        }
        self._kinds = {
            number.get(f"{W}numId", ""): value(number, "w:abstractNumId")
            for number in root.iter(f"{W}num")
        }
        self._starts = {
            (number.get(f"{W}numId", ""), int(level.get(f"{W}ilvl", "0"))): int(
                value(level, "w:startOverride") or 1
            )
            for number in root.iter(f"{W}num")
            for level in number.iter(f"{W}lvlOverride")
        }
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number: str, level: int) -> str:
        """What stands before the next item of a list: a bullet, or its number."""
        kind = self._kinds.get(number, "")
        form, _ = self._shapes.get((kind, level), ("", ""))
        if (number, level) not in self._begun and (number, level) in self._starts:
            count = self._starts[number, level]
        else:
            count = self._counts.get((kind, level), 0) + 1
        self._begun.add((number, level))
        self._counts[kind, level] = count
        for key in [k for k in self._counts if k[0] == kind and k[1] > level]:
            del self._counts[key]
        return _BULLET if form == "bullet" else f"{count}." if form == "decimal" else ""

    def foreign(self) -> Iterator[str]:
        """Definitions that show other marks than they count, in words."""
        for (_, level), (form, text) in self._shapes.items():
            wanted = f"%{level + 1}." if form == "decimal" else text
            if text != wanted or (form == "bullet") == text.startswith("%"):
                yield f"a list whose items are shown as {text!r}"
