"""The download page: all there is, in words, in the language of whoever looks for it."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import everyform
from everyform import Request
from everyform.cli.serving import server
from everyform.editions import load_shelf_words, shelf_languages
from everyform.production import Manifest, load
from everyform.production.shelf import page
from everyform.resources import LOCALES
from everyform.writers import FORMATS

SMALL = Path(__file__).parent / "fixtures/small.en.md"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shelf")
    request = Request(
        as_of=date(2026, 11, 23),
        seeds=(SMALL,),
        output=home / "output",
        formats=("web", "handout", "audiobook"),
        languages=("en", "ar"),
        clips=home / "clips",
    )
    assert everyform.build(request).exit_code == 0
    return home / "output"


@pytest.fixture
def manifest(output: Path) -> Manifest:
    return load(output)


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets += [value for name, value in attrs if name in ("href", "src") and value]


def test_there_is_a_page_for_each_language_and_one_to_begin_with(output: Path) -> None:
    assert sorted(path.name for path in output.glob("*.html")) == ["index.ar.html", "index.html"]
    assert 'dir="rtl"' in (output / "index.ar.html").read_text("utf-8")[:400]
    assert {r.path for r in load(output).reports} >= {"index.html", "index.ar.html"}


@pytest.mark.parametrize("name", ["index.html", "index.ar.html"])
def test_every_output_is_on_it_and_every_link_leads_somewhere(output: Path, name: str) -> None:
    links = Links()
    links.feed((output / name).read_text("utf-8"))
    assert all((output / target).is_file() for target in links.targets)
    files = {file.path for record in load(output).outputs for file in record.files}
    assert files <= set(links.targets)


def test_what_a_reader_must_know_is_said_in_words(manifest: Manifest) -> None:
    words = load_shelf_words("en")
    shown = page(manifest, "en")
    assert words.stale in shown and words.labels_only in shown
    assert words.draft not in shown
    drafts = tuple(
        replace(o, label=replace(o.label, notices=(*o.label.notices, "N-DRAFT")))
        for o in manifest.outputs
    )
    assert words.draft in page(replace(manifest, outputs=drafts), "en")
    fresh = tuple(replace(o, label=replace(o.label, stale=False)) for o in manifest.outputs)
    assert words.stale not in page(replace(manifest, outputs=fresh), "en")


def test_pages_and_minutes_are_those_of_the_files(manifest: Manifest) -> None:
    units = {r.format: r.units for r in manifest.outputs if r.edition == "en"}
    assert all(unit.pages >= 1 for unit in units["handout"])
    assert [unit.seconds > 10 for unit in units["audiobook"]] == [True]
    assert {(u.pages, u.seconds) for u in units["web"]} == {(0, 0)}
    shown = page(manifest, "en")
    assert re.search(r"<bdi>Minutes: \d+</bdi>", shown)
    assert re.search(r"<bdi>HTML</bdi> · <bdi>[\d.]+ MB</bdi>", shown)


def test_it_calls_nothing_what_its_label_does_not_allow(manifest: Manifest) -> None:
    assert all(record.label.stale for record in manifest.outputs)
    assert "PDQ" not in page(manifest, "en")


def test_its_script_is_the_one_that_its_policy_names(manifest: Manifest) -> None:
    shown = page(manifest, "en")
    script = re.findall(r"<script>(.*?)</script>", shown, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1
    assert f"script-src 'sha256-{digest}'" in shown
    assert "://" not in shown.replace("http://www.w3.org/1999/xhtml", "")


def test_titles_are_data(manifest: Manifest) -> None:
    odd = '<script>x</script> {{ 7*7 }} "&'
    records = tuple(
        replace(o, units=tuple(replace(u, title=odd) for u in o.units)) for o in manifest.outputs
    )
    shown = page(replace(manifest, outputs=records), "en")
    assert "<script>x" not in shown
    assert "&lt;script&gt;x&lt;/script&gt; {{ 7*7 }} &#34;&amp;" in shown


def test_a_page_that_was_harmed_is_written_again(output: Path) -> None:
    place = output / "index.html"
    before = place.read_bytes()
    place.write_bytes(before + b" ")
    request = Request(
        as_of=date(2026, 11, 23),
        seeds=(SMALL,),
        output=output,
        formats=("web",),
        languages=("en",),
    )
    result = everyform.build(request)
    assert [step.why for step in result.steps] == [()]
    assert place.read_bytes() == before


def test_every_language_has_all_of_its_words() -> None:
    there = {path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/ui.po")}
    assert len(shelf_languages()) == len(there)
    for tag in shelf_languages():
        words = load_shelf_words(tag)
        assert "{count}" in words.shown and "{number}" in words.part


def test_every_format_has_a_word_and_a_known_reading_mode() -> None:
    words = load_shelf_words("en")
    for format in FORMATS:
        assert getattr(words, format.called)
        assert format.reading_mode in ("", "braille", "large-print", "digital-spoken")


@pytest.fixture
def address(output: Path) -> Iterator[tuple[str, int]]:
    with server(output, 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield "127.0.0.1", running.server_port
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/index.ar.html", 200),
        ("/small/en/small.en.web.html", 200),
        ("/small/", 404),
        ("/.gitkeep", 404),
        ("/../clips/", 404),
        ("/%2e%2e/clips/", 404),
        ("/outside", 404),
    ],
)
def test_only_the_files_of_the_folder_are_served(
    path: str, status: int, address: tuple[str, int], output: Path
) -> None:
    (output / ".gitkeep").touch()
    link = output / "outside"
    if not link.is_symlink():
        link.symlink_to(SMALL)
    connection = http.client.HTTPConnection(*address)
    connection.request("GET", path)
    assert connection.getresponse().status == status
    link.unlink()
