"""List nesting is never a silent guess: damaged seeds, and the evidence that is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.reader import Source, read

SEED = Path(__file__).parent.parent / "seeds" / "osteosarcoma-treatment.en.md"
LINES = SEED.read_text("utf-8").split("\n")
DOUBTS = ("list-nesting", "list-nesting-unsure")


def doubts(lines: list[str]) -> list[Diagnostic]:
    result = read(Source("seeds/osteosarcoma-treatment.en.md", "\n".join(lines)))
    return [d for d in result.diagnostics if d.code in DOUBTS]


def without_line(number: int) -> list[str]:
    assert not LINES[number - 1]
    return LINES[: number - 1] + LINES[number:]


def test_the_seed_itself_is_certain() -> None:
    assert doubts(LINES) == []


@pytest.mark.parametrize(("number", "first"), [(331, 331), (61, 61)])
def test_a_lost_empty_line_is_noticed(number: int, first: int) -> None:
    (finding,) = doubts(without_line(number))
    assert finding.severity is Severity.WARNING
    assert finding.location.line == first
    assert "no empty line opens a list here" in finding.message


def test_a_lost_colon_is_noticed() -> None:
    lines = LINES.copy()
    lines[59] = lines[59].removesuffix(":")
    (finding,) = doubts(lines)
    assert finding.location.line == 62
    assert "ends like the beginning of a list" in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "Other treatments are being studied in clinical trials.",
        "Clinical trials of new drugs may be an option for some children:",
        "Amputation",
        "A stem cell transplant",
        "watchful waiting",
    ],
)
def test_an_item_of_another_kind_at_the_end_is_noticed(words: str) -> None:
    lines = [*LINES[:344], f"- {words}", *LINES[344:]]
    (finding,) = doubts(lines)
    assert finding.location.line == 343
    assert "345" in finding.message


def test_a_doubt_prints_its_evidence_and_the_tree() -> None:
    (finding,) = doubts([*LINES[:344], "- Amputation", *LINES[344:]])
    assert "rather than with line 329" in finding.message
    assert "\n    341 For tumors that have recurred twice" in finding.message
    assert "\n      345 Amputation" in finding.message
    assert finding.hint
