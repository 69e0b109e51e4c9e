"""The fewest decisions with which the list rule says of a section what the page says.

The rule is tried with and without a decision; one that changes nothing, neither a place
nor a doubt, is none that an editor must read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from everyform.diagnostics import PipelineError, Severity
from everyform.reader import draft
from everyform.reader.fixes import Fix
from everyform.reader.lists import nested_lists
from everyform.reader.rule import Setting
from everyform.reader.units import Kind, units

_WORK = 15_000
"""Decisions read again while those of one section are tried; past that too many may be kept."""

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rule makes of a draft: the item over each line, its doubts, what it refuses.

    `doubts` are the lines and codes of warnings, `refused` the lines of decisions that it
    cannot carry out.
    """

    places: Mapping[int, int | None]
    doubts: frozenset[tuple[int, str]]
    refused: frozenset[int]

    def wrong(self, truth: Mapping[int, int | None]) -> frozenset[int]:
        """The lines that lie elsewhere than `truth` says."""
        return frozenset(line for line, under in truth.items() if self.under(line) != under)

    def under(self, line: int) -> int | None:
        """The line of the item over this one."""
        return self.places.get(line)

    def above(self, line: int) -> Sequence[int]:
        """The lines of all items over this one, the nearest first."""
        found: list[int] = []
        under = self.under(line)
        while under is not None:
            found.append(under)
            under = self.under(under)
        return found


def outcome(blocks: draft.Blocks, setting: Setting, fixes: Mapping[int, Fix]) -> Outcome:
    """Try the rule about lists on blocks it has not seen, with these decisions alone.

    A draft that it cannot read at all comes to no places, and to doubts for its errors.
    """
    try:
        built, found = nested_lists(blocks, replace(setting, fixes=fixes))
    except PipelineError as error:
        return Outcome({}, frozenset((d.location.line, d.code) for d in error.diagnostics), _NONE)
    read = units(built)
    places = {
        unit.line: None if unit.parent is None else read[unit.parent].line
        for unit in read
        if unit.kind in (Kind.ITEM, Kind.PARAGRAPH)
    }
    at = {(f.location.line, f.code): f.severity for f in found}
    doubts = frozenset(key for key, how in at.items() if how is Severity.WARNING)
    refused = frozenset(line for (line, _), how in at.items() if how is Severity.ERROR)
    return Outcome(places, doubts, refused)


def needed(
    blocks: draft.Blocks,
    setting: Setting,
    kept: Mapping[int, Fix],
    offered: Mapping[int, Fix],
    places: Mapping[int, int | None],
) -> Mapping[int, Fix]:
    """Those of the offered decisions that the rule needs to put everything at its place.

    `places` are the items over lines as the page has them. `kept` are decisions that stand
    already. Offered ones that cannot be carried out beside them, or that change nothing, are
    left out.
    """
    before = outcome(blocks, setting, kept)
    if not before.wrong(places) and not before.doubts:
        return {}
    left = _possible(blocks, setting, kept, offered)
    best = outcome(blocks, setting, {**left, **kept})
    missed = best.wrong(places)

    def as_good(lines: Sequence[int]) -> bool:
        tried = outcome(blocks, setting, {**{line: left[line] for line in lines}, **kept})
        return tried.wrong(places) <= missed and tried.doubts <= best.doubts

    astray = before.wrong(places) | {line for line, _ in before.doubts}
    first = [line for line in left if line in astray]
    if not as_good(first):
        first = sorted(left, key=lambda line: (line in astray, line))
    return {line: left[line] for line in sorted(_fewest(first, as_good))}


def _possible(
    blocks: draft.Blocks, setting: Setting, kept: Mapping[int, Fix], offered: Mapping[int, Fix]
) -> Mapping[int, Fix]:
    """The offered decisions without those that cannot be carried out beside the others."""
    left = dict(offered)
    while refused := outcome(blocks, setting, {**left, **kept}).refused:
        if not refused & left.keys():  # one that is kept is in the way of some of these
            return _beside(blocks, setting, kept, left)
        left = {line: fix for line, fix in left.items() if line not in refused}
    return left


def _beside(
    blocks: draft.Blocks, setting: Setting, kept: Mapping[int, Fix], offered: Mapping[int, Fix]
) -> Mapping[int, Fix]:
    """The offered decisions, each taken only if all before it can still be carried out."""
    left: dict[int, Fix] = {}
    for line, fix in offered.items():
        if not outcome(blocks, setting, {**left, line: fix, **kept}).refused:
            left[line] = fix
    return left


def _fewest(lines: Sequence[int], as_good: Callable[[Sequence[int]], bool]) -> Sequence[int]:
    """The lines without those, the first ones first, that need not be among them."""
    kept = list(lines)
    size, work = len(kept), 0
    while size:
        at = 0
        while at < len(kept):
            without = [*kept[:at], *kept[at + size :]]
            work += len(lines)
            if work > _WORK:
                return kept
            if as_good(without):
                kept = without
            else:
                at += size
        size //= 2
    return kept
