"""Reversals that could hurt somebody, each in five wordings and in three languages.

`python -m tests.test_reversals` prints a table, and every wording that is not as it should be.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from everyform.meaning import Fault
from tests.meaning import faults

FIXTURE = Path(__file__).parent / "fixtures/reversals.toml"
TAGS = ("es", "ar", "zh-Hans")
KINDS, WORDINGS = 23, 5


@dataclass(frozen=True, slots=True)
class Reversal:
    """A sentence with its right and its reversed translation."""

    kind: str
    asks: bool  # is a question enough, and not a block?
    tag: str
    said: str
    right: str
    wrong: str


def reversals() -> Iterator[Reversal]:
    """Each wording in each language, in the order of the fixture."""
    for row in tomllib.loads(FIXTURE.read_text("utf-8"))["reversal"]:
        for wording in row["wordings"]:
            for tag in TAGS:
                yield Reversal(
                    row["name"], row.get("asks", False), tag, wording["en"], *wording[tag]
                )


def verdict(found: tuple[Fault, ...]) -> str:
    """What becomes of a translation: "blocked", "asked" or "passed"."""
    if any(fault.error for fault in found):
        return "blocked"
    return "asked" if found else "passed"


def test_every_kind_is_there_in_every_wording() -> None:
    kinds = Counter((one.kind, one.tag) for one in reversals())
    assert len(kinds) == KINDS * len(TAGS)
    assert set(kinds.values()) == {WORDINGS}
    assert len({(one.tag, one.wrong) for one in reversals()}) == kinds.total()


@pytest.mark.parametrize("tag", TAGS)
def test_right_words_are_never_blocked(tag: str) -> None:
    found = {one.right: faults(one.said, one.right, tag) for one in reversals() if one.tag == tag}
    assert {words: said for words, said in found.items() if verdict(said) == "blocked"} == {}


@pytest.mark.parametrize("tag", TAGS)
def test_a_reversal_never_gets_through(tag: str) -> None:
    through = [
        (one.kind, one.wrong)
        for one in reversals()
        if one.tag == tag
        and verdict(faults(one.said, one.wrong, tag)) not in ("blocked", one.asks and "asked")
    ]
    assert through == []


def main() -> None:
    """Print the table of both sides, and what is not as it should be."""
    for tag in TAGS:
        right, wrong = Counter[str](), Counter[str]()
        for one in reversals():
            if one.tag != tag:
                continue
            alarm = faults(one.said, one.right, tag)
            found = faults(one.said, one.wrong, tag)
            right[verdict(alarm)] += 1
            wrong[verdict(found)] += 1
            if alarm:
                print(tag, "alarm", one.said, one.right, *alarm, sep="\t")
            if verdict(found) not in ("blocked", one.asks and "asked"):
                print(tag, verdict(found), one.kind, one.said, one.wrong, *found, sep="\t")
        print(tag, "reversed", dict(wrong), "right", dict(right))


if __name__ == "__main__":
    main()
