"""Plain words: an adaptation by sections, given out in sheets, never as the summary."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from everyform.diagnostics import PipelineError
from everyform.document import BulletList, Document, Paragraph, Quote, Section
from everyform.edition import Register
from everyform.editions import (
    available,
    catalogs,
    desk,
    find_edition,
    load_edition,
    load_translation,
    missing,
    translations,
)
from everyform.editions.catalogs import content_path, shared_path
from everyform.editions.content import read_content
from everyform.editions.desk import merge
from everyform.editions.judging import disagreements, judged
from everyform.editions.placeholders import BrokenTags
from everyform.editions.plain import joined, paragraphs
from everyform.inline import Emph, Strong, Text
from everyform.production.wording import worded
from everyform.reader import decode, read
from everyform.walk import blocks, plain_text, sections, segments
from tests.catalogs import copied

SMALL = Path(__file__).parent / "fixtures/small.en.md"
TAG = "en-simple"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(decode("small.en.md", SMALL.read_bytes())).value


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    home = copied(tmp_path)
    shutil.rmtree(home / "en@simple", ignore_errors=True)
    return home


def filled(
    document: Document, locales: Path, words: Callable[[str], str] = lambda msgid: msgid
) -> Path:
    """A catalog in which each message has these words."""
    path = merge(document, TAG, locales)
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = words(entry.msgid)
    file.save(str(path))
    return path


def section(document: Document, start: str) -> Section:
    return next(
        s for s in sections(document.blocks) if plain_text(s.title.content).startswith(start)
    )


def texts(part: Section) -> list[str]:
    return [plain_text(s.content) for s in segments((part,))]


SOURCE = (Strong((Text("X-ray"),)), Text(" is a "), Emph((Text("test"),)))


def test_a_blank_line_begins_a_paragraph_and_tags_may_go() -> None:
    first, second = paragraphs('It is a <g id="2">test</g>.\n \nThey call it X.', SOURCE)
    assert first == (Text("It is a "), Emph((Text("test"),)), Text("."))
    assert second == (Text("They call it X."),)
    assert plain_text(joined((first, second))) == "It is a test. They call it X."


@pytest.mark.parametrize(
    "words", ['<g id="1">a</g>\n\n<g id="1">b</g>', '<g id="3">a</g>', '<g id="1">a\n\nb</g>']
)
def test_no_tag_is_repeated_invented_or_in_two_paragraphs(words: str) -> None:
    with pytest.raises(BrokenTags):
        paragraphs(words, SOURCE)


def test_an_edition_in_plain_words_has_the_interface_of_its_language(
    document: Document, locales: Path
) -> None:
    assert TAG not in available(locales)
    filled(document, locales)
    assert TAG in available(locales)
    edition = load_edition(TAG, locales)
    assert (edition.language, edition.register, edition.tag) == ("en", Register.PLAIN, TAG)
    assert edition.phrases == load_edition("en", locales).phrases
    assert find_edition("en@simple", locales) == TAG
    assert find_edition("en", locales) == "en"


def test_a_section_with_plain_words_for_all_its_blocks_has_them(
    document: Document, locales: Path
) -> None:
    def words(msgid: str) -> str:
        if msgid.startswith("An x-ray"):
            return "An x-ray is a test.\n\nIt makes a picture of the bone."
        return "A soft bone." if msgid == "a soft bone" else msgid

    filled(document, locales, words)
    made, found = load_translation(document, TAG, locales)
    assert found == ()
    part = section(made.document, "Tests show")
    assert texts(part)[1:3] == ["An x-ray is a test.", "It makes a picture of the bone."]
    ids = [s.id for s in segments((part,))]
    assert len(set(ids)) == len(ids)
    assert ids[2] == f"{ids[1]}-p2"
    assert {s.language for s in segments(made.document.blocks)} == {"en"}
    assert "A soft bone." in texts(section(made.document, "A knee tumor"))
    assert not [b for b in blocks(made.document.blocks) if isinstance(b, Quote)]


def test_a_section_with_a_gap_keeps_the_sources_words_as_a_quotation(
    document: Document, locales: Path
) -> None:
    filled(document, locales, lambda msgid: "" if msgid == "surgery" else f"{msgid} ")
    made, found = load_translation(document, TAG, locales)
    assert [f.code for f in found] == ["section-not-plain"]
    assert "'Small Tumors'" in found[0].message
    part = section(made.document, "Small Tumors")
    lead, quote = part.blocks
    assert isinstance(lead, Paragraph)
    assert plain_text(lead.segment.content) == "The PDQ summary says this in the following words:"
    assert isinstance(quote, Quote)
    assert quote.blocks == section(document, "Small Tumors").blocks
    assert isinstance(section(made.document, "Large Tumors").blocks[0], Paragraph)


def test_the_subject_is_named_in_the_edition_s_language(document: Document, locales: Path) -> None:
    filled(document, locales, lambda msgid: f"{msgid} x")
    made = load_translation(document, TAG, locales).value.document
    assert made.topic == f"{document.topic} x"
    assert plain_text(made.title.content) == f"{plain_text(document.title.content)} x"
    filled(document, locales, lambda msgid: "" if msgid == document.topic else f"{msgid} x")
    made = load_translation(document, TAG, locales).value.document
    assert (made.title, made.topic) == (document.title, document.topic)


def test_a_heading_need_not_say_all_and_may_not_say_more(document: Document, locales: Path) -> None:
    title = "A knee tumor is a lump that grows in the knee."

    def codes(heading: str) -> set[str]:
        path = filled(document, locales, lambda msgid: heading if msgid == title else msgid)
        content = read_content(path, document, TAG).value
        return {f.code for f in judged(document, content, {}).diagnostics}

    assert codes("What is it?") == set()
    assert codes("It is cancer of the liver.") == {"meaning-opposite"}
    assert codes("What is it? Death.") == {"meaning-word"}


def test_what_no_sheet_shows_is_not_judged(document: Document, locales: Path) -> None:
    words = '<g id="7">Key Points</g>'
    path = filled(document, locales, lambda msgid: words if msgid == "Key Points" else msgid)
    content = read_content(path, document, TAG).value
    assert judged(document, content, {}).diagnostics == ()
    assert disagreements([(document, content)]) == ()


def test_it_may_stand_for_what_is_named(document: Document, locales: Path) -> None:
    """Plain words are held against the whole of their source, in another language too."""

    def words(msgid: str) -> str:
        if msgid.startswith("First, the doctor"):
            return "The doctor comes first. The doctor looks at it: the knee."
        return msgid

    path = filled(document, locales, words)
    found = judged(document, read_content(path, document, TAG).value, {}).diagnostics
    assert [f for f in found if f.code in ("meaning-sentences", "meaning-length")] == []


def test_lists_keep_their_nesting(document: Document, locales: Path) -> None:
    filled(document, locales)
    made = load_translation(document, TAG, locales).value.document
    lists = [
        [len(b.items) for b in blocks(d.blocks) if isinstance(b, BulletList)]
        for d in (made, document)
    ]
    assert lists[0] == lists[1]


def test_what_is_written_about_the_text_stays_as_it_is(document: Document, locales: Path) -> None:
    filled(document, locales, lambda msgid: f"{msgid} x")
    made = load_translation(document, TAG, locales).value.document
    assert section(made, "About This").blocks == section(document, "About This").blocks
    assert section(made, "Key Points").blocks == section(document, "Key Points").blocks


def test_wrong_plain_words_are_held_back(document: Document, locales: Path) -> None:
    """A telephone number, and a "not" that is gone."""

    def words(msgid: str) -> str:
        return msgid.replace("1-800-422-6237", "1-800-422-6238").replace("does <g", "always <g")

    path = filled(document, locales, words)
    assert path == content_path(document, TAG, locales)
    content = read_content(path, document, TAG).value
    found = judged(document, content, {}).diagnostics
    assert {"meaning-phone"} <= {f.code for f in found}
    made = load_translation(document, TAG, locales).value.document
    assert isinstance(section(made, "A knee tumor").blocks[1], Quote)


def share(document: Document, locales: Path, words: Callable[[str], str]) -> Path:
    """The same words in the catalog that documents share, and none of the document's own."""
    own = filled(document, locales, words)
    file = polib.pofile(str(own))
    file.append(polib.POEntry(msgid="A block of another summary.", msgstr="Nothing."))
    path = shared_path(TAG, locales)
    file.save(str(path))
    own.unlink()
    return path


def test_what_documents_share_is_written_once(document: Document, locales: Path) -> None:
    path = share(document, locales, lambda msgid: f"{msgid} x" if msgid == "surgery" else msgid)
    assert TAG not in translations(document, locales)  # made where somebody asks for it
    assert path in catalogs(document, TAG, locales)
    made, found = load_translation(document, TAG, locales)
    assert found == ()  # words of other summaries are no fault of this one
    assert made.draft
    assert "surgery x" in texts(section(made.document, "Small Tumors"))


def test_a_documents_own_words_go_before_those_that_are_shared(
    document: Document, locales: Path
) -> None:
    share(document, locales, lambda msgid: f"{msgid} x" if msgid == "surgery" else msgid)
    filled(document, locales, lambda msgid: {"surgery": "surgery y", "drugs": ""}.get(msgid, msgid))
    made, found = load_translation(document, TAG, locales)
    assert found == ()
    assert "surgery y" in texts(section(made.document, "Small Tumors"))


def test_shared_words_of_nothing_in_it_make_no_edition(document: Document, locales: Path) -> None:
    path = share(document, locales, lambda msgid: "")
    made = worded(document, TAG, locales)
    assert made.document is document
    assert not made.adapted
    path.write_text("no catalog")
    with pytest.raises(PipelineError, match="catalog"):
        worded(document, TAG, locales)


def test_a_shared_word_that_turns_the_meaning_is_held_back(
    document: Document, locales: Path
) -> None:
    share(document, locales, lambda msgid: msgid.replace("1-800-422-6237", "1-800-422-6238"))
    _, found = load_translation(document, TAG, locales)
    assert "meaning-phone" in {f.code for f in found}
    assert {Path(f.location.path).name for f in found if f.code == "meaning-phone"} == {"shared.po"}


def test_what_is_missing_is_told_the_most_wanted_first(document: Document, locales: Path) -> None:
    other = replace(document, name="other", blocks=document.blocks[:2])
    rows = missing([(document, None), (other, None)])
    counts = [(len(row.documents), row.words) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert rows[0].documents == (document.name, "other")
    said = {row.msgid for row in rows}
    assert "surgery" in said
    assert not [words for words in said if words.startswith("PDQ is a registered")]
    filled(document, locales, lambda msgid: "" if msgid == "surgery" else msgid)
    content = desk.judged_content(document, TAG, locales).value
    assert [row.msgid for row in missing([(document, content)])] == ["surgery"]
