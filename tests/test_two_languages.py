"""Two languages on one sheet: row by row the same, each word proved, staff know what they give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from everyform.beside import PREFIX, base_id, rows
from everyform.document import (
    Block,
    BulletList,
    Document,
    ListItem,
    OrderedList,
    Paragraph,
    Section,
)
from everyform.inline import SegmentId
from everyform.labels import NoticeId
from everyform.production.composition import Terms, publications
from everyform.production.wording import worded
from everyform.proof.pdf import read_document
from everyform.proof.proving import Finished, prove
from everyform.publication import Publication, source_segments
from everyform.publisher import Publisher
from everyform.reader import decode, read
from everyform.resources import LOCALES
from everyform.walk import blocks, plain_text, segments
from everyform.writers.formats import HANDOUT, HANDOUT_TWO
from everyform.writers.handout import write_two
from tests.publications import para
from tests.test_sheets import chapter
from tests.test_verify import TODAY

SEED = Path(__file__).parents[1] / "seeds/osteosarcoma-treatment.en.md"
TERMS = Terms(TODAY, Publisher())


@pytest.fixture(scope="module")
def seed() -> Document:
    return read(decode(str(SEED), SEED.read_bytes())).value


@pytest.fixture(scope="module")
def spanish(seed: Document) -> tuple[Publication, ...]:
    return sheets(seed, "es-simple")


def sheets(seed: Document, tag: str) -> tuple[Publication, ...]:
    return publications(worded(seed, tag, LOCALES), HANDOUT_TWO, TERMS)


def texts(found: tuple[Block, ...]) -> list[str]:
    return [plain_text(segment.content) for segment in segments(found)]


def called(block: Block, name: str) -> Paragraph:
    """The words of a block under the id that they have in the second column."""
    return Paragraph(replace(next(segments((block,))), id=SegmentId(f"{PREFIX}{name}")))


def test_rows_pair_what_comes_from_one_block_of_the_source() -> None:
    own = (chapter("1", "Uno", para("a"), BulletList((ListItem((para("b"),)),))),)
    ids = [segment.id for segment in segments(own)]
    other = (chapter("1", "One", para("x"), para("x2"), para("late")),)
    section = other[0]
    assert isinstance(section, Section)
    first, second, late = section.blocks

    parts = (called(first, ids[1]), called(second, f"{ids[1]}-p2"), late)
    other = (replace(section, blocks=parts),)
    made = rows(own, other)
    assert [(len(left), len(right)) for left, right in made] == [(1, 1), (1, 2), (0, 1), (1, 0)]
    assert texts(made[1][1]) == ["x", "x2"]
    assert texts(made[2][1]) == ["late"]


def test_a_long_list_goes_on_in_the_next_row_at_the_same_item() -> None:
    def numbered(word: str) -> OrderedList:
        return OrderedList(tuple(ListItem((para(f"{n} {word * 60}"),)) for n in range(5)), 3)

    own, other = numbered("abcd "), numbered("xy ")
    renamed = tuple(
        ListItem((called(theirs.blocks[0], next(segments(ours.blocks)).id),))
        for ours, theirs in zip(own.items, other.items, strict=True)
    )
    made = rows((own,), (OrderedList(renamed, 3),))
    assert len(made) > 1
    for left, right in made:
        (mine,), (theirs,) = left, right
        assert isinstance(mine, OrderedList) and isinstance(theirs, OrderedList)
        assert (mine.start, len(mine.items)) == (theirs.start, len(theirs.items))
    assert [n for left, _ in made for n in texts(left)] == texts((own,))


def test_each_sheet_has_its_place_and_name_in_all_formats(
    seed: Document, spanish: tuple[Publication, ...]
) -> None:
    one = publications(worded(seed, "es-simple", LOCALES), HANDOUT, TERMS)
    assert [sheet.part and sheet.part.slug for sheet in spanish] == [
        sheet.part and sheet.part.slug for sheet in one
    ]


def test_all_words_of_a_sheet_stand_there_in_english_too(
    seed: Document, spanish: tuple[Publication, ...]
) -> None:
    english = worded(seed, "en-simple", LOCALES).document
    known: dict[str, list[str]] = {}
    for segment in segments(english.blocks):
        known.setdefault(base_id(segment), []).append(plain_text(segment.content))
    for sheet in spanish:
        assert sheet.beside
        shown: dict[str, list[str]] = {}
        for segment in segments(sheet.beside.body):
            if "glue" not in segment.id:
                assert segment.language == "en"
                shown.setdefault(base_id(segment), []).append(plain_text(segment.content))
        ours = {base_id(s) for s in segments(sheet.body) if "glue" not in s.id}
        assert set(shown) == ours
        assert all(known[key] == words for key, words in shown.items())
        ids = [segment.id for segment in source_segments(sheet)]
        assert len(set(ids)) == len(ids)


def test_lines_of_sheets_stand_in_both_languages(spanish: tuple[Publication, ...]) -> None:
    sheet = next(s for s in spanish if s.part and s.part.slug == "signs")
    assert sheet.beside
    said = texts(sheet.beside.body)
    assert "What you can do" in said
    assert "When should I call you?" in said
    assert "¿Cuándo debo llamarle?" in texts(sheet.body)
    for left, right in rows(sheet.body, sheet.beside.body):
        assert left and right


def test_who_gives_it_out_sees_title_language_and_draft_in_both(
    spanish: tuple[Publication, ...],
) -> None:
    sheet = next(s for s in spanish if s.part and s.part.slug == "signs")
    (file,) = write_two(sheet)
    held = {p.id: p.text for p in read_document(file.data).passages}
    assert held["beside-title"].startswith("Osteosarcoma: Signs and symptoms")
    assert held["beside-languages"] == "español (lenguaje sencillo) · English (plain words)"
    assert {NoticeId.DRAFT} <= {notice.id for notice in sheet.opening}
    assert held[f"{PREFIX}{NoticeId.DRAFT.value.lower()}"].startswith("DRAFT")


@pytest.mark.parametrize("tag", ["es-simple", "ar"])
def test_a_sheet_in_two_languages_is_proved_word_by_word(seed: Document, tag: str) -> None:
    sheet = next(s for s in sheets(seed, tag) if s.part and s.part.slug.startswith("signs"))
    (file,) = write_two(sheet)
    finished = Finished("osteosarcoma-treatment/x/03-signs.pdf", file.data)
    proof = prove(seed, sheet, "paper", [finished])
    assert [f.code for f in proof.findings if f.code != "draft"] == []  # the name says nothing
    assert proof.held == proof.expected == sum(1 for _ in source_segments(sheet))
    assert sheet.beside
    lists = [b for b in blocks(sheet.beside.body) if isinstance(b, BulletList)]
    fewer = replace(lists[0], items=lists[0].items[:-1])
    body = tuple(_without(block, lists[0], fewer) for block in sheet.beside.body)
    (lost,) = write_two(replace(sheet, beside=replace(sheet.beside, body=body)))
    refuted = prove(seed, sheet, "paper", [Finished(finished.name, lost.data)])
    assert "coverage" in {f.code for f in refuted.findings}


def _without(block: Block, old: Block, new: Block) -> Block:
    if block == old:
        return new
    if isinstance(block, Section):
        return replace(block, blocks=tuple(_without(b, old, new) for b in block.blocks))
    return block


def test_an_edition_in_the_language_of_its_source_has_no_second_column(seed: Document) -> None:
    from everyform.production.planning import chosen_for

    assert HANDOUT_TWO not in chosen_for("en-simple", "en", [HANDOUT_TWO])
    assert HANDOUT_TWO in chosen_for("es", "en", [HANDOUT_TWO])
    assert all(s.beside is None for s in sheets(seed, "en"))
