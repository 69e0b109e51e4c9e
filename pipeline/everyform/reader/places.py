"""Where a block may go, and what speaks for each place.

The copy keeps three traces of the publisher's page. An empty line before an item: a list
opens here. No empty line before an item: it goes on with an open list, whatever stands
between. Nothing at all where a nested list closes. So a block has several places, and each
has its evidence; weights are in the unit of `evidence`, set on summaries whose nesting is
known, and tests hold what they do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from everyform.reader import draft
from everyform.reader.evidence import Evidence, total
from everyform.reader.scene import Level, Scene, State
from everyform.reader.weighing import (
    after_text,
    beside,
    going_on,
    inside,
    other_kind,
    outside,
    under,
)

MAX_DEPTH = 20
"""As deep as the parser goes; the deepest list of the family has four levels."""
_HOPELESS = -4.0  # weight below which nobody would think of a place


_Weigh: TypeAlias = Callable[[], Iterable[Evidence]]


@dataclass(slots=True, eq=False)
class Place:
    """A place for a block: inside item `owner`, or at the top of the section.

    `joins` is the first item of the list that an item goes on with; None opens a new list.
    The evidence is weighed when somebody asks: most blocks have one place only.
    """

    owner: int | None
    joins: int | None
    after: State
    _weigh: _Weigh
    _evidence: tuple[Evidence, ...] | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What speaks for and against the place."""
        if self._evidence is None:
            self._evidence = tuple(self._weigh())
        return self._evidence

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return total(self.evidence)


def places(index: int, state: State, scene: Scene) -> Iterator[Place]:
    """Every place that the block at this index may have, in no order."""
    block = scene.blocks[index]
    if not isinstance(block, draft.Item):
        yield from _of_text(index, block, state, scene)
    elif state.text and (block.after_blank or not state.levels):
        yield from _after_text(index, block, state, scene)
    elif block.after_blank:
        yield from _after_blank(index, state, scene)
    else:
        yield from _without_trace(index, state, scene)


def any_place(index: int, state: State, scene: Scene) -> Iterator[Place]:
    """Every place that an editor may name for the block, whatever speaks against it."""
    block = scene.blocks[index]
    for depth in range(len(state.levels) + 1):
        owner = state.levels[depth - 1].last if depth else None
        if not isinstance(block, draft.Item):
            yield Place(owner, None, _with_text(state, depth), _nothing)
            continue
        if depth < len(state.levels) and _fits(index, state.levels[depth], scene):
            yield _joining(index, state, depth, _nothing)
        elif depth <= MAX_DEPTH:
            yield _opening(index, state, depth, scene, _nothing)


def _nothing() -> tuple[Evidence, ...]:
    return ()


def _of_text(index: int, block: draft.Block, state: State, scene: Scene) -> Iterator[Place]:
    levels = state.levels
    yield Place(None, None, _with_text(state, 0), lambda: outside(state, scene))
    for depth, level in enumerate(levels, 1):
        evidence = tuple(inside(block, level, depth, state, scene))
        # Where no item goes on with a list, nothing later can bring the text into one.
        if index < scene.goes_on or total(evidence) > _HOPELESS:
            yield Place(level.last, None, _with_text(state, depth), partial(tuple, evidence))


def _with_text(state: State, depth: int) -> State:
    levels = state.levels
    closed = levels[depth] if depth < len(levels) else state.closed if state.text else None
    if depth:
        return State((*levels[: depth - 1], replace(levels[depth - 1], texts=True)), True, closed)
    return State((), True, closed)


def _after_text(index: int, item: draft.Item, state: State, scene: Scene) -> Iterator[Place]:
    """A list opens after a paragraph, or at the beginning of the section."""
    depth = len(state.levels)
    yield _opening(index, state, depth, scene, lambda: after_text(index, item, state, scene))


def _after_blank(index: int, state: State, scene: Scene) -> Iterator[Place]:
    """A nested list opens, or a list of its own after those that are open."""
    levels = state.levels
    if len(levels) <= MAX_DEPTH:
        weigh = partial(under, index, state, scene, blank=True)
        yield _opening(index, state, len(levels), scene, weigh)
    for depth in range(len(levels)):
        weigh = partial(beside, index, state, depth, scene)
        yield _opening(index, state, depth, scene, weigh)


def _without_trace(index: int, state: State, scene: Scene) -> Iterator[Place]:
    """The item goes on with an open list; or one opens without its empty line."""
    levels = state.levels
    for depth, level in enumerate(levels):
        if _fits(index, level, scene):
            yield _joining(index, state, depth, partial(going_on, index, state, depth, scene))
    above = scene.shape(levels[-1].last)
    differs = not _fits(index, levels[-1], scene)
    announced = not state.text and (above.opens or above.leads)
    if (announced or differs) and len(levels) <= MAX_DEPTH:
        weigh = partial(under, index, state, scene, blank=False)
        yield _opening(index, state, len(levels), scene, weigh)
    if differs:
        for depth in range(len(levels)):
            weigh = partial(other_kind, state, depth, scene)
            yield _opening(index, state, depth, scene, weigh)


def _fits(index: int, level: Level, scene: Scene) -> bool:
    return level.ordered == scene.ordered[index]


def _joining(index: int, state: State, depth: int, weigh: _Weigh) -> Place:
    level = state.levels[depth]
    after = State((*state.levels[:depth], level.with_item(index)), False)
    return Place(level.owner, level.first, after, weigh)


def _opening(index: int, state: State, depth: int, scene: Scene, weigh: _Weigh) -> Place:
    owner = state.levels[depth - 1].last if depth else None
    lead = index - 1 if state.text and index else owner
    if lead is not None and not scene.says(lead):
        lead = None
    level = Level(index, owner, lead, scene.ordered[index], (index,))
    return Place(owner, None, State((*state.levels[:depth], level), False), weigh)
