"""What the small fixture becomes, in words and structure: a diff that shows what a change did.

Never bytes, which differ between machines; and beside each golden stand laws, in
the tests of the formats, that say what must not change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from everyform.canonical import to_json
from everyform.document import Document
from everyform.editions import load_edition
from everyform.labels import Facts, label
from everyform.narration import script
from everyform.narration.utterances import Script
from everyform.proof.book import book_passages
from everyform.proof.pages import page_passages
from everyform.proof.passage import Passage, collapsed
from everyform.proof.pdf import passages as pdf_passages
from everyform.publication import Publication, compose
from everyform.publisher import Publisher
from everyform.reader import Source, read
from everyform.sheets import sheets as cut
from everyform.writers import epub, handout, large_print, web
from tests.conftest import Compare, compare

SMALL = Path(__file__).resolve().parent / "fixtures" / "small.en.md"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(Source("small.en.md", SMALL.read_text(encoding="utf-8"))).value


def publication(document: Document, language: str, *, whole: bool = True) -> Publication:
    """The document as an overdue review makes it, with Spanish or English labels."""
    return compose(
        document,
        edition=load_edition(language),
        source=load_edition("en"),
        label=label(Facts(whole=whole, translated=False, adapted=False, stale=True)),
        publisher=Publisher(),
    )


def shown(passages: Iterable[Passage]) -> str:
    """One line for each passage: its role, its language, its words."""
    return "".join(f"{p.role:8}{p.language:4}{collapsed(p.text)}\n" for p in passages)


def said(script: Script) -> str:
    """One line for each utterance, under its part and chapter: the pause after it, its words."""
    lines = []
    for part in script.parts:
        lines.append(f"= {part.title}")
        for chapter in part.chapters:
            lines.append(f"{'#' * chapter.level} {chapter.title}")
            for utterance in chapter.utterances:
                words = " ".join(f"({run.language}) {run.text}" for run in utterance.spoken)
                lines.append(f"{utterance.pause_s:5.2f} {words}")
    return "\n".join(lines) + "\n"


def test_canonical_form(document: Document, golden: Compare) -> None:
    golden("small.canonical.json", to_json(document))


@pytest.mark.parametrize("language", ["en", "es"])
def test_script(document: Document, language: str, golden: Compare) -> None:
    golden(f"small.{language}.script.txt", said(script(publication(document, language)).value))


@pytest.mark.parametrize("language", ["en", "es"])
def test_web(document: Document, language: str, golden: Compare) -> None:
    [file] = web.write(publication(document, language), None)
    golden(f"small.{language}.web.txt", shown(page_passages(file.data)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_epub(document: Document, language: str, golden: Compare) -> None:
    [file] = epub.write(publication(document, language), None)
    golden(f"small.{language}.epub.txt", shown(book_passages(file.data)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_large_print(document: Document, language: str, golden: Compare) -> None:
    [file] = large_print.write(publication(document, language), None)
    golden(f"small.{language}.large-print.txt", shown(pdf_passages(file.data)))


def test_handouts(document: Document, golden: Compare) -> None:
    sheets = cut(publication(document, "en", whole=False), document)
    texts = []
    for sheet in sheets:
        [file] = handout.write(sheet, None)
        texts.append(f"== {file.name}\n{shown(pdf_passages(file.data))}")
    golden("small.en.handout.txt", "\n".join(texts))


def test_a_golden_file_that_differs_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    compare(path, "words\n", updating=True)
    compare(path, "words\n", updating=False)
    with pytest.raises(AssertionError):
        compare(path, "other words\n", updating=False)


def test_a_golden_file_that_is_missing_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no golden file"):
        compare(tmp_path / "nowhere.txt", "words\n", updating=False)


def test_dates_do_not_come_from_the_clock(document: Document) -> None:
    assert publication(document, "en").modified <= date(2025, 12, 30)
