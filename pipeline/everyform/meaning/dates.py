"""Dates as a language writes them, so that a translation can be held to the same day.

Months by name come from CLDR (Babel), and from `data/notation.*.toml` for languages that
CLDR leaves in another's; the order of a date in figures is CLDR's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from everyform.meaning.notation import any_of, notation

# Month names in Levantine Arabic, which stand beside CLDR's for `ar` in much of the press.
_ALSO = {"ar": Locale.parse("ar_SY")}
_NO_ORDER = "dmy"
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text: its place, and as much of year, month and day as it says."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def value(self) -> str:
        """The same for the same date in any language."""
        parts = (self.year or "----", f"{self.month:02}", f"{self.day:02}" if self.day else "--")
        return "-".join(map(str, parts))


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one language writes dates."""

    months: dict[str, int]
    named: re.Pattern[str]
    order: str  # "mdy", "dmy" or "ymd": of a date in figures


@lru_cache(maxsize=4096)
def dates(text: str, language: str) -> tuple[Written, ...]:
    """The dates in a text, in order, none inside another."""
    found: list[Written] = []
    for one in sorted(_all(text, calendar(language)), key=lambda w: (w.start, w.start - w.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


@cache
def calendar(language: str) -> Calendar:
    """The calendar of a BCP 47 language; without month names where nobody knows them."""
    months: dict[str, int] = {}
    locale = _locale(language)
    for known in filter(None, (locale, _ALSO.get(language.partition("-")[0]))):
        for style in ("format", "stand-alone"):
            for number, name in known.months[style]["wide"].items():
                months[name] = number
    names = notation(language).months
    months |= {name: number for number, name in enumerate(names, start=1)}
    if language.startswith("en") and locale:
        months |= {n.rstrip("."): m for m, n in locale.months["format"]["abbreviated"].items()}
        months["Sept"] = 9
    # "12月" is read by its own pattern, "tháng 1" is a name; "2" alone is none.
    months = {name: m for name, m in months.items() if not re.fullmatch(r"\d+\W?\D?", name)}
    order = _order(locale) if locale else _NO_ORDER
    return Calendar(months, _named(tuple(months), language), order)


def _named(names: tuple[str, ...], language: str) -> re.Pattern[str]:
    month = rf"(?<!\w)(?P<month>{any_of(names)})(?!\w)"
    link = r"(?:\s?[,.،]?\s?)(?:(?:de|del|di|of|ng|năm|yr)\s)?"
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|er|\.?º|ye)?(?!\d|[.,]\d)"
    year = r"(?P<{}>\d{{4}})(?!\d)"
    before, behind = day.format("before"), day.format("behind")
    forms = (
        rf"(?<![\d.,]){before}{link}{month}(?:{link}{year.format('y1')})?",
        rf"{month}\s{behind}(?:{link}{year.format('y2')})?",
        rf"{month}{link}{year.format('y3')}",
    )
    numbered = "|".join(
        f"(?:{form.replace('<month>', f'<month{n}>')})" for n, form in enumerate(forms)
    )
    # In English "May" and "March" are words; only with a capital are they months.
    return re.compile(numbered, 0 if language.startswith("en") else re.IGNORECASE)


_HAN = re.compile(
    r"(?:(?P<y>\d{4})\s?[年년]\s?)?(?<!\d)(?P<m>\d{1,2})\s?[月월](?:\s?(?P<d>\d{1,2})\s?[日号號일])?"
)
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\d/]|\.\d)")


def _all(text: str, known: Calendar) -> Iterator[Written]:
    names = {name.casefold(): number for name, number in known.months.items()}
    for match in known.named.finditer(text) if names else ():
        got = match.groupdict()
        month = next(got[f"month{n}"] for n in range(3) if got[f"month{n}"])
        day, year = got["before"] or got["behind"], got["y1"] or got["y2"] or got["y3"]
        yield _made(match, year, names[month.casefold()], day)
    for match in (*_HAN.finditer(text), *_ISO.finditer(text)):
        # A month alone is "3 months" in Korean and Chinese as well.
        if (match["y"] or match["d"]) and 1 <= int(match["m"]) <= 12:
            yield _made(match, match["y"], int(match["m"]), match["d"])
    for match in _FIGURES.finditer(text):
        if made := _figured(match, known.order):
            yield made


def _figured(match: re.Match[str], order: str) -> Written | None:
    """A date in figures; one that the language's order makes impossible is read in another."""
    figures = (match[1], match[3], match[4])
    if len(match[1]) > 2:
        order = "ymd"
    elif len(match[4]) not in (2, 4):
        return None
    for kind in (order, "mdy", "dmy"):
        year, month, day = (figures[kind.index(part)] for part in "ymd")
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and len(year) in (2, 4):
            return _made(match, year, int(month), day)
    return None


def _made(match: re.Match[str], year: str | None, month: int, day: str | None) -> Written:
    full = int(year) if year else None
    if full is not None and full < 100:
        full += _CENTURY
    return Written(match.start(), match.end(), full, month, int(day) if day else None)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _order(locale: Locale) -> str:
    pattern = str(locale.date_formats["short"].pattern).lower()
    return "".join(sorted("dmy", key=pattern.index))
