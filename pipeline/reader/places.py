"""Where an item may go, and what speaks for each place.

Weights are in the unit of `evidence`. They were set on eight real summaries and checked
against four damaged ones; tests hold both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.reader import draft
from pipeline.reader.evidence import Evidence, belonging, shape_of, total
from pipeline.reader.habits import Habits
from pipeline.reader.open_list import Entry, OpenList

CERTAIN = 3.0
"""Lead over the opposite decision at which no editor would doubt."""

LIKELY = 1.0
"""Lead below which an editor must decide."""

_STAY = 0.5  # an item without a trace is more often a further sibling than a return
_SECOND = 0.9  # a nested list of one item is rare
_SENSE = 1.5  # the item takes up a word of the sentence that announced the list
_SENSELESS = -2.5  # all siblings take up such a word, the item does not
_COUSIN = 1.5  # the item begins like one in a nested list beside this one
_TIE = 1.0  # weight from which one piece of evidence ties an item to its list
_ELSEWHERE = 3.0  # what an earlier list must offer before paragraphs are put inside it
_UNMARKED = -1.0  # a list may open without its empty line, if the item before announces it
_ANNOUNCED = 6.0  # an empty line after a colon
_BLANK = 0.5  # an empty line alone
_LEAD_IN = 3.0  # "... such as"
_RETURN = 2.0  # a later item goes back to the siblings of the item before
_NO_RETURN = -1.0  # none does: it may as well be another list that begins
_NAMED_BEFORE = -5.0  # the item says a sibling again: it explains it, and is not below it
_ADDRESS = -4.0  # a whole address after an empty line: nobody lists addresses under an item
_CONTACTS = 2  # ways to reach somebody that make an address
_REACH = 24  # blocks and items that are looked at, back or ahead: keeps time linear


@dataclass(frozen=True, slots=True)
class Place:
    """A place for an item: the end of `within`, or a new list under its last item (`opens`).

    `run` is the index of the block of the section in which it lies, `depth` how deep the
    item would then lie there, from 1.
    """

    within: OpenList
    run: int
    depth: int
    evidence: tuple[Evidence, ...]
    opens: bool = False

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return total(self.evidence)

    @property
    def tied(self) -> bool:
        """Whether a likeness speaks for the place, not only habit or what speaks elsewhere."""
        return any(piece.weight >= _TIE for piece in self.evidence)

    def __str__(self) -> str:
        reasons = ", ".join(map(str, self.evidence)) or "nothing speaks for or against it"
        line = self.within.last.item.line if self.opens else self.within.line
        return f"{'under' if self.opens else 'with'} line {line}: {reasons}"


def places(entry: Entry, ordered: bool, runs: Sequence[draft.Block | OpenList]) -> list[Place]:
    """Every open list of the section that this item may go on with, best first.

    Empty if there is none. An earlier list, with paragraphs in between, is thought of only
    if nothing speaks for the present one.
    """
    at = len(runs) - 1
    while at >= 0 and not isinstance(runs[at], OpenList):
        at -= 1
    here = runs[at] if at >= 0 else None
    if not isinstance(here, OpenList):
        return []
    path = list(here.path())
    if len(path) == 1 and here.ordered == ordered and not _alternatives(path[0], runs, at):
        return [Place(here, at, 1, ())]
    found = [
        _continuing(entry, level, path[depth - 2] if depth > 1 else None, at, depth)
        for depth, level in enumerate(path, 1)
        if level.ordered == ordered
    ]
    above = path[-1].last
    if at == len(runs) - 1 and (above.shape.opens or above.shape.leads):
        found.append(_unmarked(entry, path[-1], at, len(path) + 1))
    if not found or max(place.score for place in found) <= 0:
        found.extend(_earlier(entry, ordered, runs, at))
    return sorted(found, key=lambda place: -place.score)


def _alternatives(present: OpenList, runs: Sequence[draft.Block | OpenList], at: int) -> bool:
    """Whether an item could lie anywhere but at the end of the present list."""
    last = present.last.shape
    earlier = runs[max(0, at - _REACH) : at]
    return last.opens or last.leads or any(isinstance(run, OpenList) for run in earlier)


def opening_evidence(
    entry: Entry, inner: OpenList, coming: Sequence[draft.Item], habits: Habits
) -> tuple[Evidence, ...]:
    """What speaks for an item after an empty line being nested under the item before it."""
    return tuple(_opening_evidence(entry, inner, coming, habits))


def _opening_evidence(
    entry: Entry, inner: OpenList, coming: Sequence[draft.Item], habits: Habits
) -> Iterator[Evidence]:
    above = inner.last
    if above.shape.opens:
        yield Evidence(_ANNOUNCED, f"an empty line after the colon of line {above.item.line}")
        return
    yield Evidence(_BLANK, "an empty line before it")
    if above.shape.leads:
        yield Evidence(_LEAD_IN, f"line {above.item.line} ends like the beginning of a list")
    siblings = inner.shapes()
    if any(entry.shape.words == sibling.words for sibling in siblings):
        yield Evidence(_NAMED_BEFORE, "it says an item of the list before again")
    alike = total(belonging(entry.shape, siblings))
    if alike:
        how = "like" if alike > 0 else "unlike"
        # A list of its own is unlike the one before, too; a nested list never like it.
        yield Evidence(
            -alike if alike > 0 else round(-alike / 3, 1), f"it is {how} the items before"
        )
    if _is_address(entry, coming, habits):
        yield Evidence(_ADDRESS, "an address begins")
        return
    for item in coming[:_REACH]:
        if item.after_blank:
            continue
        shape = shape_of(item, habits)
        back = total(belonging(shape, siblings)) - total(belonging(shape, [entry.shape]))
        if back >= LIKELY:
            yield Evidence(_RETURN, f"line {item.line} goes back to the list before")
            return
    yield Evidence(_NO_RETURN, "no later item goes back to the list before")


def _is_address(entry: Entry, coming: Sequence[draft.Item], habits: Habits) -> bool:
    """Whether the item and those after it are the lines of an address: "Telephone: ..."."""
    lines = [draft.own_words(entry.item)]
    for item in coming[:_REACH]:
        if item.after_blank:
            break
        lines.append(draft.own_words(item))
    labels = [re.split(r"[:(]", line)[0].strip().casefold() for line in lines]
    return sum(label in habits.contact_labels for label in labels) >= _CONTACTS


def _continuing(
    entry: Entry, level: OpenList, above: OpenList | None, run: int, depth: int
) -> Place:
    evidence = list(belonging(entry.shape, level.shapes()))
    if not any(isinstance(block, OpenList) for block in level.last.inside):
        evidence.append(Evidence(_STAY, "the list before it goes on"))
        if len(level.entries) == 1 and level.parent is not None:
            evidence.append(Evidence(_SECOND, "lists seldom have one item"))
    if level.parent is not None:
        taken = level.parent.shape.senses
        if entry.shape.senses & taken:
            evidence.append(Evidence(_SENSE, f"takes up words of line {level.parent.item.line}"))
        elif len(level.entries) > 1 and all(s.senses & taken for s in level.shapes()):
            said = f"takes up no word of line {level.parent.item.line}, the siblings do"
            evidence.append(Evidence(_SENSELESS, said))
        if cousin := _cousin(entry, above):
            evidence.append(Evidence(_COUSIN, f"begins like line {cousin} of a list beside it"))
    return Place(level, run, depth, tuple(evidence))


def _cousin(entry: Entry, above: OpenList | None) -> int | None:
    """The line of an item that begins alike, in a list nested beside the present one."""
    if above is None or not entry.shape.words or not entry.shape.begins_with_sense:
        return None
    for uncle in above.entries[-1 - _REACH : -1]:
        for block in uncle.inside:
            if isinstance(block, OpenList):
                for cousin in block.entries[:_REACH]:
                    if cousin.shape.words[:1] == entry.shape.words[:1]:
                        return cousin.item.line
    return None


def _unmarked(entry: Entry, level: OpenList, run: int, depth: int) -> Place:
    alike = total(belonging(entry.shape, level.shapes()))
    evidence = (
        Evidence(_UNMARKED, "no empty line opens a list here"),
        Evidence(_LEAD_IN, f"line {level.last.item.line} announces a list"),
        Evidence(-alike / 2, f"it is {'like' if alike > 0 else 'unlike'} the items before"),
    )
    return Place(level, run, depth, evidence, opens=True)


def _earlier(
    entry: Entry, ordered: bool, runs: Sequence[draft.Block | OpenList], before: int
) -> Iterator[Place]:
    for at in range(before - 1, max(-1, before - 1 - _REACH), -1):
        run = runs[at]
        if not isinstance(run, OpenList):
            continue
        for depth, level in enumerate(run.path(), 1):
            place = _continuing(entry, level, None, at, depth)
            if level.ordered == ordered and (ordered or place.score >= _ELSEWHERE):
                yield place
