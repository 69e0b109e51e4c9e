"""Proof knows our style sheets by their digests, and takes no other for one of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from everyform.proof.styles import foreign, pieces
from everyform.writers.page import render

KNOWN = Path("pipeline/everyform/proof/data/styles.toml")


def web(*widths: int) -> str:
    """As it stands in a page, which sets it on lines of its own."""
    return "\n" + render("web.css", grids=[(em, em * 1.5) for em in widths]) + "\n"


def book(*widths: int) -> str:
    return render("epub.css", grids=list(widths))


SHEETS: dict[str, Callable[..., str]] = {"web": web, "book": book}


def test_the_sheets_of_the_templates_are_those_that_proof_knows(updating: bool) -> None:
    lines = [
        "# SHA-256 of our style sheets, without their grids and of a grid (test_proof_styles.py)."
    ]
    for kind, sheet in SHEETS.items():
        plain, full = pieces(sheet()), pieces(sheet(17))
        lines += [
            f"\n[{kind}]",
            f'sheet = "{next(iter(plain))}"',
            f'grid = "{next(iter(full - plain))}"',
        ]
    text = "\n".join(lines) + "\n"
    if updating:
        KNOWN.write_text(text, encoding="utf-8")
    assert KNOWN.read_text("utf-8") == text


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("widths", [(), (12,), (12, 28)])
def test_a_sheet_of_ours_is_known_whatever_its_tables_need(
    kind: str, widths: tuple[int, ...]
) -> None:
    assert list(foreign(SHEETS[kind](*widths), kind)) == []


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("}\n", '}\np::before { content: "Not " }\n'),
        ("}\n", "}\nli { display: none }\n"),
        (".head { display: none; }", "* { display: none; }"),
        (".from-12 > table {", ".from-12 > p, .from-12 > table {"),
        ("{", "{ color: transparent;"),
        ("em) {\n", "em) {\n  p { display: none }\n"),
    ],
)
def test_a_sheet_that_says_or_hides_something_is_not_ours(kind: str, old: str, new: str) -> None:
    sheet = SHEETS[kind](12)
    assert old in sheet
    assert list(foreign(sheet.replace(old, new, 1), kind)) != []
    assert list(foreign("", kind)) != []
