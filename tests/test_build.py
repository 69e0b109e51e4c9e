"""Planning, making and publishing: whole or not at all, and one bad document stops no other."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from everyform.diagnostics import Location, PipelineError, failure
from everyform.document import Authority
from everyform.production import Outcome, Seed, Settings, Terms, find_seeds, plan, read_seed, run
from everyform.production.publish import appear, publish_file
from everyform.publication import Publication
from everyform.publisher import Publisher
from everyform.voices.recording import Recording
from everyform.walk import document_segments, plain_text
from everyform.writers.format import File, Format, Holds, Kind, Narrated

SMALL = Path(__file__).parent / "fixtures/small.en.md"


def write_words(publication: Publication, recording: Recording | None) -> Iterator[File]:
    """The smallest writer there can be: the title, then every word of the body."""
    name = publication.part.slug if publication.part else ""
    yield File(name, plain_text(publication.title.content).encode())


def write_nothing(publication: Publication, recording: Recording | None) -> Iterator[File]:
    yield File("01", b"begun")
    raise failure("planted", "the writer failed half way", Location(publication.name))


def write_wrongly(publication: Publication, recording: Recording | None) -> Iterator[File]:
    raise TypeError("a fault\nof two lines")


TEXT = (Kind(".txt", "text/plain"),)
WORDS = Format("words", TEXT, Holds.WHOLE, Narrated.NEVER, False, "", write_words)
SHEETS = Format("sheets", TEXT, Holds.SHEETS, Narrated.NEVER, True, "", write_words)
BROKEN = Format("broken", TEXT, Holds.WHOLE, Narrated.NEVER, True, "", write_nothing)
FAULTY = Format("faulty", TEXT, Holds.WHOLE, Narrated.NEVER, False, "", write_wrongly)


@pytest.fixture
def seed() -> Seed:
    return read_seed(SMALL).value


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    terms = Terms(date(2026, 11, 23), Publisher())
    return Settings(tmp_path / "output", tmp_path / "clips", terms)


def build(
    seeds: list[Seed],
    formats: list[Format],
    settings: Settings,
    jobs: int = 1,
    asked: Sequence[str] = (),
) -> list[Outcome]:
    return list(run(plan(seeds, formats, asked).value, settings, jobs))


def planned(seed: Seed, asked: Sequence[str] = ()) -> set[str]:
    return {task.wording.edition.tag for task in plan([seed], [WORDS], asked).value}


def tree(folder: Path) -> list[str]:
    """Every file but those of the workshop, by its path."""
    files = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return sorted(str(path) for path in files if path.parts[0] != ".everyform")


def test_files_land_where_the_decisions_say(seed: Seed, settings: Settings) -> None:
    build([seed], [WORDS, SHEETS], settings)
    name = seed.document.name
    assert name == "small"
    home = settings.output / name
    sheets = ["situations.txt", "tests.txt", "what.txt"]
    build([seed], [WORDS, SHEETS], settings, asked=["es"])
    for stem in ("en", "es.LABELS-ONLY"):
        assert tree(home / stem[:2]) == [
            *(f"{name}.{stem}.sheets/{sheet}" for sheet in sheets),
            f"{name}.{stem}.words.txt",
        ]
    assert not [path for path in tree(settings.output) if "pdq" in path.lower()]


def test_nobody_gets_labels_who_did_not_ask(seed: Seed) -> None:
    assert planned(seed) == {"en"}
    spanish = replace(seed, document=replace(seed.document, language="es"))
    assert planned(spanish) == {"es"}
    assert planned(seed, ["es"]) == {"es"}


def test_the_same_document_twice_is_an_error(seed: Seed) -> None:
    other = replace(seed, path=Path("elsewhere/small.en.md"))
    with pytest.raises(
        PipelineError, match=r"elsewhere/small\.en\.md: error\[document-duplicate\]"
    ):
        plan([seed, other], [WORDS])


def test_a_writer_that_fails_half_way_leaves_nothing(seed: Seed, settings: Settings) -> None:
    outcomes = build([seed], [BROKEN, WORDS], settings)
    failed = [o for o in outcomes if o.format == "broken"]
    assert [d.code for o in failed for d in o.diagnostics] == ["planted"]
    assert all(not o.products for o in failed)
    assert not [path for path in settings.output.rglob("*") if "broken" in path.name]
    assert not list(settings.output.rglob(".everyform-*"))
    assert all(o.products for o in outcomes if o.format == "words")


def test_a_fault_of_ours_is_one_line_and_stops_no_other_format(
    seed: Seed, settings: Settings
) -> None:
    outcomes = build([seed], [FAULTY, WORDS], settings)
    (finding,) = (d for o in outcomes if o.edition == "en" for d in o.diagnostics)
    assert finding.code == "internal"
    assert finding.message == "faulty (en) failed: TypeError: a fault of two lines"
    assert all(o.products for o in outcomes if o.format == "words")


def test_two_processes_make_what_one_makes(
    seed: Seed, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # workers take no module from where a user stands, as ours here
    alone = build([seed], [WORDS, SHEETS], settings)
    once = {p: (settings.output / p).read_bytes() for p in tree(settings.output)}
    shutil.rmtree(settings.output)
    together = build([seed], [WORDS, SHEETS], settings, jobs=2)
    assert {p: (settings.output / p).read_bytes() for p in tree(settings.output)} == once
    assert sorted(o.format for o in alone) == sorted(o.format for o in together)


@pytest.mark.parametrize("swaps", [True, False], ids=["at one stroke", "in two"])
def test_a_folder_is_replaced_whole(
    swaps: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not swaps:
        monkeypatch.setattr("everyform.production.folder.exchange", lambda one, other: False)
    for name, words in (("old", b"old"), ("new", b"newer")):
        made = tmp_path / name
        made.mkdir()
        (made / "1").write_bytes(words)
    (tmp_path / "old/2").write_bytes(b"old")
    appear(tmp_path / "new", tmp_path / "old")
    assert tree(tmp_path / "old") == ["1"]
    assert (tmp_path / "old/1").read_bytes() == b"newer"
    assert tree(tmp_path / "new") == ["1", "2"]  # what stood there, for the caller to keep


def test_a_folder_stays_whose_successor_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("everyform.production.folder.exchange", lambda one, other: False)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1").write_text(name)
    replace_ = os.replace

    def failing(one: Path, other: Path) -> None:
        if one == tmp_path / "new":
            raise OSError(errno.EIO, "broken")
        replace_(one, other)

    monkeypatch.setattr("os.replace", failing)
    with pytest.raises(OSError, match="broken"):
        appear(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old/1").read_text() == "old"
    assert (tmp_path / "new/1").read_text() == "new"


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    assert publish_file(tmp_path / "a/b.txt", b"old") == 3
    assert publish_file(tmp_path / "a/b.txt", b"new!") == 4
    assert tree(tmp_path) == ["a/b.txt"]
    assert (tmp_path / "a/b.txt").read_bytes() == b"new!"


def test_an_output_that_is_a_file_is_one_line(seed: Seed, settings: Settings) -> None:
    settings.output.write_text("in the way")
    outcomes = build([seed], [WORDS], settings)
    assert {d.code for o in outcomes for d in o.diagnostics} == {"output-unwritable"}


def test_seeds_are_files_or_folders_each_once(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "c.txt"):
        (tmp_path / name).touch()
    assert [p.name for p in find_seeds([tmp_path, tmp_path / "a.md"])] == ["a.md", "b.md"]


def test_no_seed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="seed-missing"):
        find_seeds([tmp_path / "none.md"])
    with pytest.raises(PipelineError, match="seed-missing"):
        find_seeds([tmp_path])


def test_given_dates_go_before_those_of_the_front_matter() -> None:
    day = date(2025, 1, 2)
    metadata = read_seed(SMALL, updated=day).value.document.metadata
    assert (metadata.updated, metadata.accessed) == (day, None)


def test_the_small_seed_is_read_without_loss(seed: Seed) -> None:
    words = " ".join(plain_text(s.content) for s in document_segments(seed.document))
    for said in ("{{ braces }} and <b>tags</b> are only words", "12 of 100,000", "a soft joint"):
        assert said in words


@pytest.mark.parametrize("name", ["small.fixes.yaml", "small.en.fixes.yaml"])
def test_an_editors_fixes_are_found_beside_the_seed(tmp_path: Path, name: str) -> None:
    seed = tmp_path / SMALL.name
    shutil.copy(SMALL, seed)
    (tmp_path / name).write_text("lists:\n- line: 42\n  words: no such words\n  under: 40\n")
    with pytest.raises(PipelineError, match=rf"{name}:\d+: error\[fix-stale\]"):
        read_seed(seed)


def test_a_glossary_beside_the_seeds_is_read(tmp_path: Path) -> None:
    seed = tmp_path / SMALL.name
    shutil.copy(SMALL, seed)
    glossary = tmp_path / "glossary.en.json"
    entry = {
        "termId": 45001,
        "language": "en",
        "termName": "knee",
        "definition": {"text": "A joint."},
    }
    glossary.write_text(json.dumps([entry]))
    (knee,) = (w for w in read_seed(seed).value.document.headwords if w.cdr_id == "45001")
    assert [e.text for e in knee.explanations if e.authority is Authority.DICTIONARY] == [
        "A joint."
    ]
    glossary.write_text("[")
    with pytest.raises(PipelineError, match=r"glossary\.en\.json:1: error\[glossary-syntax\]"):
        read_seed(seed)
