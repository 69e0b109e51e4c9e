"""The row of the label table asked again: what a publication must say, by its facts alone.

The publication brings its notices along, and a fault in composing it would be missing from
file and yardstick alike. So the row is decided here once more, from the facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from everyform.diagnostics import Diagnostic
from everyform.labels import NoticeId, label
from everyform.proof.expected import FIRST
from everyform.proof.findings import found
from everyform.proof.passage import bare
from everyform.publication import Publication
from everyform.walk import plain_text, segments


def stands(publication: Publication, *, voiced: bool, file: str) -> Iterator[Diagnostic]:
    """The notices of the row, each once and in its place; the remarks that the facts ask for."""
    held = [notice.id for notice in publication.notices]
    draft = NoticeId.DRAFT in publication.label.notices
    row = label(publication.label.facts, voiced=voiced, draft=draft)
    if row != publication.label:
        yield found("notices", file, "its label is not the one of its facts")
    for notice in row.notices:
        if held.count(notice) != 1:
            yield found("notices", file, f"{notice.value} was meant {held.count(notice)} times")
    for notice in sorted(set(held) - set(row.notices), key=lambda n: n.value):
        yield found("notices", file, f"{notice.value} belongs to another row")
    for meant in publication.credits:
        if meant.id in FIRST:
            yield found("order", file, f"{meant.id.value} was meant to come last")
    yield from _remarks(publication, file)


def _remarks(publication: Publication, file: str) -> Iterator[Diagnostic]:
    """Where the publisher has the text in other languages, and in which one it is here."""
    told = {str(segment.id).rpartition("-")[2] for segment in publication.official}
    for language, _ in publication.metadata.alternates:
        if language not in told:
            yield found("notices", file, f"the official text in {language!r} was left out")
    foreign = {
        segment.language
        for segment in segments(publication.body)
        if segment.language != publication.edition.language
        # The citation keeps the language of its source in every edition.
        and bare(plain_text(publication.citation)) not in bare(plain_text(segment.content))
    }
    if foreign and publication.language_note is None:
        yield found("notices", file, f"that the text is in {min(foreign)!r} was left out")


def foot(
    publication: Publication, pages: tuple[str, ...], file: str, *, paper: bool
) -> Iterator[Diagnostic]:
    """Each page of an excerpt on paper says whence it is: sheets are parted from one another."""
    if publication.label.facts.whole or not paper:
        return
    wanted = bare(plain_text(publication.compact_notice.content))
    bad = [str(number) for number, text in enumerate(pages, 1) if wanted not in bare(text)]
    if bad:
        yield found("notices", file, f"page {', '.join(bad)} does not say whence it is")
