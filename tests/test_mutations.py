"""The meaning checks against sixty planted faults a language; see `mutations` for the table."""

from __future__ import annotations

import pytest

from everyform.document import Document
from everyform.reader import decode, read
from tests import listed_faults
from tests.mutations import SEED, WANTED, drawn, false_alarms

TAGS = ["es", "fr", "ht", "ar", "zh-Hans"]


@pytest.fixture(scope="module")
def document() -> Document:
    return read(decode(str(SEED), SEED.read_bytes())).value


@pytest.mark.parametrize("tag", TAGS)
def test_correct_words_raise_no_alarm(document: Document, tag: str) -> None:
    assert false_alarms(document, tag) == []


@pytest.mark.parametrize(
    ("tag", "draw", "caught", "seen"),
    [
        ("es", "first", 45, 58),
        ("ar", "first", 54, 60),
        ("zh-Hans", "first", 48, 60),
        ("es", "second", 48, 57),
        ("ar", "second", 48, 52),
        ("zh-Hans", "second", 47, 54),
    ],
)
def test_most_planted_faults_are_caught(
    document: Document, tag: str, draw: str, caught: int, seen: int
) -> None:
    """`caught` is never shown to a reader; `seen` includes those that only warn."""
    verdicts = [one.verdict for one in drawn(document, tag, draw)]
    assert len(verdicts) == WANTED
    assert verdicts.count("caught") >= caught
    assert verdicts.count("missed") <= WANTED - seen


@pytest.mark.parametrize("draw", ["first", "second"])
@pytest.mark.parametrize("tag", TAGS)
def test_no_wrong_figure_drug_or_telephone_gets_through(
    document: Document, tag: str, draw: str
) -> None:
    vital = {"number", "telephone digit", "drug", "lost tag", "gene", "date order", "decimal point"}
    for one in drawn(document, tag, draw):
        if one.mutation in vital:
            assert one.verdict == "caught", one


@pytest.mark.parametrize(
    ("tag", "missed"),
    [("es", 0.1), ("ar", 0.25), ("zh-Hans", 0.3), ("fr", 0.25), ("en-simple", 0.05)],
)
def test_few_of_the_listed_faults_are_missed(document: Document, tag: str, missed: float) -> None:
    correct = listed_faults.right(document, tag)
    verdicts = [one.verdict for one in listed_faults.drawn(tag, WANTED, correct, "test")]
    assert len(verdicts) == WANTED
    assert verdicts.count("missed") <= missed * WANTED
