"""How figures are said: amounts with their units, ranges, powers, figures one by one.

Every form gets the words as written, which match the pattern of its rule in `rules`, and the
habits of their language.
"""

from __future__ import annotations

import re
import unicodedata

from everyform.narration.counting import form
from everyform.narration.habits import Habits

# 5 x 10^9, 10^-6
TIMES = "[x\u00d7\u00b7]"
EXPONENT = r"[-+\u2212\u2013]?\d{1,9}"
_TIMES, _MINUS = "\u00d7", "\u2212"

# A hyphen, a dash or a swung dash between two numbers.
DASH = "[-\u2013\u2014~]"


def digit_by_digit(figures: str, ways: Habits) -> str:
    """Figures that are a name and not an amount."""
    return " ".join(ways.digits[int(figure)] if ways.digits else figure for figure in figures)


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
    number, unit = parts(rf"((?:(?:[\d.,%\s]|{DASH})*\d)?)\s?(\D.*)", found)
    forms = ways.units[unit]
    if not number:
        said, words = "", forms[-1]
    else:
        low, high = parts(rf"(?:(.*)%?\s?{DASH}\s?)?(.*)", number)
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


def power(found: str, ways: Habits) -> str:
    """10^9/L: ten to the ninth per liter; with a factor before it where there is one."""
    factor, base, exponent, unit = parts(
        rf"(?:([\d.,\s]*\d)\s?{TIMES}\s?)?(.*)\^({EXPONENT})(?:\s?/\s?(.+))?", found
    )
    number = int(exponent.replace(_MINUS, "-").replace("\u2013", "-"))
    said = ways.powers.get(number) or ways.power.format(exponent=_signed(number, ways))
    times = f"{amount(factor, ways)} {ways.signs.get(_TIMES, 'x')} " if factor else ""
    per = ways.per.format(unit=ways.units[unit][0]) if unit else ""
    return f"{times}{amount(base, ways) if base else ''}{said}{per}"


def unread(found: str, ways: Habits) -> str:
    """A sign beside a figure that is nobody's: a stop, so that no other number is heard."""
    if "^" in found:
        return ", "
    return found if found in "/-\u2013" else f", {unicodedata.normalize('NFKC', found)}"


def _figures(found: str, ways: Habits) -> str:
    """The figures of a number, with a point before the fraction; 0.125 has no groups."""
    if ways.thousands and not found.startswith("0"):
        groups = re.escape(ways.thousands)
        found = re.sub(rf"(?<=\d)[{groups}](?=\d{{3}}(?!\d))", "", found)
    return re.sub(r"^(\d+),(\d+)$", r"\1.\2", found)


def _signed(number: int, ways: Habits) -> str:
    """A whole number; where there is no word for minus, the voice knows one."""
    word = ways.signs.get(_MINUS)
    return str(number) if number >= 0 or not word else f"{word} {-number}"


def parts(pattern: str, found: str) -> tuple[str, ...]:
    """The groups of a pattern that matches the words of a rule."""
    match = re.fullmatch(pattern, found, re.DOTALL)
    if match is None:
        raise ValueError(f"a rule found {found!r}, which its form does not know")
    return match.groups()
