"""From a seed and a catalog to files: drafts say so, gaps fall back, a fault stops one edition."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polib
import pytest

from everyform.diagnostics import Diagnostic
from everyform.editions import Role, desk, read_content
from everyform.editions.placeholders import to_msgid
from everyform.inline import SegmentId
from everyform.narration import script
from everyform.production import (
    Outcome,
    Seed,
    Settings,
    Terms,
    Wording,
    conclude,
    load,
    plan,
    read_seed,
    run,
    verify_folder,
    without_drafts,
    worded,
    write_canonical,
)
from everyform.production.composition import publications
from everyform.proof.pdf import passages as pdf_passages
from everyform.publisher import Publisher
from everyform.walk import document_segments, plain_text
from everyform.writers import FORMATS
from everyform.writers.format import Narrated
from tests.catalogs import copied, edit, labelled, translate

SMALL = Path(__file__).parent / "fixtures/small.en.md"
SEED = Path(__file__).parents[1] / "seeds/osteosarcoma-treatment.en.md"
TODAY = date(2026, 11, 23)
PAGES = [format for format in FORMATS if format.narrated is Narrated.NEVER]
WEB = [format for format in FORMATS if format.name == "web"]


class Desk:
    """The small document, a whole French draft of it, and a place for the outputs."""

    def __init__(self, home: Path) -> None:
        self.locales = copied(home)
        self.seed: Seed = read_seed(SMALL).value
        self.catalog = translate(self.seed.document, "fr", self.locales)
        self.output = home / "output"
        self._settings = Settings(self.output, home / "clips", Terms(TODAY, Publisher()))

    def build(self, *tags: str, formats: list[object] | None = None) -> list[Diagnostic]:
        """Build as the command does; everything that was found."""
        write_canonical(self.seed, self.output)
        wanted = [f for f in FORMATS if f in (WEB if formats is None else formats)]
        tasks, found = plan([self.seed], wanted, tags or ("fr",), self.locales)
        self.outcomes: list[Outcome] = list(run(tasks, self._settings, 1))
        conclude([self.seed], self._settings.output)
        return [*found, *(d for outcome in self.outcomes for d in outcome.diagnostics)]

    def approve(self) -> None:
        for role in Role:
            desk.approve(self.catalog, None, role, "Ana Ruiz", TODAY)

    @property
    def names(self) -> list[str]:
        found = (self.output / "small").glob("*/*")
        return sorted(path.relative_to(self.output / "small").as_posix() for path in found)

    def verified(self) -> list[Diagnostic]:
        clips = self.output.parent / "clips"
        found, results, total = verify_folder(self.output, clips, TODAY, 1, self.locales)
        every = list(results)
        assert len(every) == total > 0
        return [*found, *(d for result in every for d in result.findings)]

    def page(self) -> str:
        (path,) = (self.output / "small/fr").glob("*.html")
        return path.read_text("utf-8")


@pytest.fixture
def french(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def wording(french: Desk, tag: str = "fr") -> Wording:
    return worded(french.seed.document, tag, french.locales)


def test_an_edition_is_planned_for_every_catalog(french: Desk) -> None:
    tasks, found = plan([french.seed], WEB, (), french.locales)
    assert {task.wording.edition.tag for task in tasks} == {"en", "fr"}
    assert found == ()


def test_a_draft_says_so_in_every_format_and_its_name(french: Desk) -> None:
    assert french.build(formats=[*PAGES]) == []
    assert french.names == [
        "fr/small.fr.DRAFT.epub.epub",
        "fr/small.fr.DRAFT.handout",
        "fr/small.fr.DRAFT.handout-docx",
        "fr/small.fr.DRAFT.large-print.pdf",
        "fr/small.fr.DRAFT.web.html",
    ]
    assert french.verified() == []
    assert all(record.draft for record in load(french.output).outputs)
    sheets = sorted(path.name for path in (french.output / "small/fr").glob("*/*.pdf"))
    assert sheets == ["01-what.pdf", "02-tests.pdf", "03-situations.pdf"]


def test_the_files_of_a_recording_are_called_as_the_originals(french: Desk) -> None:
    french.build("en", "fr", formats=[f for f in FORMATS if f.narrated is Narrated.ALWAYS])
    names = {
        tag: [path.name for path in sorted((french.output / "small" / tag).glob("*/*.mp3"))]
        for tag in ("en", "fr")
    }
    assert names["fr"] == names["en"]
    assert names["fr"][2] == "02-general-information-about-knee-tumors.mp3"


def test_a_recording_says_that_it_is_a_draft_before_the_text(french: Desk) -> None:
    (spoken,) = (f for f in FORMATS if f.narrated is Narrated.ALWAYS)
    (publication,) = publications(wording(french), spoken, Terms(TODAY, Publisher()))
    said = [utterance.segment for utterance in script(publication).value.utterances]
    title = french.seed.document.title.id
    assert said.index(SegmentId("n-draft")) < said.index(title)


def test_approved_words_are_no_draft_and_the_draft_goes(french: Desk) -> None:
    french.build(formats=[*PAGES])
    french.approve()
    assert french.build(formats=[*PAGES]) == []
    assert french.names == [
        "fr/small.fr.epub.epub",
        "fr/small.fr.handout",
        "fr/small.fr.handout-docx",
        "fr/small.fr.large-print.pdf",
        "fr/small.fr.web.html",
    ]
    assert french.verified() == []


def test_one_role_is_not_enough(french: Desk) -> None:
    desk.approve(french.catalog, None, Role.MEDICAL, "Ana Ruiz", TODAY)
    assert wording(french).draft


def test_a_release_refuses_a_draft_and_nothing_else(french: Desk) -> None:
    tasks, _ = plan([french.seed], PAGES, ("en", "fr"), french.locales)
    kept, found = without_drafts(tasks, french.locales)
    assert {task.wording.edition.tag for task in kept} == {"en"}
    assert [(d.code, d.location.path) for d in found] == [("release-draft", str(french.catalog))]
    french.approve()
    tasks, _ = plan([french.seed], PAGES, ("en", "fr"), french.locales)
    assert without_drafts(tasks, french.locales) == (tasks, ())


def test_words_changed_after_the_build_make_it_outdated(french: Desk) -> None:
    french.build()

    def correct(file: polib.POFile) -> None:
        file[3].msgstr = f"{file[3].msgstr}!"

    edit(french.catalog, correct)
    (finding,) = french.verified()
    assert finding.code == "output-outdated"
    assert "fr/LC_MESSAGES/small.po" in finding.message


def test_interface_words_changed_after_the_build_make_it_outdated(french: Desk) -> None:
    french.build("en")
    ui = french.locales / "en/LC_MESSAGES/ui.po"
    ui.write_text(f"{ui.read_text('utf-8')}\n# read again\n", "utf-8")
    assert french.verified() == []  # a remark says nothing to a reader

    def correct(file: polib.POFile) -> None:
        for entry in file[:40]:
            entry.msgstr = f"{entry.msgstr} "

    edit(ui, correct)
    assert [(d.code, "en/LC_MESSAGES/ui.po" in d.message) for d in french.verified()] == [
        ("output-outdated", True)
    ]


def test_a_gap_leaves_its_whole_section_in_the_sources_language(french: Desk) -> None:
    def forget(file: polib.POFile) -> None:
        (entry,) = (e for e in file if e.msgid.startswith("Treatment of small tumors may"))
        entry.msgstr = ""

    edit(french.catalog, forget)
    found = french.build(formats=[*PAGES])
    codes = {finding.code for finding in found}
    assert codes == {"section-untranslated", "untranslated"}
    assert french.verified() == []
    by_language = {s.id: s.language for s in document_segments(wording(french).document)}
    assert set(by_language.values()) == {"en", "fr"}
    page = french.page()
    phrases = wording(french).edition.phrases
    assert phrases.partly_in_en in page
    assert '<main id="text" tabindex="-1">' in page  # most words are French, as the page is
    assert 'lang="en"' in page


def test_words_that_are_translated_under_a_title_that_is_not_are_a_translation(
    french: Desk,
) -> None:
    title = to_msgid(french.seed.document.title.content)

    def forget(file: polib.POFile) -> None:
        for entry in file:
            if entry.msgid == title:
                entry.msgstr = ""

    edit(french.catalog, forget)
    held = wording(french)
    assert {s.language for s in document_segments(held.document)} == {"en", "fr"}
    assert held.document.title.language == "en"
    for work in publications(held, WEB[0], Terms(TODAY, Publisher())):
        assert work.label.facts.translated


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("Plural-Forms", "nplurals=x", "catalog-plural"),
        ("Language", "de", "catalog-language"),
    ],
)
def test_a_refused_catalog_stops_its_edition_only(
    french: Desk, name: str, value: str, code: str
) -> None:
    def mangle(file: polib.POFile) -> None:
        file.metadata[name] = value

    edit(french.catalog, mangle)
    found = french.build("en", "fr")
    assert [(d.code, d.location.path) for d in found] == [(code, str(french.catalog))]
    assert french.names == ["en/small.en.web.html"]


def test_plain_words_are_given_out_in_sheets_alone(french: Desk) -> None:
    """They are an adaptation, and no adaptation is the whole summary."""
    home = french.locales / "fr@simple"
    shutil.copytree(french.locales / "fr", home)
    for path in home.glob("LC_MESSAGES/*.po"):
        labelled(path, "fr@simple")
    assert french.build("fr-simple", formats=[*PAGES]) == []
    assert french.names == [
        "fr-simple/small.fr-simple.DRAFT.handout",
        "fr-simple/small.fr-simple.DRAFT.handout-docx",
    ]
    assert french.verified() == []
    for path in (french.output / "small/fr-simple").glob("*.handout/*.pdf"):
        shown = " ".join(passage.text for passage in pdf_passages(path.read_bytes()))
        assert "langage simple" in shown


def test_what_is_gone_already_stops_no_clearing_up(french: Desk) -> None:
    french.build(formats=[*PAGES])
    for sheet in (french.output / "small/fr").glob("*.handout/*.pdf"):
        sheet.unlink()
    french.approve()
    assert french.build(formats=[*PAGES]) == []
    assert french.verified() == []


def test_a_link_to_no_catalog_is_an_error_of_its_edition(french: Desk) -> None:
    french.catalog.unlink()
    french.catalog.symlink_to("nowhere.po")
    found = french.build("en", "fr")
    assert [(d.code, d.location.path) for d in found] == [("catalog-missing", str(french.catalog))]
    assert french.names == ["en/small.en.web.html"]


def test_an_incomplete_interface_stops_its_edition_only(french: Desk) -> None:
    edit(french.catalog.with_name("ui.po"), lambda file: file.remove(file[5]))
    found = french.build("en", "fr")
    assert [d.code for d in found] == ["ui-missing"]
    assert french.names == ["en/small.en.web.html"]


# What three small changes of the source do, of which each would hurt somebody.
EDITS = [
    ("about 440 cases", "about 450 cases"),
    ("Chemotherapy may be given alone", "Chemotherapy must be given alone"),
    ("does not", "does"),
]


@pytest.mark.parametrize(("old", "new"), EDITS, ids=[old for old, _ in EDITS])
@pytest.mark.parametrize("tag", ["ar", "es", "zh-Hans"])
def test_a_changed_source_voids_its_translation_and_the_approval(
    tmp_path: Path, tag: str, old: str, new: str
) -> None:
    locales = copied(tmp_path)
    before = read_seed(SEED).value
    catalog = desk.content_path(before.document, tag, locales)
    for role in Role:
        desk.approve(catalog, None, role, "Ana Ruiz", TODAY)
    assert not worded(before.document, tag, locales).draft

    text = SEED.read_text("utf-8")
    assert old in text
    path = tmp_path / SEED.name
    path.write_text(text.replace(old, new, 1), "utf-8")
    seed = read_seed(path).value
    (edited,) = {s.id for s in document_segments(seed.document)} - {
        s.id for s in document_segments(before.document)
    }
    for merged in (False, True):
        if merged:  # as the translator's tool would: old words kept as a fuzzy hint
            desk.merge(seed.document, tag, locales)
        shown = worded(seed.document, tag, locales)
        (segment,) = (s for s in document_segments(shown.document) if s.id == edited)
        assert segment.language == "en"
        assert new in plain_text(segment.content)
        assert "section-untranslated" in {finding.code for finding in shown.found}
        content = read_content(catalog, seed.document, tag).value
        entry = content.entries.get(to_msgid(segment.content))
        assert entry is None or not entry.approvals
