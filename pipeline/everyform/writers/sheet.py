"""What sheets share, on paper and as files to edit: measures, names, and how headings rise."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import ceil

from everyform.document import Section, Segment
from everyform.publication import Part, Publication
from everyform.writers.scripts import Typeface, width

# The sheet's title is its h1, so the text starts at h2.
_FIRST_LEVEL = 2

_PAPER_IN = 8.5  # US Letter is so wide
_POINTS_IN = 72
_UNPRINTED_IN = 0.3  # what stays free below the foot, where few printers reach
_RULE_PT = 5  # above the foot, with the room below it
_ADDRESS_EM = 28  # what may be left of two lines, as a width in the size of the letters
_RAGGED = 0.3  # lines that an address leaves half empty, as a part of one line


@dataclass(frozen=True, slots=True)
class Layout:
    """Points, inches, and line height as a multiple of the type size."""

    title_pt: float
    heading_pt: float
    body_pt: float
    credits_pt: float
    foot_pt: float
    line_height: float
    margin_in: float
    foot_in: float  # the lower margin, which holds the notice of every page
    code_in: float  # each side of the code, with what stays free around it
    leaf: int  # pages that hold the sheet, 0 where it may have any number
    tight_line_height: float  # these two where a leaf would not hold the text else
    tight_margin_in: float

    @property
    def tight(self) -> Layout:
        """The same type, set closer."""
        return replace(self, line_height=self.tight_line_height, margin_in=self.tight_margin_in)

    def holding(self, *paragraphs: str) -> Layout:
        """The same with a lower margin that is high enough for these words in the foot."""
        inside_pt = (_PAPER_IN - 2 * self.margin_in) * _POINTS_IN
        line = inside_pt / self.foot_pt
        # The larger the letters, the more of a line does an address leave empty.
        ragged = max(_RAGGED, _ADDRESS_EM / line - _RAGGED)
        lines = sum(ceil(width(words) / line + ragged) for words in paragraphs)
        high_pt = lines * self.foot_pt * self.line_height + _RULE_PT
        needed_in = round(high_pt / _POINTS_IN + _UNPRINTED_IN, 2)
        return replace(self, foot_in=max(self.foot_in, needed_in))

    def set_in(self, face: Typeface) -> Layout:
        """The same look in a face whose letters are of another size."""
        return replace(
            self,
            title_pt=round(self.title_pt * face.scale, 2),
            heading_pt=round(self.heading_pt * face.scale, 2),
            body_pt=round(self.body_pt * face.scale, 2),
            credits_pt=round(self.credits_pt * face.scale, 2),
            foot_pt=round(self.foot_pt * face.scale, 2),
            line_height=round(self.line_height * face.leading, 3),
        )


@cache
def layout(name: str = "handout") -> Layout:
    """The measures in a file of data/: `handout`, `handout-large`, `handout-two`."""
    data = files("everyform.writers").joinpath(f"data/{name}.toml").read_text("utf-8")
    return Layout(**tomllib.loads(data))


def file_name(part: Part) -> str:
    """A sheet's file by its place among the sheets and its topic: "03-signs"."""
    digits = max(2, len(str(part.total)))
    return f"{part.number:0{digits}}-{part.slug}"


def chapter(publication: Publication) -> Segment | None:
    """The heading of the chapter that a sheet is from, where it does not stand in the text."""
    section = publication.part.section if publication.part else None
    own = {block.title.id for block in publication.body if isinstance(block, Section)}
    return None if section is None or section.id in own else section


def pieces(pattern: str) -> tuple[tuple[str, str], ...]:
    """A phrase's words, each with the name of the slot after them, "" at the end."""
    return tuple((words, slot or "") for words, slot, _, _ in string.Formatter().parse(pattern))


def lift(publication: Publication) -> int:
    """How many levels the headings rise."""
    levels = (block.level for block in publication.body if isinstance(block, Section))
    return min(levels, default=_FIRST_LEVEL) - _FIRST_LEVEL
