"""What came of settling a seed by a page: changes, differences, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from everyform.diagnostics import clipped
from everyform.reader.comparison import ABSENT, Comparison, Difference
from everyform.reader.fixes import Fix
from everyform.reader.trial import Outcome
from everyform.reader.units import Kind, Unit


@dataclass(frozen=True, slots=True)
class Change:
    """A line whose place was settled: the lines of the items over it before and after.

    `confirmed`: the page has it there. Else it only stands between others that the page has.
    """

    line: int
    words: str
    before: int | None
    after: int | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A line whose place is not settled, and why. `doubted`: the reader may have it wrong."""

    line: int
    words: str
    reason: str
    doubted: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a kind there are, are on the page, and lie where the page has them."""

    kind: Kind
    count: int
    found: int
    right_before: int
    right_after: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """`text` is that of the fixes file with its new entries; None if nothing is to be written.

    `words` are those of the items and paragraphs, by line.
    """

    text: str | None
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]
    open: tuple[Open, ...]
    tallies: tuple[Tally, ...]
    words: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Review:
    """The readings of a seed before and after, beside what the page says.

    `listed` are the units that lists concern: items, and paragraphs in a section with items;
    `movable` the lines that a decision of the fixes file can move.
    """

    listed: Mapping[int, Unit]
    movable: frozenset[int]
    comparison: Comparison
    before: Outcome
    after: Outcome
    new: Mapping[int, Fix]

    def changes(self) -> Iterator[Change]:
        """Every line that moved or has a new decision."""
        for line, unit in self.listed.items():
            before, after = self.before.under(line), self.after.under(line)
            if before != after or line in self.new:
                yield Change(line, unit.words, before, after, line in self.comparison.places)

    def open(self) -> Iterator[Open]:
        """Every line that the page leaves open."""
        wrong = self.after.wrong(self.comparison.places)
        doubts = {line for line, _ in self.after.doubts}
        for line, unit in self.listed.items():
            reason = self.comparison.unsure.get(line, ABSENT)
            if line in wrong:
                yield Open(line, unit.words, self._unmoved(line), True)
            elif line in doubts:
                yield Open(line, unit.words, self._doubted(line), True)
            elif line not in self.comparison.places and reason != ABSENT:
                yield Open(line, unit.words, reason, False)

    def tallies(self) -> Iterator[Tally]:
        """How many lie in the right place, items first."""
        for kind in (Kind.ITEM, Kind.PARAGRAPH):
            lines = [line for line, unit in self.listed.items() if unit.kind is kind]
            places = self.comparison.places
            found = {line: places[line] for line in lines if line in places}
            before, after = self.before.wrong(found), self.after.wrong(found)
            counts = len(lines), len(found), len(found) - len(before), len(found) - len(after)
            yield Tally(kind, *counts)

    def _unmoved(self, line: int) -> str:
        under = self.comparison.places[line]
        place = "in no item" if under is None else f"in the item of line {under}"
        if line not in self.movable:
            return f"the page has it {place}; indentation or its heading has settled it otherwise"
        return f"the page has it {place}; what stands between, and not on the page, parts them"

    def _doubted(self, line: int) -> str:
        """Why a list that begins in this line, or this paragraph, is still doubtful."""
        if line in self.comparison.unsure:
            return self.comparison.unsure[line]
        owner = self.after.under(line)
        inside = [n for n in self.listed if n > line and owner in self.after.above(n)]
        after = [n for n in self.listed if n > max((line, *inside))][:1]
        for other in (*inside, *after):
            if reason := self.comparison.unsure.get(other):
                words = clipped(self.listed[other].words, 40)
                return f"line {other}, {words!r}: {reason}"
        return "the page confirms all of it, and yet the reader doubts it"
