"""Publication of one excerpt -> a handout: one tagged PDF for one topic, to be given away."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from everyform.inline import SegmentId
from everyform.publication import Publication, sheet_mark
from everyform.voices.recording import Recording
from everyform.walk import plain_text, segments
from everyform.writers.format import File
from everyform.writers.page import draft_mark, render
from everyform.writers.pdf import crowded, faces, grid_from, pages, to_pdf
from everyform.writers.scripts import typeface
from everyform.writers.sheet import Layout, chapter, file_name, layout, lift, pieces

_PAGE = 1100  # characters of text that a page holds beside its notices, when it is set close


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

    def page(made: Publication, rows: Collection[str]) -> str:
        return render(
            "handout.xhtml",
            publication=made,
            phrases=phrases,
            edition_language=made.edition.language,
            draft=draft,
            page_of=pieces(phrases.page_of),
            excerpt_from=pieces(phrases.excerpt_from),
            chapter=chapter(publication),
            lift=lift(publication),
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

    look = look or layout()
    data = set_in(look)
    if look.leaf and pages(data) > (1 if _short(publication) else look.leaf):
        closer = set_in(look.tight)
        # Set closer for nothing, it would only be harder to read.
        data = closer if pages(closer) < pages(data) else data
    yield File(file_name(part), data)


def _short(publication: Publication) -> bool:
    """May one page hold it? A back with nothing on it but notices is a waste of paper."""
    words = sum(len(plain_text(s.content)) for s in segments(publication.body))
    return words <= _PAGE
