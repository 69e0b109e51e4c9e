"""Checks of all that stands in figures: numbers, units, dates, telephone numbers.

They hold for every pair of languages. Numbers in words and units without a number are
held against each other where the languages have lists of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator

from everyform.editions.dates import calendar
from everyform.editions.figures import whole
from everyform.editions.pair import Check, Fault, Pair
from everyform.editions.quantities import Figure, Quantities, quantities


def _both(pair: Pair) -> tuple[Quantities, Quantities]:
    return (
        quantities(pair.said, pair.source.language),
        quantities(pair.put, pair.target.language),
    )


def _telephones(pair: Pair) -> Iterator[Fault]:
    said, put = (Counter(one.number for one in side.telephones) for side in _both(pair))
    if said != put:
        became = f"{_listed(said - put)} became {_listed(put - said)}"
        yield Fault("meaning-phone", f"telephone {became}", True)


def _dates(pair: Pair) -> Iterator[Fault]:
    """The same days. Where nobody knows a language's months, the same days and years in digits."""
    mine, theirs = _both(pair)
    said, put = (Counter(one.value for one in side.dates) for side in (mine, theirs))
    if said == put:
        return
    lost, added = said - put, put - said
    if not calendar(pair.target.language).months:
        digits = {value for figure in theirs.figures for value in figure.values}
        parts = (p for one in mine.dates if one.value in lost for p in (one.year, one.day) if p)
        if not added and all(str(part) in digits for part in parts):
            return
    became = f"date {_listed(lost)} became {_listed(added)}; write the month's name"
    yield Fault("meaning-date", became, True)


def _numbers(pair: Pair) -> Iterator[Fault]:
    """Every number in digits is there, in digits or in a word for it; and no other."""
    said, put = _both(pair)
    lost, added, _ = _matched(said.figures, put.figures)
    missing = _spelled(lost, (put.words - said.words) + put.loose)
    new = _spelled(added, (said.words - put.words) + said.loose)
    if not calendar(pair.target.language).months:
        parts = {str(part) for one in said.dates for part in (one.year, one.day)}
        new = [figure for figure in new if not figure.values & parts]  # `_dates` has seen them
    if missing or new:
        became = f"numbers {_figures(missing)} became {_figures(new)}"
        yield Fault("meaning-number", became, True)


def _number_words(pair: Pair) -> Iterator[Fault]:
    """ "Two" must not become "three", and should not go."""
    if not all(known.strict for known in pair.figures):
        return
    for said_words, put_words in pair.sentences:
        said = quantities(said_words, pair.source.language)
        put = quantities(put_words, pair.target.language)
        lost = _less(said.words - put.words, put)
        added = _less(put.words - said.words, said)
        if lost and added:
            yield Fault("meaning-number", f"{_listed(lost)} became {_listed(added)}", True)
        elif lost:
            yield Fault("meaning-number-word", f"the number {_listed(lost)} is lost", False)
        elif added:
            yield Fault("meaning-number-word", f"the number {_listed(added)} is added", False)


def _units(pair: Pair) -> Iterator[Fault]:
    """A number keeps its unit. Another one is an error; none that is known, a warning."""
    said, put = _both(pair)
    _, _, matched = _matched(said.figures, put.figures)
    theirs = pair.figures[1]
    for mine, other in matched:
        if mine.unit is None or mine.unit == other.unit:
            continue
        forms = theirs.forms(mine.unit)
        if other.unit:
            yield Fault("meaning-unit", f"{mine} became {other}", True)
        elif not whole(forms, joined=theirs.joined).search(other.behind):
            sure = pair.cues is not None
            yield Fault("meaning-unit", f"{mine} became {other.text} without {mine.unit}", sure)


def _unit_words(pair: Pair) -> Iterator[Fault]:
    """ "Weeks to months" must not become "weeks to years"."""
    said, put = (side.units for side in _both(pair))
    lost = {unit for unit in said if unit not in put}
    added = {unit for unit in put if put[unit] > said[unit]}
    numbered = {figure.unit for figure in _both(pair)[0].figures}
    if lost and added:
        yield Fault("meaning-unit", f"{_named(lost)} became {_named(added)}", True)
    elif (gone := lost - numbered) and pair.cues is not None:
        yield Fault("meaning-unit-word", f"{_named(gone)} is lost", False)


def _order(pair: Pair) -> Iterator[Fault]:
    """The same numbers in another order, in languages that seldom have to change it."""
    if pair.cues is None:
        return
    for said_words, put_words in pair.sentences:
        said = quantities(said_words, pair.source.language).figures
        put = quantities(put_words, pair.target.language).figures
        lost, added, _ = _matched(said, put)
        if lost or added:
            continue
        if not all(one.values & other.values for one, other in zip(said, put, strict=True)):
            became = f"{_figures(said)} became {_figures(put)}"
            yield Fault("meaning-number-order", became, False)


def _matched(
    said: Iterable[Figure], put: Iterable[Figure]
) -> tuple[list[Figure], list[Figure], list[tuple[Figure, Figure]]]:
    """What is lost, what is added, and which number stands for which.

    Of several equal numbers, those with the same unit belong together.
    """
    there, here = list(said), list(put)
    free = dict.fromkeys(range(len(here)))
    partner: dict[int, int] = {}
    for strictly in (True, False):
        places: defaultdict[tuple[str, str | None], deque[int]] = defaultdict(deque)
        for place in free:
            for value in here[place].values:
                places[value, here[place].unit if strictly else None].append(place)
        for number, mine in enumerate(there):
            if number in partner:
                continue
            for value in sorted(mine.values):
                queue = places[value, mine.unit if strictly else None]
                while queue and queue[0] not in free:
                    queue.popleft()
                if queue:
                    partner[number] = queue.popleft()
                    del free[partner[number]]
                    break
    lost = [mine for number, mine in enumerate(there) if number not in partner]
    matched = [(there[number], here[place]) for number, place in sorted(partner.items())]
    return lost, [here[place] for place in free], matched


def _spelled(lost: Iterable[Figure], words: Counter[str]) -> list[Figure]:
    """The numbers for which there is no word either."""
    left = words.copy()
    missing = []
    for figure in lost:
        value = next((value for value in figure.values if left[value] > 0), None)
        if value is None:
            missing.append(figure)
        else:
            left[value] -= 1
    return missing


def _less(words: Counter[str], other: Quantities) -> Counter[str]:
    """Number words without those that the other side has in digits, or loosely."""
    digits = Counter(value for figure in other.figures for value in figure.values)
    return words - digits - other.loose


def _listed(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "nothing"


def _named(units: set[str]) -> str:
    return ", ".join(sorted(units))


def _figures(figures: Iterable[Figure]) -> str:
    return ", ".join(map(str, figures)) or "nothing"


CHECKS: tuple[Check, ...] = (
    _telephones,
    _dates,
    _numbers,
    _number_words,
    _units,
    _unit_words,
    _order,
)
