"""Lines of a sheet that no segment holds: supported by the text, and where a reader looks first."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest

from everyform.clinic import Clinic
from everyform.document import Callout, Document, Section
from everyform.editions.catalogs import glue_path
from everyform.editions.desk import load_translation, merge
from everyform.editions.glue import read_glue
from everyform.editions.review import Approval, Role, digest
from everyform.glue import WORDS, Glue, Line, LineKind, meaning
from everyform.inline import CrossReference, SegmentId, Text
from everyform.labels import Facts, label
from everyform.meaning import unsupported
from everyform.reader import decode, read
from everyform.sheets import sheets
from everyform.walk import document_segments, plain_text, segments
from tests import publications as small
from tests.catalogs import copied
from tests.test_sheets import chapter, published, summary, titles, words

SMALL = Path(__file__).parent / "fixtures/small.en.md"
SEED = Path(__file__).parents[1] / "seeds/osteosarcoma-treatment.en.md"
TAG = "en-simple"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(decode("small.en.md", SMALL.read_bytes())).value


@pytest.fixture
def locales(tmp_path: Path, document: Document) -> Path:
    home = copied(tmp_path)
    shutil.rmtree(home / "en@simple")
    merge(document, TAG, home)
    return home


def lead(document: Document, start: str) -> str:
    return next(
        s.id for s in document_segments(document) if plain_text(s.content).startswith(start)
    )


def written(document: Document, locales: Path, *lines: tuple[str, str, str]) -> Path:
    """A catalog of glue: contexts, segments that the lines are derived from, words."""
    path = glue_path(document, TAG, locales)
    plain = polib.pofile(str(path.with_name(f"{document.name}.po")))
    file = polib.POFile()
    file.metadata = dict(plain.metadata)
    for context, derived, said in lines:
        comment = f"derived-from: {derived}" if derived else ""
        file.append(polib.POEntry(msgctxt=context, msgid=said, msgstr=said, comment=comment))
    file.save(str(path))
    return path


def test_lines_are_read_by_topic_and_kind(document: Document, locales: Path) -> None:
    source = lead(document, "The knee bends")
    path = written(
        document,
        locales,
        ("what/main", source, "About 12 of 100,000 people have such a lump."),
        ("what/ask", "", "What is it?"),
        ("signs/do", "", "Call us."),
    )
    glue, found = read_glue(path, document, TAG)
    assert found == ()
    assert glue.draft
    assert glue.of("what", LineKind.MAIN) == ("About 12 of 100,000 people have such a lump.",)
    assert glue.lines["signs"] == (Line(LineKind.DO, "Call us."),)
    assert glue.of("tests", LineKind.ASK) == ()
    assert read_glue(path.with_name("none.po"), document, TAG).value == Glue()


@pytest.mark.parametrize(
    ("context", "derived", "said", "code"),
    [
        ("what/main", "", "A knee tumor is a lump.", "glue-unsupported"),
        ("what/know", "p-00000000", "It is a lump.", "glue-unsupported"),
        ("what/unknown", "", "Nobody knows why.", "glue-unsupported"),
        ("what/main", "here", "About 13 of 100,000 people have it.", "glue-unsupported"),
        ("what/do", "here", "Take cisplatin.", "glue-unsupported"),
        ("what/main", "here", "It is a stage III tumor.", "glue-unsupported"),
        ("words/word", "", "lump: a swelling", "glue-unsupported"),
        ("words/word", "here", "lump", "glue-kind"),
        ("words/word", "here", "lump:  ", "glue-kind"),
        ("what/cure", "here", "It is a lump.", "glue-kind"),
        ("what", "here", "It is a lump.", "glue-kind"),
        ("what/ask", "", "What is \u202eit?", "catalog-character"),
    ],
)
def test_a_claim_that_nothing_supports_is_told_at_its_line_and_not_shown(
    document: Document, locales: Path, context: str, derived: str, said: str, code: str
) -> None:
    source = lead(document, "The knee bends") if derived == "here" else derived
    path = written(document, locales, (context, source, said))
    glue, found = read_glue(path, document, TAG)
    assert [finding.code for finding in found] == [code]
    assert found[0].location.line > 0
    assert glue.lines == {}


def test_a_line_that_is_not_finished_is_told_and_not_shown(
    document: Document, locales: Path
) -> None:
    path = written(document, locales, ("what/ask", "", "What is it?"))
    file = polib.pofile(str(path))
    file[0].flags = ["fuzzy"]
    file[0].tcomment = "review: status=maybe"
    file.save(str(path))
    glue, found = read_glue(path, document, TAG)
    assert [finding.code for finding in found] == ["review-invalid", "catalog-fuzzy"]
    assert glue.lines == {}


def test_lines_that_two_people_approved_are_no_draft(document: Document, locales: Path) -> None:
    path = written(document, locales, ("what/ask", "", "What is it?"))
    file = polib.pofile(str(path))
    own = digest("What is it?", "What is it?")
    marks = [Approval(r, f"Ana {r.value}", date(2026, 11, 27), own) for r in Role]
    file[0].tcomment = "\n".join(map(str, marks))
    file.save(str(path))
    assert not read_glue(path, document, TAG).value.draft
    file[0].msgstr = "What is that?"
    file.save(str(path))
    assert read_glue(path, document, TAG).value.draft


def test_an_edition_has_its_lines_and_is_a_draft_for_them(
    document: Document, locales: Path
) -> None:
    assert not load_translation(document, TAG, locales).value.draft
    written(document, locales, ("what/ask", "", "What is it?"))
    made = load_translation(document, TAG, locales).value
    assert made.draft
    assert made.glue.of("what", LineKind.ASK) == ("What is it?",)


def test_what_is_named_must_be_named_in_the_source() -> None:
    source = "Take 5 mg of cisplatin in stage II. Two doctors look at it."
    assert list(unsupported(source, "en", "Take 5 mg of cisplatin. Ask both doctors.", "en")) == []
    assert list(unsupported(source, "en", "Tome 5 mg de cisplatino.", "es")) == []
    assert list(unsupported(source, "en", "Take 10 mg of carboplatin.", "en")) == [
        "10 milligram",
        "carboplatin",
    ]
    assert list(unsupported(source, "en", "In stage III.", "en")) == ["stage 3"]
    assert list(unsupported(source, "en", "Three doctors.", "en")) == ["3"]


GLUE = Glue(
    {
        "signs": (
            Line(LineKind.MAIN, "See a doctor."),
            Line(LineKind.DO, "Call us."),
            Line(LineKind.ASK, "What is it?"),
            Line(LineKind.ASK, "What now?"),
            Line(LineKind.KNOW, "It is known."),
            Line(LineKind.UNKNOWN, "It is not."),
        )
    }
)


def test_the_message_stands_first_and_the_questions_last() -> None:
    source = summary(chapter("1", "Symptoms of elbow tumor", words("1")))
    (sheet,) = sheets(published(source), source, GLUE)
    frame, *rest = sheet.body
    assert isinstance(frame, Callout)
    assert [plain_text(s.content) for s in segments((frame,))] == ["See a doctor."]
    assert all(isinstance(block, Section) for block in rest)
    assert [plain_text(b.title.content) for b in rest if isinstance(b, Section)] == [
        "Symptoms of elbow tumor",
        *("What doctors know", "What doctors cannot tell you for sure"),
        *("What you can do", "Questions to ask"),
    ]
    shown = [plain_text(s.content) for s in segments(sheet.body)]
    assert shown[-2:] == ["What is it?", "What now?"]
    assert "Phone number of our clinic:" in shown
    assert sheet.part
    assert sheet.part.section is not None  # the chapter is known, though lines have none
    assert titles((sheet,)) == [
        "Elbow Tumor: Signs and symptoms — from the National Cancer Institute"
    ]


def test_every_sheet_of_a_long_topic_has_the_message() -> None:
    source = summary(chapter("1", "Symptoms", *(words(f"c{n}", 60) for n in range(9))))
    found = sheets(published(source), source, GLUE)
    assert len(found) > 1
    assert all(isinstance(sheet.body[0], Callout) for sheet in found)
    asked = [s for s in found if any(x.id == "glue-ask" for x in segments(s.body))]
    assert asked == [found[-1]]


@pytest.mark.parametrize("tag", ["en-simple", "es-simple"])
def test_the_lines_of_the_seed_are_supported(tag: str) -> None:
    seed = read(decode(str(SEED), SEED.read_bytes())).value
    glue, found = read_glue(glue_path(seed, tag), seed, tag)
    assert found == ()
    topics = {"what", "signs", "tests", "outlook", "treatments", "situations", "after", "care"}
    assert set(glue.lines) == topics | {WORDS}
    for topic in topics:
        assert glue.of(topic, LineKind.ASK)


def know(*lines: str) -> Glue:
    return Glue({WORDS: tuple(Line(LineKind.WORD, line) for line in lines)})


def explained(glue: Glue, *inside: str, count: int = 3) -> list[str]:
    """The words to know on the one sheet of a summary with these paragraphs."""
    parts = map(small.para, inside)
    source = summary(chapter("1", "Symptoms", *parts, words("filler", count)))
    (sheet,) = sheets(published(source), source, glue)
    last = sheet.body[-1]
    assert isinstance(last, Section)
    if last.title.id != "glue-words":
        return []
    return [plain_text(s.content) for s in segments(last.blocks)]


def test_a_sheet_says_what_its_own_words_mean() -> None:
    glue = know("lump: a swelling", "biopsy: a test", "elbow: a joint", "graft\uff1atissue")
    said = "Two lumps may need a Biopsy, or biopsies; or a graft."
    assert explained(glue, said) == ["lump: a swelling", "biopsy: a test", "graft: tissue"]
    assert explained(glue, "A lumpy place.") == []


def test_a_sheet_has_at_most_eight_words_to_know_and_none_where_it_is_full() -> None:
    glue = know(*(f"word{n}x: means {n}" for n in range(12)))
    said = " ".join(f"word{n}x" for n in range(12))
    assert len(explained(glue, said)) == 8
    assert explained(glue, said, count=200) == []


def test_a_line_is_a_word_and_what_it_means() -> None:
    assert meaning("CT scan: pictures: many") == ("CT scan", "pictures: many")
    assert meaning("no colon") == ("no colon", "")


def test_a_clinic_with_a_number_needs_no_line_to_write_it_on() -> None:
    source = summary(chapter("1", "Symptoms", words("1")))
    clinic = Clinic("North Clinic", "(503) 555-0199", "+15035550199")
    (sheet,) = sheets(published(source), source, GLUE, clinic)
    assert "Phone number of our clinic:" not in [
        plain_text(s.content) for s in segments(sheet.body)
    ]
    assert plain_text(sheet.contact[0].content) == "North Clinic: (503) 555-0199"


def test_a_sheet_in_plain_words_names_the_sheet_that_it_refers_to() -> None:
    reference = CrossReference((Text("Options"),), SegmentId("h-2"))
    source = summary(
        chapter("1", "Symptoms", small.para("See ", reference, Text("."))),
        chapter("2", "Treatment of elbow tumor", words("2")),
    )
    plain = published(source)
    plain = replace(plain, label=label(Facts(False, False, True, True)))
    signs, _ = sheets(plain, source, Glue())
    assert "See Options (Treatment for each situation)." in [
        plain_text(s.content) for s in segments(signs.body)
    ]
    own = small.para("See ", CrossReference((Text("Options"),), SegmentId("h-1")), Text("."))
    source = summary(chapter("1", "Symptoms", own))
    (one,) = sheets(replace(published(source), label=plain.label), source, Glue())
    assert "See Options." in [plain_text(s.content) for s in segments(one.body)]


def test_the_sources_own_words_get_nothing_put_in() -> None:
    reference = CrossReference((Text("Options"),), SegmentId("h-2"))
    source = summary(
        chapter("1", "Symptoms", small.para("See ", reference, Text("."))),
        chapter("2", "Treatment of elbow tumor", words("2")),
    )
    first, *_ = sheets(published(source), source, Glue())
    assert "See Options." in [plain_text(s.content) for s in segments(first.body)]
