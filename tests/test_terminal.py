"""Names and words of strangers do a terminal no harm, and a broken one stops nothing."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from everyform.cli.report import harmless, print_findings, print_table
from everyform.cli.surroundings import clip_store
from everyform.diagnostics import Diagnostic, Location, Severity
from tests.walls import SEARCH

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests/fixtures/small.en.md"
DAY = ("--as-of", "2026-11-23")

Done = subprocess.CompletedProcess[bytes]
Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "seeds").mkdir()
    shutil.copy(SMALL, tmp_path / "seeds/small.en.md")

    def command(*words: str, shell: str = "", **more: str) -> Done:
        program = [sys.executable, "-m", "everyform", *words]
        if shell:
            program = ["sh", "-c", f'"$@" {shell}', "sh", *program]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PYTHONPATH": SEARCH,
            **more,
        }
        return subprocess.run(
            program, cwd=tmp_path, env=environment, capture_output=True, timeout=120, check=False
        )

    return command


@pytest.mark.parametrize("cache", ["", "here", "../here"])
def test_a_cache_below_where_one_stands_is_none(
    cache: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XDG Base Directory 0.8: a relative path is invalid and must be ignored."""
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    assert clip_store() == Path.home() / ".cache/everyform/clips"
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache")
    assert clip_store() == Path("/var/cache/everyform/clips")


def calm(done: Done) -> None:
    """No trace of a stack, and nothing that a terminal would obey."""
    said = done.stderr + done.stdout
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said
    assert not [byte for byte in said if byte < 0x20 and byte not in b"\t\n"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain [/x] [bold]words", "plain [/x] [bold]words"),
        ("\x1b[31mred\x1b]0;title\x07", "\\x1b[31mred\\x1b]0;title\\x07"),
        ("a\tb\nc\rd\0", "a\\tb\\nc\\rd\\x00"),
        ("\x9b31m\x85", "\\x9b31m\\x85"),
        ("left\u202eright\u2066", "left\\u202eright\\u2066"),
        ("\udcff\ud800", "\\udcff\\ud800"),
        ("línea \u2028 عربي 骨 é", "línea \\u2028 عربي 骨 é"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_by_number(words: str, shown: str) -> None:
    assert harmless(words) == shown


def test_findings_and_tables_are_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    bad = "x\x1b[2J\u202ey"
    print_findings([Diagnostic(Severity.ERROR, "code", bad, Location(bad, 3), bad)])
    print_table("table", ("a", "b"), [(bad, "one\ttwo\nthree")])
    out, err = capsys.readouterr()
    assert err.splitlines()[0] == "x\\x1b[2J\\u202ey:3: error[code]: x\\x1b[2J\\u202ey"
    assert out == "a\tb\nx\\x1b[2J\\u202ey\tone\\ttwo\\nthree\n"


@pytest.mark.parametrize(
    "name",
    [
        b"a\x1b[31mred.en.md",
        b"a\xff\xfe.en.md",
        b"a\nb.en.md",
        b"a\tb.en.md",
        "a\u202eb.en.md".encode(),
        b"n" * 245 + b".en.md",
        b"a\\b.en.md",
    ],
)
def test_a_seed_of_an_unusable_name_is_one_line(name: bytes, run: Run, tmp_path: Path) -> None:
    place = os.fsencode(tmp_path / "seeds") + b"/" + name
    with open(place, "wb") as file:
        file.write(SMALL.read_bytes())
    done = run("build", "--format", "web", "--language", "en", *DAY)
    calm(done)
    assert done.returncode == 2
    errors = [line for line in done.stderr.splitlines() if b"error[" in line]
    assert len(errors) == 1
    assert b"error[seed-name]" in errors[0]
    assert (tmp_path / "output/small/en/small.en.web.html").is_file()  # the other one


def test_a_name_of_markup_is_a_name(run: Run, tmp_path: Path) -> None:
    shutil.copy(SMALL, tmp_path / "seeds/[bold][x].en.md")
    done = run("build", "seeds/[bold][x].en.md", "--format", "web", "--language", "en", *DAY)
    calm(done)
    assert done.returncode == 0
    assert b"bold-x.en.web.html" in done.stdout  # files are named by plain letters
    assert b"seeds/[bold][x].en.md" in done.stderr


@pytest.mark.parametrize("locale", [{}, {"LANG": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}])
@pytest.mark.parametrize("command", [("languages",), ("check", "--notes"), ("formats",)])
def test_any_locale_will_do(command: tuple[str, ...], locale: dict[str, str], run: Run) -> None:
    done = run(*command, **locale)
    calm(done)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("shell", "code"),
    [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), (">/dev/full", 2), ("2>/dev/full", 0)],
)
def test_a_terminal_that_is_gone_or_full(shell: str, code: int, run: Run, tmp_path: Path) -> None:
    done = run("build", "--format", "web", "--language", "en", *DAY, shell=shell)
    calm(done)
    assert done.returncode == code
    assert (tmp_path / "output/small/en/small.en.web.html").is_file()
    if code:
        assert b"No space left" in done.stderr
        assert len([line for line in done.stderr.splitlines() if b"error[" in line]) == 1


def test_nobody_reads_on(run: Run) -> None:
    done = run("languages", shell="| head -n 1")
    calm(done)
    assert done.stdout.count(b"\n") == 1


def test_few_open_files(run: Run, tmp_path: Path) -> None:
    command = ("build", "--format", "web", "--language", "en", *DAY)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    done = subprocess.run(
        ["sh", "-c", 'ulimit -n 32; exec "$@"', "sh", sys.executable, "-m", "everyform", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": SEARCH, "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    calm(done)
    assert done.returncode in (0, 2)
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before


def test_no_home(run: Run, tmp_path: Path) -> None:
    done = run("build", "--format", "web", "--language", "en", *DAY, HOME="/nowhere")
    calm(done)
    assert done.returncode == 0


def test_data_for_machines_stays_data(run: Run, tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace("Knee", "[/Knee]", 1)
    (tmp_path / "seeds/small.en.md").write_text(text, "utf-8")
    done = run("check", "--json")
    calm(done)
    json.loads(done.stdout)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = " + "[" * 50_000, "publisher-invalid"),
        ('name = "' + "x" * 3_000_000 + '"', "more than"),
        ('name = "\\u001b[31mred"', "cannot be printed"),
        ("name = " + "9" * 5_000, "publisher-invalid"),
        ("\x00", "publisher-invalid"),
        (None, "publisher-unreadable"),
    ],
)
def test_a_publisher_that_is_none(text: str | None, said: str, run: Run, tmp_path: Path) -> None:
    if text is None:
        os.mkfifo(tmp_path / "publisher.toml")
    else:
        (tmp_path / "publisher.toml").write_text(text, "utf-8")
    done = run("build", "--format", "web", "--language", "en", *DAY)
    calm(done)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stderr.count(b"error[") == 1
