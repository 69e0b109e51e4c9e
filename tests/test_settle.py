"""`everyform settle` as a person meets it: a seed, a saved page, a fixes file."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from everyform.cli.commands import app
from everyform.diagnostics import Diagnostic, PipelineError, Severity
from everyform.document import Block, BulletList, Paragraph, Section, SectionRole
from everyform.production import exit_code, read_seed
from everyform.reader.comparison import PLACED
from everyform.reader.page import parse_page
from everyform.reader.units import units
from everyform.walk import plain_text

FIXTURES = Path(__file__).parent / "fixtures/settle"
DOUBTS = {"list-nesting", "list-nesting-unsure", "item-end-unsure"}


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIXTURES / "elbow.en.md", tmp_path))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIXTURES / "elbow.html", tmp_path))


@pytest.fixture
def fixes(seed: Path) -> Path:
    return seed.with_name("elbow.en.fixes.yaml")


def nesting(blocks: Sequence[Block], parent: str = "") -> Iterator[tuple[str, str]]:
    """The words of every item and paragraph of a document, each with those of its item.

    The section about the summary is left out.
    """
    for block in blocks:
        match block:
            case Section(role=SectionRole.ABOUT):
                pass
            case Section():
                yield from nesting(block.blocks)
            case Paragraph(segment):
                yield plain_text(segment.content), parent
            case BulletList(items):
                for item in items:
                    own, *rest = item.blocks
                    assert isinstance(own, Paragraph)
                    words = plain_text(own.segment.content)
                    yield words, parent
                    yield from nesting(rest, words)


def true_nesting(page: Path) -> list[tuple[str, str]]:
    """The same of the page, read from its own elements."""
    found = units(parse_page(page.read_text("utf-8"), str(page)).value)
    end = next(at for at, unit in enumerate(found) if unit.words == "About This PDQ Summary")
    return [
        (unit.words, "" if unit.parent is None else found[unit.parent].words)
        for unit in found[:end]
        if unit.kind in PLACED
    ]


def settle(seed: Path, page: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["settle", str(seed), "--page", str(page), *more])


def rows(done: Result) -> list[list[str]]:
    return [line.split("\t") for line in done.stdout.splitlines()]


def refused(seed: Path, page: Path, *more: str) -> tuple[Diagnostic, int]:
    """The one error, and the exit code that it leads to."""
    done = settle(seed, page, *more)
    assert isinstance(done.exception, PipelineError), done.output
    (error,) = [d for d in done.exception.diagnostics if d.severity is Severity.ERROR]
    assert "\n" not in str(error).replace("\n  hint: ", "")
    assert not seed.with_name("elbow.en.fixes.yaml").is_file()
    return error, exit_code([error])


def test_the_fixes_file_makes_the_seed_what_the_page_is(
    seed: Path, page: Path, fixes: Path
) -> None:
    before = read_seed(seed)
    assert {d.code for d in before.diagnostics} & DOUBTS
    done = settle(seed, page)
    assert done.exit_code == 0
    assert done.stderr == ""
    after = read_seed(seed)
    assert not {d.code for d in after.diagnostics} & DOUBTS
    assert list(nesting(after.value.document.blocks)) == true_nesting(page)
    assert done.stdout.splitlines()[-1] == str(fixes)


CALL = "<p>Call the nurse when in doubt.</p>"


def test_a_paragraph_goes_into_the_item_or_after_the_list_as_on_the_page(
    seed: Path, page: Path
) -> None:
    for old, new in ((f"</li>\n</ul>\n{CALL}", f"{CALL}</li>\n</ul>"), (CALL, f"</li></ul>{CALL}")):
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
        assert settle(seed, page, "--force").exit_code == 0
        after = read_seed(seed)
        assert not {d.code for d in after.diagnostics} & DOUBTS
        assert list(nesting(after.value.document.blocks)) == true_nesting(page)


def test_the_table_says_what_was_settled(seed: Path, page: Path) -> None:
    done = settle(seed, page)
    found = rows(done)
    line = seed.read_text("utf-8").split("\n").index("- an old injury") + 1
    owner = f"{line - 4} Having one of these conditions:"
    assert ["moved", str(line), "an old injury", owner, "top"] in found
    (items,) = [row for row in found if row[0] == "items"]
    assert items[:3] + items[4:] == ["items", "20", "20", "20"]
    assert int(items[3]) < 20


def test_a_second_time_nothing_is_written(seed: Path, page: Path, fixes: Path) -> None:
    settle(seed, page)
    first = (fixes.stat().st_ino, fixes.stat().st_mtime_ns)
    done = settle(seed, page)
    assert done.exit_code == 0
    assert (fixes.stat().st_ino, fixes.stat().st_mtime_ns) == first
    assert str(fixes) not in done.stdout
    assert [path.name for path in sorted(seed.parent.iterdir())] == [
        "elbow.en.fixes.yaml",
        "elbow.en.md",
        "elbow.html",
    ]


def test_the_fixes_file_that_is_there_is_the_one_that_grows(
    seed: Path, page: Path, fixes: Path
) -> None:
    short = fixes.with_name("elbow.fixes.yaml")
    line = seed.read_text("utf-8").split("\n").index("- work with heavy tools") + 1
    short.write_text(f"lists:\n- line: {line}\n  words: work with\n  under: top\n")
    done = settle(seed, page)
    assert done.stdout.splitlines()[-1] == str(short)
    assert not fixes.exists()
    assert "words: work with\n" in short.read_text()


def test_differences_show_the_words_that_differ(seed: Path, page: Path) -> None:
    text = page.read_text("utf-8")
    text = text.replace("risk of a lump in the elbow", "risk of a small lump in the elbow")
    page.write_text(text.replace("<li>Radiation.</li>", "<li>Light.</li>"), "utf-8")
    done = settle(seed, page)
    assert "warning[page-differs]: the page and the seed differ in 3 texts" in done.stderr
    found = [[row[0], *row[3:]] for row in rows(done) if len(row) == 5]
    assert ["reworded", "… risk of a lump in the …", "… risk of a small lump in the …"] in found
    assert ["only in the seed", "Radiation.", ""] in found
    assert ["only on the page", "", "Light."] in found


def test_what_stays_open_is_a_warning_with_its_line(seed: Path, page: Path) -> None:
    text = page.read_text("utf-8")
    page.write_text(text.replace("<li>Radiation.</li>", ""), "utf-8")
    done = settle(seed, page)
    assert done.exit_code == 0
    line = seed.read_text("utf-8").split("\n").index("- Radiation.") + 1
    warnings = [text for text in done.stderr.splitlines() if "[settle-open]" in text]
    (warning, *_) = [text for text in warnings if "'Radiation.'" in text]
    assert warning.startswith(f"{seed}:{line}: ") or f": line {line}, 'Radiation.': " in warning
    assert any(row[0] == "not settled" and f":{row[1]}: " in warning for row in rows(done))


def test_words_in_brackets_are_words_on_a_terminal_too(
    seed: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    odd = "[bold]Light[/x] :cat:"
    done = settle(seed, changed(page, "<li>Radiation.</li>", f"<li>{odd}</li>"))
    assert "┃" in done.stdout
    assert odd in re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


# Bad input


def test_a_page_that_is_not_there(seed: Path, tmp_path: Path) -> None:
    error, code = refused(seed, tmp_path / "nowhere.html")
    assert (error.code, error.message, code) == ("page-unreadable", "no such file", 2)
    assert error.location.path == str(tmp_path / "nowhere.html")


def test_a_page_that_is_no_ordinary_file(seed: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    for place in (tmp_path, pipe, Path("/dev/null")):
        error, code = refused(seed, place)
        assert (error.code, code) == ("page-unreadable", 2)
        assert "not a file that can be read as a whole" in error.message


def test_a_page_is_asked_for(seed: Path) -> None:
    done = CliRunner().invoke(app, ["settle", str(seed)])
    assert done.exit_code == 2
    assert "--page" in done.stderr


@pytest.mark.parametrize("name", ["nowhere.en.md", "."])
def test_a_seed_that_cannot_be_read(seed: Path, page: Path, name: str) -> None:
    error, code = refused(seed.parent / name, page)
    assert (error.code, code) == ("seed-unreadable", 2)


def test_a_seed_without_its_header(seed: Path, page: Path) -> None:
    seed.write_text("# Elbow Tumor Treatment (PDQ®)–Patient Version\n")
    error, code = refused(seed, page)
    assert (error.code, error.location.line, code) == ("front-matter-missing", 1, 2)


def changed(page: Path, old: str, new: str) -> Path:
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")
    return page


def test_a_page_of_another_publisher(seed: Path, page: Path) -> None:
    old, new = 'href="https://www.cancer.gov/types', 'href="https://www.elbow.example/types'
    error, code = refused(seed, changed(page, old, new))
    assert (error.code, error.location.path, code) == ("page-publisher", str(page), 2)


@pytest.mark.parametrize("end", ["<li>in the hand</li>", "</article>", "</main>"])
def test_a_page_that_was_cut_off(seed: Path, page: Path, end: str) -> None:
    whole = page.read_text("utf-8")
    page.write_text(whole[: whole.index(end)], "utf-8")
    error, code = refused(seed, page)
    assert (error.code, code) == ("page-cut-off", 2)


def test_a_page_that_lacks_its_end_though_its_elements_close(seed: Path, page: Path) -> None:
    text = page.read_text("utf-8")
    start, end = text.index("<h2>About"), text.index("</article>")
    page.write_text(text[:start] + text[end:], "utf-8")
    error, code = refused(seed, page)
    assert (error.code, code) == ("page-cut-off", 2)


@pytest.mark.parametrize(("encoding", "named"), [("utf-16", "UTF-16"), ("cp1252", "ISO 8859-1")])
def test_a_page_in_another_encoding(seed: Path, page: Path, encoding: str, named: str) -> None:
    page.write_bytes(page.read_text("utf-8").replace("–", "-").encode(encoding))
    error, code = refused(seed, page)
    assert (error.code, code) == ("encoding", 2)
    assert named in error.message


def test_a_page_of_another_summary(seed: Path, page: Path) -> None:
    page.write_text(
        "<h1>Toe Care (PDQ®)–Patient Version</h1><h2>Toes</h2><p>Wash them.</p>"
        "<ul><li>daily</li></ul><h2>About This PDQ Summary</h2>",
        "utf-8",
    )
    error, code = refused(seed, page)
    assert (error.code, code) == ("page-other", 2)
    assert error.message.startswith("not the seed's summary: 0% of the seed's words")
    assert "https://www.cancer.gov/types/elbow/patient/elbow-treatment-pdq" in error.hint


def test_a_page_without_lists(seed: Path, page: Path) -> None:
    text = page.read_text("utf-8")
    text = re.sub(r"<(/?)ul>", r"<\1div>", text)
    page.write_text(re.sub(r"<(/?)li>", r"<\1p>", text), "utf-8")
    error, code = refused(seed, page)
    assert (error.code, code) == ("page-lists", 2)


def test_an_empty_page_and_one_without_words(seed: Path, page: Path) -> None:
    for text in ("", "<p></p>"):
        page.write_text(text, "utf-8")
        error, code = refused(seed, page)
        assert code == 2
        assert error.code in ("page-empty", "page-other")


def test_a_page_with_what_no_output_can_carry(seed: Path, page: Path) -> None:
    error, code = refused(seed, changed(page, "an old injury", "an old\x07 injury"))
    assert (error.code, code) == ("control-character", 2)


def contradicting(seed: Path) -> str:
    lines = seed.read_text("utf-8").split("\n")
    line = lines.index("- an old injury") + 1
    return f"lists:\n- line: {line}\n  words: an old injury\n  under: {line - 4}\n"


def test_an_entry_that_contradicts_the_page_is_refused_and_kept(
    seed: Path, page: Path, fixes: Path
) -> None:
    mine = contradicting(seed)
    fixes.write_text(mine)
    done = settle(seed, page)
    assert isinstance(done.exception, PipelineError)
    (error,) = done.exception.diagnostics
    assert (error.code, error.location.line) == ("fix-contradicts", 2)
    assert exit_code([error]) == 1
    assert fixes.read_text() == mine


def test_force_overrules_it(seed: Path, page: Path, fixes: Path) -> None:
    fixes.write_text(contradicting(seed))
    done = settle(seed, page, "--force")
    assert done.exit_code == 0
    assert f"{fixes}:2: warning[fix-dropped]: dropped the entry of line" in done.stderr
    assert list(nesting(read_seed(seed).value.document.blocks)) == true_nesting(page)


def test_a_fixes_file_that_cannot_be_read(seed: Path, page: Path, fixes: Path) -> None:
    fixes.mkdir()
    error, code = refused(seed, page)
    assert (error.code, code) == ("fixes-unreadable", 2)
    fixes.rmdir()
    fixes.write_text("lists: 5\n")
    done = settle(seed, page)
    assert "fixes-syntax" in str(done.exception)
    assert fixes.read_text() == "lists: 5\n"
