"""A sheet with the same text in another language beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from everyform.beside import PREFIX, base_id, beside_id
from everyform.document import Block, Paragraph, Segment
from everyform.glue import Glue
from everyform.inline import Foreign, Inline, SegmentId, Text
from everyform.publication import Beside, Publication
from everyform.sheets.lines import Lines
from everyform.sheets.topics import Topic
from everyform.walk import expanded, segments


@dataclass(frozen=True, slots=True)
class Column:
    """The whole publication in the other language, and the lines of its sheets."""

    publication: Publication
    glue: Glue


def beside(sheet: Publication, column: Column, topic: Topic, title: Segment) -> Beside:
    """What stands in the second column of a sheet: its own tree, in the other words.

    `title` is the sheet's in the other language.
    """
    other = column.publication
    lines = Lines(other, column.glue)
    added = lines.added(replace(topic, sections=(), chapters=()))
    words = lines.words(sheet.body, float("inf"), None)
    known: dict[str, list[Segment]] = {}
    body = (*other.body, *lines.message(topic), *added.sections, *words)
    for segment in segments(body):
        known.setdefault(base_id(segment), []).append(segment)
    return Beside(
        edition=other.edition,
        title=replace(title, id=SegmentId(f"{PREFIX}title")),
        languages=_languages(sheet, other),
        body=_in_other_words(sheet.body, known, other),
        opening=tuple(
            replace(notice, segment=replace(notice.segment, id=beside_id(notice.segment)))
            for notice in other.opening
        ),
    )


def _languages(sheet: Publication, other: Publication) -> Segment:
    """Both languages, each by its own name: who gives the sheet out may read only one."""
    name: tuple[Inline, ...] = (Text(other.edition.endonym),)
    if other.edition.language != sheet.edition.language:
        name = (Foreign(name, other.edition.language),)
    content = (Text(f"{sheet.edition.endonym} · "), *name)
    return replace(sheet.title, id=SegmentId(f"{PREFIX}languages"), content=content)


def _in_other_words(
    body: Iterable[Block], known: dict[str, list[Segment]], other: Publication
) -> tuple[Block, ...]:
    """The blocks of a sheet in the words of the other language, none of them twice."""
    used: set[str] = set()

    def renamed(segment: Segment) -> Segment:
        return replace(segment, id=beside_id(segment))

    def words(segment: Segment) -> Segment:
        if segment.id.endswith("-quoted"):
            lead = (Text(other.phrases.quoted_words),)
            segment = replace(segment, content=lead, language=other.edition.language)
        found = known.get(base_id(segment), [segment])
        return renamed(replace(found[0], id=segment.id))

    def split(paragraph: Paragraph) -> Iterable[Paragraph]:
        key = base_id(paragraph.segment)
        if key in used:
            return ()
        used.add(key)
        if key.endswith("-quoted"):
            return (Paragraph(words(paragraph.segment)),)
        return tuple(Paragraph(renamed(s)) for s in known.get(key, [paragraph.segment]))

    return expanded(tuple(body), split, words)
