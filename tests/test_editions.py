"""Catalogs of interface words: complete, with their slots, or an error at the translator's line."""

from __future__ import annotations

import dataclasses
import shutil
import string
from pathlib import Path

import polib
import pytest

from pipeline.diagnostics import PipelineError
from pipeline.edition import Direction, Register
from pipeline.editions import available, load_edition
from pipeline.phrases import Phrases
from pipeline.resources import LOCALES


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    copy = tmp_path / "locales"
    shutil.copytree(LOCALES, copy)
    return copy


def edit(locales: Path, folder: str, msgid: str) -> tuple[polib.POFile, polib.POEntry]:
    parsed = polib.pofile(str(locales / folder / "LC_MESSAGES/ui.po"))
    entry = parsed.find(msgid)
    assert entry is not None
    return parsed, entry


def codes(locales: Path) -> list[tuple[str, int]]:
    with pytest.raises(PipelineError) as caught:
        load_edition("es", locales)
    return [(d.code, d.location.line) for d in caught.value.diagnostics]


@pytest.mark.parametrize("tag", available())
def test_every_edition_has_every_word(tag: str) -> None:
    phrases = load_edition(tag).phrases
    for field in dataclasses.fields(Phrases):
        words = getattr(phrases, field.name)
        assert all(w.strip() for w in ([words] if isinstance(words, str) else words)), field.name
    assert len(set(phrases.months)) == 12


def test_english_and_spanish_are_there() -> None:
    assert {"en", "es"} <= set(available())
    spanish = load_edition("es")
    assert (spanish.tag, spanish.endonym, spanish.direction) == (
        "es",
        "español",
        Direction.LEFT_TO_RIGHT,
    )
    assert spanish.phrases.months[0] == "enero"


def test_spanish_is_not_english_left_standing() -> None:
    names = {"everyform"}
    english, spanish = load_edition("en").phrases, load_edition("es").phrases
    same = {
        f.name
        for f in dataclasses.fields(Phrases)
        if getattr(english, f.name) == getattr(spanish, f.name)
    }
    assert {getattr(english, name) for name in same} <= names


@pytest.mark.parametrize("tag", available())
def test_no_phrase_but_a_notice_about_it_carries_the_trade_mark(tag: str) -> None:
    """A title, an opening or a running foot must not identify the work as a PDQ summary."""
    phrases = load_edition(tag).phrases
    may = {"notice_tm", "notice_notpdq", "notice_exc", "compact_notice"}
    named = {f.name for f in dataclasses.fields(Phrases) if "PDQ" in str(getattr(phrases, f.name))}
    assert named == may


def test_a_register_is_a_folder_with_a_modifier(locales: Path) -> None:
    shutil.copytree(locales / "es", locales / "es@simple")
    edition = load_edition("es-simple", locales)
    assert (edition.language, edition.register) == ("es", Register.PLAIN)
    assert edition.tag == "es-simple"


def test_a_right_to_left_language_is_one(locales: Path) -> None:
    shutil.copytree(locales / "es", locales / "he")
    assert load_edition("he", locales).direction is Direction.RIGHT_TO_LEFT
    assert load_edition("ar", locales).direction is Direction.RIGHT_TO_LEFT


def test_a_script_is_an_underscore_in_the_folder(locales: Path) -> None:
    shutil.copytree(locales / "es", locales / "zh_Hant")
    assert load_edition("zh-Hant", locales).language == "zh-Hant"


def test_a_language_that_nobody_lists_still_loads(locales: Path) -> None:
    shutil.copytree(locales / "es", locales / "qqq")
    assert load_edition("qqq", locales).endonym == "qqq"


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(PipelineError, match=r"error\[language-unknown\].*'xx'.*en, es"):
        load_edition("xx")


@pytest.mark.parametrize("tag", ["../es", "es/", "", ".", "ES"])
def test_a_tag_is_never_a_path(tag: str) -> None:
    with pytest.raises(PipelineError, match="language-unknown"):
        load_edition(tag)


def test_a_missing_string_is_named(locales: Path) -> None:
    parsed, entry = edit(locales, "es", "Contents")
    parsed.remove(entry)
    parsed.save()
    with pytest.raises(PipelineError, match=r"ui\.po: error\[ui-missing\].*'Contents'"):
        load_edition("es", locales)


def test_faults_are_found_at_their_lines(locales: Path) -> None:
    parsed, entry = edit(locales, "es", "Contents")
    entry.msgstr = "  "
    parsed.find("Title page").flags.append("fuzzy")  # type: ignore[union-attr]
    parsed.find("Page {page} of {pages}").msgstr = "Página {page}"  # type: ignore[union-attr]
    parsed.save()
    lines = (locales / "es/LC_MESSAGES/ui.po").read_text("utf-8").splitlines()

    def first_line(msgid: str) -> int:
        """Of the entry: its flags and comments come before its words."""
        at = lines.index(f'msgid "{msgid}"')
        while lines[at - 1].startswith("#"):
            at -= 1
        return at + 1

    assert codes(locales) == [
        ("ui-untranslated", first_line("Contents")),
        ("ui-slots", first_line("Page {page} of {pages}")),
        ("ui-fuzzy", first_line("Title page")),
    ]


def test_a_repeated_string_is_no_choice_to_make(locales: Path) -> None:
    path = locales / "es/LC_MESSAGES/ui.po"
    path.write_text(path.read_text("utf-8") + '\nmsgid "Title page"\nmsgstr "Tapa"\n', "utf-8")
    assert [code for code, _ in codes(locales)] == ["ui-duplicate"]


def test_a_broken_brace_is_a_slot_error(locales: Path) -> None:
    parsed, entry = edit(locales, "es", "Row {number}.")
    entry.msgstr = "Fila {number"
    parsed.save()
    assert [code for code, _ in codes(locales)] == ["ui-slots"]


@pytest.mark.parametrize("fault", [b"\xff\xfe", b"Contents, Contenido\n"])
def test_a_file_that_is_no_catalog(locales: Path, fault: bytes) -> None:
    (locales / "es/LC_MESSAGES/ui.po").write_bytes(fault)
    assert [code for code, _ in codes(locales)] == ["catalog-unreadable"]


def test_the_template_is_up_to_date() -> None:
    """`make pot` was run: the template holds exactly the strings the code asks for."""
    wanted: set[str] = set()

    def note(msgid: str) -> str:
        wanted.add(msgid)
        return msgid

    from pipeline.editions.ui import phrases

    phrases(note)
    assert {entry.msgid for entry in polib.pofile(str(LOCALES / "ui.pot"))} == wanted


def test_the_slots_of_a_phrase_are_those_its_comment_names() -> None:
    """Writers fill slots by the comment in `Phrases`; the English words must have the same."""
    source = Path(__file__).parents[1] / "pipeline/phrases.py"
    phrases = load_edition("en").phrases
    shape = source.read_text("utf-8").partition("class Phrases:")[2].partition("@dataclass")[0]
    for line in shape.splitlines():
        name, colon, rest = line.strip().partition(": str")
        if colon and line.startswith("    "):
            comment = rest.partition("#")[2]
            words = getattr(phrases, name)
            slots = {slot for _, slot, _, _ in string.Formatter().parse(words) if slot}
            named = {slot for _, slot, _, _ in string.Formatter().parse(comment) if slot}
            assert slots == named, name
