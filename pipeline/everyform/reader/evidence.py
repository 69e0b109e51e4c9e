"""What tells that an item belongs to a list: the ways in which siblings are alike.

Nothing in the copy marks where a nested list closes. An editor still sees it, because
items of one list begin and end alike. Each likeness is one piece of evidence with a weight;
weights are in one unit, "how much an editor would be swayed", set on real summaries: 1 is
a hint, 3 convinces alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

from everyform.reader.shapes import Ending, Opening, Shape

COMPARED = 12
"""Siblings looked at, the nearest ones; the time for long lists stays linear."""
_NEXT = 3  # siblings right before an item, whose likeness tells most


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for (weight above 0) or against an item's place among certain siblings."""

    weight: float
    reason: str

    def __str__(self) -> str:
        return f"{self.reason} ({self.weight:+g})"


def belonging(
    shape: Shape, siblings: Sequence[Shape], *, nests: bool = False
) -> tuple[Evidence, ...]:
    """The evidence that an item of this shape is the next after `siblings`.

    `nests`: a list lies under the last sibling. Then words that the item shares with that one
    tell less: what lies under it takes up its words, too.
    """
    near = siblings[-COMPARED:]
    others = near[:-1] if nests and not shape.opens else near
    found = [
        _same_words(shape, near, others),
        _same_end(shape, others),
        _next_number(shape, near),
        _same_stage(shape, near),
    ]
    if near[-1].ending is Ending.SEMICOLON:
        found.append(Evidence(3.0, "the sentence of the sibling before goes on"))
    found.extend(_likeness(trait, shape, near) for trait in _TRAITS)
    return tuple(evidence for evidence in found if evidence is not None)


def total(evidence: Sequence[Evidence]) -> float:
    """The sum of the weights."""
    return sum(piece.weight for piece in evidence)


@dataclass(frozen=True, slots=True, eq=False)
class _Trait:
    """One way in which siblings are alike.

    `of` gives an item's value, None where there is nothing to compare; `prior` how often
    each value is met in all lists of the family; `looseness` how many siblings it takes to
    outweigh that.
    """

    name: str
    of: Callable[[Shape], Hashable]
    prior: Mapping[Hashable, float]
    looseness: float
    least: int = 1  # siblings that it takes for an unlikeness to tell
    ordinary: Hashable = None  # a value that is met in every list: its unlikeness tells nothing


_RARE = 0.2  # the share of a value that has none of its own
# How often each value is met was counted on summaries whose lists are known.
_TRAITS = (
    _Trait(
        "opening",
        lambda s: s.opening,
        {Opening.STRONG: 0.12, Opening.EMPHASIS: 0.04, Opening.PLAIN: 0.84},
        1.0,
    ),
    _Trait("link alone", lambda s: s.link, {True: 0.15, False: 0.85}, 2.5, ordinary=True),
    _Trait("first letter", lambda s: s.capital, {True: 0.7, False: 0.3}, 1.0),
    _Trait(
        "last mark",
        lambda s: None if s.opens else s.ending,
        {Ending.PERIOD: 0.5, Ending.NONE: 0.4, Ending.SEMICOLON: 0.1},
        2.0,
    ),
    # A list nested before the item has an announcing sibling, whatever the others are.
    _Trait("colon", lambda s: s.opens, {True: 0.08, False: 0.92}, 1.5, 2),
    _Trait("label", lambda s: s.label_mark, {":": 0.2, ".": 0.1, "": 0.7}, 1.5),
    _Trait("form of the first word", lambda s: s.suffix, {"ing": 0.12, "": 0.6}, 1.5),
    _Trait("sentence", lambda s: s.sentence, {True: 0.35, False: 0.65}, 2.5),
    _Trait("article", lambda s: s.article, {True: 0.2, False: 0.8}, 2.5),
)


def _likeness(trait: _Trait, shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    """How much likelier the item's value is among these siblings than in any list."""
    value = trait.of(shape)
    if value is None:
        return None
    values = [v for v in map(trait.of, near) if v is not None]
    found = _weighed(trait, value, values.count(value), len(values)) if values else None
    if found and found.weight < 0 and (len(values) < trait.least or value is trait.ordinary):
        return None
    return found


@cache
def _weighed(trait: _Trait, value: Hashable, alike: int, siblings: int) -> Evidence | None:
    """The evidence of a value that so many of so many siblings have.

    The share of the value among the siblings, mixed with its share in all lists (additive
    smoothing); its logarithm is the weight. Many siblings speak no louder for the item than
    one does: else no item would stay in a young list beside a long one.
    """
    prior = trait.prior.get(value, _RARE)
    share = _share(alike, siblings, prior, trait)
    weight = round(log(min(share, _share(1, 1, prior, trait)) / prior), 1)
    if not weight:
        return None
    how = "as" if weight > 0 else "unlike"
    return Evidence(weight, f"{trait.name} {how} the siblings")


def _share(alike: int, siblings: int, prior: float, trait: _Trait) -> float:
    return (alike + trait.looseness * prior) / (siblings + trait.looseness)


def _same_words(shape: Shape, near: Sequence[Shape], others: Sequence[Shape]) -> Evidence | None:
    if any(shape.text == sibling.text for sibling in near):
        return Evidence(-4.0, "says a sibling again; no list names a thing twice")
    common = [_common(shape.words, sibling.words) for sibling in near]
    shared = max(common)
    if shared:
        # A common "the" or "in" tells less than a common "stage", a distant likeness less.
        telling = min(2, sum(word[:6] in shape.senses for word in shape.words[:shared]))
        weight = min(4.0, min(shared, 3) - 0.5 + 0.75 * telling)
        if shared > max(common[-_NEXT:]) or shared > max(common[: len(others)], default=0):
            weight *= 0.6
        said = f"begins like a sibling: {' '.join(shape.words[:shared])!r}"
        return Evidence(round(weight, 1), said)
    among = [_common(a.words, b.words) for a, b in pairwise(near)]
    if len(among) > 1 and min(among) >= 2:
        alike = " ".join(near[0].words[:2])
        weight = -float(min(3, len(among)))
        return Evidence(weight, f"the siblings begin alike ({alike!r}), it does not")
    return None


def _same_end(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    """ "For A, treatment may include:", "For B, treatment may include:"; or labels alike."""
    if shape.opens and any(s.opens and s.end == shape.end for s in near):
        return Evidence(3.0, "announces a list as a sibling does")
    if shape.label_end and any(s.label_end == shape.label_end for s in near[-_NEXT:]):
        return Evidence(1.5, f"its label ends like a sibling's: {shape.label_end!r}")
    return None


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _next_number(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    last = near[-1].enumerator
    if shape.enumerator is None and last is None:
        return None
    if last is not None and shape.enumerator == last + 1:
        return Evidence(5.0, f"({shape.enumerator}) follows ({last})")
    return Evidence(-3.0, "the numbers do not follow")


def _same_stage(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    staged = [s.stage for s in near if s.stage is not None]
    if shape.stage is not None and staged:
        if not any(bool(stage.part) == bool(shape.stage.part) for stage in staged):
            return None  # II beside IIIA
        return Evidence(3.0, f"about stage {shape.stage}, a sibling about stage {staged[-1]}")
    if shape.stage is not None:
        return Evidence(-1.5, "about a stage, no sibling is")
    if len(staged) == len(near):
        return Evidence(-1.5, "about no stage, the siblings are")
    return None
