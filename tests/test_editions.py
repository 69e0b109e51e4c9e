"""Catalogs of interface words: complete, with their slots, or an error at the translator's line."""

from __future__ import annotations

import dataclasses
import shutil
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from typer.testing import CliRunner

from everyform.cli.commands import app
from everyform.diagnostics import PipelineError
from everyform.edition import Register
from everyform.editions import available, find_edition, load_edition
from everyform.editions.editions import denotes
from everyform.languages import Direction
from everyform.phrases import Phrases
from everyform.resources import LOCALES
from tests.catalogs import labelled


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    copy = tmp_path / "locales"
    shutil.copytree(LOCALES, copy)
    return copy


def like_spanish(locales: Path, folder: str) -> None:
    """Another edition, with the words of the Spanish one."""
    shutil.rmtree(locales / folder, ignore_errors=True)
    shutil.copytree(locales / "es", locales / folder)
    labelled(locales / folder / "LC_MESSAGES/ui.po", folder)


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
    names = {"everyform", "{subject}: {title}", "{clinic}: {phone}"}
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
    may = {"notice_tm", "notice_notpdq", "notice_exc", "compact_notice", "compact_adapted"}
    may |= {"quoted_words"}
    named = {f.name for f in dataclasses.fields(Phrases) if "PDQ" in str(getattr(phrases, f.name))}
    assert named == may


def test_a_register_is_a_folder_with_a_modifier(locales: Path) -> None:
    like_spanish(locales, "es@simple")
    edition = load_edition("es-simple", locales)
    assert (edition.language, edition.register) == ("es", Register.PLAIN)
    assert edition.tag == "es-simple"


def test_a_right_to_left_language_is_one(locales: Path) -> None:
    like_spanish(locales, "he")
    assert load_edition("he", locales).direction is Direction.RIGHT_TO_LEFT
    assert load_edition("ar", locales).direction is Direction.RIGHT_TO_LEFT


def test_a_script_is_an_underscore_in_the_folder(locales: Path) -> None:
    like_spanish(locales, "zh_Hant")
    assert load_edition("zh-Hant", locales).language == "zh-Hant"


# A folder is an edition, whatever CLDR knows of its language.


@pytest.mark.parametrize(
    ("folder", "tag", "endonym", "direction"),
    [
        ("qaa", "qaa", "qaa", Direction.LEFT_TO_RIGHT),  # private use
        ("qaa_Arab", "qaa-Arab", "qaa-Arab", Direction.RIGHT_TO_LEFT),
        ("hmn", "hmn", "hmn", Direction.LEFT_TO_RIGHT),  # a macrolanguage
        ("nv", "nv", "Diné Bizaad", Direction.LEFT_TO_RIGHT),
        ("dv", "dv", "ދިވެހިބަސް", Direction.RIGHT_TO_LEFT),
        ("en_XA", "en-XA", "en-XA", Direction.LEFT_TO_RIGHT),  # pseudo-locales
        ("ar_XB", "ar-XB", "ar-XB", Direction.RIGHT_TO_LEFT),
    ],
)
def test_a_language_that_nobody_lists_is_an_edition(
    locales: Path, folder: str, tag: str, endonym: str, direction: Direction
) -> None:
    like_spanish(locales, folder)
    edition = load_edition(tag, locales)
    assert (edition.tag, edition.endonym, edition.direction) == (tag, endonym, direction)
    assert edition.phrases == load_edition("es", locales).phrases
    done = CliRunner().invoke(app, ["languages", "--locales", str(locales)])
    assert done.exit_code == 0, done.output
    [line] = [line for line in done.output.splitlines() if line.startswith(f"{tag}\t")]
    assert line.split("\t")[1:3] == [endonym, direction.value]


def test_a_document_is_built_in_a_language_that_nobody_lists(locales: Path, tmp_path: Path) -> None:
    like_spanish(locales, "qaa")
    small = Path(__file__).parent / "fixtures/small.en.md"
    words = ["--language", "qaa", "--format", "web", "--output", str(tmp_path / "output")]
    done = CliRunner().invoke(app, ["build", str(small), *words, "--locales", str(locales)])
    assert done.exit_code == 0, done.output
    [page] = (tmp_path / "output").rglob("*qaa*.html")
    assert 'lang="qaa" xml:lang="qaa" dir="ltr">' in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        *(("ES", "es"), ("es-MX", "es"), ("es_419", "es"), ("rus", "ru")),
        *(("pt_BR", "pt-BR"), ("pt-br", "pt-BR"), ("pt", "pt-BR"), ("pt-Latn-BR", "pt-BR")),
        *(("tl", "fil"), ("tl-PH", "fil"), ("FIL", "fil")),
        *(("zh-CN", "zh-Hans"), ("zh_CN", "zh-Hans"), ("zh-SG", "zh-Hans")),
        *(("zh", "zh-Hans"), ("zh-hans-cn", "zh-Hans"), ("zh_Hans", "zh-Hans")),
    ],
)
def test_an_edition_is_found_by_its_other_names(asked: str, tag: str) -> None:
    assert find_edition(asked) == tag
    assert load_edition(asked).tag == tag


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        *(("zh-TW", "zh-Hans"), ("zh-Hant", "zh-Hans"), ("zh_HK", "zh-Hans")),
        *(("pt-PT", "pt-BR"), ("fr-simple", "fr"), ("en-XA", "en, en-simple"), ("ar-XB", "ar")),
        *(("es-Cyrl", "es, es-simple"), ("fi", "fil"), ("frp", "fr")),
    ],
)
def test_another_language_is_not_put_in_its_place(asked: str, near: str) -> None:
    with pytest.raises(PipelineError) as caught:
        load_edition(asked)
    [error] = caught.value.diagnostics
    assert error.code == "language-unknown"
    assert error.hint == f"the nearest: {near}"


def test_an_exact_name_goes_before_an_alias(locales: Path) -> None:
    for folder in ("tl", "es@simple", "es_MX", "zh_Hant", "sr_Latn"):
        like_spanish(locales, folder)
    for asked in ("tl", "fil", "es", "es-MX", "es-simple", "zh-Hant"):
        assert find_edition(asked, locales) == asked
    assert find_edition("es@simple", locales) == "es-simple"
    assert find_edition("es-MX-simple", locales) == "es-simple"
    assert find_edition("es-AR", locales) == "es"
    assert find_edition("zh-TW", locales) == "zh-Hant"
    assert find_edition("sh", locales) == "sr-Latn"


def test_two_editions_that_may_be_meant_are_both_named(locales: Path) -> None:
    shutil.move(locales / "fil", locales / "fil_Latn")
    like_spanish(locales, "fil_PH")
    with pytest.raises(PipelineError, match="the nearest: fil-Latn, fil-PH"):
        find_edition("tl", locales)


def test_what_is_no_tag_denotes_nothing() -> None:
    assert denotes("es-MX", "es")
    for asked in ("", "-", "spanish-language", "es-MX-x-private", "12"):
        assert not denotes(asked, "es")


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(PipelineError, match=r"error\[language-unknown\].*'xx'.*en, en-simple, es"):
        load_edition("xx")


@pytest.mark.parametrize("tag", ["../es", "es/", "", ".", "es/../es", "e s", "es\x00", "*"])
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

    from everyform.editions.ui import phrases

    phrases(note)
    assert {entry.msgid for entry in polib.pofile(str(LOCALES / "ui.pot"))} == wanted


def test_the_slots_of_a_phrase_are_those_its_comment_names() -> None:
    """Writers fill slots by the comment in `Phrases`; the English words must have the same."""
    source = Path(__file__).parents[1] / "pipeline/everyform/phrases.py"
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


# What translators' own tools say of the catalogs


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*/LC_MESSAGES/*.po")), ids=str)
def test_gnu_gettext_has_nothing_to_say(path: Path) -> None:
    checked = subprocess.run(
        ["msgfmt", "--check", "--output-file=/dev/null", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_collecting_the_words_anew_changes_nothing(tmp_path: Path) -> None:
    """`make pot` on a clean tree leaves it clean."""
    root = Path(__file__).parents[1]
    shutil.copy(root / "Makefile", tmp_path)
    shutil.copytree(LOCALES, tmp_path / "locales")
    shutil.copytree(root / "pipeline/everyform/editions", tmp_path / "pipeline/everyform/editions")
    tools = ["PREPARE=@:", f"BIN={Path(sys.executable).parent}"]
    subprocess.run(["make", "pot", *tools], cwd=tmp_path, check=True, capture_output=True)
    made = {path.relative_to(tmp_path / "locales") for path in tmp_path.glob("locales/**/*.po*")}
    assert made == {path.relative_to(LOCALES) for path in LOCALES.glob("**/*.po*")}
    for name in made:
        assert (tmp_path / "locales" / name).read_bytes() == (LOCALES / name).read_bytes(), name


def test_a_copy_of_the_template_is_the_beginning_of_a_catalog(locales: Path) -> None:
    """Its header asks for all that the header of a finished catalog says."""
    template = polib.pofile(str(LOCALES / "ui.pot"))
    spanish = polib.pofile(str(LOCALES / "es/LC_MESSAGES/ui.po"))
    assert template.header.startswith("Copy to <locale>/LC_MESSAGES/ui.po")
    tools = {"POT-Creation-Date", "Generated-By"}
    assert template.metadata.keys() >= spanish.metadata.keys() - tools
    template.metadata |= {"Language": "qaa", "Plural-Forms": "nplurals=1; plural=0;"}
    for entry in template:
        known = spanish.find(entry.msgid)
        assert known, entry.msgid
        entry.msgstr = known.msgstr
    folder = locales / "qaa/LC_MESSAGES"
    folder.mkdir(parents=True)
    template.save(str(folder / "ui.po"))
    assert load_edition("qaa", locales).phrases == load_edition("es", locales).phrases


def test_the_catalog_of_another_language_is_refused(locales: Path) -> None:
    shutil.copytree(locales / "fr", locales / "de")
    with pytest.raises(PipelineError, match=r"ui\.po:\d+: error\[catalog-language\]"):
        load_edition("de", locales)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda entry: entry.msgid, "ui-copied"),
        (lambda entry: "\u200b", "ui-untranslated"),
        (lambda entry: f"{entry.msgstr}\u202e", "ui-character"),
        (lambda entry: entry.msgstr.replace("{due}", "{due!r}"), "ui-slots"),
        (lambda entry: entry.msgstr.replace("{due}", "{due:>99}"), "ui-slots"),
        (lambda entry: f"{entry.msgstr} {{due}}", "ui-slots"),
    ],
)
def test_words_that_would_hurt_a_notice_are_refused(
    locales: Path, change: Callable[[polib.POEntry], str], code: str
) -> None:
    path = locales / "es/LC_MESSAGES/ui.po"
    file = polib.pofile(str(path), wrapwidth=95)
    (entry,) = (e for e in file if e.msgid.startswith("Last reviewed on {reviewed}. A new"))
    entry.msgstr = change(entry)
    file.save(str(path))
    assert [found for found, _ in codes(locales)] == [code]


def test_a_folder_that_is_no_locale_is_no_edition(locales: Path) -> None:
    for folder in ("a b", "..x", 'x">', "es_"):
        shutil.copytree(locales / "es", locales / folder)
    assert available(locales) == available()
