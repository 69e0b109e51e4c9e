"""Document x Edition x Label -> Publication: what every writer must carry.

A writer accepts a `Publication` and nothing less; attribution, label and
notices have no optional field, so nothing can leave without its credit.
"""

from __future__ import annotations

import string
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from pipeline.diagnostics import Location
from pipeline.document import Attribution, Block, Document, Metadata, Segment
from pipeline.edition import Edition
from pipeline.inline import Foreign, Inline, Link, SegmentId, Slot, SlotName, Text
from pipeline.labels import Label, NoticeId, TitleRule, review_due
from pipeline.phrases import Phrases
from pipeline.publisher import Publisher
from pipeline.walk import inlines, map_blocks, map_inlines, plain_text, segments

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
    section: Segment  # the heading of the chapter that it comes from


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
    source_title: Segment | None
    edition: Edition
    source_language: str
    language_note: Segment | None  # that the text is in another language than the labels
    body: tuple[Block, ...]
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

    @property
    def phrases(self) -> Phrases:
        """The words of the edition, for labels and notices."""
        return self.edition.phrases

    @property
    def notices(self) -> Iterator[Notice]:
        """Every notice, in reading order."""
        yield from self.opening
        yield from self.credits


def source_segments(publication: Publication) -> Iterator[Segment]:
    """The units of the source that this publication shows, in reading order."""
    if publication.source_title is not None:
        yield publication.source_title
    elif publication.label.identified:
        yield publication.title
    yield from segments(publication.body)


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
) -> Publication:
    """Bind a document to its edition and its label.

    `source` is the edition of the source's language: the citation stays in that
    language, and so do the words that fill its open dates.
    """
    dates = _slot_texts(document.metadata, source.phrases)

    def filled(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return map_inlines(content, lambda n: _fill_slot(n, dates))

    citation = filled(document.attribution.citation)
    credit = _Words(document, edition, publisher, citation)
    notices = {notice: Notice(notice, credit.notice(notice)) for notice in label.notices}
    identified = label.identified
    return Publication(
        identifier=f"urn:uuid:{_identifier(document, edition)}",
        name=document.name,
        title=document.title if identified else credit.title(label.title),
        source_title=None if identified or not label.facts.whole else document.title,
        edition=edition,
        source_language=document.language,
        language_note=credit.language_note(),
        body=map_blocks(document.blocks, lambda s: replace(s, content=filled(s.content))),
        attribution=document.attribution,
        citation=citation,
        metadata=document.metadata,
        label=label,
        opening=tuple(notices[n] for n in _OPENING if n in notices),
        credits=tuple(notices[n] for n in label.notices if n not in _OPENING),
        official=tuple(credit.official()),
        compact_notice=credit.segment(
            "n-compact", edition.phrases.compact_notice, url=_url(document.attribution.url)
        ),
        modified=document.metadata.updated or document.metadata.last_reviewed or UNDATED,
    )


def fill(pattern: str, values: Mapping[str, tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Put inline content into a phrase's `{slots}`.

    Raises:
        KeyError: the pattern names a slot that is not in `values`.
    """
    out: list[Inline] = []
    for literal, slot, _, _ in string.Formatter().parse(pattern):
        if literal:
            out.append(Text(literal))
        if slot is not None:
            out += values[slot]
    return tuple(out)


def format_date(day: date, phrases: Phrases) -> str:
    """A date in the words of a language, the month by name."""
    return phrases.date.format(day=day.day, month=phrases.months[day.month - 1], year=day.year)


def _identifier(document: Document, edition: Edition) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{document.metadata.url}#{edition.tag}")


def _slot_texts(metadata: Metadata, phrases: Phrases) -> dict[SlotName, str]:
    return {
        SlotName.UPDATED: _date_or(metadata.updated, phrases.unknown_updated, phrases),
        SlotName.ACCESSED: _date_or(metadata.accessed, phrases.unknown_accessed, phrases),
    }


def _date_or(day: date | None, unknown: str, phrases: Phrases) -> str:
    return unknown if day is None else format_date(day, phrases)


def _fill_slot(node: Inline, dates: Mapping[SlotName, str]) -> Inline:
    return replace(node, text=dates[node.name]) if isinstance(node, Slot) else node


def _open(segment: Segment) -> bool:
    """Does it hold the citation's open dates? The citation keeps its source's language."""
    return any(isinstance(node, Slot) for node in inlines(segment.content))


def _url(url: str) -> tuple[Inline, ...]:
    return (Link((Text(url),), url),)


@dataclass(frozen=True, slots=True)
class _Words:
    """The phrases of one edition with this document's facts put in."""

    document: Document
    edition: Edition
    publisher: Publisher
    citation: tuple[Inline, ...]

    def segment(self, name: str, pattern: str, **values: tuple[Inline, ...]) -> Segment:
        return Segment(
            SegmentId(name),
            fill(pattern, values),
            self.edition.language,
            Location(self.document.title.origin.path),
        )

    def foreign(self, content: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
        """Words of the document inside a phrase, marked when the languages differ."""
        return content if language == self.edition.language else (Foreign(content, language),)

    def title(self, rule: TitleRule) -> Segment:
        phrases, topic = self.edition.phrases, self.topic()
        match rule:
            case TitleRule.SOURCE_TEXT:
                return self.segment("title", phrases.title_source_text, topic=topic)
            case TitleRule.EXCERPT:
                return self.segment("title", phrases.title_excerpt, topic=topic)
            case TitleRule.TOPIC | TitleRule.AUTHORED:
                return self.segment("title", "{topic}", topic=topic)
            case TitleRule.SUMMARY:
                return self.document.title
            case _:
                assert_never(rule)

    def topic(self) -> tuple[Inline, ...]:
        # The topic is translated with the title or not at all.
        return self.foreign((Text(self.document.topic),), self.document.title.language)

    def language_note(self) -> Segment | None:
        """That the text, or a part of it, is in another language than the edition."""
        own, phrases = self.document.language, self.edition.phrases
        cited = segments(self.document.blocks)
        languages = {self.document.title.language, *(s.language for s in cited if not _open(s))}
        if languages == {self.edition.language}:
            return None
        wholly = {"en": phrases.source_in_en, "es": phrases.source_in_es}
        partly = {"en": phrases.partly_in_en, "es": phrases.partly_in_es}
        return self.segment("n-language", (wholly if languages == {own} else partly)[own])

    def official(self) -> Iterator[Segment]:
        """Where the publisher itself has this text in other languages than its source's."""
        phrases = self.edition.phrases
        by_language = {"en": phrases.official_in_en, "es": phrases.official_in_es}
        for language, url in self.document.metadata.alternates:
            yield self.segment(f"n-official-{language}", by_language[language], url=_url(url))

    def notice(self, notice: NoticeId) -> Segment:
        phrases, metadata = self.edition.phrases, self.document.metadata
        reviewed = metadata.last_reviewed
        due = review_due(reviewed, metadata.review_frequency)

        def say(pattern: str, **values: tuple[Inline, ...]) -> Segment:
            return self.segment(notice.value.lower(), pattern, **values)

        def dated(pattern: str, undated: str) -> Segment:
            if reviewed is None or due is None:
                return say(undated)
            words = (Text(format_date(day, phrases)) for day in (reviewed, due))
            return say(pattern, reviewed=(next(words),), due=(next(words),))

        match notice:
            case NoticeId.SOURCE:
                return say(
                    phrases.notice_src, citation=self.foreign(self.citation, self.document.language)
                )
            case NoticeId.TRADE_MARK:
                return say(phrases.notice_tm)
            case NoticeId.EXCERPT:
                return say(phrases.notice_exc, topic=self.topic())
            case NoticeId.PART:
                return say(phrases.notice_part, url=_url(self.document.attribution.url))
            case NoticeId.NOT_PDQ:
                return say(phrases.notice_notpdq)
            case NoticeId.TRANSLATION:
                who = self.publisher.translator or phrases.unnamed_translator
                by_language = {"en": phrases.notice_tr_en, "es": phrases.notice_tr_es}
                return say(by_language[self.document.language], translator=(Text(who),))
            case NoticeId.ADAPTED:
                who = self.publisher.author or phrases.unnamed_author
                return say(phrases.notice_ad, author=(Text(who),))
            case NoticeId.FORMAT:
                who = self.publisher.name or phrases.unnamed_publisher
                return say(phrases.notice_fmt, publisher=(Text(who),))
            case NoticeId.STALE:
                return dated(phrases.notice_stale, phrases.notice_stale_undated)
            case NoticeId.FRESH:
                return dated(phrases.notice_fresh, phrases.notice_stale_undated)
            case NoticeId.ADVICE:
                return say(phrases.notice_advice)
            case NoticeId.VOICE:
                return say(phrases.notice_voice)
            case NoticeId.DRAFT:
                return say(phrases.notice_draft)
            case _:
                assert_never(notice)
