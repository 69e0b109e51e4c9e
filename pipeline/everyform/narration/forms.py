"""The spoken forms: how a thing is said once a rule has found it in the text.

Every form gets the words as written, which match the pattern of its rule in
`rules`, and the habits of their language.
"""

from __future__ import annotations

import re
from datetime import date

from everyform.narration.habits import Habits
from everyform.narration.lettering import END, START
from everyform.narration.spoken_numbers import DASH, counted, digit_by_digit, parts

# A stage as oncologists write it: 0 to IV (or 1 to 4), a letter, a figure: IIIB, 4S, IVa1.
STAGE = r"(?:IV|V|I{1,3}|\d{1,2})[A-Da-dSs]?\d?"
_STAGE_PARTS = r"(IV|V|I{1,3}|\d{1,2})([A-Da-dSs]?)(\d?)"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}


def spelled(letters: str, ways: Habits) -> str:
    """Capitals said letter by letter, as espeak-ng reads "N.C.I" in most languages.

    Bare capitals are guessed at ("ups"), spaced ones make an article of an English A, and
    a last point would end the sentence before a capital. Where points fail, the
    language has another joint; where letters do, it has names for them.
    """
    if letters.startswith("A") and ways.first_a and len(letters) > 1:
        return ways.first_a + ways.joint.join(letters[1:])
    return ways.joint.join(ways.letters.get(letter, letter) for letter in letters)


def web_address(found: str, ways: Habits) -> str:
    """Whose address it is; nobody can write down the rest from hearing it."""
    bare = found.rstrip(".,;:!?")
    host = re.sub(r"^\w+://", "", bare).partition("/")[0].partition(":")[0].removeprefix("www.")
    spoken = _dotted(host, ways)
    if "/" in bare:
        spoken = ways.web_address.format(host=spoken)
    return spoken + found[len(bare) :]


def mail_address(found: str, ways: Habits) -> str:
    """All of it: a mail address has no other place."""
    name, _, host = found.partition("@")
    if ways.latin:
        return found
    return f"{_dotted(name, ways)} {ways.at} {_dotted(host, ways)}"


def register_number(found: str, ways: Habits) -> str:
    """PMID and its number."""
    name, number = re.split(r"[:\uff1a\s]+|(?=\d)", found, maxsplit=1)
    return f"{spelled(name, ways)}, {digit_by_digit(number, ways)}"


def telephone(found: str, ways: Habits) -> str:
    """Group by group, digit by digit; letters are a word ("CANCER") or spelled ("FTC")."""

    def group(part: str) -> str:
        if part.isdigit():
            return digit_by_digit(part, ways)
        return _word(part.capitalize(), ways) if len(part) > 3 else spelled(part, ways)

    return ", ".join(map(group, re.findall(r"\d+|[A-Z]+", found)))


def calendar_day(found: str, ways: Habits) -> str:
    """A date in figures; left as it is where there is no such day."""
    first, second, third = (int(part) for part in re.split(r"[-/. ]+", found))
    if first > 31:
        year, month, day = first, second, third
    else:
        day, month = (first, second) if ways.day_first else (second, first)
        year = third
    try:
        date(year, month, day)
    except ValueError:
        return found
    return ways.date.format(
        day=_ordinal(day, ways),
        month=ways.months[month - 1],
        year=signed_year(str(year), ways) if ways.year_sign else _ordinal(year, ways),
    )


def day_in_words(found: str, ways: Habits) -> str:
    """A date with its month in words, its figures as ordinals."""
    day, month, *years = found.split(" ")
    return " ".join((_ordinal(int(day), ways), month, *(_ordinal(int(y), ways) for y in years)))


def signed_year(found: str, ways: Habits) -> str:
    """A year whose sign tells it from an amount: an ordinal, or its figures one by one."""
    return _ordinal(int(found), ways) if ways.ordinals else " ".join(found)


def time_of_day(found: str, ways: Habits) -> str:
    """9:00 am: full hours without their zeros, the half of the day spelled."""
    hour, minute, half = parts(r"(\d+):(\d+)(.*)", found)
    letters = re.sub(r"[^ampAMP]", "", half).upper()
    if minute == "00":
        said = ways.full_hour.format(hour=counted(hour, ways))
    else:
        minutes = " ".join(minute) if minute[0] == "0" else minute
        said = ways.time.format(hour=counted(hour, ways), minute=minutes)
    return " ".join(filter(None, (said, spelled(letters, ways))))


def code(found: str, ways: Habits) -> str:
    """A gene, a marker, a virus: letters spelled, figures as a number (TP53, IL-2)."""
    if found in ways.lexicon:
        return ways.lexicon[found]
    parts = re.findall(r"[A-Z]+|\d+", found.upper())
    return " ".join(part if part.isdigit() else capitals(part, ways) for part in parts)


def fusion(found: str, ways: Habits) -> str:
    """Two genes grown together: EWSR1::FLI1."""
    return ", ".join(code(gene, ways) for gene in found.split("::"))


def stages(found: str, ways: Habits) -> str:
    """The word and its numbers: "stages IIA, IIB, and III"."""

    def said(match: re.Match[str]) -> str:
        low, high = match.groups()
        first = roman(low, ways)
        return ways.to.format(low=first, high=roman(high, ways)) if high else first

    return re.sub(rf"{START}({STAGE})(?:{DASH}({STAGE}))?{END}", said, found)


def roman(found: str, ways: Habits) -> str:
    """A Roman number as a number, its letter apart: IVa is "4 A"."""
    number, letter, part = parts(_STAGE_PARTS, found)
    value = number if number.isdigit() else str(_ROMAN[number])
    return " ".join(filter(None, (value, spelled(letter.upper(), ways), part)))


def view(found: str, ways: Habits) -> str:
    """3-D: the figure and the letter."""
    return f"{found[0]} {spelled(found[-1], ways)}"


def entry(found: str, ways: Habits) -> str:
    """What the lexicon says."""
    return _word(found, ways)


def capitals(found: str, ways: Habits) -> str:
    """An acronym, perhaps with a plural or possessive s: spelled, or said as a word."""
    base, ending = parts(r"([A-Z]+)(.*)", found)
    if base in ways.words | ways.stressed:
        return f"{base.lower()}'s" if ending else base.lower()
    if ending and ways.joint == ".":  # set apart, since "C.T's" is heard as "C dot T's"
        return f"{spelled(base[:-1], ways)} {base[-1]}'s"
    return spelled(base, ways)


def breath(found: str, ways: Habits) -> str:
    """A dash or stroke between words, a line end: a short pause."""
    return ", "


def bracket(found: str, ways: Habits) -> str:
    """Round for square: square ones are for the phonemes of the lexicon."""
    return "(" if found == "[" else ")"


def sign(found: str, ways: Habits) -> str:
    """The word for a sign; nothing for an ornament."""
    word = ways.signs[found]
    return f" {word} " if word else ""


def unheard(found: str, ways: Habits) -> str:
    """Control and zero-width characters."""
    return ""


def _dotted(host: str, ways: Habits) -> str:
    """Cancer.gov: words parted by "dot", and where a small letter meets a capital.

    Where Latin letters are another language's, that one has its own way to say it.
    """
    if ways.latin:
        return host
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", host).split(".")
    return f" {ways.dot} ".join(_word(word, ways) for word in words)


def _word(word: str, ways: Habits) -> str:
    """A word that no rule will see again."""
    return ways.lexicon.get(word) or ways.lexicon.get(word.lower(), word)


def _ordinal(number: int, ways: Habits) -> str:
    """A day or a year: the last word of its name is the ordinal one, as in Russian."""
    if not ways.ordinals:
        return str(number)
    for last in (number % 100, number % 10):
        if last in ways.ordinals:
            rest = number - last
            return f"{rest} {ways.ordinals[last]}" if rest else ways.ordinals[last]
    return str(number)
