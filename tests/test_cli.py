"""The command as a person meets it: one clear line for each fault, exit codes, no traces."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.walls import SEARCH

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "fixtures/small.en.md"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def everyform(tmp_path: Path) -> Run:
    """Run the command in an empty folder, with an empty cache."""

    def run(*words: str | Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": SEARCH,
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            **surroundings,
        }
        done = subprocess.run(
            [sys.executable, "-m", "everyform", *map(str, words)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    shutil.copy(SMALL, folder)
    return folder


def lines(text: str, code: str) -> list[str]:
    return [line for line in text.splitlines() if f"[{code}]" in line]


def made(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_formats_are_listed(everyform: Run) -> None:
    done = everyform("formats")
    assert done.returncode == 0
    _, *names = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert names == [
        *("large-print", "epub", "web", "handout", "handout-large", "handout-two"),
        *("handout-docx", "audiobook"),
    ]


def test_the_languages_are_listed_with_their_voices(everyform: Run) -> None:
    done = everyform("languages")
    assert done.returncode == 0
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines()}
    assert rows["es"][:2] == ["español", "ltr"]
    assert "none" not in rows["en"]


def test_a_build_makes_the_files_and_says_so(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    done = everyform("build", "--format", "web", "--language", "es", "--as-of", "2026-11-23")
    assert done.returncode == 0, done.stderr
    page = tmp_path / "output/small/es/small.es.LABELS-ONLY.web.html"
    assert page.is_file()
    assert (tmp_path / "output/small/canonical.en.json").is_file()
    assert "small.es.LABELS-ONLY.web.html" in done.stdout
    assert len(lines(done.stderr, "stale")) == 1
    assert {path.name for path in made(tmp_path / "output")} == {
        "canonical.en.json",
        "manifest.json",
        "report.html",
        "index.html",
        "index.es.html",
        "small.es.LABELS-ONLY.web.html",
    }


def test_a_fresh_build_is_not_called_stale(everyform: Run, seeds: Path) -> None:
    done = everyform("build", "--format", "web", "--as-of", "2026-01-15")
    assert done.returncode == 0
    assert not lines(done.stderr, "stale")


def test_the_date_comes_from_the_source_epoch(everyform: Run, seeds: Path) -> None:
    fresh = everyform("build", "--format", "web", SOURCE_DATE_EPOCH="1768435200")  # 2026-01-15
    assert not lines(fresh.stderr, "stale")
    broken = everyform("build", "--format", "web", SOURCE_DATE_EPOCH="soon")
    assert broken.returncode == 2
    assert len(lines(broken.stderr, "epoch-invalid")) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("build", "nowhere.md"), "seed-missing"),
        (("check", "nowhere.md"), "seed-missing"),
        (("build", "--language", "xx"), "language-unknown"),
        (("build", "--format", "scroll"), "format-unknown"),
        (("build", "--publisher", "nobody.toml"), "publisher-unreadable"),
    ],
)
def test_a_wrong_argument_is_one_line(
    everyform: Run, seeds: Path, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    done = everyform(*words)
    assert done.returncode == 2
    assert len(lines(done.stderr, code)) == 1
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--as-of", "tomorrow"),
        ("build", "--jobs", "0"),
        ("build", "--no-such-option"),
        ("fly",),
    ],
)
def test_wrong_usage_exits_2(everyform: Run, seeds: Path, words: tuple[str, ...]) -> None:
    assert everyform(*words).returncode == 2


def test_a_date_in_the_future_is_refused(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    done = everyform("build", "--format", "web", "--as-of", "2025-12-29")
    assert done.returncode == 2
    (line,) = lines(done.stderr, "date-future")
    assert line.startswith("seeds/small.en.md:1: error")
    assert not (tmp_path / "output").exists()
    late = everyform(
        "build", "--format", "web", "--as-of", "2026-01-01", "--accessed", "2026-01-02"
    )
    assert len(lines(late.stderr, "date-future")) == 1


def test_the_citation_dates_need_one_seed(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    (seeds / "other.en.md").write_text(SMALL.read_text("utf-8"), "utf-8")
    assert everyform("build", "--accessed", "2026-01-01").returncode == 2
    one = everyform("build", seeds / "small.en.md", "--accessed", "2026-01-02", "--format", "web")
    assert one.returncode == 0
    page = (tmp_path / "output/small/en/small.en.web.html").read_text("utf-8")
    assert "Accessed January 2, 2026" in page


BAD = {
    "empty.en.md": b"",
    "bare.en.md": b"# Words without a front matter\n",
    "open.en.md": b"---\ntitle: x\n",
    "latin.en.md": SMALL.read_bytes().replace(b"knee", "kn\xe9e".encode("latin-1")),
    "hp.en.md": SMALL.read_bytes().replace("–Patient".encode(), "–Health Professional".encode()),
    "uncited.en.md": SMALL.read_bytes().replace(b"PDQ\xc2\xae Example Treatment Editorial", b"The"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_and_the_others_are_built(
    everyform: Run, seeds: Path, tmp_path: Path, name: str
) -> None:
    (seeds / name).write_bytes(BAD[name])
    done = everyform("build", "--format", "web", "--language", "en")
    assert done.returncode == 2
    errors = [line for line in done.stderr.splitlines() if "error[" in line]
    assert errors, done.stderr
    assert all(line.startswith(f"seeds/{name}") for line in errors)
    pages = [path for path in made(tmp_path / "output") if path.name.endswith(".web.html")]
    assert {path.parts[-3] for path in pages} == {"small"}
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [
        "index.html",
        "manifest.json",
        "small",
    ]


def test_an_output_in_the_way_is_one_line(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("in the way")
    done = everyform("build", "--format", "web")
    assert done.returncode == 2
    assert len(lines(done.stderr, "output-unwritable")) == 1
    assert (tmp_path / "output").read_text() == "in the way"


def test_check_prints_findings_and_makes_nothing(
    everyform: Run, seeds: Path, tmp_path: Path
) -> None:
    done = everyform("check", "--notes")
    assert done.returncode == 0
    notes = [line for line in done.stderr.splitlines() if ": note[" in line]
    assert notes
    assert all(line.startswith("seeds/small.en.md:") for line in notes)
    assert not (tmp_path / "output").exists()
    assert ": note[" not in everyform("check").stderr


def test_check_prints_first_what_could_do_harm(everyform: Run, seeds: Path) -> None:
    doubtful = "- a lump that:\n\n- aches\n- grows\n- swelling\n"
    text = SMALL.read_text("utf-8").replace(
        "## About This PDQ Summary",
        f"## Who we are\n\n{doubtful}\n## Doses\n\n{doubtful}\n## About This PDQ Summary",
    )
    (seeds / "small.en.md").write_text(text, "utf-8")
    found = [line for line in everyform("check").stderr.splitlines() if ": warning[" in line]
    assert ["(about dose)" in line for line in found] == [True, False]
    ordered = [line for line in everyform("build", "--format", "web").stderr.splitlines()]
    places = [line for line in ordered if ": warning[list-nesting" in line]
    assert places == sorted(found, key=lambda line: int(line.split(":")[1]))


def test_check_ends_with_totals_over_all_seeds(everyform: Run, seeds: Path) -> None:
    text = SMALL.read_text("utf-8")
    (seeds / "small.en.md").write_text(text + "\nA <q>knee</q>.\n\nA <q>hip</q>.\n", "utf-8")
    (seeds / "other.en.md").write_text(text + "\nA <q>heel</q>.\n", "utf-8")
    (seeds / "empty.en.md").write_bytes(b"")
    done = everyform("check")
    assert done.returncode == 2
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[1] for row in rows[1:3]] == ["other", "small"]
    assert rows[3] == ["severity", "code", "count", "files"]
    assert rows[4:6] == [["error", "empty", "1", "1"], ["warning", "tag-unknown", "3", "2"]]
    notes = rows[6:]
    assert ["note", "title-duplicate", "2", "2"] in notes
    assert {row[0] for row in notes} == {"note"}
    assert [int(row[2]) for row in notes] == sorted((int(row[2]) for row in notes), reverse=True)


def test_check_speaks_to_machines(everyform: Run, seeds: Path) -> None:
    done = everyform("check", "--json")
    assert done.returncode == 0
    assert done.stderr == ""
    findings = json.loads(done.stdout)
    assert {finding["severity"] for finding in findings} == {"note"}
    assert all(finding["path"] == "seeds/small.en.md" for finding in findings)
    assert {"title-duplicate", "navigation"} <= {finding["code"] for finding in findings}
    (seeds / "empty.en.md").write_bytes(b"")
    broken = everyform("check", "--json")
    assert broken.returncode == 2
    assert "error" in {finding["severity"] for finding in json.loads(broken.stdout)}


def test_who_publishes_is_read_from_a_file(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "publisher.toml").write_text('name = "St. <Mary>"\n')
    assert everyform("build", "--format", "web", "--language", "en").returncode == 0
    page = (tmp_path / "output/small/en/small.en.web.html").read_text("utf-8")
    assert "Format made by St. &lt;Mary&gt;." in page


@pytest.mark.parametrize("text", ["name = 1", 'boss = "x"', "name ="])
def test_a_wrong_publisher_file_is_one_line(
    everyform: Run, seeds: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "publisher.toml").write_text(text)
    done = everyform("build", "--format", "web")
    assert done.returncode == 2
    assert len(lines(done.stderr, "publisher-invalid")) == 1


def test_the_canonical_form_is_json(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    everyform("build", "--format", "web", "--language", "en")
    data = json.loads((tmp_path / "output/small/canonical.en.json").read_text("utf-8"))
    assert data["schema"] == "everyform/document/1"


def test_a_terminal_is_not_needed_and_progress_is_quiet(everyform: Run, seeds: Path) -> None:
    done = everyform("build", "--format", "web", "--as-of", "2026-01-15")
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == ""


def test_a_release_refuses_what_is_stale_unless_it_may_be(everyform: Run, seeds: Path) -> None:
    words = ("build", "--release", "--format", "web", "--language", "en", "--as-of", "2026-11-23")
    refused = everyform(*words)
    assert refused.returncode == 1
    assert len(lines(refused.stderr, "release-stale")) == 1
    assert everyform(*words, "--allow-stale").returncode == 0


def test_what_is_stale_is_allowed_in_a_release_only(
    everyform: Run, seeds: Path, tmp_path: Path
) -> None:
    """Whoever writes one word and forgets the other believes to have made a release."""
    refused = everyform("build", "--allow-stale", "--format", "web", "--language", "en")
    assert refused.returncode == 2
    assert "--allow-stale is for --release" in refused.stderr
    assert not (tmp_path / "output").exists()


def test_a_release_is_spoken_anew(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    """What lies in the store may be another's; a release neither takes from it nor adds to it."""
    words = ("build", "--format", "audiobook", "--language", "en", "--as-of", "2026-11-23")
    assert everyform(*words, "--release", "--allow-stale").returncode == 0
    assert made(tmp_path / "cache") == []
    assert everyform(*words).returncode == 0
    assert made(tmp_path / "cache") != []


def test_the_version_is_printed(everyform: Run) -> None:
    assert everyform("--version").stdout.strip()


@pytest.mark.parametrize(
    ("words", "code", "help"),
    [
        (("verify", "output/small/en"), "manifest-missing", "its folder of outputs is "),
        (
            ("receive", "x.xlf", "seeds/small.en.md", "--language", "es"),
            "arguments-exchanged",
            "everyform receive seeds/small.en.md x.xlf --language es",
        ),
        (
            ("review", "seeds/small.en.md", "--language", "es", "--role", "medical", "--by", "A"),
            "catalog-missing",
            "run `everyform merge`",
        ),
    ],
)
def test_a_bad_call_says_what_to_do(
    words: tuple[str, ...], code: str, help: str, everyform: Run, seeds: Path
) -> None:
    everyform("build", "--format", "web", "--language", "en", "--as-of", "2026-11-23")
    done = everyform(*words)
    assert done.returncode in (1, 2)
    assert len(lines(done.stderr, code)) == 1
    assert f"hint: {help}" in done.stderr


def test_an_open_quote_is_named_by_its_line(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "publisher.toml").write_text('contact = "x"\nname = "St. Mary\n')
    (line,) = lines(everyform("build").stderr, "publisher-invalid")
    assert line.startswith("publisher.toml:2: error[publisher-invalid]: the line ends inside")


def test_a_role_that_nobody_has_is_answered_with_those_there_are(
    everyform: Run, seeds: Path
) -> None:
    who = ("--language", "es", "--role", "doctor", "--by", "A")
    done = everyform("review", "seeds/small.en.md", *who)
    assert done.returncode == 2
    assert "'doctor' is none of linguistic, medical" in done.stderr


def test_one_unfinished_catalog_silences_no_other(everyform: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    (tmp_path / "locales/fr/LC_MESSAGES/ui.po").write_text('msgid ""\nmsgstr ""\n')
    done = everyform("languages", "--locales", "locales")
    assert done.returncode == 2
    assert "fr" not in {line.split("\t")[0] for line in done.stdout.splitlines()}
    assert {"en", "es", "ar"} <= {line.split("\t")[0] for line in done.stdout.splitlines()}
    assert "locales/fr/LC_MESSAGES/ui.po" in done.stderr


@pytest.mark.parametrize("words", [("formats",), ("languages",), ("doctor",)])
def test_lists_speak_to_machines(words: tuple[str, ...], everyform: Run) -> None:
    rows = json.loads(everyform(*words, "--json").stdout)
    assert len(rows) >= 5
    assert len({tuple(row) for row in rows}) == 1


def test_a_build_speaks_to_machines(everyform: Run, seeds: Path) -> None:
    asked = ("build", "--format", "web", "--as-of", "2026-11-23", "--json")
    first, second = (json.loads(everyform(*asked).stdout) for _ in range(2))
    assert [step["why"] for step in first["steps"]] == [["new"]]
    assert first["made"][0]["files"][0]["path"] == "small/en/small.en.web.html"
    assert [step["why"] for step in second["steps"]] == [[]]
    assert second["made"] == []
    verified = json.loads(everyform("verify", "--as-of", "2026-11-23", "--json").stdout)
    assert (verified["exit_code"], len(verified["outputs"])) == (0, 1)


def test_a_plan_is_told_with_its_reasons(everyform: Run, seeds: Path, tmp_path: Path) -> None:
    told = everyform("build", "--format", "web", "--as-of", "2026-11-23", "--dry-run")
    assert "small\ten\tweb\tis made\tit was not there" in told.stdout
    assert not (tmp_path / "output").exists()
