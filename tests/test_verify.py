"""A folder of outputs is judged anew: changed, missing and stray files, edited manifests."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity
from everyform.production import (
    Manifest,
    Settings,
    Terms,
    conclude,
    exit_code,
    explain,
    find_seeds,
    load,
    plan,
    read_seed,
    refusals,
    run,
    verify_folder,
    write_canonical,
)
from everyform.production.manifest import NAME, FileRecord, digest, merged, to_json
from everyform.publisher import Publisher
from everyform.writers import FORMATS
from everyform.writers.format import Narrated

SMALL = Path(__file__).parent / "fixtures/small.en.md"
PAGES = [format for format in FORMATS if format.narrated is Narrated.NEVER]
TODAY = date(2026, 11, 23)
DUE = date(2026, 3, 30)  # of the small document, which is read every three months


def build(output: Path, clips: Path, day: date = TODAY, formats: tuple[str, ...] = ()) -> Settings:
    """Build the small document in its own language and in Spanish labels."""
    settings = Settings(output, clips, Terms(day, Publisher()))
    (path,) = find_seeds([SMALL])
    seed = read_seed(path).value
    wanted = [f for f in FORMATS if f.name in formats] if formats else PAGES
    write_canonical(seed, output)
    outcomes = list(run(plan([seed], wanted).value, settings, 1))
    assert [d for o in outcomes for d in o.diagnostics] == []
    conclude([seed], settings.output)
    return settings


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("built") / "output"
    build(output, output.parent / "clips")
    return output


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the outputs, at another place."""
    return Path(shutil.copytree(built, tmp_path / "a copy"))


def verified(folder: Path, day: date = TODAY) -> list[Diagnostic]:
    problems, results, total = verify_folder(folder, folder.parent / "clips", day, 1)
    every = list(results)
    assert len(every) == total
    return [*problems, *(finding for result in every for finding in result.findings)]


def codes(folder: Path, day: date = TODAY) -> set[str]:
    return {finding.code for finding in verified(folder, day)}


def resigned(folder: Path, change: Callable[[Manifest], Manifest] = lambda m: m) -> None:
    """Write the manifest anew with the digests of the files as they are now."""
    manifest = change(load(folder))

    def now(record: FileRecord) -> FileRecord:
        path = folder / record.path
        if not path.exists():
            return record
        data = path.read_bytes()
        return FileRecord(record.path, hashlib.sha256(data).hexdigest(), len(data))

    outputs = tuple(
        dataclasses.replace(output, files=tuple(map(now, output.files)))
        for output in manifest.outputs
    )
    sources = tuple(
        dataclasses.replace(source, canonical=now(source.canonical)) for source in manifest.sources
    )
    changed = dataclasses.replace(manifest, outputs=outputs, sources=sources)
    (folder / NAME).write_text(to_json(changed), "utf-8")


def page(folder: Path) -> Path:
    return folder / "small/en/small.en.web.html"


def test_a_copied_folder_is_proved_from_itself_alone(folder: Path) -> None:
    assert verified(folder) == []


def test_a_changed_file_is_found(folder: Path) -> None:
    page(folder).write_bytes(page(folder).read_bytes() + b"\n")
    assert codes(folder) == {"file-changed"}


def test_a_changed_file_of_a_signed_manifest_is_found_by_its_content(folder: Path) -> None:
    text = page(folder).read_text("utf-8")
    page(folder).write_text(text.replace("100,000 people", "10,000 people"), "utf-8")
    resigned(folder)
    assert codes(folder) == {"coverage"}


def test_a_missing_file_is_found(folder: Path) -> None:
    page(folder).unlink()
    assert "file-missing" in codes(folder)


def test_a_stray_file_is_found_and_a_report_of_validators_is_none(folder: Path) -> None:
    (folder / "validation.json").write_text("{}")
    assert codes(folder) == set()
    (folder / "small/en/old.html").write_text("old")
    assert codes(folder) == {"file-stray"}


def test_an_edited_manifest_is_refused(folder: Path) -> None:
    path = folder / NAME
    path.write_text(path.read_text("utf-8").replace('"stale": true', '"stale": false'), "utf-8")
    with pytest.raises(PipelineError, match="manifest-edited"):
        verified(folder)


def test_an_edited_and_signed_label_is_found(folder: Path) -> None:
    path = folder / NAME
    data = json.loads(path.read_text("utf-8"))
    data["outputs"][0]["label"]["stale"] = False
    data["digest"] = digest(data)
    path.write_text(json.dumps(data), "utf-8")
    assert codes(folder) == {"label-changed", "label-expired"}


def test_a_date_that_makes_a_stale_file_fresh_is_found(folder: Path) -> None:
    def earlier(manifest: Manifest) -> Manifest:
        first, *rest = manifest.outputs
        return dataclasses.replace(
            manifest, outputs=(dataclasses.replace(first, as_of="2026-01-15"), *rest)
        )

    resigned(folder, earlier)
    assert {"label-changed", "notices", "identification"} <= codes(folder)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "manifest-invalid"),
        ('{"schema": "x"}', "manifest-invalid"),
        (None, "manifest-missing"),
    ],
)
def test_a_manifest_that_is_none_is_one_error(folder: Path, text: str | None, code: str) -> None:
    (folder / NAME).unlink() if text is None else (folder / NAME).write_text(text)
    with pytest.raises(PipelineError) as raised:
        verified(folder)
    assert [d.code for d in raised.value.diagnostics] == [code]
    assert exit_code(raised.value.diagnostics) == 1


def test_an_output_of_other_words_is_outdated(folder: Path) -> None:
    resigned(
        folder,
        lambda m: dataclasses.replace(
            m,
            outputs=tuple(
                dataclasses.replace(o, made_of={**o.made_of, "text": "0" * 16}) for o in m.outputs
            ),
        ),
    )
    assert codes(folder) == {"output-outdated"}


def test_an_unknown_format_is_found(folder: Path) -> None:
    def renamed(manifest: Manifest) -> Manifest:
        first, *rest = manifest.outputs
        return dataclasses.replace(
            manifest, outputs=(dataclasses.replace(first, format="scroll"), *rest)
        )

    resigned(folder, renamed)
    assert codes(folder) == {"output-unknown"}


def test_a_label_that_was_fresh_expires(tmp_path: Path) -> None:
    build(tmp_path / "output", tmp_path / "clips", date(2026, 1, 15), ("web",))
    assert codes(tmp_path / "output", date(2026, 1, 15)) == set()
    assert codes(tmp_path / "output", DUE) == set()
    assert codes(tmp_path / "output", DUE + timedelta(days=1)) == {"label-expired"}
    (first, *_) = verified(tmp_path / "output")
    assert (first.code, first.severity) == ("label-expired", Severity.WARNING)


def test_a_partial_build_joins_the_manifest(folder: Path) -> None:
    before = {output.key for output in load(folder).outputs}
    build(folder, folder.parent / "clips", formats=("web",))
    assert {output.key for output in load(folder).outputs} == before
    assert verified(folder) == []


def test_equal_builds_give_equal_manifests(built: Path, tmp_path: Path) -> None:
    build(tmp_path / "output", tmp_path / "clips")
    assert (tmp_path / "output" / NAME).read_bytes() == (built / NAME).read_bytes()
    one = (built / "small/report.html").read_bytes()
    assert (tmp_path / "output/small/report.html").read_bytes() == one


def test_a_manifest_nobody_believes_is_dropped(folder: Path) -> None:
    (folder / NAME).write_text("{")
    settings = Settings(folder, folder.parent / "clips", Terms(TODAY, Publisher()))
    found = conclude([read_seed(SMALL).value], settings.output).diagnostics
    assert [finding.code for finding in found] == ["manifest-dropped"]
    assert "file-stray" in codes(folder)


def test_merging_keeps_what_the_new_build_did_not_make(built: Path) -> None:
    manifest = load(built)
    assert merged(manifest, Manifest()) == manifest
    assert merged(Manifest(), manifest) == manifest


def test_a_file_explains_itself(built: Path, tmp_path: Path) -> None:
    told = dict(explain(page(built)))
    assert told["row"] == "whole + stale, as of 2026-11-23"
    assert told["may be called"].startswith("by its neutral title only")
    assert "N-STALE" in told["must say"]
    alone = tmp_path / "alone.html"
    shutil.copy(page(built), alone)
    own = dict(explain(alone))
    assert own["source"] == told["source"]
    assert "row" not in own
    for name, data in (("x.html", b"<p>"), ("x.doc", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PipelineError, match="file-unreadable"):
            explain(tmp_path / name)


def test_a_release_refuses_what_is_stale_or_unsure() -> None:
    seed = read_seed(SMALL).value
    where = Location(str(SMALL), 42)
    unsure = Diagnostic(Severity.WARNING, "list-nesting-unsure", "whose item?", where)
    doubtful = dataclasses.replace(seed, found=(unsure,))
    assert [d.code for d in refusals(seed, TODAY, allow_stale=False)] == ["release-stale"]
    assert [d.code for d in refusals(doubtful, TODAY, allow_stale=True)] == ["release-unsure"]
    assert list(refusals(seed, date(2026, 1, 15), allow_stale=False)) == []
    assert exit_code(refusals(doubtful, TODAY, allow_stale=False)) == 1


def test_a_release_refuses_a_table_that_has_lost_cells(tmp_path: Path) -> None:
    lost = "| MRI | Soft parts |\n| alone |\n"
    path = tmp_path / SMALL.name
    path.write_text(SMALL.read_text("utf-8").replace("| MRI | Soft parts |\n", lost), "utf-8")
    seed = read_seed(path).value
    (refused,) = refusals(seed, date(2026, 1, 15), allow_stale=False)
    assert refused.code == "release-unsure"
    assert "tables in the source" in refused.hint


def test_exit_codes() -> None:
    def error(code: str) -> Diagnostic:
        return Diagnostic(Severity.ERROR, code, "x", Location("x"))

    warning = Diagnostic(Severity.WARNING, "stale", "x", Location("x"))
    assert exit_code([warning]) == 0
    assert exit_code([warning, error("coverage"), error("file-stray")]) == 1
    assert exit_code([error("coverage"), error("font-missing")]) == 2
