"""Times of day, so that a dose is taken when it was meant: "9:00 p.m." is "21:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from everyform.meaning.notation import any_of

# What makes an hour one of the morning or of the evening, before or behind the figures.
_MORNING: Mapping[str, tuple[str, ...]] = {
    "": ("a.m.", "a. m.", "am", "a.m", "A.M.", "AM"),
    "es": ("de la mañana", "por la mañana"),
    "fr": ("du matin",),
    "pt": ("da manhã",),
    "ar": ("صباحًا", "صباحا", "ص"),
    "zh": ("上午", "早上", "凌晨"),
    "ru": ("утра",),
    "ko": ("오전",),
    "vi": ("giờ sáng", "sáng"),
}
_EVENING: Mapping[str, tuple[str, ...]] = {
    "": ("p.m.", "p. m.", "pm", "p.m", "P.M.", "PM"),
    "es": ("de la tarde", "de la noche", "por la tarde", "por la noche"),
    "fr": ("du soir", "de l'après-midi"),
    "pt": ("da tarde", "da noite"),
    "ar": ("مساءً", "مساء", "م"),
    "zh": ("下午", "晚上", "傍晚"),
    "ru": ("вечера", "дня"),
    "ko": ("오후", "저녁"),
    "vi": ("giờ chiều", "giờ tối", "chiều", "tối"),
}
# Hours in words, from one on, and how a language sets them beside a half of the day.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "ar": (
        *("الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة"),
        *("التاسعة", "العاشرة", "الحادية عشرة", "الثانية عشرة"),
    ),
    "zh": ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
}
_WORDED: Mapping[str, str] = {
    "ar": r"(?<!\w)(?P<hour>{words})\s?(?P<half>{half})(?!\w)",
    "zh": r"(?P<half>{half})\s?(?P<hour>\d{{1,2}}|{words}|两)\s?点钟?"
    r"(?:\s?(?P<minute>[0-5]?\d)\s?分|(?P<past>半))?",
}
_HOUR = 60  # minutes
_NOON = 12


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day in a text: its place, and the minutes since midnight."""

    start: int
    end: int
    minutes: int

    @property
    def value(self) -> str:
        """As a clock of 24 hours shows it."""
        return f"{self.minutes // _HOUR:02}:{self.minutes % _HOUR:02}"


@cache
def _ways(language: str) -> tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]]:
    """The words for both halves of the day, and the pattern of a time."""
    name = language.partition("-")[0].lower()
    morning = (*_MORNING[""], *_MORNING.get(name, ()))
    evening = (*_EVENING[""], *_EVENING.get(name, ()))
    half = rf"{any_of(morning)}|{any_of(evening)}"
    pattern = re.compile(
        rf"(?<![\d.,:/])(?:(?P<before>{half})\s?)?(?P<hour>[01]?\d|2[0-4])"
        rf"(?:(?::|\s?h\s?|(?=\s?(?:{half})))(?P<minute>[0-5]\d)?)(?![\d:])"
        rf"(?:\s?(?P<behind>{half})(?!\w))?"
    )
    return morning, evening, pattern


@cache
def _worded(language: str) -> tuple[Mapping[str, int], re.Pattern[str]]:
    """The hours in words, and the pattern of a time that is told with them."""
    name = language.partition("-")[0].lower()
    words = {word: hour for hour, word in enumerate(_WORDS.get(name, ()), start=1)}
    half = any_of((*_MORNING.get(name, ()), *_EVENING.get(name, ())))
    return words | {"两": 2}, re.compile(
        _WORDED.get(name, r"(?!)").format(words=any_of(words), half=half)
    )


def hours(text: str, language: str) -> tuple[Hour, ...]:
    """The times of day in a text with ASCII digits: all with minutes, and those of a half day."""
    return tuple(sorted((*_in_figures(text, language), *_in_words(text, language)), key=_start))


def _start(hour: Hour) -> int:
    return hour.start


def _in_words(text: str, language: str) -> Iterator[Hour]:
    evening = _ways(language)[1]
    words, pattern = _worded(language)
    for match in pattern.finditer(text):
        parts = match.groupdict()
        hour = words.get(match["hour"]) or int(match["hour"])
        late = _NOON if match["half"] in evening else 0
        past = _HOUR // 2 if parts.get("past") else int(parts.get("minute") or 0)
        whole = hour % _NOON + late if hour <= _NOON else hour
        yield Hour(match.start(), match.end(), whole * _HOUR + past)


def _in_figures(text: str, language: str) -> Iterator[Hour]:
    morning, evening, pattern = _ways(language)
    for match in pattern.finditer(text):
        said = match["before"] or match["behind"]
        if match["minute"] is None and said is None:
            continue
        hour = int(match["hour"])
        if said in evening and hour < _NOON:
            hour += _NOON
        elif said in morning and hour == _NOON:
            hour = 0
        minutes = hour * _HOUR + int(match["minute"] or 0)
        yield Hour(match.start(), match.end(), minutes)
