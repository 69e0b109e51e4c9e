"""The translation desk from the command line: template, merge, status, review, XLIFF out and in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polib
import pytest
from typer.testing import CliRunner, Result

from everyform.cli.commands import app
from everyform.diagnostics import PipelineError
from everyform.editions.desk import approve, waive
from everyform.editions.review import Role
from everyform.production import read_seed
from everyform.resources import LOCALES
from tests.catalogs import edit, translate

SMALL = Path(__file__).parent / "fixtures/small.en.md"

Run = Callable[..., Result]


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """The interface catalogs alone, where the desk may write."""
    for source in LOCALES.glob("*/LC_MESSAGES/ui.po"):
        target = tmp_path / "locales" / source.relative_to(LOCALES)
        target.parent.mkdir(parents=True)
        shutil.copy(source, target)
    return tmp_path / "locales"


@pytest.fixture
def desk(locales: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(command: str, *words: str | Path, code: int = 0) -> Result:
        arguments = [command, *map(str, words), "--locales", str(locales)]
        done = CliRunner().invoke(app, arguments)
        if isinstance(done.exception, PipelineError):
            raise done.exception
        assert done.exit_code == code, done.output
        return done

    return run


@pytest.fixture
def catalog(desk: Run, locales: Path) -> Path:
    desk("merge", SMALL, "--language", "es")
    return locales / "es/LC_MESSAGES/small.po"


def translated(path: Path) -> None:
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = entry.msgid + "."
    file.save(str(path))


def rows(done: Result) -> dict[str, list[str]]:
    lines = (line.split("\t") for line in done.output.splitlines() if "\t" in line)
    return {line[2]: line[3:] for line in lines}


def test_a_template_holds_the_messages(desk: Run, locales: Path) -> None:
    desk("extract", SMALL)
    template = polib.pofile(str(locales / "small.pot"))
    assert "Knee Tumor Treatment" in {entry.msgid for entry in template}
    assert not any(entry.msgstr for entry in template)


def test_a_new_catalog_has_the_header_of_its_language(catalog: Path) -> None:
    file = polib.pofile(str(catalog))
    assert file.metadata["Language"] == "es"
    assert "nplurals=2" in file.metadata["Plural-Forms"]
    assert "Generated-By" not in file.metadata
    assert all(not entry.msgstr for entry in file)


def test_merging_again_keeps_the_words_and_voids_what_changed(
    desk: Run, catalog: Path, tmp_path: Path
) -> None:
    translated(catalog)
    edited = tmp_path / "small.en.md"
    edited.write_text(SMALL.read_text("utf-8").replace("may include:", "must include:"), "utf-8")
    desk("merge", edited, "--language", "es")
    file = polib.pofile(str(catalog))
    changed = file.find("Treatment of small tumors must include:")
    assert changed is not None
    assert changed.fuzzy
    assert changed.previous_msgid == "Treatment of small tumors may include:"
    kept = file.find("surgery")
    assert kept is not None
    assert not kept.fuzzy


def test_the_status_counts_by_section_and_state(desk: Run, catalog: Path, locales: Path) -> None:
    assert rows(desk("status", SMALL))["all"][-1] == "0.0%"
    catalog.unlink()
    translate(read_seed(SMALL).value.document, "fr", locales)
    counted = rows(desk("status", SMALL))
    assert counted["all"][-1] == "100.0%"
    assert "Treatment of Knee Tumors" in counted


def test_the_status_tells_what_readers_get(desk: Run, locales: Path) -> None:
    """Words that stay out of the editions are not translated, whatever the catalog says."""
    path = translate(read_seed(SMALL).value.document, "fr", locales)
    edit(path, lambda file: setattr(file.find("surgery"), "msgstr", "surgery"))

    def cut(file: polib.POFile) -> None:
        (entry,) = (e for e in file if "12 of 100,000" in e.msgid)
        entry.msgstr = entry.msgstr.replace("12", "13")

    edit(path, cut)
    done = desk("status", SMALL, code=1)
    assert "catalog-copied" in done.output
    assert "meaning-number" in done.output
    assert "held back\tsmall\tfr\tmeaning-number\tnumbers 12 became 13" in done.output
    assert rows(done)["all"][:2] == ["1", "1"]


def test_an_approval_is_recorded_and_counted(desk: Run, catalog: Path) -> None:
    translated(catalog)
    words = ("--language", "es", "--by", "Ana O'Ruiz", "--on", "2026-11-23", "--message", "surgery")
    assert "1 messages approved" in desk("review", SMALL, "--role", "medical", *words).output
    desk("review", SMALL, "--role", "linguistic", *words)
    entry = polib.pofile(str(catalog)).find("surgery")
    assert entry is not None
    assert entry.tcomment.count("status=approved") == 2
    desk("review", SMALL, "--role", "medical", *words)
    again = polib.pofile(str(catalog)).find("surgery")
    assert again is not None
    assert again.tcomment.count("status=approved") == 2
    assert rows(desk("status", SMALL, code=1))["Treatment of Knee Tumors"][3] == "1"


def test_the_status_names_documents_without_a_catalog(desk: Run, locales: Path) -> None:
    assert "no catalog\tsmall\tany" in desk("status", SMALL).output
    translate(read_seed(SMALL).value.document, "fr", locales)
    assert "no catalog" not in desk("status", SMALL).output
    assert "no catalog\tsmall\tes" in desk("status", SMALL, "--language", "es").output


def test_an_approval_of_a_day_to_come_is_said(desk: Run, locales: Path) -> None:
    path = translate(read_seed(SMALL).value.document, "fr", locales)
    approve(path, ["surgery"], Role.MEDICAL, "Ana", date(2999, 1, 1))
    done = desk("status", SMALL)
    assert "review-future" in done.output
    assert "Ana approves 'surgery' on 2999-01-01" in done.output


def test_what_blocks_can_be_waived_by_name_and_reason(desk: Run, locales: Path) -> None:
    """And only for the words that the reviewer has seen."""
    path = translate(read_seed(SMALL).value.document, "fr", locales)
    (msgid,) = (m.msgid for m in polib.pofile(str(path)) if "12 of 100,000" in m.msgid)

    def put(old: str, new: str) -> None:
        def change(file: polib.POFile) -> None:
            entry = file.find(msgid)
            assert entry is not None
            entry.msgstr = entry.msgstr.replace(old, new)

        edit(path, change)

    put("12", "13")
    desk("status", SMALL, code=1)
    words = (
        "--language",
        "fr",
        "--message",
        msgid,
        "--by",
        "Ana O'Ruiz",
        "--reason",
        "a new count",
    )
    assert "12 became 13" in desk("waive", SMALL, *words, "--code", "meaning-number").output
    done = desk("status", SMALL)
    assert "Ana O'Ruiz" in done.output
    assert "held back" not in done.output
    put("13", "14")
    done = desk("status", SMALL, code=1)
    assert "waiver-stale" in done.output
    assert "12 became 14" in done.output


def test_a_byte_order_mark_is_no_hindrance(desk: Run, catalog: Path) -> None:
    """Editors write one, and GNU gettext refuses it."""
    translated(catalog)
    before = catalog.read_text("utf-8")
    catalog.write_text(f"\ufeff{before}", "utf-8")
    desk("status", SMALL, code=1)
    desk("merge", SMALL, "--language", "es")
    assert "surgery." in catalog.read_text("utf-8")
    assert not catalog.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("message", "code"), [("surgery", "waiver-stale"), ("nothing", "review-unknown")]
)
def test_a_waiver_of_nothing_is_refused(desk: Run, locales: Path, message: str, code: str) -> None:
    path = translate(read_seed(SMALL).value.document, "fr", locales)
    before = path.read_bytes()
    words = ("--language=fr", "--code=meaning-drug", "--by=Ana", "--reason=so it is")
    with pytest.raises(PipelineError, match=code):
        desk("waive", SMALL, *words, f"--message={message}")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("by", "reason", "said"),
    [(" ", "so it is", "a name"), ("Ana", "", "a reason"), ("A\nB", "so it is", "on one line")],
)
def test_a_waiver_without_name_or_reason_is_refused(
    locales: Path, by: str, reason: str, said: str
) -> None:
    path = translate(read_seed(SMALL).value.document, "fr", locales)
    with pytest.raises(ValueError, match=said):
        waive(path, "surgery", "meaning-drug", by, reason)


def test_a_catalog_goes_out_and_comes_back(desk: Run, catalog: Path, tmp_path: Path) -> None:
    translated(catalog)
    sent = tmp_path / "small.es.xlf"
    desk("send", SMALL, "--language", "es", "--output", sent)
    assert "0 messages changed" in desk("receive", SMALL, sent, "--language", "es").output
    sent.write_text(sent.read_text("utf-8").replace("waiting.<", "WAITING.<"), "utf-8")
    assert "1 messages changed" in desk("receive", SMALL, sent, "--language", "es").output
    entry = polib.pofile(str(catalog)).find("watching and waiting")
    assert entry is not None
    assert entry.msgstr == "watching and WAITING."


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("merge", SMALL, "--language", "xx"), "language-unknown"),
        (("send", SMALL, "--language", "fr"), "catalog-missing"),
        (("receive", SMALL, "none.xlf", "--language", "fr"), "catalog-missing"),
        (
            ("review", SMALL, "--language", "fr", "--role", "medical", "--by", "A"),
            "catalog-missing",
        ),
        (("receive", SMALL, "none.xlf", "--language", "es"), "xliff-unreadable"),
        (
            ("review", SMALL, "--language=es", "--role=medical", "--by=A", "--message=nothing"),
            "review-unknown",
        ),
    ],
)
def test_a_wrong_call_is_one_line(
    desk: Run, catalog: Path, words: tuple[str | Path, ...], code: str
) -> None:
    with pytest.raises(PipelineError, match=code):
        desk(str(words[0]), *words[1:])


def test_lines_of_sheets_and_shared_words_are_approved_in_their_own_files(
    desk: Run, locales: Path
) -> None:
    desk("merge", SMALL, "--language", "en-simple")
    home = locales / "en@simple/LC_MESSAGES"
    own, shared, lines = (home / f"{name}.po" for name in ("small", "shared", "small.handouts"))
    file = polib.pofile(str(own))
    both = polib.POFile()
    both.metadata = dict(file.metadata)
    surgery = next(entry for entry in file if entry.msgid == "surgery")
    both.append(polib.POEntry(msgid="surgery", msgstr="surgery"))
    both.save(str(shared))
    both[0] = polib.POEntry(msgctxt="what/ask", msgid="What is it?", msgstr="What is it?")
    both.save(str(lines))
    assert not surgery.msgstr
    by = ("--role", "medical", "--by", "Ana")
    said = desk("review", SMALL, "--language", "en-simple", *by).output
    assert f"1 messages approved in {shared}" in said
    assert f"1 messages approved in {lines}" in said
    for path in (shared, lines):
        assert "Ana" in polib.pofile(str(path))[0].tcomment
    assert "Ana" not in own.read_text()


def test_the_status_of_a_register_names_what_is_missing(desk: Run, locales: Path) -> None:
    desk("merge", SMALL, "--language", "en-simple")
    said = desk("status", SMALL, "--register", "simple").output
    rows = [line.split("\t") for line in said.splitlines() if line.startswith("1\t")]
    assert [int(row[1]) for row in rows] == sorted((int(row[1]) for row in rows), reverse=True)
    assert f"{len(rows)} messages, {sum(int(row[1]) for row in rows)} words" in said
    assert "surgery" in {row[2] for row in rows}
    assert "register" in desk("status", SMALL, "--register", "loud", code=2).output
