"""A summary's Markdown held against the publisher's page: where each unit lies, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from everyform.diagnostics import clipped
from everyform.reader import draft
from everyform.reader.alignment import Match, align
from everyform.reader.habits import Habits, matches
from everyform.reader.units import Kind, Unit, compared, units

PLACED = (Kind.ITEM, Kind.PARAGRAPH)
"""The units that lie inside an item or outside of all."""

ABSENT = "its words are not on the page"


class Differs(Enum):
    """How the two say something else."""

    REWORDED = "reworded"
    KIND = "another kind"
    HERE = "only in the seed"
    THERE = "only on the page"


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in a line of the seed and in one of the page; 0 and no words for nothing."""

    how: Differs
    line: int
    words: str
    page_line: int = 0
    page_words: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`places`: the lines whose units the page has, each with the line of its item (None: of
    none); `unsure`: the lines of units whose place the page does not tell, with the reason.

    `share` is the part of the seed's words, from 0 to 1, whose units the page has, reworded
    or not; titles and the section about the summary, alike in all, do not count.
    """

    places: Mapping[int, int | None]
    unsure: Mapping[int, str]
    differences: tuple[Difference, ...]
    share: float


def compare(seed: draft.Blocks, page: draft.Blocks, habits: Habits) -> Comparison:
    """Hold the draft of a seed against that of a page."""
    here, there = units(seed), units(page)
    pairing = _Pairing(here, there, align(here, there), ("", *sorted(habits.enlarge)))
    places: dict[int, int | None] = {}
    unsure: dict[int, str] = {}
    for at, unit in enumerate(here):
        if unit.kind in PLACED:
            place = pairing.place(at)
            if isinstance(place, str):
                unsure[unit.line] = place
            else:
                places[unit.line] = place.line
    differences = tuple(pairing.differences())
    return Comparison(places, unsure, differences, _share(here, pairing.matches, habits))


@dataclass(frozen=True, slots=True)
class _Place:
    """In the item of a line, or in none."""

    line: int | None


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Two sequences of units and what is known of their matches.

    `joints` are the words that may stand between units that a copy has glued together: none,
    or those of the link to a large picture before its caption.
    """

    here: Sequence[Unit]
    there: Sequence[Unit]
    matches: Mapping[int, Match]
    joints: Sequence[str]

    def place(self, at: int) -> _Place | str:
        """Where the page says that a unit lies, or why it says nothing of it."""
        match = self.matches.get(at)
        if match is None:
            return ABSENT
        if match.there is None or not match.placed:
            return "more than one text of the page may be it"
        unit, other = self.here[at], self.there[match.there]
        if unit.kind is not other.kind:
            return f"it is a {other.kind.value} on the page (line {other.line})"
        return self._owner(unit, other)

    def _owner(self, unit: Unit, other: Unit) -> _Place | str:
        parent = other.parent
        while parent is not None and not self.there[parent].compared:
            parent = self.there[parent].parent  # an item that only holds a list
        holder = other.heading if parent is None else parent
        if holder is None:
            return _Place(None)
        above = self.there[holder]
        back = self._back().get(holder)
        if parent is None and (back is None or self.here[back].kind is not Kind.ITEM):
            return _Place(None)
        if back is None:
            said = f"line {above.line} of the page, {clipped(above.words)!r}"
            return f"the item it lies in there ({said}) has no sure counterpart in the seed"
        owner = self.here[back]
        if owner.kind is Kind.HEADING:
            return _Place(None)
        if owner.kind is not Kind.ITEM:
            return f"the item it lies in there is a {owner.kind.value} here (line {owner.line})"
        if owner.line >= unit.line:
            return f"the item it lies in there follows it here (line {owner.line})"
        if owner.heading != unit.heading:
            return f"a heading parts it from the item it lies in there (line {owner.line})"
        return _Place(owner.line)

    def _back(self) -> Mapping[int, int]:
        return {m.there: at for at, m in self.matches.items() if m.there is not None and m.sure}

    def differences(self) -> Iterator[Difference]:
        """What is said otherwise, in the order of the seed, then what only the page says."""
        partners = {at: m.there for at, m in self.matches.items() if m.there is not None}
        taken = set(partners.values())
        alone_here = {at for at in range(len(self.here)) if at not in partners}
        alone_there = {at for at in range(len(self.there)) if at not in taken}
        reworded: dict[int, int] = {}
        for at, partner in partners.items():
            one, other = self.here[at], self.there[partner]
            if one.compared == other.compared:
                continue
            there = self._glued(one, partner, self.there, alone_there)
            here = self._glued(other, at, self.here, alone_here)
            if other.compared != compared(here) and one.compared != compared(there):
                reworded[at] = partner
        for at, one in enumerate(self.here):
            if at in alone_here and one.compared:
                yield Difference(Differs.HERE, one.line, one.words)
            elif at in partners:
                other = self.there[partners[at]]
                if at in reworded:
                    yield _difference(Differs.REWORDED, one, other)
                elif one.kind is not other.kind and Kind.HEADING not in (one.kind, other.kind):
                    yield _difference(Differs.KIND, one, other)
        for at in sorted(alone_there):
            other = self.there[at]
            if other.compared:
                yield Difference(Differs.THERE, 0, "", other.line, other.words)

    def _glued(self, whole: Unit, first: int, parts: Sequence[Unit], free: set[int]) -> str:
        """The words at `first` with those after it that the other side has glued to them.

        What is glued is free no more.
        """
        text = parts[first].words
        for at in range(first + 1, len(parts)):
            longer = (f"{text} {joint} {parts[at].words}" for joint in self.joints)
            fitting = [more for more in longer if whole.compared.startswith(compared(more))]
            if at not in free or not fitting:
                break
            text = fitting[0]
            free.remove(at)
        return text


def _difference(how: Differs, one: Unit, other: Unit) -> Difference:
    return Difference(how, one.line, one.words, other.line, other.words)


def _share(here: Sequence[Unit], matched: Mapping[int, Match], habits: Habits) -> float:
    sizes = {at: len(unit.terms) for at, unit in enumerate(here) if unit.terms}
    for at in (*_titles(here), *_about(here, habits)):
        sizes.pop(at, None)
    return sum(sizes[at] for at in sizes if at in matched) / max(1, sum(sizes.values()))


def _titles(here: Sequence[Unit]) -> Iterator[int]:
    return (at for at, unit in enumerate(here) if unit.level == 1)


def _about(here: Sequence[Unit], habits: Habits) -> Iterator[int]:
    """The units of the section about the summary."""
    level = 0
    for at, unit in enumerate(here):
        if unit.kind is Kind.HEADING:
            if matches(habits.about, unit.words):
                level = unit.level
            elif unit.level <= level:
                level = 0
        if level:
            yield at
