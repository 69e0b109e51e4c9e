"""The spoken forms: how a thing is said once a rule has found it in the text.

Every form gets the words as written, which match the pattern of its rule in
`rules`, and the habits of their language.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pipeline.narration.counting import form
from pipeline.narration.habits import Habits
from pipeline.narration.lettering import END, START

# A stage as oncologists write it: 0 to IV (or 1 to 4), a letter, a figure: IIIB, 4S, IVa1.
STAGE = r"(?:IV|V|I{1,3}|\d{1,2})[A-Da-dSs]?\d?"
_STAGE_PARTS = r"(IV|V|I{1,3}|\d{1,2})([A-Da-dSs]?)(\d?)"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}

# 5 x 10^9, 10^-6
TIMES = "[x\u00d7\u00b7]"
EXPONENT = r"[-+\u2212\u2013]?\d{1,9}"
_TIMES, _MINUS = "\u00d7", "\u2212"

# A hyphen, a dash or a swung dash between two numbers.
DASH = "[-\u2013\u2014~]"


def spelled(letters: str, ways: Habits) -> str:
    """Capitals said letter by letter, as espeak-ng reads "N.C.I" in most languages.

    Bare capitals are guessed at ("ups"), spaced ones make an article of an English A, and
    a last point would end the sentence before a capital. Where points fail, the
    language has another joint; where letters do, it has names for them.
    """
    if letters.startswith("A") and ways.first_a and len(letters) > 1:
        return ways.first_a + ways.joint.join(letters[1:])
    return ways.joint.join(ways.letters.get(letter, letter) for letter in letters)


def digit_by_digit(figures: str, ways: Habits) -> str:
    """Figures that are a name and not an amount."""
    return " ".join(ways.digits[int(figure)] if ways.digits else figure for figure in figures)


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
    hour, minute, half = _parts(r"(\d+):(\d+)(.*)", found)
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
    number, letter, part = _parts(_STAGE_PARTS, found)
    value = number if number.isdigit() else str(_ROMAN[number])
    return " ".join(filter(None, (value, spelled(letter.upper(), ways), part)))


def view(found: str, ways: Habits) -> str:
    """3-D: the figure and the letter."""
    return f"{found[0]} {spelled(found[-1], ways)}"


def power(found: str, ways: Habits) -> str:
    """10^9/L: ten to the ninth per liter; with a factor before it where there is one."""
    factor, base, exponent, unit = _parts(
        rf"(?:([\d.,\s]*\d)\s?{TIMES}\s?)?(.*)\^({EXPONENT})(?:\s?/\s?(.+))?", found
    )
    number = int(exponent.replace(_MINUS, "-").replace("\u2013", "-"))
    said = ways.powers.get(number) or ways.power.format(exponent=_signed(number, ways))
    times = f"{amount(factor, ways)} {ways.signs.get(_TIMES, 'x')} " if factor else ""
    per = ways.per.format(unit=ways.units[unit][0]) if unit else ""
    return f"{times}{amount(base, ways) if base else ''}{said}{per}"


def _signed(number: int, ways: Habits) -> str:
    """A whole number; where there is no word for minus, the voice knows one."""
    word = ways.signs.get(_MINUS)
    return str(number) if number >= 0 or not word else f"{word} {-number}"


def unread(found: str, ways: Habits) -> str:
    """A sign beside a figure that is nobody's: a stop, so that no other number is heard."""
    if "^" in found:
        return ", "
    return found if found in "/-\u2013" else f", {unicodedata.normalize('NFKC', found)}"


def counted(found: str, ways: Habits) -> str:
    """A small number in the language's own words: 3가지 is "세" things, 2 个 "两"."""
    return ways.counted.get(int(found), str(int(found)))


def interval(found: str, ways: Habits) -> str:
    """2-4: "2 to 4"."""
    low, high = re.split(rf"%?\s?{DASH}\s?", found)
    return ways.to.format(low=amount(low, ways), high=amount(high, ways))


def span(found: str, ways: Habits) -> str:
    """2-4 is "2 to 4". Where the second is smaller, or begins with 0, they are no range.

    CA 19-9 is "19 9"; of 555-0142 and 20892-9760 each figure is said.
    """
    low, high = re.split(rf"%?\s?{DASH}\s?", found)
    whole = low.isdecimal() and high.isdecimal()
    if not whole or (int(low) <= int(high) and (high[0] != "0" or high == "0")):
        return interval(found, ways)
    if max(len(low), len(high)) <= 2 and high[0] != "0":
        return f"{low} {high}"
    return f"{digit_by_digit(low, ways)}, {digit_by_digit(high, ways)}"


def measure(found: str, ways: Habits) -> str:
    """A number, or one to another, with its unit in words; or a rate alone, "in mg/m²"."""
    number, unit = _parts(rf"((?:(?:[\d.,%\s]|{DASH})*\d)?)\s?(\D.*)", found)
    forms = ways.units[unit]
    if not number:
        said, words = "", forms[-1]
    else:
        low, high = _parts(rf"(?:(.*)%?\s?{DASH}\s?)?(.*)", number)
        said = interval(number, ways) if low else amount(number, ways)
        words = form(forms, _figures(high, ways), ways.plural)
    if "{number}" in words:
        return words.format(number=said)
    return f"{said} {words}" if said else words


def comparison(found: str, ways: Habits) -> str:
    """A sign whose word follows the amount: "5센티미터 미만"."""
    rest = found[1:].strip()
    said = amount(rest, ways) if rest[-1].isdigit() and "/" not in rest else measure(rest, ways)
    return ways.compared[found[0]].format(amount=said)


def amount(found: str, ways: Habits) -> str:
    """A number without the signs that group its digits, its fraction as the voice knows it."""
    whole, point, fraction = _figures(found, ways).partition(".")
    if point and not ways.decimal.isascii():
        fraction = " ".join(fraction)
    return f"{whole}{ways.decimal if point else ''}{fraction}"


def _figures(found: str, ways: Habits) -> str:
    """The figures of a number, with a point before the fraction; 0.125 has no groups."""
    if ways.thousands and not found.startswith("0"):
        groups = re.escape(ways.thousands)
        found = re.sub(rf"(?<=\d)[{groups}](?=\d{{3}}(?!\d))", "", found)
    return re.sub(r"^(\d+),(\d+)$", r"\1.\2", found)


def entry(found: str, ways: Habits) -> str:
    """What the lexicon says."""
    return _word(found, ways)


def capitals(found: str, ways: Habits) -> str:
    """An acronym, perhaps with a plural or possessive s: spelled, or said as a word."""
    base, ending = _parts(r"([A-Z]+)(.*)", found)
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


def _parts(pattern: str, found: str) -> tuple[str, ...]:
    match = re.fullmatch(pattern, found, re.DOTALL)
    if match is None:
        raise ValueError(f"a rule found {found!r}, which its form does not know")
    return match.groups()
