"""What an output may call itself: the PDQ reuse rule as a pure function.

The source's terms ("Permission to Use This Summary"): free to use as text, but
not to be "identified as an NCI PDQ cancer information summary unless the whole
summary is shown and it is updated regularly". Four facts decide; nothing here
reads a clock, a file or a catalog.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from everyform.document import ReviewFrequency


class NoticeId(Enum):
    """The notices of the label table; the value is the table's own name."""

    SOURCE = "N-SRC"
    TRADE_MARK = "N-TM"
    EXCERPT = "N-EXC"
    PART = "N-PART"
    NOT_PDQ = "N-NOTPDQ"
    TRANSLATION = "N-TR"
    ADAPTED = "N-AD"
    FORMAT = "N-FMT"
    STALE = "N-STALE"
    FRESH = "N-FRESH"
    ADVICE = "N-ADVICE"
    VOICE = "N-VOICE"
    DRAFT = "N-DRAFT"


class TitleRule(Enum):
    """Which words may stand as the title."""

    SUMMARY = "summary"  # the source's own title, trade mark and all
    SOURCE_TEXT = "source-text"  # "{topic} — text from the National Cancer Institute"
    EXCERPT = "excerpt"  # "{topic} — from the National Cancer Institute"
    TOPIC = "topic"  # the translated topic
    AUTHORED = "authored"  # a plain title somebody wrote; neither "PDQ" nor "NCI" in it


@dataclass(frozen=True, slots=True)
class Facts:
    """Whole and unadapted are claims until proof has read the finished file."""

    whole: bool
    translated: bool
    adapted: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The decision: `notices` in their fixed order, `releasable` without an override."""

    facts: Facts
    title: TitleRule
    notices: tuple[NoticeId, ...]
    releasable: bool

    @property
    def identified(self) -> bool:
        """May the name stand in title, metadata, file name and spoken opening?"""
        return self.title is TitleRule.SUMMARY


def label(facts: Facts, *, voiced: bool = False, draft: bool = False) -> Label:
    """Decide what an output with these facts is called and must say.

    Raises:
        ValueError: whole and adapted at once; a changed text shows no whole summary.
    """
    if facts.whole and facts.adapted:
        raise ValueError("no output is both the whole summary and an adaptation of it")
    plain = not facts.translated and not facts.adapted
    identified = facts.whole and plain and not facts.stale
    wanted = (
        (NoticeId.SOURCE, True),
        (NoticeId.TRADE_MARK, True),
        (NoticeId.NOT_PDQ, not identified),
        (NoticeId.EXCERPT, plain and not facts.whole),
        (NoticeId.PART, not facts.whole),
        (NoticeId.TRANSLATION, facts.translated),
        (NoticeId.ADAPTED, facts.adapted),
        (NoticeId.FORMAT, facts.whole and plain),
        (NoticeId.STALE, facts.stale),
        (NoticeId.FRESH, not facts.stale),
        (NoticeId.ADVICE, True),
        (NoticeId.VOICE, voiced),
        (NoticeId.DRAFT, draft),
    )
    return Label(
        facts=facts,
        title=_title(facts, identified),
        notices=tuple(notice for notice, holds in wanted if holds),
        releasable=not facts.stale and not draft,
    )


def _title(facts: Facts, identified: bool) -> TitleRule:
    if identified:
        return TitleRule.SUMMARY
    if facts.adapted:
        return TitleRule.AUTHORED
    if facts.translated:
        return TitleRule.TOPIC
    return TitleRule.SOURCE_TEXT if facts.whole else TitleRule.EXCERPT


_MONTHS = {
    ReviewFrequency.MONTHLY: 1,
    ReviewFrequency.QUARTERLY: 3,
    ReviewFrequency.SEMIANNUAL: 6,
    ReviewFrequency.ANNUAL: 12,
}


class Reviewed(Protocol):
    """What says when it was reviewed, and how often that is due."""

    @property
    def last_reviewed(self) -> date | None:
        """The day of the review."""

    @property
    def review_frequency(self) -> ReviewFrequency | None:
        """How often it is due."""


def review_due(text: Reviewed) -> date | None:
    """The last day on which its review still holds; None where one of the two is missing.

    Calendar months: the same day of the later month, or that month's last day.
    """
    reviewed, frequency = text.last_reviewed, text.review_frequency
    if reviewed is None or frequency is None:
        return None
    ahead = reviewed.month - 1 + _MONTHS[frequency]
    year, month = reviewed.year + ahead // 12, ahead % 12 + 1
    return date(year, month, min(reviewed.day, calendar.monthrange(year, month)[1]))


def is_stale(due: date | None, as_of: date) -> bool:
    """Past its review: from the day after `due`, or always when there is none."""
    return due is None or as_of > due
