"""Checks of all that stands in figures: numbers, units, dates, telephone numbers.

They hold for every pair of languages. Numbers in words and units without a number are
held against each other where the languages have lists of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator

from everyform.meaning.bitext import Bitext, Check, Fault
from everyform.meaning.dates import calendar
from everyform.meaning.notation import whole
from everyform.meaning.quantities import Number, Quantities, quantities


def _both(pair: Bitext) -> tuple[Quantities, Quantities]:
    return (
        quantities(pair.said, pair.source.language),
        quantities(pair.put, pair.target.language),
    )


def _telephones(pair: Bitext) -> Iterator[Fault]:
    said, put = (Counter(one.number for one in side.telephones) for side in _both(pair))
    if said != put:
        became = f"{_listed(said - put)} became {_listed(put - said)}"
        yield Fault("meaning-phone", f"telephone {became}", True)


def _dates(pair: Bitext) -> Iterator[Fault]:
    """The same days. Where nobody knows a language's months, the same days and years in digits."""
    mine, theirs = _both(pair)
    said, put = (Counter(one.value for one in side.dates) for side in (mine, theirs))
    if said == put:
        return
    lost, added = said - put, put - said
    if not calendar(pair.target.language).months:
        digits = {value for number in theirs.numbers for value in number.values}
        parts = (p for one in mine.dates if one.value in lost for p in (one.year, one.day) if p)
        if not added and all(str(part) in digits for part in parts):
            return
    became = f"date {_listed(lost)} became {_listed(added)}; write the month's name"
    yield Fault("meaning-date", became, True)


def _hours(pair: Bitext) -> Iterator[Fault]:
    """The same times of day, however the clock is read."""
    said, put = (Counter(one.value for one in side.hours) for side in _both(pair))
    if said != put:
        became = f"the time {_listed(said - put)} became {_listed(put - said)}"
        yield Fault("meaning-time", became, True)


def _numbers(pair: Bitext) -> Iterator[Fault]:
    """Every number in digits is there, in digits or in a word for it; and no other."""
    said, put = _both(pair)
    lost, added, _ = _matched(said.numbers, put.numbers)
    missing = _spelled(lost, (put.words - said.words) + put.loose)
    new = _spelled(added, (said.words - put.words) + said.loose)
    if not calendar(pair.target.language).months:
        parts = {str(part) for one in said.dates for part in (one.year, one.day)}
        new = [number for number in new if not number.values & parts]  # `_dates` has seen them
    if missing or new:
        became = f"numbers {_numbered(missing)} became {_numbered(new)}"
        yield Fault("meaning-number", became, True)


def _number_words(pair: Bitext) -> Iterator[Fault]:
    """ "Two" must not become "three", and should not go."""
    if not all(known.strict for known in pair.notations):
        said, put = _both(pair)
        if wrong := put.ordinals - said.words:
            yield Fault("meaning-number", f"{_listed(wrong)} is not in the source", True)
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


def _units(pair: Bitext) -> Iterator[Fault]:
    """A number keeps its unit. Another one is an error; none that is known, a warning."""
    said, put = _both(pair)
    _, _, matched = _matched(said.numbers, put.numbers)
    theirs = pair.notations[1]
    for mine, other in matched:
        if mine.unit is None or mine.unit == other.unit:
            continue
        if other.unit is None and mine.implied:
            continue
        forms = theirs.forms(mine.unit)
        if other.unit:
            yield Fault("meaning-unit", f"{mine} became {other}", True)
        elif not whole(forms, joined=theirs.joined).search(other.behind):
            sure = pair.measured
            yield Fault("meaning-unit", f"{mine} became {other.text} without {mine.unit}", sure)


def _unit_words(pair: Bitext) -> Iterator[Fault]:
    """ "Weeks to months" must not become "weeks to years"."""
    said, put = (side.units for side in _both(pair))
    lost = {unit for unit in said if unit not in put}
    added = {unit for unit in put if put[unit] > said[unit]}
    numbered = {number.unit for number in _both(pair)[0].numbers}
    if lost and added:
        yield Fault("meaning-unit", f"{_named(lost)} became {_named(added)}", True)
    elif (gone := lost - numbered) and pair.measured:
        yield Fault("meaning-unit-word", f"{_named(gone)} is lost", False)


def _order(pair: Bitext) -> Iterator[Fault]:
    """The same numbers in another order, in languages that seldom have to change it."""
    if not pair.measured:
        return
    for said_words, put_words in pair.sentences:
        said = quantities(said_words, pair.source.language).numbers
        put = quantities(put_words, pair.target.language).numbers
        lost, added, _ = _matched(said, put)
        if lost or added:
            continue
        if not all(one.values & other.values for one, other in zip(said, put, strict=True)):
            became = f"{_numbered(said)} became {_numbered(put)}"
            yield Fault("meaning-number-order", became, False)


def _matched(
    said: Iterable[Number], put: Iterable[Number]
) -> tuple[list[Number], list[Number], list[tuple[Number, Number]]]:
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


def _spelled(lost: Iterable[Number], words: Counter[str]) -> list[Number]:
    """The numbers for which there is no word either."""
    left = words.copy()
    missing = []
    for number in lost:
        value = next((value for value in number.values if left[value] > 0), None)
        if value is None:
            missing.append(number)
        else:
            left[value] -= 1
    return missing


def _less(words: Counter[str], other: Quantities) -> Counter[str]:
    """Number words without those that the other side has in digits, or loosely."""
    digits = Counter(value for number in other.numbers for value in number.values)
    return words - digits - other.loose


def _listed(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "nothing"


def _named(units: set[str]) -> str:
    return ", ".join(sorted(units))


def _numbered(numbers: Iterable[Number]) -> str:
    return ", ".join(map(str, numbers)) or "nothing"


CHECKS: tuple[Check, ...] = (
    _telephones,
    _dates,
    _hours,
    _numbers,
    _number_words,
    _units,
    _unit_words,
    _order,
)
