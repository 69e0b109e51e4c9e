"""The styles of a sheet as a desk finds them in Word's list of styles, and what they look like.

Headings, lists, quotations and links have the names that Word and screen readers know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyform.languages import Direction, direction, likely
from everyform.writers.docx.elements import Element, flags, ordered, w
from everyform.writers.scripts import typeface
from everyform.writers.sheet import Layout, layout

STEP = 360
"""How far a level of a list moves in, in twentieths of a point."""
DEEPEST = 9
"""Levels of lists that a file can have (ISO/IEC 29500-1, 17.9.6)."""

_HEADINGS = 6  # levels that a document has

_POINT, _HALF = 20, 2  # what lengths and sizes are counted in, in a point
_FACE = "Arial"  # a sans serif that every desk has, with the letters of our alphabets
_FACE_LINE = 1.15  # of a line set in it without more room, in multiples of its size
_FULL_LINE = 240  # such a line, as the file counts it
# Faces with East Asian letters that come with the word processors of those who read them.
_EAST_ASIAN = {
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Jpan": "Yu Gothic",
    "Kore": "Malgun Gothic",
}
_LINK = "0050C8"  # 7.0:1 on white, as on our pages
_FRAME_SPACE = 6  # points between a frame and what it holds

# The order in which the schema wants properties (17.3.1.26, 17.3.2.28).
PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "tabs", "bidi"),
    *("spacing", "ind", "contextualSpacing", "jc", "outlineLvl"),
)
RUN = (*("rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u", "vertAlign", "rtl", "lang"),)


def language_of(tag: str) -> Element:
    """A language, whichever script a program takes the letters for."""
    return w("lang", val=tag, eastAsia=tag, bidi=tag)


def stress(language: str) -> list[Element]:
    """Stressed words: underlined, never leaning; bold in a script that knows neither."""
    return [w("u", val="single")] if typeface(language).slants else flags("b", "bCs")


def frame(width_pt: float, *sides: str) -> Element:
    """Lines around a paragraph; neighbours in the same frame stand in one."""
    size = round(width_pt * 8)
    names = [side for side in ("top", "left", "bottom", "right") if side in sides]
    lines = (w(side, val="single", sz=size, space=_FRAME_SPACE, color="000000") for side in names)
    return w("pBdr", *lines)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a sheet in the edition of a language."""

    language: str

    @property
    def look(self) -> Layout:
        """The measures of a sheet, for letters of the language's script."""
        return layout().set_in(typeface(self.language))

    @property
    def start(self) -> str:
        """The side on which a line begins: borders, unlike indents, are of left and right."""
        leftward = direction(self.language) is Direction.RIGHT_TO_LEFT
        return "right" if leftward else "left"

    def element(self) -> Element:
        """All styles, as the part of a file that holds them."""
        return w("styles", self._defaults(), *self._own())

    def _defaults(self) -> Element:
        east_asian = _EAST_ASIAN.get(likely(self.language).script, _FACE)
        fonts = w("rFonts", ascii=_FACE, hAnsi=_FACE, eastAsia=east_asian, cs=_FACE)
        run = w("rPr", fonts, *_sized(self.look.body_pt), language_of(self.language))
        line = round(_FULL_LINE * self.look.line_height / _FACE_LINE)
        after = self._ems(0.65)
        spacing = w("spacing", before=0, after=after, line=line, lineRule="auto")
        paragraph = w("pPr", *flags("widowControl"), spacing)
        return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))

    def _own(self) -> Iterator[Element]:
        look, ems = self.look, self._ems
        yield _style("paragraph", "Normal")
        yield _style("character", "Default Paragraph Font")
        margins = (w(side, w=ems(0.35), type="dxa") for side in ("left", "right"))
        plain = w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *margins))
        yield _style("table", "Normal Table", plain)
        sizes = (look.title_pt, look.heading_pt, *[look.body_pt] * (_HEADINGS - 2))
        for level, size in enumerate(sizes, start=1):
            above, below = (0, 0.5) if level == 1 else (1, 0.4)
            yield self._paragraph(
                f"heading {level}",
                *flags("keepNext", "keepLines"),
                *([frame(2, "bottom")] if level == 1 else []),
                w("spacing", before=ems(above), after=ems(below)),
                w("outlineLvl", val=level - 1),
                run=(*_bold(), *_sized(size)),
            )
        yield self._paragraph("List Paragraph", w("spacing", after=ems(0.3)))
        for depth in range(1, DEEPEST + 1):
            name = "List Continue" if depth == 1 else f"List Continue {depth}"
            after, start = w("spacing", after=ems(0.3)), w("ind", left=depth * STEP)
            yield self._paragraph(name, after, start)
        yield self._paragraph("Quote", frame(3, self.start), w("ind", left=STEP))
        yield self._paragraph("Callout", frame(1, *_ALL), _inside())
        yield self._paragraph("Main Message", frame(2, *_ALL), _inside(), run=_bold())
        yield self._paragraph("Picture", *flags("keepLines"), frame(1, *_ALL), _inside())
        yield self._paragraph("caption", *flags("keepNext", "keepLines"), run=_bold())
        yield self._paragraph("Table Text", w("spacing", after=ems(0.2)))
        spacing = w("spacing", after=ems(0.2))
        yield self._paragraph("Table Heading", *flags("keepNext"), spacing, run=_bold())
        bar = frame(4, self.start)
        yield self._paragraph("Notice", *flags("keepLines"), bar, w("ind", left=STEP // 2))
        yield self._paragraph("Edit Note", run=_sized(look.credits_pt))
        yield self._paragraph("Chapter", run=_bold())
        yield self._paragraph("Write Line", w("spacing", before=ems(0.6), after=ems(0.6)))
        small = w("spacing", after=ems(0.25))
        yield self._paragraph("Credits", small, run=_sized(look.credits_pt))
        tight = w("spacing", after=0, line=_FULL_LINE, lineRule="auto")
        yield self._paragraph("footer", tight, run=_sized(look.foot_pt))
        for name, properties in (
            ("Strong", _bold()),
            ("Emphasis", stress(self.language)),
            ("Hyperlink", [w("color", val=_LINK), w("u", val="dotted")]),
        ):
            made = w("rPr", *properties)
            yield _style("character", name, made, based_on="DefaultParagraphFont")
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = (w(side, val="single", sz=8, space=0, color="000000") for side in sides)
        grid = w("tblPr", w("tblBorders", *lines))
        yield _style("table", "Table Grid", grid, based_on="NormalTable")

    def _ems(self, count: float) -> int:
        return round(count * self.look.body_pt * _POINT)

    def _paragraph(self, name: str, *properties: Element, run: Sequence[Element] = ()) -> Element:
        parts = [w("pPr", *ordered(PARAGRAPH, *properties))] if properties else []
        parts += [w("rPr", *run)] if run else []
        return _style("paragraph", name, *parts, based_on="Normal")


_ALL = ("top", "left", "bottom", "right")


def style_id(name: str) -> str:
    """What the elements of a file call a style: "heading 2" is "Heading2"."""
    return "".join(part[:1].upper() + part[1:] for part in name.split())


def _style(kind: str, name: str, *parts: Element, based_on: str = "") -> Element:
    """A style; the first of its kind is the one that holds where no other is named."""
    head = [w("name", val=name)]
    if based_on:
        return w(
            "style",
            *(*head, w("basedOn", val=based_on), w("qFormat"), *parts),
            type=kind,
            styleId=style_id(name),
        )
    return w("style", *head, *parts, type=kind, default=1, styleId=style_id(name))


def _bold() -> list[Element]:
    return flags("b", "bCs")


def _sized(points: float) -> list[Element]:
    size = round(points * _HALF)
    return [w("sz", val=size), w("szCs", val=size)]


def _inside() -> Element:
    """A frame stands as far inside as its own lines and space take."""
    return w("ind", left=STEP // 2, right=STEP // 2)
