"""Which unit of a page is which of the Markdown: in order, by headings first, then by words.

Summaries say the same words many times ("Chemotherapy."), so words alone tell nothing: only
units between headings that both have are held against each other, and in their order. Of all
ways to pair them the one with the greatest likeness in sum is taken. A unit that another way,
as good, would pair otherwise is not sure, and nothing is to be concluded from it. Where each
side lacks something, even a way that pairs one unit less makes it unsure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from everyform.reader.units import Kind, Unit

_CELLS = 60_000
"""Pairs of units weighed against all others; a longer stretch is parted by unique words."""

_EQUAL = 1000  # the weight of the same words; likeness counts by its square, in thousandths
_SAME = 800  # the least weight of the same words, be they an item here and a paragraph there
_OTHER_KIND = 0.9  # the same words, but an item here and a paragraph there
_LEAST = 0.6  # likeness from which two wordings are one text reworded
_LEAST_SHORT = 0.75  # the same for a few words
_LEAST_ACROSS = 0.8  # the same for an item here and a paragraph there
_FEW = 6
_BEGINNING = 12  # characters with which a text may begin another, to which more was glued
_NUMERAL = re.compile(r"\d|[ivx]+[abc]?")
_MAIN = 2  # the level of main headings; that of the title is 1
_SAID_ONCE = 20  # characters from which words that stand once on each side tie the sides


@dataclass(frozen=True, slots=True)
class Match:
    """The partner of a unit by its index; None if its like are too few for all.

    `sure`: no other pairing is nearly as good in which this unit has another partner, and none
    as good in which it has none. `placed`: the same, but for partners in the same item.
    """

    there: int | None
    sure: bool
    placed: bool


def align(here: Sequence[Unit], there: Sequence[Unit]) -> Mapping[int, Match]:
    """The matches of the units `here` by their indices; those without a partner are left out."""
    found: dict[int, Match] = {}
    anchors = _common_headings(here, there)
    found.update((at, Match(partner, True, True)) for at, partner in anchors)
    for one, other in _between(anchors, range(len(here)), range(len(there))):
        span = _aligned(here, there, one, other)
        found.update(span)
        found.update(_moved(here, there, one, other, span))
    return found


def likeness(one: Unit, other: Unit) -> float:
    """How alike two units are, from 0 to 1; 0 also where they only seem alike."""
    if not one.compared or not other.compared:
        return 0.0
    if one.kind is not other.kind and _apart(one, other):
        return 0.0
    same = one.kind is other.kind
    factor = 1.0 if same else _OTHER_KIND
    if one.compared == other.compared:
        return factor
    if Kind.ITEM in (one.kind, other.kind) and (
        one.compared == other.whole or other.compared == one.whole
    ):
        return factor
    score = _reworded(one, other)
    return score if same else factor * score * (score >= _LEAST_ACROSS)


def _apart(one: Unit, other: Unit) -> bool:
    """Whether units of these two kinds are never the same text."""
    return bool({one.kind, other.kind} & {Kind.FIGURE, Kind.TABLE})


def _reworded(one: Unit, other: Unit) -> float:
    sizes = sorted((len(one.terms), len(other.terms)))
    if not sizes[0]:
        return 0.0
    shared = len(one.terms & other.terms)
    score = 2 * shared / sum(sizes)
    short = sizes[0] < _FEW
    if short and any(_NUMERAL.fullmatch(w) or w[0].isdigit() for w, _ in one.terms ^ other.terms):
        return 0.0  # "Stage IIA" is not "Stage IIB" reworded
    shorter, longer = sorted((one.compared, other.compared), key=len)
    if len(shorter) >= _BEGINNING and longer.startswith(shorter):
        score = max(score, 0.8)
    return score if score >= (_LEAST_SHORT if short else _LEAST) else 0.0


def _moved(
    here: Sequence[Unit],
    there: Sequence[Unit],
    one: range,
    other: range,
    found: Mapping[int, Match],
) -> dict[int, Match]:
    """What stands once on each side of a stretch, in another order: the same words all the same."""
    taken = {match.there for match in found.values() if match.sure}
    texts = _unique(_texts(there, other))
    return {
        at: Match(texts[key], True, True)
        for key, at in _unique(_texts(here, one)).items()
        if key in texts and texts[key] not in taken and not (at in found and found[at].sure)
    }


Span = tuple[range, range]
Pair = tuple[int, int]


def _common_headings(here: Sequence[Unit], there: Sequence[Unit]) -> list[Pair]:
    """Headings that stand once on each side under the same headings, in common order."""
    return _in_order(_unique(_paths(here)), _unique(_paths(there)))


def _paths(found: Sequence[Unit]) -> Iterator[tuple[str, int]]:
    """The words of each heading after those of the main heading over it, and its index."""
    main = ""
    for at, unit in enumerate(found):
        if unit.kind is Kind.HEADING:
            main = unit.compared if unit.level <= _MAIN else main
            yield f"{main}\n{unit.compared}", at


def _unique(keys: Iterator[tuple[str, int]]) -> dict[str, int]:
    pairs = list(keys)
    counts = Counter(key for key, _ in pairs)
    return {key: at for key, at in pairs if counts[key] == 1}


def _in_order(one: Mapping[str, int], other: Mapping[str, int]) -> list[Pair]:
    """The longest run of keys that both have in the same order."""
    common = [(at, other[key]) for key, at in one.items() if key in other]
    ends: list[int] = []  # of runs by length: the least place on the other side
    last: list[int] = []  # the pair that ends each
    before: list[int] = []
    for n, (_, place) in enumerate(common):
        size = bisect_left(ends, place)
        before.append(last[size - 1] if size else -1)
        ends[size : size + 1] = [place]
        last[size : size + 1] = [n]
    found: list[Pair] = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(common[n])
        n = before[n]
    return found[::-1]


def _between(anchors: Sequence[Pair], here: range, there: range) -> Iterator[Span]:
    """The stretches between anchors, where both sides have units."""
    a, b = here.start, there.start
    for one, other in (*anchors, (here.stop, there.stop)):
        if a < one and b < other:
            yield range(a, one), range(b, other)
        a, b = one + 1, other + 1


def _aligned(
    here: Sequence[Unit], there: Sequence[Unit], one: range, other: range
) -> dict[int, Match]:
    if len(one) * len(other) <= _CELLS:
        return _best(here, there, one, other)
    anchors = _in_order(_unique(_texts(here, one)), _unique(_texts(there, other)))
    found = {a: Match(b, True, True) for a, b in anchors}
    for a, b in _between(anchors, one, other):
        if len(a) * len(b) <= _CELLS:
            found.update(_best(here, there, a, b))
        else:
            found.update(_ends(here, there, a, b))
    return found


def _texts(found: Sequence[Unit], span: range) -> Iterator[tuple[str, int]]:
    for at in span:
        if len(found[at].compared) >= _SAID_ONCE:
            yield f"{found[at].kind.value} {found[at].compared}", at


def _ends(
    here: Sequence[Unit], there: Sequence[Unit], one: range, other: range
) -> dict[int, Match]:
    """The equal units at both ends of a stretch too long to be weighed: sure if all are equal."""
    size = min(len(one), len(other))
    pairs = list(zip(one, other, strict=False))
    equal = next(
        (n for n, (a, b) in enumerate(pairs) if here[a].compared != there[b].compared), size
    )
    sure = len(one) == len(other) == equal
    return {a: Match(b, sure, sure) for a, b in pairs[:equal]}


def _best(
    here: Sequence[Unit], there: Sequence[Unit], one: range, other: range
) -> dict[int, Match]:
    """Weigh all pairings of a stretch."""
    weights = [[round(_EQUAL * likeness(here[a], there[b]) ** 2) for b in other] for a in one]
    up_to = _sums(weights)
    turned = _sums([row[::-1] for row in weights[::-1]])
    rows, columns = len(one), len(other)
    most = up_to[rows][columns]

    def beyond(row: int, column: int) -> int:
        return turned[rows - row][columns - column]

    chosen = dict(_trace(weights, up_to))
    near = _EQUAL if _both_lack(weights, chosen) else 0
    sums = [
        {
            column: up_to[row][column] + weight + beyond(row + 1, column + 1)
            for column, weight in enumerate(weights[row])
            if weight
        }
        for row in range(rows)
    ]
    claims = Counter(c for of in sums for c, total in of.items() if total + near >= most)
    found: dict[int, Match] = {}
    for row in range(rows):
        if most not in sums[row].values():
            continue
        rivals = [column for column, total in sums[row].items() if total + near >= most]
        alone = not any(up_to[row][c] + beyond(row + 1, c) == most for c in range(columns + 1))
        alone = alone and all(claims[column] == 1 for column in rivals)
        holders = {(there[other[c]].parent, there[other[c]].heading) for c in rivals}
        partner = other[chosen[row]] if row in chosen else None
        found[one[row]] = Match(partner, alone and len(rivals) == 1, alone and len(holders) == 1)
    return found


def _both_lack(weights: Sequence[Sequence[int]], chosen: Mapping[int, int]) -> bool:
    """Whether each side has something that the other has not, or has in other words."""
    equal = sum(weights[row][column] >= _SAME for row, column in chosen.items())
    return equal < min(len(weights), len(weights[0]))


def _sums(weights: Sequence[Sequence[int]]) -> list[list[int]]:
    """The greatest sum for the first n rows and m columns, for all n and m."""
    columns = len(weights[0])
    sums = [[0] * (columns + 1)]
    for row in weights:
        above, left, current = sums[-1], 0, [0]
        for column, weight in enumerate(row):
            left = max(left, above[column + 1])
            if weight and above[column] + weight > left:
                left = above[column] + weight
            current.append(left)
        sums.append(current)
    return sums


def _trace(weights: Sequence[Sequence[int]], sums: Sequence[Sequence[int]]) -> Iterator[Pair]:
    """One of the best pairings, from its end."""
    row, column = len(weights), len(weights[0])
    while row and column:
        if sums[row][column] == sums[row - 1][column]:
            row -= 1
        elif sums[row][column] == sums[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            yield row, column
