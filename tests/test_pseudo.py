"""Pseudo-locales: every catalog is accepted whole, and every format made of it is proved."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from everyform.document import Document
from everyform.editions import load_edition, load_translation
from everyform.editions.extract import is_citation
from everyform.languages import Direction
from everyform.production import (
    Settings,
    Terms,
    conclude,
    plan,
    read_seed,
    run,
    verify_folder,
    write_canonical,
)
from everyform.publisher import Publisher
from everyform.walk import document_segments, plain_text
from everyform.writers import FORMATS
from everyform.writers.format import Narrated
from tests import pseudo

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests/fixtures/small.en.md"
SEED = ROOT / "seeds/osteosarcoma-treatment.en.md"
TODAY = date(2026, 11, 23)


@cache
def document(path: Path) -> Document:
    return read_seed(path).value.document


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("pseudo")
    return pseudo.make(home, [document(SMALL), document(SEED)])


# Neither units nor denials are translated in the mirrored one; that is no reason to refuse.
MIRRORED = {"meaning-unit", "meaning-negation"}


@pytest.mark.parametrize("path", [SMALL, SEED], ids=lambda path: path.stem)
@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_no_word_of_a_pseudo_locale_is_refused(locales: Path, path: Path, tag: str) -> None:
    made, found = load_translation(document(path), tag, locales)
    # Of a ban in made-up Arabic nobody can tell: that one section keeps the source's words.
    bans = {"meaning-ban", "untranslated", "section-untranslated"}
    codes = {finding.code for finding in found}
    assert codes <= MIRRORED | bans
    if codes & bans:
        assert tag == "ar-XB"
        return
    translated = [s for s in document_segments(made.document) if not is_citation(s)]
    assert {s.language for s in translated} == {tag}


def test_words_grow_by_a_third_and_labels_threefold(locales: Path) -> None:
    made, _ = load_translation(document(SEED), "en-XA", locales)
    pairs = zip(document_segments(document(SEED)), document_segments(made.document), strict=True)
    for old, new in pairs:
        before, after = len(plain_text(old.content)), len(plain_text(new.content))
        if not is_citation(old):
            assert after >= before * (3 if before < 20 else 1.2), plain_text(new.content)


def test_the_mirrored_one_runs_to_the_left(locales: Path) -> None:
    assert load_edition("ar-XB", locales).direction is Direction.RIGHT_TO_LEFT
    assert load_edition("en-XA", locales).direction is Direction.LEFT_TO_RIGHT


@pytest.mark.parametrize(
    ("words", "names", "wanted"),
    [
        ("Shoes", (), "|Shóóéés óñdóóñ ólóóñg|"),
        ("Find {who} now.", (), "|Fííñd {who} now óñdóóñ ólóóñg ávéérýlóóñgwóórdóf|."),
        ("", (), ""),
    ],
)
def test_slots_and_full_stops_stay(words: str, names: tuple[str, ...], wanted: str) -> None:
    assert pseudo.accented(words, names) == wanted


def test_what_must_not_change_does_not() -> None:
    kept = (
        *('<g id="1">', "1-800-4-CANCER", "RB1", "75 mg/m²", "&lt;", "cancer.gov"),
        *("{url}", "PDQ®", "not", "may", "5-year"),
    )
    for words in (pseudo.accented(" ".join(kept)), pseudo.mirrored(" ".join(kept[:8]))):
        for one in kept[:8]:
            assert one in words
    assert "not" in pseudo.accented("It does not help.")
    assert "ask Cisplatin" not in pseudo.mirrored("ask Cisplatin", ["cisplatin"])
    assert "Cisplatin" in pseudo.mirrored("ask Cisplatin", ["cisplatin"])


def test_a_spanish_document_has_one_of_its_own() -> None:
    from dataclasses import replace

    assert pseudo.tags(replace(document(SMALL), language="es")) == ("es-XA", "ar-XB")


def test_every_format_is_proved_in_both(locales: Path, tmp_path: Path) -> None:
    seed = read_seed(SMALL).value
    output = tmp_path / "output"
    write_canonical(seed, output)
    settings = Settings(output, tmp_path / "clips", Terms(TODAY, Publisher()))
    pages = [format for format in FORMATS if format.narrated is Narrated.NEVER]
    tasks, found = plan([seed], pages, ("en-XA", "ar-XB"), locales)
    outcomes = list(run(tasks, settings, 1))
    conclude([seed], settings.output)
    noticed = [*found, *(d for outcome in outcomes for d in outcome.diagnostics)]
    assert {finding.code for finding in noticed} <= MIRRORED
    found, results, total = verify_folder(output, tmp_path / "clips", TODAY, 1, locales)
    assert found == ()
    assert [d for result in results for d in result.findings] == []
    assert total == 2 * len(pages)
