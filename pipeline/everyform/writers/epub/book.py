"""Publication -> an EPUB 3.3 book: title page, contents, a file for each chapter, credits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from everyform.document import Block, Section
from everyform.inline import SegmentId
from everyform.publication import Publication, main_language
from everyform.voices.recording import Recording
from everyform.walk import heading_text, plain_text, segments
from everyform.writers.epub.package import Entry, Page, package
from everyform.writers.format import File
from everyform.writers.page import draft_mark, link_notes, render
from everyform.writers.tables import grid_from, name

_TITLE, _CONTENTS, _CREDITS = "title.xhtml", "contents.xhtml", "credits.xhtml"

# The contents go three levels down, h2 to h4, like the printed ones.
_DEEPEST = 4

# No screen that people hold has more ems than this across.
_WIDEST_EM = 60


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A file of the text: one top-level section, or the blocks between two of them."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def section(self) -> Section | None:
        """The section that this file is, if it is one."""
        first = self.blocks[0]
        return first if isinstance(first, Section) else None


@dataclass(frozen=True, slots=True)
class _Landmark:
    """`kind` is a term of the EPUB 3 Structural Semantics Vocabulary."""

    kind: str
    href: str
    words: str


def write(publication: Publication, recording: Recording | None = None) -> Iterator[File]:
    """The book, complete in memory."""
    phrases = publication.phrases
    chapters = tuple(_chapters(publication.body))
    places = {
        segment.id: f"{chapter.name}#{segment.id}"
        for chapter in chapters
        for segment in segments(chapter.blocks)
    }
    if publication.source_title is not None:
        places[publication.source_title.id] = f"{_TITLE}#{publication.source_title.id}"
    contents = _contents(publication, chapters, places)
    rooms = grid_from(publication.body, _WIDEST_EM)
    page = partial(
        render,
        publication=publication,
        phrases=phrases,
        edition_language=publication.edition.language,
        draft=draft_mark(publication),
        page_language=publication.edition.language,
        body_language=main_language(publication),
        locate=lambda place: places.get(place, ""),
        grid_from=lambda table: rooms[name(table)],
    )

    def text(chapter: _Chapter, title: str) -> str:
        part = partial(page, "epub-chapter.xhtml", blocks=chapter.blocks)
        if chapter.section is None:
            return part(page_title=title)
        heading = chapter.section.title
        return part(page_title=plain_text(heading.content), page_language=heading.language)

    def pages() -> Iterator[Page]:
        title = plain_text(publication.title.content)
        yield Page(
            _TITLE,
            page("epub-title.xhtml", page_title=title, link_notes=link_notes(publication)),
        )
        yield Page(
            _CONTENTS,
            page(
                "epub-nav.xhtml",
                page_title=phrases.contents,
                contents=contents,
                landmarks=_landmarks(publication, chapters),
            ),
            navigation=True,
        )
        for chapter in chapters:
            yield Page(chapter.name, text(chapter, title))
        yield Page(_CREDITS, page("epub-credits.xhtml", page_title=phrases.credits))

    styles = render("epub.css", grids=sorted({em for em in rooms.values() if em}))
    yield File("", package(publication, tuple(pages()), contents, styles))


def _chapters(body: tuple[Block, ...]) -> Iterator[_Chapter]:
    """A section is a file of its own; blocks that stand side by side outside share one."""
    number = 0
    for headed, run in groupby(body, lambda block: isinstance(block, Section)):
        blocks = tuple(run)
        for part in [(block,) for block in blocks] if headed else [blocks]:
            number += 1
            yield _Chapter(f"text-{number:02d}.xhtml", part)


def _contents(
    publication: Publication, chapters: tuple[_Chapter, ...], places: dict[SegmentId, str]
) -> tuple[Entry, ...]:
    """Every page of the book, and inside the chapters every heading down to `_DEEPEST`."""
    phrases, language = publication.phrases, publication.edition.language

    def heading(section: Section) -> Entry:
        title = section.title
        below = (b for b in section.blocks if isinstance(b, Section) and b.level <= _DEEPEST)
        words = heading_text(section)
        return Entry(places[title.id], words, title.language, tuple(map(heading, below)))

    def chapter(part: _Chapter) -> Entry:
        if part.section is not None:
            return heading(part.section)
        return Entry(part.name, phrases.start_of_text, language)

    return (
        Entry(_TITLE, phrases.title_page, language),
        *map(chapter, chapters),
        Entry(_CREDITS, phrases.credits, language),
    )


def _landmarks(publication: Publication, chapters: tuple[_Chapter, ...]) -> Iterator[_Landmark]:
    phrases = publication.phrases
    yield _Landmark("titlepage", _TITLE, phrases.title_page)
    yield _Landmark("toc", _CONTENTS, phrases.contents)
    for first in chapters[:1]:
        yield _Landmark("bodymatter", first.name, phrases.start_of_text)
    yield _Landmark("credits", _CREDITS, phrases.credits)
