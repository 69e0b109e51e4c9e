"""Each check of proof by itself, where another check would find the same fault as well."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import mutagen.id3
import pikepdf
import pytest

from everyform.labels import NoticeId
from everyform.proof import container, frames, labelling, pdf_parts, words
from everyform.proof.expected import expected
from everyform.proof.passage import Card, Passage, Place, Reading, Run
from everyform.publication import Notice
from everyform.walk import plain_text
from tests.publications import publication

id3: Any = mutagen.id3
FILE = "x/en/x.en.web.html"


def card(**changes: object) -> Card:
    work = publication()
    card = Card(
        titles=(),
        identifier=work.identifier,
        languages=(work.edition.language,),
        source=work.attribution.url,
        rights="",
        citation="",
        modified="",
    )
    return replace(card, **changes)  # type: ignore[arg-type]


def test_a_unit_that_stands_twice_is_said_once_for_both() -> None:
    wanted = expected(publication())
    unit = wanted.units[0]
    passage = Passage(unit.id, "p", (Run(unit.text, "en"),), Place.TEXT)
    read = Reading(card(), (passage, passage), (), frozenset(), (), ())
    said = [f.message for f in words.coverage(wanted, read, FILE) if unit.id in f.message]
    assert said == [f"{unit.id} stands 2 times"]


def test_any_page_without_the_mark_of_a_draft_is_named() -> None:
    work = publication()
    draft = Notice(NoticeId.DRAFT, work.opening[0].segment)
    work = replace(work, opening=(draft, *work.opening))
    mark, named = work.phrases.draft_mark, "x/en/x.en.DRAFT.large-print.pdf"
    assert [*labelling.draft(work, (mark, f"2 {mark}", mark), named)] == []
    (found,) = labelling.draft(work, (mark, "2", mark), named)
    assert "page 2 of 3" in found.message


def test_a_source_that_is_another_is_found() -> None:
    work = publication()
    (trade_mark,) = (n for n in work.notices if n.id is NoticeId.TRADE_MARK)
    rights = plain_text(trade_mark.segment.content)
    assert [*labelling.credit(work, card(rights=rights), (), FILE)] == []
    other = card(rights=rights, source="https://example.org/")
    (found,) = labelling.credit(work, other, (), FILE)
    assert "https://example.org/" in found.message


@pytest.mark.parametrize("date", ["<MM/DD/YYYY>", "DD/MM/AAAA"])
def test_a_date_that_is_left_open_anywhere_is_found(date: str) -> None:
    work = publication()
    cited = {NoticeId.SOURCE.value.lower(): plain_text(work.citation)}
    assert [*labelling.citation(work, cited, FILE)] == []
    (found,) = labelling.citation(work, {**cited, "p-1": f"Updated {date}."}, FILE)
    assert date in found.message


def test_a_file_that_a_book_does_not_list_is_found() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("more.xhtml", "<p>Stop taking it.</p>")
    data = packed.getvalue()
    # The library says of each file who may read it; ours say nothing or 0o644.
    ordinary = [*container.foreign(data, frozenset({"mimetype", "more.xhtml"}))]
    assert {*container.foreign(data, frozenset({"mimetype"}))} - {*ordinary} == {
        "the file 'more.xhtml'"
    }


def test_an_object_that_nothing_leads_to_is_found() -> None:
    def strange(*, hidden: bool) -> list[str]:
        document = pikepdf.new()
        document.add_blank_page()
        if hidden:
            document.make_indirect(pikepdf.Dictionary(A=1))
        return [*pdf_parts.foreign(document, b"")]

    assert {*strange(hidden=True)} - {*strange(hidden=False)} == {"an object that nothing leads to"}


def test_a_frame_of_another_name_is_found() -> None:
    def strange(*more: Any) -> list[str]:
        data = BytesIO()
        tag = id3.ID3()
        for frame in (id3.TIT2(text="A title"), *more):
            tag.add(frame)
        tag.save(data, padding=lambda _: 0)
        return [*frames.foreign(data.getvalue())]

    assert {*strange(id3.TPE2(text="Nobody"))} - {*strange()} == {"the frame TPE2"}
