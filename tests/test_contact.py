"""A sheet says whom to call, which sheet it is, and where its text is from: by a code too."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
import zxingcpp

from everyform.cli.clinic import load_clinic
from everyform.clinic import Clinic
from everyform.diagnostics import PipelineError
from everyform.proof.pdf import read_document
from everyform.proof.proving import Finished, prove
from everyform.publication import Publication, sheet_mark
from everyform.qr import QUIET, qr_code
from everyform.sheets import sheets as cut
from everyform.walk import plain_text
from everyform.writers.handout import write
from tests.faults import Change, in_document
from tests.pdf_documents import sheets
from tests.pdf_structure import read_pages, squeezed
from tests.publications import document, publication

CLINIC = Clinic("North Clinic", "(503) 555-0199", "+15035550199")


def made(tag: str = "en") -> Publication:
    """The first sheet of the small document, given out by a clinic."""
    return cut(replace(publication(tag=tag), contact=()), document(), None, CLINIC)[0]


def findings(sheet: Publication, data: bytes) -> list[str]:
    file = Finished("small/en/small.en.handout/01-x.pdf", data)
    return [f"{f.code}: {f.message}" for f in prove(document(), sheet, "paper", [file]).findings]


def image(words: str) -> Any:
    """A code as a camera sees it, eight dots a square."""
    code = qr_code(words)
    light = np.full((code.size + 2 * QUIET,) * 2, 255, np.uint8)
    for bar in code.bars:
        start = bar.column + QUIET
        light[bar.row + QUIET, start : start + bar.length] = 0
    return light.repeat(8, 0).repeat(8, 1)


@pytest.mark.parametrize(
    "words",
    ["https://example.org/", "https://example.org/" + "long/" * 60, "https://e.org/ñ?a=b#c"],
)
def test_a_reader_of_codes_reads_the_address(words: str) -> None:
    (found,) = zxingcpp.read_barcodes(image(words))
    assert found.text == words


def test_an_address_that_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="5000 characters"):
        qr_code("x" * 5000)


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_a_sheet_says_whom_to_call_on_paper(tag: str) -> None:
    sheet = made(tag)
    assert [segment.id for segment in sheet.contact] == ["contact-clinic", "contact-service"]
    assert "North Clinic" in plain_text(sheet.contact[0].content)
    (file,) = write(sheet)
    read = read_document(file.data)
    held = {passage.id: passage for passage in read.passages}
    assert held["contact-clinic"].targets == ("tel:+15035550199",)
    assert held["contact-service"].targets == ("tel:+18004226237",)


def test_a_sheet_without_a_clinic_names_the_institute_alone() -> None:
    (contact,) = sheets()[0].contact
    assert contact.id == "contact-service"


def test_whom_to_call_is_proved() -> None:
    sheet = made()
    (file,) = write(replace(sheet, contact=sheet.contact[1:]))
    assert any("contact-clinic" in f or "North Clinic" in f for f in findings(sheet, file.data))


def test_every_page_bears_the_mark_of_its_sheet() -> None:
    sheet = sheets()[0]
    (file,) = write(sheet)
    mark = sheet_mark(sheet)
    assert mark.startswith("example-treatment en 1-first-chapter")
    for foot in read_pages(file.data).artifacts:
        assert mark.replace(" ", "") in squeezed(foot).replace(" ", "")
    (other,) = write(sheets()[1])
    assert any("extra" in f for f in findings(sheet, other.data))


def test_the_code_on_the_paper_is_read_as_the_address_of_the_source() -> None:
    sheet = sheets()[0]
    (file,) = write(sheet)
    (picture,) = read_document(file.data).pictures
    assert picture.alternative == f"A QR code that leads to {sheet.attribution.url}"
    scale, frame = 6.0, picture.frame
    height, width = (
        int(side * scale) for side in (frame.top - frame.bottom, frame.right - frame.left)
    )
    seen = np.full((height, width), 255, np.uint8)
    for box in picture.boxes:
        rows = slice(round((frame.top - box.top) * scale), round((frame.top - box.bottom) * scale))
        columns = slice(
            round((box.left - frame.left) * scale), round((box.right - frame.left) * scale)
        )
        seen[rows, columns] = 0
    (found,) = zxingcpp.read_barcodes(seen)
    assert found.text == sheet.attribution.url


def drawing(change: Any) -> Change:
    """Change the operators of the page that shows the code."""

    def inside(made: pikepdf.Pdf) -> None:
        for page in made.pages:
            words = page.obj.Contents.read_bytes()
            if b"/Figure" in words:
                page.obj.Contents = made.make_stream(change(words))

    return in_document(inside)


def first_bar(words: bytes, put: bytes) -> bytes:
    """The first filled path after the mark of the figure, exchanged."""
    start = words.index(b"/Figure")
    bar = re.compile(rb"0 0 m\n.*?\nf\n", re.DOTALL).search(words, start)
    assert bar is not None
    return words[: bar.start()] + put + words[bar.end() :]


def elements(change: Any) -> Change:
    def inside(made: pikepdf.Pdf) -> None:
        for thing in made.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
                change(thing)

    return in_document(inside)


def _called(thing: Any) -> None:
    thing.Alt = pikepdf.String("A QR code that leads to https://example.org/")


def _crowded(thing: Any) -> None:
    box = [float(side) for side in thing.A.BBox]
    thing.A.BBox = pikepdf.Array([box[0] + 6, box[1] + 6, box[2] - 6, box[3] - 6])


@pytest.mark.parametrize(
    "change",
    [
        drawing(lambda words: first_bar(words, b"")),
        drawing(lambda words: first_bar(words, b"20 20 m 23.5 20 l 23.5 22 l 20 22 l h\nf\n")),
        elements(_called),
        elements(_crowded),
        elements(lambda thing: thing.__setattr__("S", pikepdf.Name.Div)),
    ],
    ids=["a bar is gone", "a bar is elsewhere", "called otherwise", "crowded", "no figure"],
)
def test_a_code_that_leads_elsewhere_is_refuted(change: Change) -> None:
    sheet = sheets()[0]
    (file,) = write(sheet)
    assert findings(sheet, file.data) == []
    assert any(f.startswith("picture: ") for f in findings(sheet, change(file.data)))


def test_the_code_of_another_source_is_refuted() -> None:
    sheet = sheets()[0]
    other = replace(sheet, attribution=replace(sheet.attribution, url="https://example.org/other"))
    (file,) = write(other)
    assert any("does not say https" in f for f in findings(sheet, file.data))


def test_a_clinic_is_read_with_a_number_that_can_be_dialled(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text('name = " North Clinic "\nphone = "(503) 555-0199"\n')
    assert load_clinic(path) == CLINIC
    path.write_text('phone = "+44 20 7946 0018"\n')
    assert load_clinic(path).number == "+442079460018"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("name = 1", "'name': expected text"),
        ('logo = "x.png"', "'logo': expected text"),
        ('phone = "call us"', "is no telephone number"),
        ('phone = "123"', "is no telephone number"),
        ('name = ""', "name: expected 1 to 80"),
        ('name = "a\\u0007b"', "name: expected 1 to 80"),
        (f'name = "{"x" * 81}"', "name: expected 1 to 80"),
    ],
)
def test_a_wrong_clinic_is_one_line(tmp_path: Path, words: str, said: str) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(words)
    with pytest.raises(PipelineError) as raised:
        load_clinic(path)
    (told,) = raised.value.diagnostics
    assert told.code == "clinic-invalid"
    assert said in told.message


def test_a_clinic_that_is_not_there_is_said_and_no_file_is_no_clinic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_clinic(None) == Clinic()
    with pytest.raises(PipelineError) as raised:
        load_clinic(tmp_path / "none.toml")
    assert raised.value.diagnostics[0].code == "clinic-unreadable"
    (tmp_path / "clinic.toml").write_text('name = "x\n')
    with pytest.raises(PipelineError) as raised:
        load_clinic(None)
    assert raised.value.diagnostics[0].location.line == 1
