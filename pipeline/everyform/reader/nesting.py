"""The nesting of a section: the places of all its blocks for which, together, most speaks.

A place is judged by what its neighbours say, and where one item goes decides which places
the next ones have. So all ways through a section are weighed at once: each way leads from
state to state, ways that come to the same state are one from there on, and the weight of
the best way through each place is known in both directions (a Viterbi search, forwards and
backwards). The lead of a place is what the best way through it has before the best way in
which the block lies elsewhere: small where an editor would doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from everyform.reader.places import Place, any_place, places
from everyform.reader.scene import Scene, State

_LOST = 12.0  # behind the best way: what comes later never makes up for it
_WAYS = 16  # states kept for each block; time stays linear
_FEWEST_WAYS = 4  # ... in a section far longer than any of the family's
_LONG = 1000  # blocks of a section from which fewer ways are kept


@dataclass(slots=True)
class _Node:
    """A state after some block: the best way to it, and every way into it."""

    state: State
    weight: float
    ways: list[_Way] = field(default_factory=list)
    rest: float = -inf  # the weight of the best way from here to the end


@dataclass(frozen=True, slots=True)
class _Way:
    """From a state through a place of one block."""

    before: _Node
    place: Place
    score: float

    @property
    def weight(self) -> float:
        return self.before.weight + self.score


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a block goes: its place, the next best one in another item, and the lead over it.

    The lead is in the unit of the evidence; infinite where the block has no other place.
    """

    place: Place
    other: Place | None
    lead: float


class NoWay(Exception):
    """An editor's decision for the block at `index` fits no way through the section."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


def nest(scene: Scene, owners: Mapping[int, int | None]) -> list[Choice]:
    """The place of each block of a section.

    `owners` are an editor's decisions: for some blocks the item each lies in, or None.

    Raises:
        NoWay: a decision cannot be followed.
    """
    nodes: list[_Node] = [_Node(State(), 0.0)]
    steps: list[list[_Node]] = []
    for index in range(len(scene.blocks)):
        nodes = _next(index, nodes, scene, owners)
        steps.append(nodes)
    for node in nodes:
        node.rest = 0.0
    for found in reversed(steps):
        for node in found:
            for way in node.ways:
                way.before.rest = max(way.before.rest, way.score + node.rest)
    return _chosen(steps)


def _next(
    index: int, nodes: Sequence[_Node], scene: Scene, owners: Mapping[int, int | None]
) -> list[_Node]:
    """The states after this block."""
    if index in owners:
        wanted = owners[index]
        found = _reached(index, nodes, scene, places, lambda p: p.owner == wanted)
        if not found:
            found = _reached(index, nodes, scene, any_place, lambda p: p.owner == wanted)
    else:
        found = _reached(index, nodes, scene, places, lambda _: True)
    for later, owner in owners.items():
        if owner is not None and owner <= index < later:  # it has to stay open until then
            found = [n for n in found if any(owner == level.last for level in n.state.levels)]
            if not found:
                raise NoWay(later)
    if not found:
        raise NoWay(index)
    best = max(node.weight for node in found)
    kept = [node for node in found if node.weight > best - _LOST]
    most = max(_FEWEST_WAYS, min(_WAYS, _WAYS * _LONG // len(scene.blocks)))
    return sorted(kept, key=lambda node: -node.weight)[:most]


def _reached(
    index: int,
    nodes: Iterable[_Node],
    scene: Scene,
    every: Callable[[int, State, Scene], Iterable[Place]],
    allowed: Callable[[Place], bool],
) -> list[_Node]:
    steps = [
        (before, place)
        for before in nodes
        for place in every(index, before.state, scene)
        if allowed(place)
    ]
    found: dict[State, _Node] = {}
    for before, place in steps:
        way = _Way(before, place, place.score if len(steps) > 1 else 0.0)
        node = found.get(place.after)
        if node is None:
            node = found[place.after] = _Node(place.after, way.weight)
        node.weight = max(node.weight, way.weight)
        node.ways.append(way)
    return list(found.values())


def _chosen(steps: Sequence[Sequence[_Node]]) -> list[Choice]:
    """The places along the best way, each with its rival."""
    choices: list[Choice] = []
    if not steps:
        return choices
    node = max(steps[-1], key=lambda n: n.weight)
    best = node.weight
    for found in reversed(steps):
        way = max(node.ways, key=lambda w: w.weight)
        place = way.place
        rival, weight = None, -inf
        for other in found:
            for through in other.ways:
                if through.place.owner != place.owner:
                    whole = through.weight + other.rest
                    if whole > weight:
                        rival, weight = through.place, whole
        choices.append(Choice(place, rival, best - weight))
        node = way.before
    choices.reverse()
    return choices
