"""Faults of a sentence and its translation, for the tests of the checks of meaning."""

from __future__ import annotations

from collections.abc import Iterable

from everyform.diagnostics import Location
from everyform.document import Segment
from everyform.inline import Inline, SegmentId, Text
from everyform.meaning.compare import Fault, compare

NAMES = {
    "es": {
        "cisplatin": "cisplatino",
        "carboplatin": "carboplatino",
        "doxorubicin": "doxorrubicina|doxorubicina",
    },
    "ar": {"cisplatin": "سيسبلاتين", "carboplatin": "كاربوبلاتين"},
    "zh-Hans": {"cisplatin": "顺铂", "carboplatin": "卡铂", "ifosfamide": "异环磷酰胺"},
    "ru": {"cisplatin": "цисплатин"},
}


def segment(words: str | Iterable[Inline], language: str = "en") -> Segment:
    content = (Text(words),) if isinstance(words, str) else tuple(words)
    return Segment(SegmentId("p-1"), content, language, Location("x.md", 1))


def faults(said: str, put: str, language: str = "es", source: str = "en") -> tuple[Fault, ...]:
    names = NAMES.get(language, {})
    return compare(segment(said, source), segment(put, language), names)


def codes(found: Iterable[Fault], *, errors: bool | None = None) -> set[str]:
    return {fault.code for fault in found if errors in (None, fault.error)}
