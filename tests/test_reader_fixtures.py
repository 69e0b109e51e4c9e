"""Each habit of the publisher in a small fixture: what the reader makes of it and says of it.

A fixture is Markdown, then a line `~~~~ tree` with the expected structure, then a line
`~~~~ marks` with `line kind words target` of every mark (if there are any), then a line
`~~~~ findings` with `line severity code` of every finding about the fixture's own lines.
`pytest --update-golden` is not needed: run this module as a program to print what is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from everyform.canonical import from_json, to_json
from everyform.reader import read
from tests.reading import FIXTURES, canonical_words, framed, marks, source_words, tree, unexplained

CASES = sorted(path for path in FIXTURES.glob("*.md") if not path.name.startswith("frame."))


def parts(path: Path) -> tuple[str, str, str, str]:
    body, _, rest = path.read_text("utf-8").partition("~~~~ tree\n")
    rest, _, findings = rest.partition("~~~~ findings\n")
    expected, _, marked = rest.partition("~~~~ marks\n")
    return body, expected, marked, findings


def observed(path: Path) -> tuple[str, str, str]:
    body, *_ = parts(path)
    source, before = framed(body, language(path))
    document, diagnostics = read(source)
    last = before + body.count("\n")
    rows = tree(document).splitlines(keepends=True)
    end = next(n for n, row in enumerate(rows) if row.startswith("h2 ") and "[about]" in row)
    found = "".join(
        f"{d.location.line - before} {d.severity.value} {d.code}\n"
        for d in diagnostics
        if before < d.location.line <= last
    )
    marked = "".join(
        f"{line - before} {mark}\n" for line, mark in marks(document) if before < line <= last
    )
    return "".join(rows[:end]), marked, found


def language(path: Path) -> str:
    return path.name.split(".")[1]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_structure_and_findings(path: Path) -> None:
    _, *expected = parts(path)
    assert expected[0]
    assert observed(path) == tuple(expected)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_word_is_lost(path: Path) -> None:
    source, _ = framed(parts(path)[0], language(path))
    document, diagnostics = read(source)
    left = unexplained(source_words(source.text), canonical_words(document), diagnostics)
    assert left == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_round_trip(path: Path) -> None:
    source, _ = framed(parts(path)[0], language(path))
    document = read(source).value
    text = to_json(document)
    assert from_json(text) == document
    assert to_json(from_json(text)) == text


if __name__ == "__main__":
    for name in sys.argv[1:]:
        made = Path(name)
        markdown = parts(made)[0]
        structure, marked, noticed = observed(made)
        marked = f"~~~~ marks\n{marked}" if marked else ""
        made.write_text(
            f"{markdown}~~~~ tree\n{structure}{marked}~~~~ findings\n{noticed}", encoding="utf-8"
        )
