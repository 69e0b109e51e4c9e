"""Publication of one excerpt -> a handout: one tagged PDF for one topic, to be given away."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import ceil

from everyform.document import Section
from everyform.inline import SegmentId
from everyform.publication import Publication, sheet_mark
from everyform.voices.recording import Recording
from everyform.walk import plain_text, segments
from everyform.writers.format import File
from everyform.writers.page import draft_mark, render
from everyform.writers.pdf import crowded, faces, grid_from, pages, to_pdf
from everyform.writers.scripts import Typeface, typeface, width

# The sheet's title is its h1, so the text starts at h2.
_FIRST_LEVEL = 2

_PAGE = 1100  # characters of text that a page holds beside its notices, when it is set close
_PAPER_IN = 8.5  # US Letter is so wide
_POINTS_IN = 72
_UNPRINTED_IN = 0.3  # what stays free below the foot, where few printers reach
_RULE_PT = 5  # above the foot, with the room below it
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
        lines = sum(ceil(width(words) / line + _RAGGED) for words in paragraphs)
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


def write_large(publication: Publication, recording: Recording | None = None) -> Iterator[File]:
    """The same in large print, on as many pages as it needs.

    Raises:
        PipelineError, ValueError: as `write`.
    """
    yield from write(publication, recording, layout("handout-large"))


def write_two(publication: Publication, recording: Recording | None = None) -> Iterator[File]:
    """The sheet in two languages, side by side, on at most two leaves where these hold it.

    Raises:
        PipelineError, ValueError: as `write`.
    """
    yield from write(publication, recording, layout("handout-two"))


def write(
    publication: Publication, recording: Recording | None = None, look: Layout | None = None
) -> Iterator[File]:
    """The sheet as one PDF named after its place and its topic, US Letter; `look` is its layout.

    Raises:
        PipelineError: see `pdf.to_pdf`.
        ValueError: the publication is no excerpt, so its sheet has no name.
    """
    part = publication.part
    if part is None:
        raise ValueError("a handout shows one excerpt, not a whole document")
    held = {segment.id for segment in segments(publication.body)}

    def locate(target: SegmentId) -> str:
        return f"#{target}" if target in held else ""

    phrases, draft = publication.phrases, draft_mark(publication)
    own = {block.title.id for block in publication.body if isinstance(block, Section)}

    def page(made: Publication, rows: Collection[str]) -> str:
        return render(
            "handout.xhtml",
            publication=made,
            phrases=phrases,
            edition_language=made.edition.language,
            draft=draft,
            page_of=pieces(phrases.page_of),
            excerpt_from=pieces(phrases.excerpt_from),
            chapter=None if part.section is None or part.section.id in own else part.section,
            lift=_lift(publication),
            mark=sheet_mark(publication),
            locate=locate,
            grid_from=grid_from(rows),
        )

    def set_in(chosen: Layout) -> bytes:
        styles = render(
            "handout.css",
            layout=chosen.set_in(typeface(publication.edition.language)).holding(
                plain_text(publication.compact_notice.content),
                f"{sheet_mark(publication)} {draft} · {phrases.page_of}",
            ),
            faces=faces(publication),
        )
        return to_pdf(publication, page(publication, crowded(publication, page, styles)), styles)

    digits = max(2, len(str(part.total)))
    look = look or layout()
    data = set_in(look)
    if look.leaf and pages(data) > (1 if _short(publication) else look.leaf):
        closer = set_in(look.tight)
        # Set closer for nothing, it would only be harder to read.
        data = closer if pages(closer) < pages(data) else data
    yield File(f"{part.number:0{digits}}-{part.slug}", data)


def _short(publication: Publication) -> bool:
    """May one page hold it? A back with nothing on it but notices is a waste of paper."""
    words = sum(len(plain_text(s.content)) for s in segments(publication.body))
    return words <= _PAGE


def pieces(pattern: str) -> tuple[tuple[str, str], ...]:
    """A phrase's words, each with the name of the slot after them, "" at the end."""
    return tuple((words, slot or "") for words, slot, _, _ in string.Formatter().parse(pattern))


def _lift(publication: Publication) -> int:
    """How many levels the headings rise."""
    levels = (block.level for block in publication.body if isinstance(block, Section))
    return min(levels, default=_FIRST_LEVEL) - _FIRST_LEVEL
