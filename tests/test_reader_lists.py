"""List nesting is never a silent guess: damaged seeds, and the evidence that is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyform.diagnostics import Diagnostic, PipelineError, Reported, Severity
from everyform.document import Document
from everyform.reader import Source, read
from tests.reading import framed, tree

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
    ],
)
def test_an_item_of_another_kind_at_the_end_is_noticed(words: str) -> None:
    lines = [*LINES[:344], f"- {words}", *LINES[344:]]
    (finding,) = doubts(lines)
    assert finding.location.line == 345
    assert "line 345, in the list under line 341, may lie outside it" in finding.message


@pytest.mark.parametrize("words", ["amputation", "watchful waiting"])
def test_an_item_that_fits_only_the_inner_list_is_no_doubt(words: str) -> None:
    assert doubts([*LINES[:344], f"- {words}", *LINES[344:]]) == []


def test_a_doubt_prints_its_evidence_and_the_tree() -> None:
    (finding,) = doubts([*LINES[:344], "- Other treatments are studied.", *LINES[344:]])
    assert "first letter unlike the siblings" in finding.message
    assert "\n    341 For tumors that have recurred twice" in finding.detail
    assert "\n      345 Other treatments are studied." in finding.detail
    assert finding.hint


# Fixes


def with_fixes(body: str, *entries: str) -> Reported[Document]:
    source, _ = framed(body)
    fixes = "lists:\n" + "".join(entries)
    return read(source, Source("seeds/small.fixes.yaml", fixes))


def fix(line: int, words: str, under: str | int) -> str:
    _, before = framed("")
    place = under if isinstance(under, str) else before + under
    return f"- line: {before + line}\n  words: {words}\n  under: {place}\n"


DOUBTFUL = "## Care\n\n- a lump that:\n\n- hurts\n- grows\n- swelling\n"


def test_a_doubtful_list_is_settled_by_a_fix() -> None:
    plain = read(framed(DOUBTFUL)[0])
    assert "list-nesting-unsure" in {d.code for d in plain.diagnostics}
    settled = with_fixes(DOUBTFUL, fix(7, "swelling", 3))
    assert {d.code for d in settled.diagnostics}.isdisjoint(DOUBTS)
    assert "fix-applied" in {d.code for d in settled.diagnostics}
    assert settled.value == plain.value
    other = with_fixes(DOUBTFUL, fix(7, "swelling", "top"))
    assert "  - a lump that:\n    - hurts\n    - grows\n  - swelling\n" in tree(other.value)


def test_a_fix_can_part_and_join_lists() -> None:
    body = "## Care\n\n- *One*\n- *Two*\n\n- Office\n- Street\n"
    joined = with_fixes(body, fix(6, "Office", 4), fix(7, "Street", 4))
    assert "  - Two\n    - Office\n    - Street\n" in tree(joined.value)
    parted = with_fixes(body, fix(6, "Office", "top"))
    assert {d.code for d in parted.diagnostics}.isdisjoint(DOUBTS)
    assert "  - Two\n  - Office\n" in tree(parted.value)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (fix(7, "another word", "top"), "fix-stale"),
        (fix(6, "swelling", "top"), "fix-stale"),
        (fix(7, "''", "top"), "fix-stale"),
        (fix(7, "swelling", 99), "fix-impossible"),
        ("- line: 1\n", "fixes-syntax"),
        ("- line: x\n  words: y\n  under: top\n", "fixes-syntax"),
        ("- line: 1\n  words: y\n  under: here\n", "fixes-syntax"),
        ("- [\n", "fixes-syntax"),
        (fix(7, "swelling", "top") * 2, "fixes-syntax"),
    ],
)
def test_stale_and_broken_fixes_are_errors(entry: str, code: str) -> None:
    with pytest.raises(PipelineError) as caught:
        with_fixes(DOUBTFUL, entry)
    errors = [d for d in caught.value.diagnostics if d.severity is Severity.ERROR]
    assert [d.code for d in errors] == [code]


def test_a_fixes_file_of_another_form_is_an_error() -> None:
    source, _ = framed(DOUBTFUL)
    with pytest.raises(PipelineError, match="fixes-syntax"):
        read(source, Source("x.fixes.yaml", "tables: []\n"))
