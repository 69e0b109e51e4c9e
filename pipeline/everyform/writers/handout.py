"""Publication of one excerpt -> a handout: one tagged PDF for one topic, to be given away."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from everyform.inline import SegmentId
from everyform.publication import Publication
from everyform.voices.recording import Recording
from everyform.walk import plain_text, segments
from everyform.writers.format import File
from everyform.writers.page import draft_mark, render
from everyform.writers.pdf import crowded, faces, grid_from, pages, to_pdf
from everyform.writers.scripts import typeface
from everyform.writers.sheet import Layout, chapter, file_name, layout, lift, pieces

_LEAF = 2  # pages of a leaf, front and back


def write(publication: Publication, recording: Recording | None = None) -> Iterator[File]:
    """The sheet as one PDF named after its place and its topic, US Letter.

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
            locate=locate,
            grid_from=grid_from(rows),
        )

    def set_in(look: Layout) -> bytes:
        styles = render(
            "handout.css",
            layout=look.set_in(typeface(publication.edition.language)).holding(
                plain_text(publication.compact_notice.content), f"{draft} · {phrases.page_of}"
            ),
            faces=faces(publication),
        )
        return to_pdf(publication, page(publication, crowded(publication, page, styles)), styles)

    data = set_in(layout())
    if pages(data) > _LEAF:
        data = set_in(layout().tight)
    yield File(file_name(part), data)
