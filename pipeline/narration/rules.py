"""Written words -> spoken words. The displayed text never passes through here.

All rules are tried in one sweep from left to right, the earlier rule first, and
what a rule said is not read again: digits taken apart for a telephone number are
never put together by the rule for numbers. The words come from `Habits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.narration import forms
from pipeline.narration.habits import Habits, habits


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` finds the words ("" finds none), by the habits of a language where they matter.

    No pattern may look ahead without a bound: the text may be a hostile one.
    """

    name: str
    pattern: str | Callable[[Habits], str]
    say: Callable[[str, Habits], str]


def say(text: str, language: str) -> str:
    """`text` as a person reads it aloud, in words that a speech engine gets right.

    A newline in `text` is a line end that is heard. Square brackets in the result
    hold phonemes of the lexicon, never words of the source.
    """
    ways = habits(language)

    def spoken(match: re.Match[str]) -> str:
        return _FORMS[match.lastgroup or ""](match.group(), ways)

    return _tidy(_sweep(ways.language).sub(spoken, text))


def is_sayable(text: str) -> bool:
    """Does `text` hold a letter or a digit? Anything else makes no sound."""
    return any(character.isalnum() for character in text)


@cache
def _sweep(language: str) -> re.Pattern[str]:
    ways = habits(language)
    patterns = (
        (rule.name, rule.pattern if isinstance(rule.pattern, str) else rule.pattern(ways))
        for rule in RULES
    )
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns if pattern))


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" (?=[,.;:!?)])", "", text)
    return re.sub(r"(?:, ?){2,}", ", ", text).strip(" ,")


_NUMBER = r"(?:\d+(?:[.,\xa0\u202f ]\d{3})+(?![\d.,]\d)|\d+(?:[.,]\d+)?)"
_NO_NUMBER_BEFORE = r"(?<![\w.,-])"


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _stages(ways: Habits) -> str:
    if not ways.stages:
        return ""
    leads = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in ways.stages)
    one = rf"{forms.STAGE}\b(?![-.,]\w)"
    return rf"\b(?:{leads})\s{one}(?:{forms.BETWEEN}{one})*"


def _measures(ways: Habits) -> str:
    if not ways.units:
        return ""
    units = _alternatives(ways.units)
    rates = _alternatives(unit for unit in ways.units if "/" in unit)
    counted = rf"{_NO_NUMBER_BEFORE}{_NUMBER}[ \xa0\u202f]?(?:{units})"
    return rf"(?:{counted}|(?<![\w/])(?:{rates}))(?!\w|/\w)"


def _lexicon(ways: Habits) -> str:
    small = {word for word in ways.lexicon if word == word.lower()}
    exact = ways.lexicon.keys() - small
    both = (_alternatives(exact), f"(?i:{_alternatives(small)})" if small else "")
    return rf"(?<!\w)(?:{'|'.join(filter(None, both))})(?!\w)" if ways.lexicon else ""


def _signs(ways: Habits) -> str:
    return f"[{re.escape(''.join(ways.signs))}]"


def _dates(ways: Habits) -> str:
    day = r"(?<![\d/-])(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})(?![\d/-])"
    return day if ways.months else ""


_MAIL = r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b"
_WEB = (
    r"https?://[^\s<>()\[\]\"]+"
    r"|\b(?:[A-Za-z][\w-]{0,62}\.){1,8}(?:gov|org|com|net|edu|int)\b(?:/[^\s<>()\[\]\",;]*)?"
)
_TELEPHONE = (
    r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-.]\d{4}(?![\w-])"
    r"|(?<![\w-])1-\d{3}-[\dA-Z]+(?:-[\dA-Z]+)*(?![\w-])"
)
_TIME = r"(?<![\w:])\d{1,2}:\d\d(?:[ \xa0]?[aApP]\.?[ \xa0]?[mM]\b)?(?![\w:])"
_LONE = r"(?:IV|V|I{1,3})[A-D]?\b"
_INTERVAL = rf"{_NO_NUMBER_BEFORE}{_NUMBER}\s?{forms.DASH}\s?{_NUMBER}(?![\w-]|\.\d)"
# "(I, II, or IV)": a lone I or IV is no number, but with a II beside it every one is.
_ROMANS = rf"\b(?=[^.;]{{0,40}}\bI{{2,3}}\b){_LONE}(?:{forms.BETWEEN}{_LONE})+"
_UNHEARD = r"[\x00-\x08\x0b-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"

RULES: tuple[Rule, ...] = (
    Rule("mail", _MAIL, forms.mail_address),
    Rule("web", _WEB, forms.web_address),
    Rule("registered", r"\bPMID:?\s*\d+", forms.register_number),
    Rule("telephone", _TELEPHONE, forms.telephone),
    Rule("date", _dates, forms.calendar_day),
    Rule("time", _TIME, forms.time_of_day),
    Rule("fusion", r"\b[A-Z][A-Z0-9]+(?:::[A-Z][A-Z0-9]+)+\b", forms.fusion),
    Rule("stages", _stages, forms.stages),
    Rule("lexicon", _lexicon, forms.entry),
    Rule("romans", _ROMANS, forms.stages),
    Rule("roman", r"\b(?:II|III|IV(?=[A-D]))[A-D]?\b(?!\.\w)", forms.roman),
    Rule("measure", _measures, forms.measure),
    Rule("interval", _INTERVAL, forms.interval),
    Rule("amount", rf"(?<![\w.,]){_NUMBER}", forms.amount),
    Rule("code", r"\b(?:[A-Z]+\d[A-Z0-9]*|[A-Z]{2,}-\d+)\b", forms.code),
    Rule("capitals", r"\b[A-Z]{2,5}(?:['\u2019]?[sS])?\b", forms.capitals),
    Rule(
        "breath",
        r"(?<=[^\W\d][^\W\d])/(?=[^\W\d]{2})|[\n\u2028\u2029]|\s*[\u2013\u2014]\s*|\s-{1,3}\s",
        forms.breath,
    ),
    Rule("bracket", r"[\[\]]", forms.bracket),
    Rule("sign", _signs, forms.sign),
    Rule("unheard", _UNHEARD, forms.unheard),
)
_FORMS = {rule.name: rule.say for rule in RULES}
