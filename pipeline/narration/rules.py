"""Written words -> spoken words. The displayed text never passes through here.

All rules are tried in one sweep from left to right, the earlier rule first, and
what a rule said is not read again: digits taken apart for a telephone number are
never put together by the rule for numbers. The words come from `Habits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.narration.habits import Habits, habits


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern(habits)` finds the words, "" for none; `say` gets what was found."""

    name: str
    pattern: Callable[[Habits], str]
    say: Callable[[str, Habits], str]


def say(text: str, language: str) -> str:
    """`text` as a person reads it aloud, in words that a speech engine gets right.

    A newline in `text` is a line end that is heard. Square brackets in the result
    hold phonemes of the lexicon, never words of the source.
    """
    ways = habits(language)
    sweep = _sweep(ways.language)

    def spoken(match: re.Match[str]) -> str:
        rule = _BY_NAME[match.lastgroup or ""]
        return rule.say(match.group(), ways)

    return _tidy(sweep.sub(spoken, text))


def is_sayable(text: str) -> bool:
    """Does `text` hold a letter or a digit? Anything else makes no sound."""
    return any(character.isalnum() for character in text)


@cache
def _sweep(language: str) -> re.Pattern[str]:
    ways = habits(language)
    patterns = ((rule.name, rule.pattern(ways)) for rule in RULES)
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns if pattern))


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" (?=[,.;:!?)])", "", text)
    return re.sub(r"(?:, ?){2,}", ", ", text).strip(" ,")


def spelled(letters: str) -> str:
    """Capitals said letter by letter, as espeak-ng reads "N.C.I" in every language.

    Bare capitals are guessed at ("ups"), spaced ones make an article of the A, and a
    last point would end the sentence before a capital.
    """
    return ".".join(letters)


def _digits(figures: str) -> str:
    return " ".join(figures)


def _web_address(found: str, ways: Habits) -> str:
    bare = found.rstrip(".,;:!?")
    host = re.sub(r"^\w+://(?:www\.)?|^www\.", "", bare).partition("/")[0].partition(":")[0]
    spoken = ways.web_address.format(host=_host(host, ways)) if "/" in bare else _host(host, ways)
    return spoken + found[len(bare) :]


def _mail_address(found: str, ways: Habits) -> str:
    name, _, host = found.partition("@")
    return f"{_host(name, ways)} {ways.at} {_host(host, ways)}"


def _host(host: str, ways: Habits) -> str:
    """Cancer.gov: its words parted by "dot", and where a small letter meets a capital."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", host)
    return words.replace(".", f" {ways.dot} ")


def _register_number(found: str, ways: Habits) -> str:
    name, number = re.split(r"[:\s]+", found, maxsplit=1)
    return f"{spelled(name)}, {_digits(number)}"


def _telephone(found: str, ways: Habits) -> str:
    groups = re.findall(r"\d+|[A-Za-z]+", found)
    return ", ".join(_digits(g) if g.isdigit() else g.capitalize() for g in groups)


def _date(found: str, ways: Habits) -> str:
    first, second, third = (int(part) for part in re.split(r"[-/]", found))
    if first > 31:
        year, month, day = first, second, third
    else:
        day, month = (first, second) if ways.day_first else (second, first)
        year = third
    try:
        date(year, month, day)
    except ValueError:
        return found
    return ways.date.format(day=day, month=ways.months[month - 1], year=year)


def _time(found: str, ways: Habits) -> str:
    hour, minute, half = re.fullmatch(r"(\d+):(\d+)(.*)", found, re.DOTALL).groups()  # type: ignore[union-attr]
    letters = re.sub(r"[^ampAMP]", "", half).upper()
    minutes = "" if minute == "00" else _digits(minute) if minute[0] == "0" else minute
    return " ".join(filter(None, (str(int(hour)), minutes, spelled(letters))))


def _fusion(found: str, ways: Habits) -> str:
    return ", ".join(_code(gene, ways) for gene in found.split("::"))


def _code(found: str, ways: Habits) -> str:
    """A gene, a marker, a virus: letters spelled, figures as a number (TP53, IL-2)."""
    if found in ways.lexicon:
        return ways.lexicon[found]
    parts = re.findall(r"[A-Z]+|\d+", found)
    return " ".join(part if part.isdigit() else _capitals(part, ways) for part in parts)


def _stage(found: str, ways: Habits) -> str:
    return re.sub(_STAGE_NUMBER, lambda m: _roman(m.group(), ways), found)


def _roman(found: str, ways: Habits) -> str:
    number, letter, part = re.fullmatch(_STAGE_PARTS, found).groups()  # type: ignore[union-attr]
    value = number if number.isdigit() else str(_ROMAN[number])
    return " ".join(filter(None, (value, letter.upper(), part)))


def _range(found: str, ways: Habits) -> str:
    low, high = re.split(r"\s?[-–—]\s?", found)  # noqa: RUF001
    return f"{_number(low, ways)} {ways.to} {_number(high, ways)}"


def _measure(found: str, ways: Habits) -> str:
    number, unit = re.fullmatch(r"([\d.,\s\u202f\xa0]*\d)\s?(\D.*)", found).groups()  # type: ignore[union-attr]
    one, several = ways.units[unit]
    return f"{_number(number, ways)} {one if number == '1' else several}"


def _number(found: str, ways: Habits) -> str:
    if not ways.thousands:
        return found
    grouped = rf"(?<=\d)[{re.escape(ways.thousands)}](?=\d{{3}}(?!\d))"
    return re.sub(grouped, "", found) if not found.startswith("0") else found


def _entry(found: str, ways: Habits) -> str:
    return ways.lexicon.get(found) or ways.lexicon[found.lower()]


def _capitals(found: str, ways: Habits) -> str:
    base, ending = re.fullmatch(r"([A-Z]+)(.*)", found).groups()  # type: ignore[union-attr]
    suffix = "'s" if ending else ""
    if base in ways.words or base in ways.stressed:
        return base.lower() + suffix
    return spelled(base) + suffix


def _either(found: str, ways: Habits) -> str:
    return f" {ways.either} "


def _between_words(found: str, ways: Habits) -> str:
    return ", "


def _bracket(found: str, ways: Habits) -> str:
    return "(" if found == "[" else ")"


def _sign(found: str, ways: Habits) -> str:
    word = ways.signs[found]
    return f" {word} " if word else ""


def _unheard(found: str, ways: Habits) -> str:
    return ""


_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_STAGE_PARTS = r"(IV|V|I{1,3}|\d)([A-Da-dSs]?)(\d?)"
_STAGE_NUMBER = r"\b(?:IV|V|I{1,3}|[0-9])[A-Da-dSs]?\d?\b(?![-.]\w)"

_NUMBER = r"\d+(?:[.,\xa0\u202f ]\d{3})+(?![\d.,]\d)|\d+(?:[.,]\d+)?"


def _words_of(pattern: str) -> Callable[[Habits], str]:
    return lambda ways: pattern


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _stage_pattern(ways: Habits) -> str:
    if not ways.stages:
        return ""
    leads = "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in ways.stages)
    more = rf"(?:(?:,? (?:and|or|to|y|o|a|e) |, ?|[-–/])(?:{_STAGE_NUMBER}))*"  # noqa: RUF001
    return rf"\b(?:{leads})\s(?:{_STAGE_NUMBER}){more}"


def _measure_pattern(ways: Habits) -> str:
    if not ways.units:
        return ""
    return rf"(?<![\w.,-])(?:{_NUMBER})[ \xa0\u202f]?(?:{_alternatives(list(ways.units))})(?!\w|/\w)"


def _lexicon_pattern(ways: Habits) -> str:
    if not ways.lexicon:
        return ""
    small = [word for word in ways.lexicon if word == word.lower()]
    exact = [word for word in ways.lexicon if word != word.lower()]
    any_case = f"(?i:{_alternatives(small)})" if small else ""
    return rf"(?<!\w)(?:{'|'.join(filter(None, (_alternatives(exact), any_case)))})(?!\w)"


def _sign_pattern(ways: Habits) -> str:
    return f"[{re.escape(''.join(ways.signs))}]"


def _date_pattern(ways: Habits) -> str:
    both = r"(?<![\d/-])(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})(?![\d/-])"
    return both if ways.months else ""


RULES: tuple[Rule, ...] = (
    Rule("mail", _words_of(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"), _mail_address),
    Rule(
        "web",
        _words_of(
            r"https?://[^\s<>()\[\]\"]+"
            r"|\b(?:[A-Za-z][\w-]*\.)+(?:gov|org|com|net|edu|int)\b(?:/[^\s<>()\[\]\",;]*)?"
        ),
        _web_address,
    ),
    Rule("registered", _words_of(r"\bPMID:?\s*\d+"), _register_number),
    Rule(
        "telephone",
        _words_of(
            r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-.]\d{4}(?![\w-])"
            r"|(?<![\w-])1-\d{3}-[\dA-Z]+(?:-[\dA-Z]+)*(?![\w-])"
        ),
        _telephone,
    ),
    Rule("date", _date_pattern, _date),
    Rule("time", _words_of(r"(?<![\w:])\d{1,2}:\d\d(?:[ \xa0]?[aApP]\.?[ \xa0]?[mM]\b)?(?![\w:])"), _time),
    Rule("fusion", _words_of(r"\b[A-Z][A-Z0-9]+(?:::[A-Z][A-Z0-9]+)+\b"), _fusion),
    Rule("stage", _stage_pattern, _stage),
    Rule("lexicon", _lexicon_pattern, _entry),
    Rule("roman", _words_of(r"\b(?:II|III|IV(?=[A-D]))[A-D]?\b(?!\.\w)"), _roman),
    Rule("measure", _measure_pattern, _measure),
    Rule(
        "range",
        _words_of(rf"(?<![\w.,-])(?:{_NUMBER})\s?[-–—]\s?(?:{_NUMBER})(?![\w-]|\.\d)"),  # noqa: RUF001
        _range,
    ),
    Rule("number", _words_of(rf"(?<![\w.,])(?:{_NUMBER})"), _number),
    Rule("code", _words_of(r"\b(?:[A-Z]+\d[A-Z0-9]*|[A-Z]{2,}-\d+)\b"), _code),
    Rule("capitals", _words_of(r"\b[A-Z]{2,5}(?:['’]?[sS])?\b"), _capitals),
    Rule("stroke", _words_of(r"(?<=[^\W\d][^\W\d])/(?=[^\W\d]{2})"), _either),
    Rule("line", _words_of(r"\n"), _between_words),
    Rule("dash", _words_of(r"\s*[–—]\s*|\s+-+\s+"), _between_words),  # noqa: RUF001
    Rule("bracket", _words_of(r"[\[\]]"), _bracket),
    Rule("sign", _sign_pattern, _sign),
    Rule("unheard", _words_of(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]"), _unheard),
)
_BY_NAME = {rule.name: rule for rule in RULES}
