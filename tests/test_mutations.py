"""The meaning checks against sixty planted faults a language; see `mutations` for the table."""

from __future__ import annotations

import pytest

from pipeline.document import Document
from pipeline.reader import decode, read
from tests.mutations import SEED, WANTED, correct_findings, drawn


@pytest.fixture(scope="module")
def document() -> Document:
    return read(decode(str(SEED), SEED.read_bytes())).value


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans"])
def test_a_correct_catalog_raises_no_alarm(document: Document, tag: str) -> None:
    assert correct_findings(document, tag) == []


@pytest.mark.parametrize(
    ("tag", "caught", "seen"), [("es", 40, 50), ("ar", 40, 55), ("zh-Hans", 40, 55)]
)
def test_most_planted_faults_are_caught(
    document: Document, tag: str, caught: int, seen: int
) -> None:
    """`caught` is never shown to a reader; `seen` includes those that only warn."""
    verdicts = [one.verdict for one in drawn(document, tag)]
    assert len(verdicts) == WANTED
    assert verdicts.count("caught") >= caught
    assert verdicts.count("missed") <= WANTED - seen


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans"])
def test_no_wrong_figure_drug_or_telephone_gets_through(document: Document, tag: str) -> None:
    vital = {"number", "telephone digit", "drug", "lost tag", "gene"}
    for one in drawn(document, tag):
        if one.mutation in vital:
            assert one.verdict == "caught", one
