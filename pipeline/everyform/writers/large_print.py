"""Publication -> a large print book: one tagged PDF, by a profile in data."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from everyform.document import Block, Section, SectionRole
from everyform.inline import SegmentId
from everyform.publication import Publication
from everyform.voices.recording import Recording
from everyform.walk import plain_text, segments
from everyform.writers.format import File
from everyform.writers.page import draft_mark, render
from everyform.writers.pdf import crowded, faces, grid_from, to_pdf
from everyform.writers.scripts import Typeface, typeface, wide, width

# Contents go down to this heading level; deeper ones fill pages that nobody scans.
_DEEPEST_ENTRY = 3

# Single spacing as a multiple of the type size, in Arial, which the guidelines name
# (hhea: ascent 1854 + descent 434 + line gap 67 of 2048 units).
_SINGLE_SPACING = 2355 / 2048

# Of a line between the margins, what the page number leaves to the words beside it (see
# large-print.css), in points.
_FOOT_PT = 0.8 * 6.0 * 72


@dataclass(frozen=True, slots=True)
class Profile:
    """One guideline's values. Points, inches, and leading in multiples of single spacing."""

    title_pt: float
    heading_pt: float
    subheading_pt: float
    body_pt: float
    leading: float
    margin_in: float
    gutter_in: float  # added to the margin at the spine
    emphasis: str  # "underline" or "bold", never italics
    leaders: bool  # dots that lead from an entry of the contents to its page

    @property
    def line_height(self) -> float:
        """The distance of base lines as a multiple of the type size."""
        return round(self.leading * _SINGLE_SPACING, 3)

    def set_in(self, face: Typeface) -> Profile:
        """The same look in a face whose letters are of another size."""
        return replace(
            self,
            title_pt=round(self.title_pt * face.scale, 2),
            heading_pt=round(self.heading_pt * face.scale, 2),
            subheading_pt=round(self.subheading_pt * face.scale, 2),
            body_pt=round(self.body_pt * face.scale, 2),
            leading=self.leading * face.leading,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, with the entries below it."""

    section: Section
    entries: tuple[Entry, ...]


@cache
def profiles() -> dict[str, Profile]:
    """Every profile by name; see data/large-print.toml for their sources."""
    data = files("everyform.writers").joinpath("data/large-print.toml").read_text("utf-8")
    return {name: Profile(**values) for name, values in tomllib.loads(data).items()}


def write(
    publication: Publication, recording: Recording | None = None, *, profile: str = "acb-2025"
) -> Iterator[File]:
    """The book as one PDF, US Letter, to be printed on both sides and bound at the spine.

    Raises:
        PipelineError: see `pdf.to_pdf`.
        KeyError: no such profile.
    """
    values = profiles()[profile].set_in(typeface(publication.edition.language))
    held = {segment.id for segment in segments(publication.body)}

    def locate(target: SegmentId) -> str:
        return f"#{target}" if target in held else ""

    def page(made: Publication, rows: Collection[str]) -> str:
        return render(
            "large-print.xhtml",
            publication=made,
            phrases=made.phrases,
            edition_language=made.edition.language,
            draft=draft_mark(made),
            contents=entries(made.body),
            foot=foot(made, values.body_pt),
            locate=locate,
            grid_from=grid_from(rows),
        )

    styles = render(
        "large-print.css",
        profile=values,
        faces=faces(publication),
    )
    rows = crowded(publication, page, styles)
    yield File("", to_pdf(publication, page(publication, rows), styles))


def entries(blocks: Iterable[Block]) -> tuple[Entry, ...]:
    """The contents of these blocks; key points lists, which repeat headings, are left out."""
    return tuple(
        Entry(block, entries(block.blocks))
        for block in blocks
        if isinstance(block, Section)
        and block.level <= _DEEPEST_ENTRY
        and block.role is not SectionRole.KEY_POINTS
    )


def running_title(publication: Publication) -> str:
    """The title for the foot of a page: without what the title says of its source."""
    words, phrases = plain_text(publication.title.content), publication.phrases
    before, _, after = phrases.title_source_text.partition("{topic}")
    return words.removeprefix(before).removesuffix(after)


def foot(publication: Publication, size_pt: float) -> str:
    """What stands beside the page number, on one line: that this is a draft, the short title."""
    draft = draft_mark(publication)
    room = _FOOT_PT / size_pt - (width(f"{draft} · ") if draft else 0)
    return " · ".join(filter(None, (draft, shortened(running_title(publication), room))))


def shortened(words: str, limit: float) -> str:
    """`words`, or as many whole ones as fit `limit` with an ellipsis; "" where none fits.

    `limit` is in multiples of the type size. A letter that fills a square, as in Chinese,
    may end what fits.
    """
    if width(words) <= limit:
        return words
    ends = (at for at in range(len(words) - 1, 0, -1) if words[at] == " " or wide(words[at]))
    cuts = (words[:at].rstrip(" ,;:–—-\uff0c\uff1b\uff1a\u3001") + "…" for at in ends)
    return next((cut for cut in cuts if width(cut) <= limit), "")
