"""Document x Edition x Label -> Publication: what every writer must carry.

A writer accepts a `Publication` and nothing less; attribution, label and
notices have no optional field, so nothing can leave without its credit.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from everyform.beside import rows
from everyform.credits import Credits, address, slot_texts
from everyform.document import Attribution, Block, Document, Metadata, Segment
from everyform.edition import Edition
from everyform.inline import Inline, SegmentId, Slot, SlotName
from everyform.labels import Label, NoticeId
from everyform.phrases import Phrases
from everyform.publisher import Publisher
from everyform.walk import heading_text, map_blocks, map_inlines, plain_text, sections, segments

# Without any date in the source, the earliest that a ZIP entry can carry.
UNDATED = date(1980, 1, 1)

# What a reader must know before the first word of the text; the rest are credits.
_OPENING = (NoticeId.DRAFT, NoticeId.STALE, NoticeId.NOT_PDQ, NoticeId.EXCERPT)


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of the label's row, in words ready to print and speak."""

    id: NoticeId
    segment: Segment


@dataclass(frozen=True, slots=True)
class Part:
    """Which excerpt of the document this is; numbers count from 1."""

    number: int
    total: int
    slug: str  # for the file name
    section: Segment | None  # the heading of the chapter that all of it comes from, if of one


@dataclass(frozen=True, slots=True)
class Beside:
    """The same sheet in another language, for a second column (see `beside` for its ids).

    `languages` names both. Whom to call and where the text is from is said once, in the first.
    """

    edition: Edition
    title: Segment
    languages: Segment
    body: tuple[Block, ...]
    opening: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything a writer needs and may use.

    `opening` and `credits` together are exactly the notices of the label's row.
    `source_title` is the source's own title where it may not be the title of the
    work; it is then printed in the body after `phrases.title_of_source`.
    """

    identifier: str  # urn:uuid, the same in every rebuild
    name: str  # the document's name, for file names
    title: Segment
    subject: tuple[Inline, ...]  # what the document speaks of
    source_title: Segment | None
    edition: Edition
    source_language: str
    language_note: Segment | None  # that the text is in another language than the labels
    body: tuple[Block, ...]
    names: Mapping[SegmentId, str]  # what to call a section's file, by its title's id
    attribution: Attribution
    citation: tuple[Inline, ...]  # with its slots filled, in the source's language
    metadata: Metadata
    label: Label
    opening: tuple[Notice, ...]
    credits: tuple[Notice, ...]
    official: tuple[Segment, ...]  # where the publisher has the text in other languages
    compact_notice: Segment  # for the foot of each page of an excerpt
    modified: date
    part: Part | None = None
    contact: tuple[Segment, ...] = ()  # whom the readers of a sheet can call
    beside: Beside | None = None  # of a sheet in two languages

    @property
    def phrases(self) -> Phrases:
        """The words of the edition, for labels and notices."""
        return self.edition.phrases

    @property
    def notices(self) -> Iterator[Notice]:
        """Every notice, in reading order."""
        yield from self.opening
        yield from self.credits


def sheet_mark(publication: Publication) -> str:
    """What tells a sheet, and each page of it, from all others: "" where it is no sheet.

    The document, the edition, the sheet's number and name, and the date of the text.
    """
    part = publication.part
    if part is None:
        return ""
    sheet = f"{publication.name} {publication.edition.tag} {part.number}-{part.slug}"
    return f"{sheet} {publication.modified.isoformat()}"


def source_segments(publication: Publication) -> Iterator[Segment]:
    """The units of the source that this publication shows, in reading order."""
    if publication.source_title is not None:
        yield publication.source_title
    elif publication.label.identified:
        yield publication.title
    if publication.beside is None:
        yield from segments(publication.body)
    else:
        for own, other in rows(publication.body, publication.beside.body):
            yield from segments(own)
            yield from segments(other)


def main_language(publication: Publication) -> str:
    """The BCP 47 language of most of the source's words that this publication shows."""
    counted: Counter[str] = Counter()
    for segment in segments(publication.body):
        counted[segment.language] += len(plain_text(segment.content))
    return counted.most_common(1)[0][0] if counted else publication.edition.language


def compose(
    document: Document,
    *,
    edition: Edition,
    source: Edition,
    label: Label,
    publisher: Publisher,
    original: Document | None = None,
) -> Publication:
    """Bind a document to its edition and its label.

    `source` is the edition of the source's language: the citation stays in that
    language, and so do the words that fill its open dates. `original` is what a
    translated document was made of: files are named by its headings, in ASCII.
    """
    dates = slot_texts(document.metadata, source.phrases)

    def filled(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return map_inlines(content, lambda n: _fill_slot(n, dates))

    citation = filled(document.attribution.citation)
    credit = Credits(document, edition, publisher, citation)
    notices = {notice: Notice(notice, credit.notice(notice)) for notice in label.notices}
    identified = label.identified
    return Publication(
        identifier=f"urn:uuid:{_identifier(document, edition)}",
        name=document.name,
        title=document.title if identified else credit.title(label.title),
        subject=credit.topic(),
        source_title=None if identified or not label.facts.whole else document.title,
        edition=edition,
        source_language=document.language,
        language_note=credit.language_note(),
        names={s.title.id: heading_text(s) for s in sections((original or document).blocks)},
        body=map_blocks(document.blocks, lambda s: replace(s, content=filled(s.content))),
        attribution=document.attribution,
        citation=citation,
        metadata=document.metadata,
        label=label,
        opening=tuple(notices[n] for n in _OPENING if n in notices),
        credits=tuple(notices[n] for n in label.notices if n not in _OPENING),
        official=tuple(credit.official()),
        compact_notice=credit.segment(
            "n-compact",
            edition.phrases.compact_adapted
            if label.facts.adapted
            else edition.phrases.compact_notice,
            url=address(document.attribution.url),
        ),
        modified=document.metadata.updated or document.metadata.last_reviewed or UNDATED,
    )


def _identifier(document: Document, edition: Edition) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{document.metadata.url}#{edition.tag}")


def _fill_slot(node: Inline, dates: Mapping[SlotName, str]) -> Inline:
    return replace(node, text=dates[node.name]) if isinstance(node, Slot) else node
