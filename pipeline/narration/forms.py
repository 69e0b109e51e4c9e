"""The spoken forms: how a thing is said once a rule has found it in the text.

Every form gets the words as written, which match the pattern of its rule in
`rules`, and the habits of their language.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.narration.habits import Habits

# A stage as oncologists write it: 0 to IV (or 1 to 4), a letter, a figure: IIIB, 4S, IVa1.
STAGE = r"(?:IV|V|I{1,3}|\d{1,2})[A-Da-dSs]?\d?"
_STAGE_PARTS = r"(IV|V|I{1,3}|\d{1,2})([A-Da-dSs]?)(\d?)"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}

# What stands between the numbers of a list of stages.
BETWEEN = r"(?:,? (?:and|or|to|y|e|o|u|a) |, ?|/|[-\u2013\u2014])"

# A hyphen, an en dash or an em dash between two numbers.
DASH = "[-\u2013\u2014]"


def spelled(letters: str, ways: Habits) -> str:
    """Capitals said letter by letter, as espeak-ng reads "N.C.I" in every language.

    Bare capitals are guessed at ("ups"), spaced ones make an article of the A, and a
    last point would end the sentence before a capital.
    """
    if letters.startswith("A") and ways.first_a and len(letters) > 1:
        return ways.first_a + ".".join(letters[1:])
    return ".".join(letters)


def digit_by_digit(figures: str) -> str:
    """Figures that are a name and not an amount."""
    return " ".join(figures)


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
    return f"{_dotted(name, ways)} {ways.at} {_dotted(host, ways)}"


def register_number(found: str, ways: Habits) -> str:
    """PMID and its number."""
    name, number = re.split(r"[:\s]+", found, maxsplit=1)
    return f"{spelled(name, ways)}, {digit_by_digit(number)}"


def telephone(found: str, ways: Habits) -> str:
    """Group by group, digit by digit; letters are a word ("CANCER") or spelled ("FTC")."""

    def group(part: str) -> str:
        if part.isdigit():
            return digit_by_digit(part)
        return part.capitalize() if len(part) > 3 else spelled(part, ways)

    return ", ".join(map(group, re.findall(r"\d+|[A-Z]+", found)))


def calendar_day(found: str, ways: Habits) -> str:
    """A date in figures; left as it is where there is no such day."""
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


def time_of_day(found: str, ways: Habits) -> str:
    """9:00 am: full hours without their zeros, the half of the day spelled."""
    hour, minute, half = _parts(r"(\d+):(\d+)(.*)", found)
    minutes = "" if minute == "00" else digit_by_digit(minute) if minute[0] == "0" else minute
    letters = re.sub(r"[^ampAMP]", "", half).upper()
    return " ".join(filter(None, (str(int(hour)), minutes, spelled(letters, ways))))


def code(found: str, ways: Habits) -> str:
    """A gene, a marker, a virus: letters spelled, figures as a number (TP53, IL-2)."""
    if found in ways.lexicon:
        return ways.lexicon[found]
    parts = re.findall(r"[A-Z]+|\d+", found)
    return " ".join(part if part.isdigit() else capitals(part, ways) for part in parts)


def fusion(found: str, ways: Habits) -> str:
    """Two genes grown together: EWSR1::FLI1."""
    return ", ".join(code(gene, ways) for gene in found.split("::"))


def stages(found: str, ways: Habits) -> str:
    """The word and its numbers: "stages IIA, IIB, and III"."""
    return re.sub(rf"\b{STAGE}\b", lambda number: roman(number.group(), ways), found)


def roman(found: str, ways: Habits) -> str:
    """A Roman number as a number, its letter apart: IVa is "4 A"."""
    number, letter, part = _parts(_STAGE_PARTS, found)
    value = number if number.isdigit() else str(_ROMAN[number])
    return " ".join(filter(None, (value, letter.upper(), part)))


def interval(found: str, ways: Habits) -> str:
    """2-4: "2 to 4"."""
    low, high = re.split(rf"\s?{DASH}\s?", found)
    return f"{amount(low, ways)} {ways.to} {amount(high, ways)}"


def measure(found: str, ways: Habits) -> str:
    """A number with its unit in words, one or several; or a rate alone, "in mg/m²"."""
    number, unit = _parts(r"((?:[\d.,\s]*\d)?)\s?(\D.*)", found)
    one, several = ways.units[unit]
    if not number:
        return several
    return f"{amount(number, ways)} {one if number == '1' else several}"


def amount(found: str, ways: Habits) -> str:
    """A number without the signs that group its digits; 0.125 has none."""
    if not ways.thousands or found.startswith("0"):
        return found
    return re.sub(rf"(?<=\d)[{re.escape(ways.thousands)}](?=\d{{3}}(?!\d))", "", found)


def entry(found: str, ways: Habits) -> str:
    """What the lexicon says."""
    return ways.lexicon.get(found) or ways.lexicon[found.lower()]


def capitals(found: str, ways: Habits) -> str:
    """An acronym, perhaps with a plural or possessive s: spelled, or said as a word."""
    base, ending = _parts(r"([A-Z]+)(.*)", found)
    if base in ways.words | ways.stressed:
        return f"{base.lower()}'s" if ending else base.lower()
    if ending:  # set apart, since "C.T's" is heard as "C dot T's"
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
    """Cancer.gov: words parted by "dot", and where a small letter meets a capital."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", host)
    return words.replace(".", f" {ways.dot} ")


def _parts(pattern: str, found: str) -> tuple[str, ...]:
    match = re.fullmatch(pattern, found, re.DOTALL)
    if match is None:
        raise ValueError(f"a rule found {found!r}, which its form does not know")
    return match.groups()
