"""A summary that its publisher wrote in two languages: each edition leads to the other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from everyform.canonical import from_json, to_json
from everyform.cli.commands import app
from everyform.diagnostics import PipelineError
from everyform.production import (
    Seed,
    Settings,
    Terms,
    beside,
    conclude,
    plan,
    read_seed,
    related,
    run,
    verify_folder,
    write_canonical,
)
from everyform.publisher import Publisher
from everyform.writers import FORMATS
from everyform.writers.format import Narrated
from tests.catalogs import copied, translate

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = date(2026, 11, 23)
ENGLISH = "https://www.cancer.gov/types/knee/patient/knee-treatment-pdq"
SPANISH = "https://www.cancer.gov/espanol/tipos/rodilla/paciente/tratamiento-rodilla-pdq"
PAGES = [format for format in FORMATS if format.narrated is Narrated.NEVER]


def spanish(folder: Path, name: str) -> Path:
    frame = (FIXTURES / "reader/frame.es.md").read_text("utf-8")
    path = folder / name
    path.write_text(frame.replace("BODY", "## Rodilla\n\nLa rodilla dobla la pierna."), "utf-8")
    return path


def english(folder: Path, extra: str = "") -> Path:
    text = (FIXTURES / "small.en.md").read_text("utf-8")
    path = folder / "small.en.md"
    path.write_text(text.replace("version: v1", f"version: v1{extra}", 1), "utf-8")
    return path


def read(*paths: Path) -> tuple[Seed, ...]:
    return tuple(read_seed(path).value for path in paths)


def planned(*seeds: Seed, asked: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    tasks, _ = plan(seeds, PAGES[:1], asked)
    return sorted((t.wording.original.language, t.wording.edition.tag) for t in tasks)


def test_two_files_of_one_name_are_one_summary(tmp_path: Path) -> None:
    pair = related(read(english(tmp_path), spanish(tmp_path, "small.es.md")))
    assert [dict(s.document.metadata.alternates) for s in pair] == [
        {"es": SPANISH},
        {"en": ENGLISH},
    ]
    assert planned(*pair) == [("en", "en"), ("es", "es")]  # no Spanish labels around English


def test_two_names_are_one_summary_where_one_names_the_others_address(tmp_path: Path) -> None:
    first = english(tmp_path, f"\nalternates:\n  es: {SPANISH}")
    pair = related(read(first, spanish(tmp_path, "rodilla.es.md")))
    assert [seed.official for seed in pair] == [("es",), ("en",)]
    assert dict(pair[1].document.metadata.alternates) == {"en": ENGLISH}


def test_strangers_stay_strangers(tmp_path: Path) -> None:
    pair = related(read(english(tmp_path), spanish(tmp_path, "rodilla.es.md")))
    assert [seed.official for seed in pair] == [(), ()]
    assert planned(*pair) == [("en", "en"), ("es", "es")]


def test_an_address_alone_stops_no_edition(tmp_path: Path) -> None:
    """The publisher's text is elsewhere; a reader of Spanish still gets what there is here."""
    (seed,) = related(read(english(tmp_path, f"\nalternates:\n  es: {SPANISH}")))
    assert seed.official == ()
    assert planned(seed) == [("en", "en")]


def test_the_counterpart_beside_a_seed_counts_though_it_is_not_built(tmp_path: Path) -> None:
    one, other = english(tmp_path), spanish(tmp_path, "small.es.md")
    assert beside([one]) == (other,)
    assert beside([one, other]) == ()
    (seed,) = related(read(one), read(other))
    tasks, found = plan([seed], PAGES[:1], ["es"])
    assert tasks == ()
    assert [(d.code, d.location.path) for d in found] == [("edition-official", str(one))]


def test_a_translation_gives_way_to_the_official_text(tmp_path: Path) -> None:
    locales = copied(tmp_path)
    pair = related(read(english(tmp_path), spanish(tmp_path, "small.es.md")))
    translate(pair[0].document, "es", locales)
    tasks, found = plan(pair, PAGES, (), locales)
    assert {(t.wording.original.language, t.wording.edition.tag) for t in tasks} == {
        ("en", "en"),
        ("es", "es"),
    }
    assert {finding.code for finding in found} == {"edition-official"}


def test_a_counterpart_that_cannot_be_read_keeps_its_place(tmp_path: Path) -> None:
    one, other = english(tmp_path), spanish(tmp_path, "small.es.md")
    other.write_text("---\n", "utf-8")
    (seed,) = related(read(one), unread=[other])
    assert seed.official == ("es",)
    assert planned(seed) == [("en", "en")]
    done = CliRunner().invoke(app, ["build", str(one), "--output", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "small.es.md" in done.output
    assert not (tmp_path / "out/small/es").exists()


def test_a_third_language_is_made_of_one_of_them(tmp_path: Path) -> None:
    pair = related(read(english(tmp_path), spanish(tmp_path, "small.es.md")))
    tasks, found = plan(pair, PAGES[:1], ["fr"])
    assert [t.wording.original.language for t in tasks] == ["en"]
    assert [finding.code for finding in found] == ["edition-elsewhere"]


def test_every_format_leads_to_the_other_text_and_proof_asks_for_it(tmp_path: Path) -> None:
    pair = related(read(english(tmp_path), spanish(tmp_path, "small.es.md")))
    settings = Settings(tmp_path / "out", tmp_path / "clips", Terms(TODAY, Publisher()))
    for seed in pair:
        write_canonical(seed, settings.output)
    tasks, _ = plan(pair, PAGES)
    outcomes = list(run(tasks, settings, 1))
    assert [d for outcome in outcomes for d in outcome.diagnostics] == []
    conclude(pair, settings.output)
    problems, results, total = verify_folder(settings.output, settings.clips, TODAY, 1)
    assert [*problems, *(d for result in results for d in result.findings)] == []
    assert total == 2 * sum(not format.two_languages for format in PAGES)
    for tag, address in (("en", SPANISH), ("es", ENGLISH)):
        page = (settings.output / f"small/{tag}/small.{tag}.web.html").read_text("utf-8")
        assert f'href="{address}"' in page


def test_the_canonical_form_keeps_the_addresses(tmp_path: Path) -> None:
    (seed,) = read(english(tmp_path, f"\nalternates:\n  es: {SPANISH}"))
    assert from_json(to_json(seed.document), "x.json") == seed.document


def test_an_alternate_must_be_an_address_of_the_publisher(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"small\.en\.md:18: error\[metadata-url\]"):
        read(english(tmp_path, "\nalternates:\n  es: https://example.org/x"))
