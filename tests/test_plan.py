"""Nothing is made twice: what stands is left alone, what has changed is made, with its reason."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import everyform
from everyform import Request, Result, build
from everyform.diagnostics import PipelineError
from everyform.production import keys, load
from everyform.production.digests import sha256
from everyform.production.manifest import FileRecord
from everyform.production.memo import Memo
from everyform.production.standing import Standing
from everyform.publication import Publication
from everyform.publisher import Publisher
from everyform.resources import LOCALES
from everyform.writers import FORMATS, Format
from tests.walls import HOUSE, SEARCH, modules

SMALL = Path(__file__).parent / "fixtures/small.en.md"
DAY = date(2026, 11, 23)
QUICK = ("web", "epub")


class Desk:
    """A folder of seeds, catalogs and outputs, and requests to build it."""

    def __init__(self, home: Path) -> None:
        self.seeds, self.output = home / "seeds", home / "output"
        self.locales, self._cache = home / "locales", home / "cache"
        self.seeds.mkdir()
        self.seed = self.seeds / "small.en.md"
        shutil.copy(SMALL, self.seed)
        shutil.copytree(LOCALES, self.locales)

    def request(self, **changes: object) -> Request:
        request = Request(
            as_of=DAY,
            seeds=(self.seeds,),
            output=self.output,
            formats=QUICK,
            locales=self.locales,
            clips=self._cache / "clips",
            memo=self._cache / "memo",
        )
        return dataclasses.replace(request, **changes)  # type: ignore[arg-type]

    def build(self, **changes: object) -> Result:
        result = build(self.request(**changes))
        assert result.exit_code == 0, result.found
        return result

    def why(self, **changes: object) -> dict[tuple[str, str], tuple[str, ...]]:
        steps = self.build(**changes).steps
        return {(step.edition, step.format): step.why for step in steps}

    def edit(self, old: str, new: str) -> None:
        text = self.seed.read_text()
        assert old in text
        self.seed.write_text(text.replace(old, new, 1))

    def stamps(self) -> dict[str, int]:
        paths = (path for path in sorted(self.output.rglob("*")) if path.is_file())
        return {p.relative_to(self.output).as_posix(): p.stat().st_ctime_ns for p in paths}

    def everything(self) -> dict[str, bytes]:
        paths = (path for path in sorted(self.output.rglob("*")) if path.is_file())
        return {p.relative_to(self.output).as_posix(): p.read_bytes() for p in paths}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_second_build_makes_nothing(desk: Desk) -> None:
    assert set(desk.why().values()) == {("new",)}
    before = desk.stamps()
    result = desk.build()
    assert {step.why for step in result.steps} == {()}
    assert result.outcomes == ()
    assert desk.stamps() == before


def test_what_was_noticed_is_told_again_of_what_stands(desk: Desk) -> None:
    first, second = desk.build(), desk.build()
    assert set(first.found) == set(second.found)
    assert first.found


def test_a_build_without_what_was_kept_comes_to_the_same(desk: Desk) -> None:
    desk.build()
    assert {step.why for step in desk.build(memo=None).steps} == {()}


def test_words_that_only_moved_make_nothing(desk: Desk) -> None:
    desk.build()
    desk.edit("\n## ", "\n\n\n## ")
    assert set(desk.why().values()) == {()}
    again = load(desk.output)
    assert {record.source_sha256 for record in again.outputs} == {
        source.source_sha256 for source in again.sources
    }


def test_an_edited_sentence_makes_what_shows_it(desk: Desk) -> None:
    desk.build()
    before = desk.everything()
    desk.edit("bends the leg", "moves the leg")
    assert set(desk.why().values()) == {("text",)}
    changed = {path for path, data in desk.everything().items() if before[path] != data}
    assert {"small/canonical.en.json", "manifest.json"} <= changed


def test_a_change_comes_to_the_same_as_a_build_from_nothing(desk: Desk, tmp_path: Path) -> None:
    formats = ("web", "handout")
    desk.build(formats=formats)
    desk.edit("bends the leg", "moves the leg")
    desk.build(formats=formats)
    grown = desk.everything()
    shutil.rmtree(desk.output)
    desk.build(formats=formats, memo=None)
    assert desk.everything() == grown


def test_of_sheets_only_those_are_made_that_changed(desk: Desk) -> None:
    desk.build(formats=("handout",))
    desk.edit("bends the leg", "moves the leg")
    (outcome,) = desk.build(formats=("handout",)).outcomes
    assert 0 < outcome.kept < len(outcome.units)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"publisher": Publisher(name="St. Mary")}, "label"),
        ({"as_of": date(2040, 1, 1)}, "label"),
    ],
)
def test_another_label_is_a_reason(desk: Desk, change: dict[str, object], why: str) -> None:
    desk.build(as_of=date(2025, 12, 30))
    assert {reasons for reasons in desk.why(**change).values()} == {(why,)}


def test_words_of_the_edition_are_a_reason(desk: Desk) -> None:
    desk.build()
    catalog = desk.locales / "en/LC_MESSAGES/ui.po"
    text = catalog.read_text()
    changed = re.sub(r'(msgid "Contents"\nmsgstr ")[^"]*"', r'\1What is inside"', text)
    catalog.write_text(changed if changed != text else text.replace('msgstr "', 'msgstr "~', 5))
    assert {"words"} <= {reason for reasons in desk.why().values() for reason in reasons}


def test_a_comment_in_a_catalog_is_no_reason(desk: Desk) -> None:
    desk.build()
    catalog = desk.locales / "en/LC_MESSAGES/ui.po"
    catalog.write_text("# a remark\n" + catalog.read_text())
    assert set(desk.why().values()) == {()}
    assert everyform.verify(desk.output, as_of=DAY, locales=desk.locales).exit_code == 0


@pytest.mark.parametrize("harm", ["removed", "changed", "a link"])
def test_a_file_that_was_harmed_is_made_again(desk: Desk, harm: str) -> None:
    desk.build()
    page = desk.output / "small/en/small.en.web.html"
    data = page.read_bytes()
    if harm == "changed":
        page.write_bytes(data.replace(b"bends", b"moves", 1))
    else:
        page.unlink()
    if harm == "a link":
        page.symlink_to(desk.seed)
    reason = "files" if harm == "changed" else "new"  # where nothing is left, nothing is known
    assert desk.why()["en", "web"] == (reason,)
    assert page.read_bytes() == data


def test_other_code_of_a_format_concerns_no_other_format() -> None:
    by_name = {format.name: dict(keys._parts(format)) for format in FORMATS}
    assert "writers/web.py" in by_name["web"] and "writers/web.py" not in by_name["epub"]
    assert "templates/web.css" in by_name["web"] and "templates/web.css" not in by_name["handout"]
    assert "writers/page.py" in by_name["web"] and "writers/page.py" in by_name["handout"]


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_a_key_covers_every_module_that_a_file_is_made_or_proved_by(
    format: Format,
) -> None:
    """Every module that the writer and the proof import, but those that a publication holds."""
    house = {module.name.removesuffix(".__init__"): module for module in modules()}
    start = {"epub": "writers.epub", "audiobook": "writers.audio", "handout-docx": "writers.docx"}
    queue = [start.get(format.name, f"writers.{format.name.replace('-', '_')}"), "proof.proving"]
    covered, seen = dict(keys._parts(format)), set[str]()
    beyond = {"labels", "credits", "publication", "edition", "phrases", "publisher", "diagnostics"}
    while queue:
        name = queue.pop()
        if name in seen or name not in house or name.partition(".")[0] in beyond:
            continue
        seen.add(name)
        queue += [n.removeprefix("everyform.") for n in house[name].imports if "everyform" in n]
    files = {
        f"{name.replace('.', '/')}.py"
        if (HOUSE / f"{name.replace('.', '/')}.py").is_file()
        else f"{name.replace('.', '/')}/__init__.py"
        for name in seen
    }
    around = {"files.py", "resources.py", "readability.py"}
    assert files - set(covered) - around == set()


def test_every_field_of_a_publication_is_in_one_part_of_its_key() -> None:
    listed = [name for names in keys.FIELDS.values() for name in names]
    assert sorted(listed) == sorted(field.name for field in dataclasses.fields(Publication))


def test_equal_words_have_equal_digests_and_others_have_others() -> None:
    assert keys.digest(("ab", "c")) != keys.digest(("a", "bc"))
    assert keys.digest([1, None]) != keys.digest([None, 1])
    assert keys.digest({"a": 1, "b": 2}) == keys.digest({"b": 2, "a": 1})
    assert keys.digest("1") != keys.digest(1)
    with pytest.raises(TypeError):
        keys.digest(object())


def test_what_was_kept_is_believed_only_as_it_was_kept(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep("a" * 64, {"x": 1})
    assert memo.recall("a" * 64) == {"x": 1}
    assert memo.recall("b" * 64) is None
    place = tmp_path / f"{'a' * 64}.json"
    place.write_bytes(place.read_bytes().replace(b'"x":1', b'"x":2'))
    assert memo.recall("a" * 64) is None
    assert [finding.code for finding in memo.damaged] == ["memo-damaged"]
    assert not place.exists()
    assert not list(tmp_path.glob("memo-*"))


def test_an_entry_of_other_inputs_is_not_believed(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep("a" * 64, {"x": 1})
    shutil.copy(tmp_path / f"{'a' * 64}.json", tmp_path / f"{'b' * 64}.json")
    assert memo.recall("b" * 64) is None


def test_a_damaged_memo_is_said_and_built_without(desk: Desk) -> None:
    desk.build()
    for entry in (desk.request().memo or Path()).iterdir():
        entry.write_bytes(b"x" + entry.read_bytes())
    result = desk.build()
    assert {step.why for step in result.steps} == {()}
    assert "memo-damaged" in {finding.code for finding in result.found}


def test_a_file_changed_without_its_times_is_read(tmp_path: Path) -> None:
    output, memo = tmp_path / "output", Memo(tmp_path / "memo")
    output.mkdir()
    (output / "a").write_bytes(b"one")
    record = FileRecord("a", sha256(b"one"), 3)
    first = Standing(output, memo)
    assert first.holds(record)
    first.keep()
    times = (output / "a").stat()
    (output / "a").write_bytes(b"two")
    os.utime(output / "a", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not Standing(output, memo).holds(record)


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    result = desk.build(dry_run=True)
    assert {step.why for step in result.steps} == {("new",)}
    assert not desk.output.exists()


def test_what_no_seed_asks_for_is_named_and_pruned(desk: Desk) -> None:
    other = desk.seeds / "other.en.md"
    shutil.copy(desk.seed, other)
    desk.build()
    other.unlink()
    result = desk.build()
    assert {record.document for record in result.orphans} == {"other"}
    assert "output-orphaned" in {finding.code for finding in result.found}
    assert (desk.output / "other/en/other.en.web.html").exists()
    desk.build(prune=True)
    assert not (desk.output / "other").exists()
    assert (desk.output / "small/en/small.en.web.html").exists()
    assert everyform.verify(desk.output, as_of=DAY, locales=desk.locales).exit_code == 0
    assert desk.build().orphans == ()


def test_an_edition_asked_for_once_is_named_by_a_build_of_all(desk: Desk) -> None:
    desk.build(languages=("es",))
    assert (desk.output / "small/es/small.es.LABELS-ONLY.web.html").is_file()
    result = desk.build()
    assert {record.edition for record in result.orphans} == {"es"}
    assert desk.build(languages=("en",)).orphans == ()


def test_a_release_is_made_anew(desk: Desk) -> None:
    day = date(2025, 12, 30)
    desk.build(as_of=day)
    assert set(desk.why(as_of=day, release=True).values()) == {("release",)}
    assert {record.release for record in load(desk.output).outputs} == {True}


def test_the_door_reads_builds_verifies_and_explains(desk: Desk) -> None:
    heard: list[everyform.Event] = []
    result = build(desk.request(), heard.append)
    assert [type(event) for event in heard if not isinstance(event, everyform.Found)] == [
        everyform.Planned,
        *[everyform.Made] * len(result.outcomes),
    ]
    assert everyform.read(desk.seed).value.name == "small"
    told = everyform.verify(desk.output, as_of=DAY, locales=desk.locales)
    assert (told.exit_code, len(told.outputs)) == (0, 2)
    answers = dict(everyform.explain(desk.output / "small/en/small.en.web.html"))
    assert answers["document"] == "small, edition en, format web"
    with pytest.raises(PipelineError, match="format-unknown"):
        build(desk.request(formats=("scroll",)))


def test_the_example_in_the_readme_runs(desk: Desk) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text()
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=desk.seeds.parent,
        env={**os.environ, "PYTHONPATH": SEARCH, "HOME": str(desk.seeds.parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (desk.output / "small/en/small.en.web.html").is_file()
    assert "small" in done.stdout


def test_help_loads_nothing_that_it_does_not_show() -> None:
    code = "import sys, everyform.cli; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": SEARCH},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(done.stdout.split())
    heavy = {"numpy", "weasyprint", "jinja2", "lxml", "babel", "markdown_it", "pikepdf", "rich"}
    assert loaded & heavy == set()
