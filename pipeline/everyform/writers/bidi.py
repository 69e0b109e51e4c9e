"""Words that run against the text around them, set apart so that nothing is shuffled.

The bidirectional algorithm (UAX 9) gives the signs between letters to whatever
stands around: in Arabic "75 mg/m²" would show as "mg/m² 75", and a telephone
number would change its parts. An isolate keeps each such run whole; the words
themselves, and their order in the file, stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, assert_never

from everyform.inline import Foreign, Inline, LineBreak, Phone, Pmid, Slot, Text
from everyform.languages import Direction, direction
from everyform.walk import plain_text

# Isolates up to this many characters are never parted at a line end: a dose, a
# telephone number. Longer ones would push past the edge of a narrow screen.
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Isolate:
    """Neighbours that run in a direction of their own, as one unit of the text around."""

    content: tuple[Inline, ...]
    direction: Direction
    short: bool  # so short that it stays on one line


Piece: TypeAlias = Inline | Isolate


def isolated(content: tuple[Inline, ...], language: str) -> tuple[Piece, ...]:
    """The same words, with every run against the direction of `language` in an `Isolate`."""
    base = direction(language)
    if base is Direction.LEFT_TO_RIGHT and not _RIGHT_TO_LEFT.search(plain_text(content)):
        return content
    return tuple(_isolated(content, base))


# What each character is to the search for runs:
#   L letter or digit      A Arabic-Indic digit      R letter that runs to the left
#   s space                o c brackets              . end of a sentence
#   p sign before a number q sign of comparison      t sign after a word
#   , any other sign       | nothing goes past it   i j brackets inside a run of L
_CLASSES = {"L": "L", "EN": "L", "R": "R", "AL": "R", "AN": "A"}
_SIGNS = {
    **dict.fromkeys("+-\u2212\u00b1$\u20ac\u00a3#@", "p"),
    **dict.fromkeys("<>\u2264\u2265~\u2248", "q"),
    **dict.fromkeys("%\u2030\u00b0\u00ae\u2122\u00a9/\u2032\u2033", "t"),
    **dict.fromkeys(".?!", "."),
    **dict.fromkeys("([{", "o"),
    **dict.fromkeys(")]}", "c"),
    **dict.fromkeys("\u200e\u200f\u061c", ","),  # invisible marks of direction
    **dict.fromkeys("\u060c\u2028\u2029\u202a\u202b\u202c\u202d\u202e", "|"),
    **dict.fromkeys("\u2066\u2067\u2068\u2069", "|"),
}
_JOINED = ("NSM", "BN")  # accents and joiners go with the character before

# A sentence ends a run, and so does a bracket whose partner is outside of it.
_RUNS = {
    Direction.LEFT_TO_RIGHT: re.compile(
        r"A+(?:[,.pt]A+)*t*|(?:(?<!R)(?:p|q{1,2}s?))?L+(?:(?:[s,pqtij]|\.(?!s))+L+)*[tpj]*"
    ),
    Direction.RIGHT_TO_LEFT: re.compile(r"R+(?:[s,.pqtoc]+R+)*"),
}
# The dot of an initial, or of an abbreviation like "U.S.", ends no sentence.
_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_])\.")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def _isolated(content: tuple[Inline, ...], base: Direction) -> Iterator[Piece]:
    against = _opposite(base)
    rest = _Rest(list(content))
    signs = _paired("".join(_signs(node, against) for node in content))
    for run in _RUNS[against].finditer(signs):
        yield from (_deeper(node, base) for node in rest.take(run.start()))
        inside = tuple(rest.take(run.end()))
        yield Isolate(inside, against, len(run[0]) <= _SHORT)
    yield from (_deeper(node, base) for node in rest.nodes)


@dataclass(slots=True)
class _Rest:
    """The nodes that are still to come, and how many characters are gone."""

    nodes: list[Inline]
    place: int = field(default=0)

    def take(self, until: int) -> Iterator[Inline]:
        """The nodes before the character `until`; a text is cut there, nothing else is."""
        while self.nodes and self.place < until:
            node = self.nodes.pop(0)
            words = plain_text((node,))
            self.place += len(words)
            excess = self.place - until
            if excess > 0 and isinstance(node, Text):
                self.nodes.insert(0, Text(words[-excess:]))
                self.place, node = until, Text(words[:-excess])
            yield node


def _opposite(base: Direction) -> Direction:
    match base:
        case Direction.LEFT_TO_RIGHT:
            return Direction.RIGHT_TO_LEFT
        case Direction.RIGHT_TO_LEFT:
            return Direction.LEFT_TO_RIGHT
        case _:
            assert_never(base)


def _deeper(node: Inline, base: Direction) -> Piece:
    if isinstance(node, (Text, LineBreak, Phone, Pmid, Slot)):
        return node
    inside = direction(node.language) if isinstance(node, Foreign) else base
    pieces: Any = tuple(_isolated(node.content, inside))
    return replace(node, content=pieces)


def _signs(node: Inline, against: Direction) -> str:
    """A class for each character. What is no plain text is of one class: it is never cut."""
    if isinstance(node, Text):
        return _classes(node.text)
    words = plain_text((node,))
    wanted = "L" if against is Direction.LEFT_TO_RIGHT else "R"
    if isinstance(node, LineBreak):
        return "|"
    if isinstance(node, Foreign):
        return (wanted if direction(node.language) is against else "|") * len(words)
    letters = set(_classes(words)) & {"L", "R", "A", "|"}
    return ("," if not letters else wanted if letters == {wanted} else "|") * len(words)


def _classes(words: str) -> str:
    found: list[str] = []
    for character in _INITIAL.sub(r"\1\1", words):
        kind = unicodedata.bidirectional(character)
        if kind in _JOINED and character not in _SIGNS:
            found.append(found[-1] if found else ",")
        elif character.isspace():
            found.append(_SIGNS.get(character, "s"))
        else:
            found.append(_SIGNS.get(character) or _CLASSES.get(kind, ","))
    return "".join(found)


def _paired(signs: str) -> str:
    """The same with the brackets that a run may hold: "CANCER (422-6237)", both or none."""
    marked = list(signs)
    opened: list[int] = []
    before = ""  # the last sign that is no space
    for place, sign in enumerate(signs):
        if sign in "RA|" or (sign == "." and signs[place + 1 : place + 2] == "s"):
            opened.clear()
        elif sign == "o":
            opened.append(place if before and before in "Ltj" else -1)
        elif sign == "c" and opened:
            first = opened.pop()
            if first >= 0 and before != "o":
                marked[first], marked[place], sign = "i", "j", "j"
        before = before if sign == "s" else sign
    return "".join(marked)
