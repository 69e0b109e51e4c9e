"""Written words -> spoken words. The displayed text never passes through here.

All rules are tried in one sweep from left to right, the earlier rule first, and
what a rule said is not read again: digits taken apart for a telephone number are
never put together by the rule for numbers. The words come from `Habits`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from everyform.narration import forms, spoken_numbers
from everyform.narration.habits import Habits, habits
from everyform.narration.lettering import END, LATIN, START, edged, ended, plain
from everyform.narration.numerals import in_words


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

    return _tidy(in_words(_sweep(ways.language).sub(spoken, plain(text)), ways.numerals))


def unread(text: str, language: str) -> tuple[str, ...]:
    """The figures of `text` beside a power, a stroke or a dash that no rule can say."""
    ways, shown = habits(language), plain(text)
    if not _MAY_BE_UNREAD.search(shown):
        return ()
    found = (m for m in _sweep(ways.language).finditer(shown) if m.lastgroup == "unread")
    return tuple(dict.fromkeys(_around(shown, match) for match in found))


def _around(text: str, match: re.Match[str]) -> str:
    """The word in which the sign stands."""
    before = re.search(r"\S{0,20}\Z", text[: match.start()])
    after = re.match(r"\S{0,20}", text[match.end() :])
    return f"{before[0] if before else ''}{match[0]}{after[0] if after else ''}".strip(" .,;:")


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
    text = re.sub(rf" (?=[,.;:!?){_PAUSES}])|(?<=\() ", "", text)
    text = re.sub(r"(?:[,\u060c\uff0c] ?){2,}", ", ", text)
    return text.strip(" ,\u060c\uff0c")


# Arabic and full-width signs that a voice pauses at.
_PAUSES = "\u060c\u061b\u061f\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f\uff09"

_NUMBER = r"(?:\d+(?:[.,\xa0\u202f ]\d{3})+(?![\d.,]\d)|\d+(?:[.,]\d+)?)"
_NO_NUMBER_BEFORE = rf"(?<![{LATIN}.,-])"


# Numbers of stages in one list, after the first: nobody writes more.
_LONGEST_LIST = 12


def _between(ways: Habits) -> str:
    """What stands between the numbers of a list of stages."""
    # Arabic glues its "and" to the next number, Chinese all such words to both.
    if not ways.between:
        return rf"(?:, ?|/|{spoken_numbers.DASH})"
    words = "|".join(f" {w} " if w.isascii() else f" ?{re.escape(w)} ?" for w in ways.between)
    return rf"(?:,?(?:{words})|, ?|\u3001|/|{spoken_numbers.DASH})"


def _stages(ways: Habits) -> str:
    one = rf"{forms.STAGE}{END}(?![-.,][{LATIN}])"
    several = rf"{one}(?:{_between(ways)}{one}){{0,{_LONGEST_LIST}}}"
    leads = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in ways.stages)
    found = [rf"(?<!\w)(?:{leads})\s{several}"] if leads else []
    if ways.stages_after:
        found.append(rf"{_NO_NUMBER_BEFORE}{several}(?=\s?(?:{edged(ways.stages_after)}))")
    return "|".join(found)


def _romans(ways: Habits) -> str:
    # "(I, II, or IV)": a lone I or IV is no number, but with a II beside it every one is.
    lone = rf"(?:IV|V|I{{1,3}})[A-D]?{END}"
    following = rf"(?:{_between(ways)}{lone}){{1,{_LONGEST_LIST}}}"
    return rf"{START}(?=[^.;]{{0,40}}{START}I{{2,3}}{END}){lone}{following}"


def _measures(ways: Habits) -> str:
    if not ways.units:
        return ""
    rates = edged(unit for unit in ways.units if "/" in unit)
    alone = rf"|(?<!/)(?:{rates})" if rates else ""
    return rf"(?:{_NO_NUMBER_BEFORE}{_measure(ways)}{alone})(?!/\w)"


def _measure(ways: Habits) -> str:
    low = rf"(?:{_NUMBER}%?\s?{spoken_numbers.DASH}\s?)?"
    return rf"{low}{_NUMBER}[ \xa0\u202f]?(?:{ended(ways.units)})"


def _powers(ways: Habits) -> str:
    """10^9/L, 5 x 10^9; or an exponent alone, after a letter or a bracket."""
    base = rf"{_NO_NUMBER_BEFORE}(?:{_NUMBER}\s?{spoken_numbers.TIMES}\s?)?{_NUMBER}"
    alone = [unit for unit in ways.units if unit.isalpha()]
    per = rf"(?:\s?/\s?(?:{ended(alone)})(?![/\u00b2\u00b3]))?" if ways.per and alone else ""
    return rf"(?:{base}|(?<=[^\W\d_])|(?<=\)))\^{spoken_numbers.EXPONENT}(?![\d^]){per}"


def _comparisons(ways: Habits) -> str:
    if not ways.compared:
        return ""
    return rf"[{''.join(ways.compared)}]\s?(?:{_measure(ways)}|{_NUMBER})"


def _lexicon(ways: Habits) -> str:
    small = {word for word in ways.lexicon if word == word.lower()}
    exact = ways.lexicon.keys() - small
    return "|".join(filter(None, (edged(exact), f"(?i:{edged(small)})" if small else "")))


def _signs(ways: Habits) -> str:
    return f"[{re.escape(''.join(ways.signs))}]"


def _dates(ways: Habits) -> str:
    year_first = r"\d{4}-\d\d-\d\d|\d{4}/\d{1,2}/\d{1,2}|\d{4}\. ?\d{1,2}\. ?\d{1,2}"
    year_last = r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4}"
    day = rf"(?<![\d/.-])(?:{year_first}|{year_last})(?![\d/-])"
    return day if ways.months else ""


def _counted(ways: Habits) -> str:
    if not ways.counters:
        return ""
    numbers = "|".join(str(number) for number in sorted(ways.counted, reverse=True))
    # "第2个" is the second, and no number of things.
    return (
        rf"{_NO_NUMBER_BEFORE}(?<!\u7b2c)(?<!\u7b2c )(?:{numbers})"
        rf"(?=\s?(?:{'|'.join(ways.counters)}))"
    )


def _days(ways: Habits) -> str:
    """A date in words whose figures are ordinals when they are said."""
    months = "|".join(ways.months)
    return rf"(?<![\d.,])\d{{1,2}} (?:{months})(?: \d{{4}})?(?!\d)" if ways.ordinals else ""


def _years(ways: Habits) -> str:
    return rf"(?<![\d.,])\d{{4}}(?=\s?{ways.year_sign})" if ways.year_sign else ""


def _views(ways: Habits) -> str:
    return rf"{START}\d-?[A-Z]{END}" if ways.letters else ""


def _capitals(ways: Habits) -> str:
    # A letter alone may be a word, but not of a language that has other letters.
    return rf"{START}[A-Z]{{{1 if ways.latin else 2},5}}(?:['\u2019]?[sS])?{END}"


# Where an address ends in a script without spaces.
_OTHER_SCRIPTS = r"\u0600-\u06ff\u2e80-\uffef"
_MAIL = rf"{START}[{LATIN}.+-]{{1,64}}@[{LATIN}-]{{1,63}}(?:\.[{LATIN}-]{{1,63}}){{1,8}}{END}"
_WEB = (
    rf"https?://[^\s<>()\[\]\"{_OTHER_SCRIPTS}]+"
    rf"|{START}(?:[A-Za-z][{LATIN}-]{{0,62}}\.){{1,8}}(?:gov|org|com|net|edu|int){END}"
    rf"(?:/[^\s<>()\[\]\",;{_OTHER_SCRIPTS}]*)?"
)
_TELEPHONE = (
    rf"(?<![{LATIN}-])(?:\+?1[-. ])?(?:\(\d{{3}}\) ?|\d{{3}}[-. ])\d{{3}}[-.]\d{{4}}(?![{LATIN}-])"
    rf"|(?<![{LATIN}-])1-\d{{3}}-[\dA-Z]+(?:-[\dA-Z]+)*(?![{LATIN}-])"
)
_HALF_OF_DAY = rf"(?:[ \xa0]?[aApP]\.?[ \xa0]?[mM]{END})?"
_TIME = rf"(?<![{LATIN}:])\d{{1,2}}:\d\d{_HALF_OF_DAY}(?![{LATIN}:])"
_INTERVAL = rf"{_NO_NUMBER_BEFORE}{_NUMBER}\s?{spoken_numbers.DASH}\s?{_NUMBER}(?![{LATIN}-]|\.\d)"
# A figure beside a sign that no rule has taken: a voice may make another number of the two.
_UNREAD = (
    r"\s?\^\s?(?=\d)|(?<=\d)\^|(?<=\d)/(?=\w)|(?<=\w)/(?=\d)|(?<=\d)[-\u2013](?=\d)"
    r"|[\u00b9\u2070\u2074-\u2079\u2080-\u2089]+|(?<![^\W\d_])[\u00b2\u00b3]"
)
_MAY_BE_UNREAD = re.compile(rf"\d[\^/\u2013-]|[\^/\u2013-]\s?\d|{_UNREAD}")
_UNHEARD = r"[\x00-\x08\x0b-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"

RULES: tuple[Rule, ...] = (
    Rule("mail", _MAIL, forms.mail_address),
    Rule("web", _WEB, forms.web_address),
    Rule("registered", rf"{START}PMID\s?[:\uff1a]?\s*\d+", forms.register_number),
    Rule("telephone", _TELEPHONE, forms.telephone),
    Rule("date", _dates, forms.calendar_day),
    Rule("day", _days, forms.day_in_words),
    Rule("year", _years, forms.signed_year),
    Rule("time", _TIME, forms.time_of_day),
    Rule("fusion", rf"{START}[A-Z][A-Z0-9]+(?:::[A-Z][A-Z0-9]+)+{END}", forms.fusion),
    Rule("power", _powers, spoken_numbers.power),
    Rule("stages", _stages, forms.stages),
    Rule("lexicon", _lexicon, forms.entry),
    Rule("counted", _counted, spoken_numbers.counted),
    Rule("romans", _romans, forms.stages),
    Rule("roman", rf"{START}(?:II|III|IV(?=[A-D]))[A-D]?{END}(?!\.\w)", forms.roman),
    Rule("comparison", _comparisons, spoken_numbers.comparison),
    Rule("measure", _measures, spoken_numbers.measure),
    Rule("interval", _INTERVAL, spoken_numbers.span),
    Rule("view", _views, forms.view),
    Rule("amount", rf"(?<![{LATIN}.,]){_NUMBER}", spoken_numbers.amount),
    Rule("code", rf"{START}(?:[A-Z]+\d[A-Z0-9]*|[A-Z]{{2,}}-\d+|p\d\d){END}", forms.code),
    Rule("capitals", _capitals, forms.capitals),
    Rule("unread", _UNREAD, spoken_numbers.unread),
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
