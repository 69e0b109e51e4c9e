"""Nothing outside of the output folder is written or removed, whatever stands in it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from everyform.diagnostics import PipelineError
from everyform.production import (
    Settings,
    Terms,
    begin,
    conclude,
    journal,
    locked,
    plan,
    read_seed,
    run,
    verify_folder,
    write_canonical,
)
from everyform.production.journal import noted, taken_over
from everyform.production.manifest import NAME, FileRecord, Manifest, from_json, load, to_json
from everyform.production.outcome import Outcome
from everyform.publisher import Publisher
from everyform.writers import FORMATS

SMALL = Path(__file__).parent / "fixtures/small.en.md"
DAY = date(2026, 11, 23)
WEB = tuple(format for format in FORMATS if format.name == "web")
SHEETS = tuple(format for format in FORMATS if format.name == "handout")


def made(output: Path, formats: tuple[object, ...] = WEB) -> list[Outcome]:
    seed = read_seed(SMALL).value
    manifest = load(output) if (output / NAME).exists() else Manifest()
    known = (file.sha256 for file in manifest.files.values())
    settings = Settings(output, output / "x", Terms(DAY, Publisher()), known=frozenset(known))
    write_canonical(seed, output)
    tasks = plan([seed], formats, ["en"]).value  # type: ignore[arg-type]
    outcomes = list(run(tasks, settings, 1))
    conclude([seed], output)
    return outcomes


def codes(output: Path) -> set[str]:
    found, results, _ = verify_folder(output, output / "x", DAY, 2)
    return {f.code for f in found} | {f.code for r in results for f in r.findings}


def sealed(output: Path, manifest: Manifest) -> None:
    (output / NAME).write_text(to_json(manifest), "utf-8")


def record(path: str, data: bytes) -> FileRecord:
    return FileRecord(path, hashlib.sha256(data).hexdigest(), len(data))


def test_a_listed_file_behind_a_link_stays(tmp_path: Path) -> None:
    output, other = tmp_path / "output", tmp_path / "other"
    made(output)
    other.mkdir()
    (other / "small.xx.web.html").write_bytes(b"mine")
    (output / "small/xx").symlink_to(other)
    manifest = load(output)
    (first,) = manifest.outputs
    strange = dataclasses.replace(
        first,
        edition="xx",
        format="gone",
        files=(record("small/xx/small.xx.web.html", b"mine"),),
    )
    old = dataclasses.replace(manifest, outputs=(first, strange))
    journal.leftovers(output, old, manifest)
    assert (other / "small.xx.web.html").read_bytes() == b"mine"
    sealed(output, old)
    assert "file-linked" in codes(output)


@pytest.mark.parametrize("place", ["small", "small/en", ".everyform"])
def test_nothing_is_written_through_a_link(place: str, tmp_path: Path) -> None:
    output, other = tmp_path / "output", tmp_path / "other"
    other.mkdir()
    link = output / place
    link.parent.mkdir(parents=True)
    link.symlink_to(other)
    try:
        found = {d.code for outcome in made(output) for d in outcome.diagnostics}
    except PipelineError as error:
        found = {d.code for d in error.diagnostics}
    assert found == {"output-unwritable"}
    assert list(other.iterdir()) == []


def test_the_output_folder_may_be_a_link_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "disk")
    made(tmp_path / "output")
    assert codes(tmp_path / "output") == set()


@pytest.mark.parametrize(
    "path",
    [
        "../other/file",
        "/etc/passwd",
        "seeds/small.en.md",
        "small/en/../../seeds/x",
        "small/en/small.en.\x1b[31m.html",
        "small/en/small.en.a\\b",
        "small/en/small.en." + "x" * 300,
        "small/en/small.en.\x00",
        "small/fr/small.fr.web.html",
        "small/en/small.en.x/a/b/c",
    ],
)
def test_a_manifest_names_only_places_of_ours(path: str, tmp_path: Path) -> None:
    made(tmp_path)
    manifest = load(tmp_path)
    (first,) = manifest.outputs
    changed = dataclasses.replace(first, files=(*first.files, record(path, b"x")))
    text = to_json(dataclasses.replace(manifest, outputs=(changed,)))
    with pytest.raises(PipelineError) as caught:
        from_json(text, "manifest.json")
    (found,) = caught.value.diagnostics
    assert found.code == "manifest-invalid"
    assert "\x1b" not in str(found)


def test_only_the_very_file_of_a_record_is_removed(tmp_path: Path) -> None:
    made(tmp_path)
    manifest = load(tmp_path)
    (first,) = manifest.outputs
    (page,) = first.files
    place = tmp_path / page.path
    gone = dataclasses.replace(manifest, outputs=())
    place.write_bytes(place.read_bytes() + b"<!-- by hand -->")
    journal.leftovers(tmp_path, manifest, gone)
    assert place.exists()
    place.write_bytes(place.read_bytes().removesuffix(b"<!-- by hand -->"))
    journal.leftovers(tmp_path, manifest, gone)
    assert not place.parent.exists()


def test_what_somebody_put_into_a_folder_of_ours_is_kept(tmp_path: Path) -> None:
    made(tmp_path, SHEETS)
    folder = tmp_path / "small/en/small.en.handout"
    before = sorted(path.name for path in folder.iterdir())
    (folder / "notes.txt").write_text("mine")
    (folder / "link").symlink_to("notes.txt")
    (folder / "mine.pdf").write_bytes(b"%PDF")
    (outcome,) = made(tmp_path, SHEETS)
    assert [d.code for d in outcome.diagnostics if d.code == "file-kept"] == ["file-kept"] * 3
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*before, "link", "mine.pdf", "notes.txt"]
    )
    assert (folder / "notes.txt").read_text() == "mine"


def test_what_a_stopped_build_made_is_taken_over(tmp_path: Path) -> None:
    seed = read_seed(SMALL).value
    settings = Settings(tmp_path, tmp_path / "x", Terms(DAY, Publisher()))
    write_canonical(seed, tmp_path)
    list(run(plan([seed], WEB, ["en"]).value, settings, 1))
    with (tmp_path / ".everyform/journal").open("ab") as file:
        file.write(b'{"outputs": [{"document": "sm')  # cut off in the middle
    assert not (tmp_path / NAME).exists()
    with locked(tmp_path):
        manifest = begin(tmp_path).value
    assert [output.format for output in manifest.outputs] == ["web"]
    assert codes(tmp_path) == set()
    assert not (tmp_path / ".everyform").exists()


def test_what_a_journal_names_and_nothing_holds_is_not_taken_over(tmp_path: Path) -> None:
    made(tmp_path)
    written = load(tmp_path)
    page, *_ = written.outputs
    with locked(tmp_path):
        for edition, path in (("fr", "small/fr/small.fr.web.html"), ("en", page.files[0].path)):
            row = dataclasses.asdict(page) | {"edition": edition, "format": "epub"}
            row["files"] = [dataclasses.asdict(record(path, b"of another build"))]
            place = tmp_path / ".everyform/journal"
            place.write_text(json.dumps({"outputs": [row]}) + "\n")
            assert [output.edition for output in noted(tmp_path).outputs] == [edition]
            assert taken_over(tmp_path, written) == written


def test_a_folder_that_a_build_is_at_work_in_says_so_once(tmp_path: Path) -> None:
    made(tmp_path)
    seed = read_seed(SMALL).value
    settings = Settings(tmp_path, tmp_path / "x", Terms(date(2026, 1, 2), Publisher()))
    list(run(plan([seed], WEB, ["en", "es"]).value, settings, 1))
    found = codes(tmp_path)
    assert "build-unfinished" in found
    assert not found & {"file-stray", "file-changed", "file-missing"}


def test_a_forged_journal_names_no_other_places(tmp_path: Path) -> None:
    made(tmp_path)
    victim = tmp_path / "seeds/x.md"
    victim.parent.mkdir()
    victim.write_bytes(b"mine")
    row = dataclasses.asdict(load(tmp_path).outputs[0])
    row["files"] = [dataclasses.asdict(record("seeds/x.md", b"mine"))]
    (tmp_path / ".everyform").mkdir(exist_ok=True)
    (tmp_path / ".everyform/journal").write_text(json.dumps({"outputs": [row]}) + "\n")
    with locked(tmp_path):
        begin(tmp_path)
    assert victim.read_bytes() == b"mine"


def test_a_build_sweeps_what_another_left_aside(tmp_path: Path) -> None:
    left = tmp_path / ".everyform/aside-x"
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"x")
    with locked(tmp_path):
        assert not left.exists()
    assert not (tmp_path / ".everyform").exists()


def test_one_build_waits_for_the_other_and_says_so(tmp_path: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path; from everyform.production import locked\n"
        "with locked(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert other.stdin is not None and other.stdout is not None
    other.stdout.readline()
    said: list[float] = []

    def waiting() -> None:
        said.append(time.monotonic())
        assert other.stdin is not None
        other.stdin.close()

    with locked(tmp_path, waiting):
        assert len(said) == 1
        assert other.wait(30) == 0
    other.stdout.close()


def test_a_folder_that_goes_while_a_build_waits_is_made_anew(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    handle = os.open(output, os.O_RDONLY)
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX)

    def waiting() -> None:
        output.rmdir()
        os.close(handle)

    with locked(output, waiting):
        assert output.is_dir()
