"""Every planted fault is found by its check; a file without one is proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from everyform.document import Document
from everyform.inline import Inline, Strong, Subscript, Superscript, Text
from everyform.labels import NoticeId
from everyform.narration import script
from everyform.production import read_seed
from everyform.production.composition import Terms, publications
from everyform.production.wording import worded
from everyform.proof import CHECKS, Finished, Proof, prove, read_card
from everyform.proof.findings import found
from everyform.publication import Publication
from everyform.publisher import Publisher
from everyform.voices import record
from everyform.voices.recording import Recording
from everyform.walk import map_blocks, map_inlines
from everyform.writers import FORMATS
from everyform.writers.format import File, Format, Narrated
from tests import publications as small
from tests.catalogs import copied, translate
from tests.faults import FAULTS, MISPRINTS, Fault, Misprint

SMALL = Path(__file__).parent / "fixtures/small.en.md"
BY_NAME = {format.name: format for format in FORMATS}
TODAY, FRESH = date(2026, 11, 23), date(2026, 1, 15)


class Press:
    """Writes the small document in every format, once; in French it is a draft translation."""

    def __init__(self, home: Path) -> None:
        self.document: Document = read_seed(SMALL).value.document
        self._clips = home / "clips"
        self._locales = copied(home)
        translate(self.document, "fr", self._locales)
        self._files: dict[tuple[str, str, date], list[list[File]]] = {}

    def publications(self, format: Format, tag: str, day: date = TODAY) -> tuple[Publication, ...]:
        wording = worded(self.document, tag, self._locales)
        return publications(wording, format, Terms(day, Publisher()))

    def recording(self, publication: Publication, format: Format) -> Recording | None:
        if format.narrated is Narrated.NEVER:
            return None
        return record(script(publication).value, self._clips).value

    def write(self, publication: Publication, format: Format) -> list[File]:
        return list(format.write(publication, self.recording(publication, format)))

    def files(self, format: Format, tag: str, day: date = TODAY) -> list[list[File]]:
        """The files of each publication."""
        key = (format.name, tag, day)
        if key not in self._files:
            wanted = self.publications(format, tag, day)
            self._files[key] = [self.write(publication, format) for publication in wanted]
        return self._files[key]

    def prove(self, publication: Publication, format: Format, files: list[File]) -> Proof:
        draft = any(notice.id is NoticeId.DRAFT for notice in publication.notices)
        stem = "small/small.DRAFT." if draft else "small/small."
        finished = [Finished(f"{stem}{f.name}{format.suffix}", f.data) for f in files]
        recording = self.recording(publication, format)
        return prove(self.document, publication, format.prover, finished, recording)

    def planted(self, fault: Fault) -> Proof:
        """What proof says of the files of a format with a fault in the first."""
        format = BY_NAME[fault.format]
        publication = self.publications(format, fault.language)[0]
        first, *rest = self.files(format, fault.language)[0]
        data = fault.plant(first.data)
        assert data != first.data
        return self.prove(publication, format, [File(first.name, data), *rest])


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("press"))


@pytest.mark.parametrize("day", [TODAY, FRESH], ids=["stale", "fresh"])
@pytest.mark.parametrize("tag", ["en", "es", "fr"])
@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_what_the_writers_make_is_proved(press: Press, format: Format, tag: str, day: date) -> None:
    for publication, files in zip(
        press.publications(format, tag, day), press.files(format, tag, day), strict=True
    ):
        proof = press.prove(publication, format, files)
        assert proof.findings == ()
        assert proof.holds
        assert proof.held == proof.expected > 0


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.format}: {f.name}")
def test_a_fault_in_a_finished_file_is_found(press: Press, fault: Fault) -> None:
    proof = press.planted(fault)
    assert fault.code in {finding.code for finding in proof.findings}, proof.findings
    assert not proof.holds


@pytest.mark.parametrize("fault", MISPRINTS, ids=lambda f: f"{f.format}: {f.name}")
def test_a_fault_of_a_writer_is_found(press: Press, fault: Misprint) -> None:
    format = BY_NAME[fault.format]
    codes = set()
    for publication in press.publications(format, fault.language):
        files = press.write(fault.plant(publication), format)
        codes |= {finding.code for finding in press.prove(publication, format, files).findings}
    assert fault.code in codes


@pytest.mark.parametrize("kind", [Superscript, Subscript])
@pytest.mark.parametrize("name", ["web", "epub", "large-print"])
def test_words_that_are_raised_or_lowered_no_more_are_found(
    name: str, kind: type[Superscript | Subscript]
) -> None:
    """10^9 printed as 109 has every letter of its source."""
    words = (
        Text("10"),
        Superscript((Text("2"),)),
        Text(" of H"),
        Subscript((Text("2"),)),
        Text("O"),
    )
    blocks = (small.section("h-1", "Water", 2, small.para(*words, Strong((Text("2"),)))),)
    made, format = small.publication(blocks=blocks), BY_NAME[name]

    def level(node: Inline) -> Inline:
        return Strong(node.content) if isinstance(node, kind) else node

    flat = map_blocks(made.body, lambda s: replace(s, content=map_inlines(s.content, level)))
    for body, findings in ((made.body, set()), (flat, {"coverage"})):
        files = format.write(replace(made, body=body), None)
        finished = [Finished(f"small/{f.name}{format.suffix}", f.data) for f in files]
        proof = prove(small.document(blocks), made, format.prover, finished)
        assert {f.code for f in proof.findings if "'2'" in f.message} == findings


def test_the_trade_mark_in_a_file_name_is_found(press: Press) -> None:
    web = BY_NAME["web"]
    (publication,) = press.publications(web, "en")
    (file,) = press.files(web, "en")[0]
    named = [Finished("small/knee-pdq.html", file.data)]
    proof = prove(press.document, publication, web.prover, named)
    assert {finding.code for finding in proof.findings} == {"identification"}


def test_a_file_name_says_draft_of_a_draft_and_of_nothing_else(press: Press) -> None:
    web = BY_NAME["web"]
    for tag, name in (("fr", "small/small.fr.html"), ("en", "small/small.en.DRAFT.html")):
        (publication,) = press.publications(web, tag)
        (file,) = press.files(web, tag)[0]
        proof = prove(press.document, publication, web.prover, [Finished(name, file.data)])
        assert {finding.code for finding in proof.findings} == {"draft"}


def test_a_publication_that_left_something_out_is_not_whole(press: Press) -> None:
    """The claim is about the document, and not about what the writer was given."""
    web = BY_NAME["web"]
    (publication,) = press.publications(web, "en")
    fault = next(f for f in MISPRINTS if f.name == "a list item dropped")
    partial = fault.plant(publication)
    proof = press.prove(partial, web, press.write(partial, web))
    assert {finding.code for finding in proof.findings} == {"coverage"}


def test_the_title_carries_the_trade_mark_only_while_the_review_holds(press: Press) -> None:
    for format in FORMATS:
        for day, named in ((TODAY, False), (FRESH, True)):
            (file, *_), *_ = press.files(format, "en", day)
            card = read_card(format.prover, file.data)
            assert all(("PDQ" in title) is (named and format.whole) for title in card.titles)


def test_a_missing_file_of_a_set_is_found(press: Press) -> None:
    audiobook = BY_NAME["audiobook"]
    (publication,) = press.publications(audiobook, "en")
    (files,) = press.files(audiobook, "en")
    proof = press.prove(publication, audiobook, files[:-1])
    assert {finding.code for finding in proof.findings} >= {"coverage"}


def test_sound_needs_its_recording(press: Press) -> None:
    (publication,) = press.publications(BY_NAME["audiobook"], "en")
    with pytest.raises(ValueError, match="recording"):
        prove(press.document, publication, "sound", [])


def test_every_check_is_shown_to_find_something() -> None:
    shown = {fault.code for fault in (*FAULTS, *MISPRINTS)}
    assert shown == set(CHECKS)


def test_a_finding_has_a_known_code() -> None:
    with pytest.raises(ValueError, match="no check"):
        found("hunch", "x.html", "looks wrong")


def test_a_file_that_says_nothing_has_no_card() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_card("paper", b"%PDF-")
