"""Promises that were broken once without any test that noticed."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity
from everyform.document import Document
from everyform.editions import Content, State, desk, from_xliff, messages, to_xliff
from everyform.editions.content import Entry
from everyform.editions.judging import judged
from everyform.editions.review import Waiver
from everyform.inline import CrossReference
from everyform.production import (
    Outcome,
    Seed,
    Settings,
    Terms,
    exit_code,
    plan,
    read_seed,
    refusals,
    run,
)
from everyform.production.publish import publish_below, publish_file
from everyform.production.running import _lost
from everyform.proof.likeness import LIKE, likeness
from everyform.publisher import Publisher
from everyform.reader import Source, read
from everyform.reader.links import absolute
from everyform.walk import inlines, segments
from everyform.writers.format import File, Format, Kind
from tests.faults import Change, in_tags, rewrite
from tests.meaning import codes, faults
from tests.reading import framed
from tests.test_proof import BY_NAME, Press, press

__all__ = ["press"]

SMALL = Path(__file__).parent / "fixtures/small.en.md"
DAY, FRESH = date(2026, 11, 23), date(2026, 1, 15)


@pytest.fixture(scope="module")
def seed() -> Seed:
    return read_seed(SMALL).value


def harmed(format: Format, change: Change) -> Format:
    """A format whose writer is at fault."""

    def write(publication: Any, recording: Any = None) -> Any:
        for file in format.write(publication, recording):
            yield File(file.name, change(file.data))

    return replace(format, write=write)


def made(seed: Seed, format: Format, output: Path, **settings: Any) -> Outcome:
    told = Settings(output, output / "clips", Terms(DAY, Publisher()), **settings)
    (outcome,) = run(plan([seed], [format], ["en"]).value, told, 1)
    return outcome


@pytest.mark.parametrize("release", [False, True])
def test_a_file_that_is_refuted_does_not_appear(release: bool, seed: Seed, tmp_path: Path) -> None:
    web = BY_NAME["web"]
    place = tmp_path / "small/en/small.en.web.html"
    made(seed, web, tmp_path)
    before = place.read_bytes()
    lossy = harmed(web, rewrite(r"<li><p id=[^>]*>having.*?</p>", "<li>"))
    outcome = made(seed, lossy, tmp_path, release=release)
    assert outcome.products == ()
    assert "coverage" in {d.code for d in outcome.diagnostics}
    assert exit_code(outcome.diagnostics) == 1
    assert place.read_bytes() == before


def test_a_release_refuses_what_nothing_can_prove(seed: Seed, tmp_path: Path) -> None:
    plain = replace(BY_NAME["web"], name="plain", kinds=(Kind(".txt", "text/plain"),), prover="")
    assert made(seed, plain, tmp_path).products
    outcome = made(seed, plain, tmp_path, release=True)
    assert outcome.products == ()
    assert {d.code for d in outcome.diagnostics} == {"release-unproven"}


@pytest.mark.parametrize("publish", [publish_file, None], ids=["anywhere", "below the output"])
def test_a_file_stays_whole_where_the_disk_is_full(
    publish: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "small/canonical.en.json"
    place.parent.mkdir()
    place.write_bytes(b"old and whole")
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        write(self, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        if publish is None:
            publish_below(tmp_path, "small/canonical.en.json", b"new, and not whole")
        else:
            publish(place, b"new, and not whole")
    monkeypatch.undo()
    assert place.read_bytes() == b"old and whole"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["canonical.en.json"]


@pytest.mark.parametrize("code", ["list-nesting-unsure", "item-end-unsure", "table-ragged"])
def test_a_release_refuses_what_is_unsure(code: str, seed: Seed) -> None:
    doubt = Diagnostic(Severity.WARNING, code, "who knows", Location("x.md", 7))
    unsure = replace(seed, found=(doubt,))
    (found,) = refusals(unsure, FRESH, allow_stale=False)
    assert found.code == "release-unsure"
    assert "line 7" in found.message
    assert list(refusals(replace(seed, found=()), FRESH, allow_stale=False)) == []


def test_a_release_refuses_what_is_stale_unless_told(seed: Seed) -> None:
    plain = replace(seed, found=())
    (found,) = refusals(plain, DAY, allow_stale=False)
    assert found.code == "release-stale"
    assert list(refusals(plain, DAY, allow_stale=True)) == []


def test_a_worker_that_is_lost_is_an_error_of_its_document(seed: Seed) -> None:
    (task,) = plan([seed], [BY_NAME["web"]], ["en"]).value
    outcome = _lost(task, "signal 9 ended it")
    (found,) = outcome.diagnostics
    assert (found.severity, found.code) == (Severity.ERROR, "worker-lost")
    assert "signal 9" in found.message
    assert found.location.path == str(SMALL)
    assert exit_code(outcome.diagnostics) == 2


@pytest.mark.parametrize("late_ms", [-50, 50, 100])
def test_a_chapter_that_begins_beside_its_words_is_found(press: Press, late_ms: int) -> None:
    audiobook = BY_NAME["audiobook"]
    (publication,) = press.publications(audiobook, "en")
    first, *rest = press.files(audiobook, "en")[0]

    def late(tags: Any) -> None:
        frames = sorted(tags.getall("CHAP"), key=lambda f: f.start_time)
        frames[0].end_time += late_ms
        frames[1].start_time += late_ms

    data = in_tags(late)(first.data)
    proof = press.prove(publication, audiobook, [File(first.name, data), *rest])
    assert {finding.code for finding in proof.findings} == {"chapters"} | {
        f.code for f in proof.findings if f.code == "foreign"
    }


def test_a_sound_that_is_half_another_is_not_the_sound() -> None:
    chance = np.random.default_rng(1)
    clip, other = (chance.standard_normal(22_050, dtype=np.float32) for _ in range(2))
    assert likeness(clip + np.float32(0.2) * other, 22_050, clip, 22_050) > LIKE
    for share in (1.0, 1.2):  # which correlate with it by 0.7 and 0.6
        assert likeness(clip + np.float32(share) * other, 22_050, clip, 22_050) < LIKE
    assert likeness(other, 22_050, clip, 22_050) < 0.3


def test_one_approved_entry_ends_no_draft() -> None:
    def entry(words: str, state: State) -> Entry:
        return Entry(words, words, state, (), (), Location("x.po", 1))

    approved, open_ = entry("one", State.APPROVED), entry("two", State.TRANSLATED)
    fuzzy = entry("three", State.FUZZY)  # which nobody is shown
    for entries, draft in (
        ((approved,), False),
        ((open_,), True),
        ((approved, open_), True),
        ((open_, approved), True),
        ((approved, fuzzy), False),
    ):
        assert desk.is_draft(Content("x.po", "es", {e.msgid: e for e in entries})) is draft


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.org/x",
        "file:///etc/passwd",
        "vbscript:x",
    ],
)
def test_an_address_of_another_kind_is_none(target: str) -> None:
    assert absolute(target, "https://www.cancer.gov/x") is None
    assert absolute("https://example.org/x", "https://www.cancer.gov/x") == "https://example.org/x"


def references(text: str) -> list[CrossReference]:
    """The references that a text's links become."""
    document = read(framed(text)[0]).value
    nodes = (n for s in segments(document.blocks) for n in inlines(s.content))
    return [node for node in nodes if isinstance(node, CrossReference)]


def test_a_link_to_one_of_two_equal_headings_leads_to_none_of_them() -> None:
    body = "See [Pain Control](#zz).\n\n## Pain Control\n\nWords.\n"
    assert len(references(f"## First\n\n{body}")) == 1
    assert references(f"## First\n\n{body}\n## Pain Control\n\nMore.\n") == []


def test_one_word_alone_names_no_heading() -> None:
    text = "## First\n\nSee [control](#zz).\n\n## Pain Control Treatments\n\nWords.\n"
    assert references(text) == []
    assert len(references(text.replace("[control]", "[pain treatments]"))) == 1


def test_no_is_no_language_and_says_how_to_write_it() -> None:
    text = framed("## First\n\nWords.\n")[0].text
    assert "language: en" in text
    with pytest.raises(PipelineError) as caught:
        read(Source("x.en.md", text.replace("language: en", "language: no")))
    assert 'write it in quotes: "no"' in {d.hint for d in caught.value.diagnostics}


def test_another_unit_is_an_error_and_no_warning() -> None:
    assert "meaning-unit" in codes(faults("Give 5 mg of it.", "Administre 5 g."), errors=True)
    exchanged = faults("Give 5 mg, then 10 g.", "Administre 5 g, luego 10 mg.")
    assert "meaning-unit" in codes(exchanged, errors=True)


def test_a_year_of_two_figures_is_of_this_century() -> None:
    assert "meaning-date" not in codes(faults("It ended 3/5/24.", "Terminó el 5/3/2024."))
    assert "meaning-date" in codes(faults("It ended 3/5/24.", "Terminó el 5/3/1924."))


def test_names_that_changed_places_are_found() -> None:
    said = "Cisplatin is given first. Carboplatin is given later."
    put = "El carboplatino se administra primero. El cisplatino se administra después."
    assert "meaning-term-place" in codes(faults(said, put))


def test_xliff_of_another_version_is_refused() -> None:
    document = read_seed(SMALL).value.document
    data = to_xliff("small", "en", "es", messages(document), {})
    assert from_xliff("x.xlf", data, "es", messages(document)).value == ()
    older = data.replace(b'version="1.2"', b'version="1.1"')
    with pytest.raises(PipelineError):
        from_xliff("x.xlf", older, "es", messages(document))


def test_no_waiver_waves_another_fault_through() -> None:
    """A reviewer answers for what one check says; the others hold the words back all the same."""
    document = read_seed(SMALL).value.document
    msgid = next(m.msgid for m in messages(document) if "1-800" in m.msgid)
    wrong = msgid.replace("6237", "6238")
    assert wrong != msgid
    for code in ("meaning-telephone", "meaning-number", "meaning-length"):
        waiver = Waiver(code, "Ana Ruiz", "so it is")
        entry = Entry(msgid, wrong, State.TRANSLATED, (), (waiver,), Location("x.po", 1))
        content, found = judged(document, Content("x.po", "es", {msgid: entry}), {})
        assert content.entries[msgid].state is State.FUZZY
        assert found
        assert {f.code for f in found} == {f.code for f in _judged_without(document, entry)}


def _judged_without(document: Document, entry: Entry) -> tuple[Diagnostic, ...]:
    plain = replace(entry, waivers=())
    return judged(document, Content("x.po", "es", {entry.msgid: plain}), {}).diagnostics
