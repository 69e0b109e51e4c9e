"""The report: one file, in the source's language, with all that an editor must settle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from everyform.cli.report import proved
from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity
from everyform.editions import load_report_words
from everyform.production import read_seed
from everyform.production.manifest import (
    FileRecord,
    Finding,
    LabelRecord,
    OutputRecord,
    ProofRecord,
    SourceRecord,
)
from everyform.production.report import page
from everyform.production.verify import Verified
from tests.xhtml import parse

SMALL = Path(__file__).parent / "fixtures/small.en.md"
FILE = FileRecord("small/en/x.html", "0" * 64, 2_500)
LABEL = LabelRecord(True, False, False, True, "source-text", ("N-SRC", "N-STALE"))
DOUBT = Finding("warning", "list-nesting-unsure", "whose <item>?", "x.md", 4, "", "- a\n  - <b>")
NOTE = Finding("note", "link-absolute", "made absolute", "x.md", 5, "", "")


OUTPUT = OutputRecord(
    document="small",
    language="en",
    edition="es",
    format="web",
    media_type="text/html",
    reading_mode="digital-spoken",
    label=LABEL,
    as_of="2026-11-23",
    source_path="x.md",
    source_sha256="1" * 64,
    catalogs=(),
    unchecked=(),
    publisher={},
    release=False,
    allow_stale=False,
    made_with=(),
    findings=(),
    proof=ProofRecord(40, 39, ()),
    files=(FILE,),
)


def report(
    language: str = "en",
    findings: tuple[Finding, ...] = (DOUBT, NOTE, NOTE),
    outputs: tuple[OutputRecord, ...] = (OUTPUT, replace(OUTPUT, format="other", proof=None)),
) -> str:
    document = replace(read_seed(SMALL).value.document, language=language)
    source = SourceRecord("small", language, "x.md", "1" * 64, FILE, findings)
    return page([(source, document)], [replace(o, language=language) for o in outputs])


def test_it_says_of_a_translation_what_is_wrong_with_it() -> None:
    found = Finding("warning", "voice-limited", "mispronounces <it>", "sem/ar", 0, "", "")
    draft = replace(
        OUTPUT,
        label=replace(LABEL, notices=(*LABEL.notices, "N-DRAFT")),
        catalogs=(FileRecord("ar/LC_MESSAGES/small.po", "2" * 64, 100),),
        unchecked=("negation", "possibility"),
        findings=(found,),
    )
    text = report(outputs=(OUTPUT, draft))
    assert "It is a draft:" in text
    assert "ar/LC_MESSAGES/small.po" in text
    assert "Not checked for this language: negation, possibility" in text
    assert "mispronounces &lt;it&gt;" in text
    assert "The computer voice of this language is of limited quality." in text
    assert not any(word in report() for word in ("It is a draft:", "Not checked", "computer voice"))


def test_it_says_what_was_made_proved_and_decided() -> None:
    text = report()
    assert "97.5 % (39 of 40 units)" in text
    assert "not proved" in text
    assert "The review was overdue on 2026-11-23." in text
    assert "It must not carry the name of the summary in its title." in text
    assert "N-SRC, N-STALE" in text
    assert "Flesch-Kincaid" in text


def test_it_shows_doubtful_lists_as_trees_and_counts_repairs() -> None:
    text = report()
    assert "- a\n  - &lt;b&gt;</pre>" in text
    assert "whose &lt;item&gt;?" in text
    assert '>link-absolute</th><td class="number">2</td>' in text


def test_the_table_of_proofs_calls_nothing_proved_that_lacks_a_unit_or_has_a_finding() -> None:
    found = Diagnostic(Severity.ERROR, "coverage", "x is missing", Location("x.html"))
    results = [
        Verified(replace(OUTPUT, edition=edition), 40, held, 0.1, findings)
        for edition, held, findings in (("a", 40, ()), ("b", 39, ()), ("c", 40, (found,)))
    ]
    assert [row[-1] for row in proved(results)] == ["proved", "refuted", "refuted"]
    assert [row[-1] for row in proved([Verified(OUTPUT, 0, 0, 0.1, ())])] == ["refuted"]


def test_it_is_well_formed_and_whole_in_one_file() -> None:
    text = report()
    parse(text.encode())
    assert "<script" not in text
    assert "<link" not in text
    assert "src=" not in text
    assert "(PDQ" not in text.partition("</h1>")[0]


def test_it_speaks_the_language_of_its_source() -> None:
    text = report("es", findings=())
    assert '<html xmlns="http://www.w3.org/1999/xhtml" lang="es"' in text
    assert "No se encontró nada." in text


def test_a_language_without_its_words_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="catalog-missing"):
        load_report_words("en", tmp_path)
