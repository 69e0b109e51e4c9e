"""What a person is told while something is built: enough, once, and in words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from everyform.cli import stopping, telling
from everyform.cli.report import print_table
from everyform.cli.telling import MOST_OF_A_KIND, Advance, Findings, span
from everyform.diagnostics import Diagnostic, Location, Severity
from everyform.production import Planned


def finding(number: int, severity: Severity = Severity.WARNING, code: str = "x") -> Diagnostic:
    return Diagnostic(severity, code, f"number {number}", Location("a.md", number))


def told(capsys: pytest.CaptureFixture[str], **how: bool) -> list[str]:
    findings = Findings(**how)
    for number in range(1, 14):
        findings.hear(finding(number))
        findings.hear(finding(number))
    findings.hear(finding(1, Severity.ERROR, "y"))
    findings.hear(finding(1, Severity.NOTE, "z"))
    findings.end()
    return capsys.readouterr().err.splitlines()


def test_ten_of_a_kind_are_printed_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys)
    assert len([line for line in lines if "warning[x]: " in line]) == MOST_OF_A_KIND
    assert "a.md:1: error[y]: number 1" in lines
    assert lines[-1] == "13 times warning[x], 3 of them not shown (see --verbose)"
    assert not [line for line in lines if "note[" in line]


def test_verbose_prints_all_and_quiet_errors_only(capsys: pytest.CaptureFixture[str]) -> None:
    every = told(capsys, verbose=True)
    assert len([line for line in every if "warning[x]: " in line]) == 13
    assert "a.md:1: note[z]: number 1" in every
    assert told(capsys, quiet=True) == ["a.md:1: error[y]: number 1"]


def test_off_a_terminal_a_line_comes_every_while(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "_EVERY_S", 0.05)
    with Advance("building", 4, 8) as advance:
        advance.step("one", 6)
        advance._over.wait(0.2)
    lines = capsys.readouterr().err.splitlines()
    assert lines and all(line.startswith("building: 1 of 4, about ") for line in lines)
    assert lines[0].endswith(" left")


def test_time_is_told_in_words() -> None:
    assert [span(seconds) for seconds in (3.2, 89, 300)] == ["3 s", "89 s", "5 min"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [30, 200])
def test_no_word_and_no_path_is_cut(
    columns: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    place = "output/" + "osteosarcoma-treatment/" * 3 + "osteosarcoma.en.web.html"
    print_table("made", ("edition", "place"), [("en", place), ("es", "short")])
    shown = screen.getvalue()
    assert place in shown.replace("\n", "") if columns < 100 else place in shown
    assert ("place: " in shown) is (columns < 100)


def test_a_wish_to_stop_that_python_lost_is_given_in_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "_asked", [2])
    with pytest.raises(stopping.Stopped):
        telling.Telling(quiet=True, verbose=False, silent=False).hear(Planned(()))
