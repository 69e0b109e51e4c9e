"""From a catalog to a document in other words: only finished words, by whole sections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest

from everyform.diagnostics import Diagnostic, PipelineError
from everyform.document import Document, Paragraph
from everyform.editions import desk, load_translation
from everyform.editions.content import Content, State, read_content
from everyform.editions.editions import load_edition
from everyform.editions.extract import is_citation, messages, template, topic_segment
from everyform.editions.judging import disagreements, judged
from everyform.editions.links import in_own_language, read_links, told
from everyform.editions.placeholders import to_msgid
from everyform.editions.review import (
    Approval,
    BadReview,
    Role,
    Waiver,
    approvals,
    digest,
    waivers,
)
from everyform.editions.status import coverage, total
from everyform.editions.translate import translate
from everyform.inline import Inline, Link, Strong, Term, Text
from everyform.production.wording import worded
from everyform.reader import decode, read
from everyform.resources import LOCALES
from everyform.walk import document_segments, inlines, plain_text, segments

SMALL = Path(__file__).parent / "fixtures/small.en.md"


@pytest.fixture(scope="module")
def document() -> Document:
    return read(decode("small.en.md", SMALL.read_bytes())).value


@pytest.fixture
def catalog(document: Document, tmp_path: Path) -> Path:
    """A complete catalog whose translation of "x" is "«x»"."""
    file = template(document)
    file.metadata |= {"Language": "es", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for entry in file:
        entry.msgstr = f"«{entry.msgid}»"
    path = tmp_path / "small.po"
    file.save(str(path))
    return path


def load(path: Path, document: Document) -> tuple[Content, list[str]]:
    content, found = read_content(path, document, "es")
    return content, codes(found)


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in found]


def edit(path: Path, msgid: str, **changes: object) -> None:
    file = polib.pofile(str(path))
    entry = file.find(msgid)
    assert entry is not None
    for name, value in changes.items():
        setattr(entry, name, value)
    file.save(str(path))


def test_messages_are_the_blocks_once_without_the_citation(document: Document) -> None:
    wanted = [s for s in document_segments(document) if not is_citation(s)]
    made = [message.msgid for message in messages(document)]
    assert len(made) == len(set(made))
    assert "Knee Tumor Treatment" in made
    assert not [msgid for msgid in made if "MM/DD" in msgid or "Editorial Board" in msgid]
    assert len(made) <= len(wanted) + 1


def test_notes_tell_a_translator_where_words_stand(document: Document) -> None:
    notes = {m.msgid: m.notes for m in messages(document)}
    heading = "A knee tumor is a lump that grows in the knee."
    assert any("list item, depth 1, in: Key Points" in note for note in notes[heading])
    assert any("heading, level 3" in note for note in notes[heading])


def test_a_complete_catalog_translates_everything_but_the_citation(
    document: Document, catalog: Path
) -> None:
    content, found = load(catalog, document)
    assert found == []
    translated, noticed = translate(document, content)
    assert noticed == ()
    for old, new in zip(document_segments(document), document_segments(translated), strict=True):
        assert (old.id, old.origin) == (new.id, new.origin)
        if is_citation(old):
            assert new == old
        else:
            assert new.language == "es"
            assert plain_text(new.content) == f"«{plain_text(old.content)}»"
    assert translated.topic == "«Knee Tumor Treatment»"


@pytest.mark.parametrize("change", [{"msgstr": ""}, {"flags": ["fuzzy"]}])
def test_a_gap_keeps_its_whole_section_in_the_source_language(
    document: Document, catalog: Path, change: dict[str, object]
) -> None:
    edit(catalog, "surgery", **change)
    content, _ = load(catalog, document)
    translated, found = translate(document, content)
    kept = [plain_text(s.content) for s in document_segments(translated) if s.language == "en"]
    assert kept[:4] == [
        "Small Tumors",
        "Treatment of small tumors may include:",
        "surgery",
        "watching and waiting",
    ]
    assert "«Large Tumors»" in [plain_text(s.content) for s in document_segments(translated)]
    assert set(codes(found)) == {"untranslated", "section-untranslated"}


def test_a_broken_tag_keeps_its_section_and_is_blamed_on_the_catalog(
    document: Document, catalog: Path
) -> None:
    msgid = next(m.msgid for m in messages(document) if "cisplatin" in m.msgid)
    edit(catalog, msgid, msgstr="«Cisplatin»")
    content, _ = load(catalog, document)
    translated, found = translate(document, content)
    (broken,) = (f for f in found if f.code == "catalog-tags")
    assert broken.location.path == str(catalog)
    assert broken.location.line > 1
    assert "Large Tumors" in [plain_text(s.content) for s in document_segments(translated)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("12 of 100,000", "13 of 100,000"), ("may include", "must include"), ("does **not**", "does")],
)
def test_an_edit_of_the_source_voids_the_old_words(
    document: Document, catalog: Path, old: str, new: str
) -> None:
    text = SMALL.read_text("utf-8")
    assert old in text
    edited = read(decode("small.en.md", text.replace(old, new).encode())).value
    content, found = load(catalog, edited)
    assert "catalog-stale" in found
    translated, _ = translate(edited, content)
    changed = {plain_text(s.content) for s in document_segments(edited)} - {
        plain_text(s.content) for s in document_segments(document)
    }
    shown = [plain_text(s.content) for s in document_segments(translated)]
    assert len(changed) == 1
    assert changed <= set(shown)


def test_an_approval_is_bound_to_the_words(document: Document, catalog: Path) -> None:
    own = digest("surgery", "«surgery»")
    marks = [Approval(role, "Ana Ruiz", date(2026, 11, 23), own) for role in Role]
    lines = "\n".join(map(str, marks))
    edit(catalog, "surgery", tcomment=f"A note; don't mind.\n{lines}\nAnother's note.")
    content, found = load(catalog, document)
    assert found == []
    assert content.entries["surgery"].state is State.APPROVED
    assert content.entries["surgery"].approvals == tuple(marks)
    edit(catalog, "surgery", msgstr="«operation»")
    content, found = load(catalog, document)
    assert found == ["review-stale"]
    assert content.entries["surgery"].state is State.TRANSLATED


def test_review_lines_are_read_or_refused() -> None:
    mark = 'waive: meaning-exclusion by="Ana Ruiz" reason="the order says it"'
    assert list(waivers(f"a note\n{mark}")) == [
        Waiver("meaning-exclusion", "Ana Ruiz", "the order says it")
    ]
    for bad in ("waive: x", 'waive: x by="A"', 'waive: x by="A'):
        with pytest.raises(BadReview):
            list(waivers(bad))
    for bad in ("review: yes", "review: status=approved role=boss by=A date=2026-01-01 hash=0"):
        with pytest.raises(BadReview):
            list(approvals(bad))


def test_a_bad_review_line_is_a_finding(document: Document, catalog: Path) -> None:
    edit(catalog, "surgery", tcomment="review: status=maybe")
    assert load(catalog, document)[1] == ["review-invalid"]


@pytest.mark.parametrize("same", [True, False])
def test_a_repeated_message_is_found(document: Document, catalog: Path, same: bool) -> None:
    """Where the two differ, nobody can tell which is meant: neither is shown."""
    own = read_content(catalog, document, "es").value.entries["surgery"].msgstr
    words = own if same else "x"
    text = f'{catalog.read_text("utf-8")}\nmsgid "surgery"\nmsgstr "{words}"\n'
    catalog.write_text(text, "utf-8")
    content, found = read_content(catalog, document, "es")
    assert [finding.code for finding in found] == ["catalog-duplicate"]
    assert found[0].location.line == text.count("\n") - 1
    assert content.entries["surgery"].shown is same


def rename_all(file: polib.POFile) -> None:
    for number, entry in enumerate(file):
        entry.msgid = f"other {number}"


def plural(header: str) -> Callable[[polib.POFile], None]:
    return lambda file: file.metadata.update({"Plural-Forms": header})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda file: file.metadata.update({"Language": "fr"}), "catalog-language"),
        (lambda file: file.metadata.update({"Plural-Forms": "nplurals=INTEGER"}), "catalog-plural"),
        (plural("nplurals=2; plural=(n !;"), "catalog-plural"),
        (plural("nplurals=2; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);"), "catalog-plural"),
        (plural("nplurals=6; plural=(n != 1);"), "catalog-plural"),
        (plural("nplurals=2; plural=(1 / n);"), "catalog-plural"),
        (plural(""), "catalog-plural"),
        (rename_all, "catalog-foreign"),
    ],
)
def test_a_wrong_catalog_is_refused(
    document: Document, catalog: Path, change: object, code: str
) -> None:
    file = polib.pofile(str(catalog))
    change(file)  # type: ignore[operator]
    file.save(str(catalog))
    with pytest.raises(PipelineError, match=code) as caught:
        read_content(catalog, document, "es")
    (finding,) = caught.value.diagnostics
    assert (finding.location.line > 0) is (code != "catalog-foreign")


def test_a_file_that_is_no_catalog_is_refused(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"Contents, Contenido\n")
    with pytest.raises(PipelineError, match="catalog-unreadable"):
        read_content(path, document, "es")


def test_how_far_a_translation_has_come(document: Document, catalog: Path) -> None:
    edit(catalog, "surgery", flags=["fuzzy"])
    edit(catalog, "watching and waiting", msgstr="watching and waiting")
    own = digest("PDQ is a database of the National Cancer Institute (NCI).", "«x»")
    marks = (Approval(role, "Ana", date(2026, 11, 23), own) for role in Role)
    msgid = "PDQ is a database of the National Cancer Institute (NCI)."
    edit(catalog, msgid, msgstr="«x»", tcomment="\n".join(map(str, marks)))
    content, _ = load(catalog, document)
    rows = coverage(document, judged(document, content, {}).value)
    assert [row.title for row in rows][1:] == [
        "General Information About Knee Tumors",
        "Treatment of Knee Tumors",
        "About This PDQ Summary",
    ]
    treatment, about = rows[2], rows[3]
    assert treatment.units[State.FUZZY] >= 1
    assert treatment.words[State.UNTRANSLATED] == 3
    assert about.units[State.APPROVED] == 1
    assert about.done < 1.0
    whole = total(rows)
    units = [s for s in document_segments(document) if not is_citation(s)]
    assert whole.units.total() == len(units) + 1  # and the topic
    assert 0.5 < whole.done < 1.0


def test_a_second_approval_leaves_the_other_roles_as_it_was(
    document: Document, catalog: Path
) -> None:
    """A PO tool wraps long names; what is left of an old line must revive nothing."""
    name = "María Fernández de la Cruz y Álvarez"
    for role in Role:
        desk.approve(catalog, ["surgery"], role, name, date(2026, 11, 23))
    assert load(catalog, document)[0].entries["surgery"].state is State.APPROVED
    edit(catalog, "surgery", msgstr="«operation»")
    for _ in range(3):
        desk.approve(catalog, ["surgery"], Role.MEDICAL, name, date(2026, 11, 24))
        content, found = load(catalog, document)
        assert found == ["review-stale"]
        entry = content.entries["surgery"]
        assert entry.state is State.TRANSLATED
        assert [(a.role, a.by) for a in entry.approvals] == [(Role.MEDICAL, name)]
    raw = polib.pofile(str(catalog)).find("surgery")
    assert raw is not None
    assert raw.tcomment.count("hash=") == len(Role)


@pytest.mark.parametrize("by", ["", "  ", "Ana\nRuiz"])
def test_an_approval_needs_a_name(catalog: Path, by: str) -> None:
    with pytest.raises(ValueError, match="name"):
        desk.approve(catalog, None, Role.MEDICAL, by, date(2026, 11, 23))
    line = "review: status=approved role=medical by=' ' date=2026-01-01 hash=0"
    with pytest.raises(BadReview, match="name"):
        list(approvals(line))


def test_a_key_that_stands_twice_is_no_review() -> None:
    line = "review: status=approved role=medical by=A date=2026-01-01 hash=0 hash=1"
    with pytest.raises(BadReview, match="twice"):
        list(approvals(line))


@pytest.mark.parametrize(
    "words", ["\u202e440\u202c", "ci\ufb01", "a\x01b", "\u2067abc", "abc\u2069", "\ufffe", "\x85"]
)
def test_characters_that_hurt_are_not_shown(document: Document, catalog: Path, words: str) -> None:
    edit(catalog, "surgery", msgstr=f"«{words}»")
    content, found = load(catalog, document)
    assert "catalog-character" in found
    assert not content.entries["surgery"].shown


def test_an_isolate_that_ends_and_a_mark_of_direction_are_fine(
    document: Document, catalog: Path
) -> None:
    edit(catalog, "surgery", msgstr="\u2067«surgery»\u2069\u200f")
    assert load(catalog, document)[1] == []


def in_arabic(document: Document, tmp_path: Path, **words: str) -> tuple[Content, list[str]]:
    """A catalog with these words for the messages that begin so, judged."""
    file = template(document)
    plural = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : 5);"
    file.metadata |= {"Language": "ar", "Plural-Forms": plural}
    for entry in file:
        given = next((w for start, w in words.items() if entry.msgid.startswith(start)), "")
        entry.msgstr = given.format(source=entry.msgid)
    path = tmp_path / "small.po"
    file.save(str(path))
    content, found = read_content(path, document, "ar")
    content, noticed = judged(document, content, {"mri": "MRI"})
    return content, codes((*found, *noticed))


def test_what_is_left_in_the_sources_language_is_not_shown(
    document: Document, tmp_path: Path
) -> None:
    words = {"surgery": "surgery ", "Rest": "{source}", "MRI": "MRI"}
    words["PDQ is a database"] = "{source} جملة أخرى."
    content, found = in_arabic(document, tmp_path, **words)
    assert found.count("catalog-copied") == 1
    assert found.count("meaning-copied") == 1
    assert content.entries["surgery"].state is State.UNTRANSLATED
    assert content.entries["MRI"].shown


def test_the_topic_is_judged_as_every_other_unit(document: Document, tmp_path: Path) -> None:
    msgid = to_msgid(topic_segment(document).content)
    for words, code in (
        ('<g id="1">علاج</g> الركبة', "catalog-tags"),
        ("علاج أورام الركبة 500", "meaning-number"),
        (msgid, "catalog-copied"),
    ):
        content, found = in_arabic(document, tmp_path, **{msgid: words})
        assert code in found
        translated, _ = translate(document, content)
        assert translated.topic == document.topic


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("\u200b\u2060", "catalog-tags"),
        ("...", "catalog-tags"),
        (f'<g id="{"9" * 5000}">x</g>', "catalog-length"),
        ('<g id="9999999">x</g>', "catalog-tags"),
        ("x" * 5000, "catalog-length"),
    ],
)
def test_what_is_no_translation_is_not_shown(
    document: Document, tmp_path: Path, words: str, code: str
) -> None:
    content, found = in_arabic(document, tmp_path, surgery=words)
    assert code in found
    assert not content.entries["surgery"].shown


def test_a_text_without_its_closing_quote_is_refused(document: Document, catalog: Path) -> None:
    """polib reads it, and cuts the last letter off."""
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace('"«surgery»"', '"«surgery»'), "utf-8")
    line = text.splitlines().index('msgstr "«surgery»"') + 1
    with pytest.raises(PipelineError, match=rf"small\.po:{line}: error\[catalog-unreadable\]"):
        read_content(catalog, document, "es")


# The dictionary's entry in the reader's own language

SEED = Path(__file__).parents[1] / "seeds/osteosarcoma-treatment.en.md"
ENTRY = "https://www.cancer.gov/Common/PopUps/popDefinition.aspx?id=45882&version=patient"


def term_to(asked: str) -> Term:
    return Term((Text("x"),), "45882", "Cancer.gov", "en", f"{ENTRY}{asked}&dictionary=Cancer.gov")


@pytest.mark.parametrize(
    ("language", "asked", "led", "now"),
    [
        ("es", "&language=English", "&language=Spanish", "es"),
        ("es-simple", "&language=English", "&language=Spanish", "es"),
        ("en", "&language=Spanish", "&language=English", "en"),
        ("ar", "&language=English", "&language=English", "en"),  # there is none in Arabic
        ("es", "", "", "en"),  # nobody knows such an address
    ],
)
def test_a_term_leads_to_its_entry_in_the_language_of_the_edition(
    language: str, asked: str, led: str, now: str
) -> None:
    (node,) = in_own_language((Strong((term_to(asked),)),), language)
    assert isinstance(node, Strong)
    (term,) = node.content
    assert term == replace(term_to(led), language=now)


def test_the_terms_of_a_translation_are_led_there() -> None:
    made = load_translation(read(decode(str(SEED), SEED.read_bytes())).value, "es").value.document
    terms = [n for s in document_segments(made) for n in inlines(s.content) if isinstance(n, Term)]
    assert len(terms) > 50
    assert {term.language for term in terms} == {"es"}
    assert all("language=Spanish" in term.target for term in terms)


def spanish(*content: Inline, language: str = "es") -> Document:
    """The fixture with one paragraph this content, as a translation would have it."""
    document = read(decode("small.en.md", SMALL.read_bytes())).value
    first = next(iter(segments(document.blocks)))
    only = replace(first, content=content, language=language)
    return replace(document, blocks=(Paragraph(only),))


@pytest.mark.parametrize(
    ("target", "after", "language", "shown"),
    [
        ("https://www.cancer.gov/types/bone", ".", "es", "PDQ (en inglés)."),
        ("https://www.cancer.gov/espanol/tipos", ".", "es", "PDQ."),
        ("https://www.cancer.gov/espanolas", ".", "es", "PDQ (en inglés)."),
        ("https://www.cancer.gov/types/bone", " (en inglés).", "es", "PDQ (en inglés)."),
        ("https://www.cancer.gov/types/bone", ".", "en", "PDQ."),  # the source's own words
        ("mailto:someone@example.org", ".", "es", "PDQ."),
    ],
)
@pytest.mark.parametrize("marked", [False, True])
def test_a_link_to_a_page_in_another_language_says_so(
    target: str, after: str, language: str, shown: str, marked: bool
) -> None:
    link: Inline = Link((Text("PDQ"),), target)
    document = spanish(Strong((link,)) if marked else link, Text(after), language=language)
    made = told(document, "en", load_edition("es").phrases)
    assert [plain_text(s.content) for s in segments(made.blocks)] == [shown]


def test_full_width_brackets_need_no_space() -> None:
    document = spanish(Link((Text("PDQ"),), "https://www.cancer.gov/x"), language="zh-Hans")
    made = told(document, "en", load_edition("zh-Hans").phrases)
    assert [plain_text(s.content) for s in segments(made.blocks)] == ["PDQ\uff08英文\uff09"]


def test_an_edition_says_where_its_pages_are_in_english() -> None:
    document = read(decode(str(SEED), SEED.read_bytes())).value
    for tag, words in (
        ("es", "(en inglés)"),
        ("zh-Hans", "\uff08英文\uff09"),
        ("en", "(in English)"),
    ):
        made = worded(document, tag, LOCALES).document
        shown = " ".join(plain_text(s.content) for s in segments(made.blocks))
        assert (words in shown) is (tag != "en")


ENGLISH, SPANISH = "https://www.cancer.gov/contact", "https://www.cancer.gov/contactenos"


def test_a_translator_leads_a_link_to_the_page_in_the_language(tmp_path: Path) -> None:
    path = tmp_path / "links.tsv"
    path.write_text(f"# pages\n\n{ENGLISH}\t{SPANISH}\n", "utf-8")
    document = spanish(Link((Text("NCI"),), ENGLISH))
    made = told(document, "en", load_edition("es").phrases, read_links(path))
    (segment,) = segments(made.blocks)
    assert segment.content == (Link((Text("NCI"),), SPANISH),)
    assert read_links(tmp_path / "none.tsv") == {}


@pytest.mark.parametrize(
    "line",
    [
        ENGLISH,
        f"{ENGLISH}\thttps://example.org/",
        f"{ENGLISH}\thttps://cancer.gov.example.org/",
        f"{ENGLISH}\thttp://www.cancer.gov/",
        f"{ENGLISH}\t{SPANISH}\n{ENGLISH}\t{SPANISH}",
    ],
)
def test_a_bad_line_of_links_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "links.tsv"
    path.write_text(f"# pages\n{line}\n", "utf-8")
    with pytest.raises(PipelineError) as caught:
        read_links(path)
    (finding,) = caught.value.diagnostics
    assert finding.code == "links-syntax"
    assert finding.location.line == 2 + line.count("\n")


def test_what_another_catalog_calls_a_term_is_told_at_its_line(
    document: Document, catalog: Path
) -> None:
    content = read_content(catalog, document, "es").value
    other = replace(document, name="other")
    assert disagreements([(document, content), (other, content)]) == ()
    (term, segment) = next(
        (n, s)
        for s in document_segments(document)
        for n in inlines(s.content)
        if isinstance(n, Term)
    )
    msgid = to_msgid(segment.content)
    entry = content.entries[msgid]
    words = plain_text(term.content)
    changed = replace(entry, msgstr=entry.msgstr.replace(words, "zzz zzzzzzzzzzzz"))
    assert changed != entry
    odd = replace(content, entries={**content.entries, msgid: changed})
    found = disagreements(
        [(document, content), (other, odd), (replace(other, name="third"), content)]
    )
    assert [(f.code, f.location) for f in found] == [("meaning-name", entry.origin)]
    assert "in small" in found[0].message
