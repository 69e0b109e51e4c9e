from __future__ import annotations

from dataclasses import replace

import pytest

from everyform.publication import Part
from everyform.walk import plain_text
from everyform.writers.handout import write
from everyform.writers.sheet import pieces
from tests.pdf_documents import lost, sheets
from tests.pdf_structure import read_pages, read_structure, squeezed
from tests.publications import para, publication, section


@pytest.mark.parametrize("tag", ["en", "es"])
def test_every_sheet_shows_its_segments_and_its_notices(tag: str) -> None:
    made = sheets(tag)
    assert len(made) > 1
    for sheet in made:
        (file,) = write(sheet)
        text = squeezed(read_structure(file.data).text())
        assert lost(sheet, text) == []
        for notice in sheet.notices:
            assert text.count(squeezed(plain_text(notice.segment.content))) == 1


def test_a_sheet_is_named_after_its_place_and_topic() -> None:
    names = [file.name for sheet in sheets() for file in write(sheet)]
    assert names[0].startswith("01-first-chapter")
    assert [name[:2] for name in names] == [f"{n:02}" for n in range(1, len(names) + 1)]


def test_every_page_carries_the_compact_notice_and_its_number() -> None:
    sheet = sheets()[0]
    filler = tuple(
        para(f"{n} " + "These words fill many pages of the sheet. " * 30) for n in range(8)
    )
    long = replace(sheet, body=(section("h-1", "Long", 2, *filler),))
    (file,) = write(long)
    feet = [squeezed(words) for words in read_pages(file.data).artifacts]
    notice = squeezed(plain_text(sheet.compact_notice.content))
    assert len(feet) >= 3
    for number, foot in enumerate(feet, start=1):
        # The words of the foot are no content: their line ends are not spelled out.
        assert notice.replace(" ", "") in foot.replace(" ", "")
        assert f"Page {number} of {len(feet)}" in foot


def test_the_title_is_h1_and_the_section_h2_however_deep_it_was() -> None:
    deep = section("h-4", "Deep", 4, para("Words."), section("h-5", "Deeper", 5, para("More.")))
    sheet = replace(
        sheets()[0], body=(deep,), part=Part(1, 1, "deep", section("h-2", "Top", 2).title)
    )
    (file,) = write(sheet)
    top = read_structure(file.data)
    roles = [e.role for e in top.everything() if e.role[0] == "H"]
    assert roles == ["H1", "H2", "H3", "H2", "H2"]
    assert "From the section: Top" in top.text()


def test_a_sheet_of_a_whole_chapter_does_not_name_it_again() -> None:
    (file,) = write(sheets()[0])
    assert "From the section" not in read_structure(file.data).text()


def test_what_the_reader_must_know_comes_before_the_text_and_the_credits_after() -> None:
    sheet = sheets()[0]
    (file,) = write(sheet)
    text = squeezed(read_structure(file.data).text())
    body = text.index("Bone is tissue")
    for notice in sheet.opening:
        assert text.index(squeezed(plain_text(notice.segment.content))) < body
    for notice in sheet.credits:
        assert text.index(squeezed(plain_text(notice.segment.content))) > body


def test_links_to_what_the_sheet_does_not_hold_are_words() -> None:
    body = sheets()[0].body
    (file,) = write(replace(sheets()[0], body=body))
    contents = [a.contents for e in read_structure(file.data).find("Link") for a in e.annotations()]
    assert "the deep part" not in contents
    assert any("cancer.gov" in words for words in contents)


def test_a_whole_document_is_no_handout() -> None:
    with pytest.raises(ValueError, match="one excerpt"):
        list(write(publication()))


def test_a_phrase_is_taken_to_pieces_at_its_slots() -> None:
    assert pieces("Page {page} of {pages}") == (("Page ", "page"), (" of ", "pages"))
    assert pieces("{page}/{pages} in all") == (("", "page"), ("/", "pages"), (" in all", ""))
