"""Checks that nothing became another of its kind: before and after, liver and lung, help and harm.

The kinds and their members are the families of the cues. A synonym that nobody listed makes a
member seem lost, and a second meaning makes one seem added; both at once, in one sentence and one
family, is seldom anything but a wrong word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from everyform.meaning.bitext import Bitext, Check, Fault
from everyform.meaning.cues import Family

# Families that languages use too freely for a block: an exchange there is a question.
_FREE = frozenset({"connective", "share"})

# Members that seldom come or go by themselves in a right translation, so that it is a question
# when one does. Measured on the institute's own Spanish: each in at most one of 517 passages.
_NAMES = ("organ", "treatment", "test", "tumor", "tension", "spoon", "result")
_COMES: Mapping[str, frozenset[str] | None] = {
    **dict.fromkeys((*_NAMES, "pace"), None),
    "amount": frozenset({"less"}),
    "both": frozenset({"both"}),
    "clause": frozenset({"although"}),
    "cause": frozenset({"cure"}),
    "course_of_illness": frozenset({"worse"}),
    "distance": frozenset({"distant"}),
    "effect": frozenset({"harm"}),
    "frequency": frozenset({"rare"}),
    "habit": frozenset({"always", "never"}),
    "life": frozenset({"death"}),
    "malignancy": frozenset({"benign"}),
    "severity": frozenset({"mild"}),
    "share": frozenset({"few", "most"}),
    "stopping": None,
    "times": frozenset({"twice", "thrice", "four"}),
}
# The same where nobody has measured the lists: what no translator puts in by habit.
_ROUGHLY_COMES: Mapping[str, frozenset[str] | None] = {
    "cause": frozenset({"cure"}),
    "connective": frozenset({"or"}),
    "life": frozenset({"death"}),
}
_GOES: Mapping[str, frozenset[str] | None] = {
    **dict.fromkeys((*_NAMES, "height", "side", "distance"), None),
    "company": frozenset({"without"}),
    "frequency": frozenset({"rare"}),
    "habit": frozenset({"always", "never"}),
    "malignancy": frozenset({"malignant"}),
    "time": frozenset({"before"}),
}


def _exchanged(pair: Bitext) -> Iterator[Fault]:
    """In no sentence has a member become another of its family."""
    if pair.cues is None:
        return
    mine, theirs = pair.cues
    shared = [
        (mine.families[name], theirs.families[name])
        for name in mine.families
        if name in theirs.families
    ]
    for said, put in pair.passages:
        for here, there in shared:
            yield from _of(here, there, said, put, rough=mine.rough or theirs.rough)


def _of(mine: Family, theirs: Family, said: str, put: str, *, rough: bool) -> Iterator[Fault]:
    both = set(mine.members) & set(theirs.members)
    there = [pair for pair in mine.found(said) if pair[0] in both]
    here = [pair for pair in theirs.found(put) if pair[0] in both]
    if not there and not here:
        return
    before, after = Counter(name for name, _ in there), Counter(name for name, _ in here)
    lost, gained = before - after, after - before
    if not lost or not gained:
        if not rough:
            yield from _alone(mine.name, there, after, _GOES, "is lost")
        yield from _alone(mine.name, here, before, _ROUGHLY_COMES if rough else _COMES, "is added")
        return
    gone = next(words for name, words in there if name in lost)
    new = next(words for name, words in here if name in gained)
    wholly = any(not after[name] for name in lost)
    even = lost.total() == gained.total()
    sure = mine.name not in _FREE and even and (wholly or _in_place(there, here, lost.total()))
    if sure or wholly or even:
        yield Fault("meaning-opposite", f"{gone!r} became {new!r}", sure)


def _in_place(
    there: Sequence[tuple[str, str]], here: Sequence[tuple[str, str]], changed: int
) -> bool:
    """Are all others the same in the same order, so that each has its own counterpart?"""
    names = [(one, other) for (one, _), (other, _) in zip(there, here, strict=False)]
    return len(there) == len(here) and sum(one != other for one, other in names) == changed


def _alone(
    family: str,
    named: Iterable[tuple[str, str]],
    others: Mapping[str, int],
    telling: Mapping[str, frozenset[str] | None],
    what: str,
) -> Iterator[Fault]:
    """Members that the other side does not name at all."""
    if family not in telling:
        return
    members = telling[family]
    for name, words in named:
        if not others[name] and (members is None or name in members):
            yield Fault("meaning-word", f"{words!r} {what}", False)
            return


CHECKS: tuple[Check, ...] = (_exchanged,)
