"""An edition's phrases with a document's facts put in: title, notices, remarks."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from everyform.diagnostics import Location
from everyform.document import Document, Metadata, Segment
from everyform.edition import Edition
from everyform.inline import Foreign, Inline, Link, Phone, SegmentId, Slot, SlotName, Text
from everyform.labels import NoticeId, TitleRule, review_due
from everyform.phrases import Phrases
from everyform.publisher import Publisher
from everyform.walk import inlines, segments

# The publisher's information service, in words that callers know and in digits that all
# telephones have: cancer.gov/contact.
_SERVICE = "+18004226237"
INFORMATION_SERVICE: tuple[Inline, ...] = (
    Phone("1-800-4-CANCER", _SERVICE),
    Text(" ("),
    Phone("1-800-422-6237", _SERVICE),
    Text(")"),
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


def slot_texts(metadata: Metadata, phrases: Phrases) -> dict[SlotName, str]:
    """What stands in the citation's open dates."""
    return {
        SlotName.UPDATED: _date_or(metadata.updated, phrases.unknown_updated, phrases),
        SlotName.ACCESSED: _date_or(metadata.accessed, phrases.unknown_accessed, phrases),
    }


def _date_or(day: date | None, unknown: str, phrases: Phrases) -> str:
    return unknown if day is None else format_date(day, phrases)


def _open(segment: Segment) -> bool:
    """Does it hold the citation's open dates? The citation keeps its source's language."""
    return any(isinstance(node, Slot) for node in inlines(segment.content))


def address(url: str) -> tuple[Inline, ...]:
    """An address as words that lead to it."""
    return (Link((Text(url),), url),)


def foreign(content: tuple[Inline, ...], language: str, own: str) -> tuple[Inline, ...]:
    """Words in a language, marked where that is not the `own` one of what stands around them."""
    return content if language == own else (Foreign(content, language),)


@dataclass(frozen=True, slots=True)
class Credits:
    """What one edition says of one document and of itself; `citation` has its dates."""

    document: Document
    edition: Edition
    publisher: Publisher
    citation: tuple[Inline, ...]

    def segment(self, name: str, pattern: str, **values: tuple[Inline, ...]) -> Segment:
        """A phrase with its slots filled, under a name of its own."""
        return Segment(
            SegmentId(name),
            fill(pattern, values),
            self.edition.language,
            Location(self.document.title.origin.path),
        )

    def foreign(self, content: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
        """Words of the document inside a phrase, marked when the languages differ."""
        return foreign(content, language, self.edition.language)

    def title(self, rule: TitleRule) -> Segment:
        """The title that a row of the label table allows."""
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
        """What the document speaks of."""
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
            yield self.segment(f"n-official-{language}", by_language[language], url=address(url))

    def notice(self, notice: NoticeId) -> Segment:
        """One notice, in words ready to print and speak."""
        phrases, metadata = self.edition.phrases, self.document.metadata
        reviewed = metadata.last_reviewed
        due = review_due(metadata)

        def say(pattern: str, **values: tuple[Inline, ...]) -> Segment:
            return self.segment(notice.value.lower(), pattern, **values)

        def dated(pattern: str, undated: str) -> Segment:
            if reviewed is None or due is None:
                return say(undated, phone=INFORMATION_SERVICE)
            words = (Text(format_date(day, phrases)) for day in (reviewed, due))
            dates = {"reviewed": (next(words),), "due": (next(words),)}
            return say(pattern, **dates, phone=INFORMATION_SERVICE)

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
                return say(phrases.notice_part, url=address(self.document.attribution.url))
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
