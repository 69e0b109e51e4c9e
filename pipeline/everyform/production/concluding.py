"""The beginning and the end of a build: what the folder holds, the reports, and the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, PipelineError, Reported, Severity
from everyform.files import read_whole
from everyform.production import journal
from everyform.production.folder import holds, inside
from everyform.production.manifest import NAME, Manifest, load, merged, to_json
from everyform.production.publish import publish_below, unwritable
from everyform.production.report import write_reports
from everyform.production.seeds import Seed
from everyform.production.shelf import with_shelf
from everyform.production.signature import SIGNATURE, sign, withdraw


def begin(output: Path) -> Reported[Manifest]:
    """What earlier builds have made and still stands, also those that were stopped.

    Their manifest is written anew where one of them could not; what it left half goes.

    Raises:
        PipelineError: the place cannot be written.

    Reports:
        `manifest-dropped`: the manifest that was there cannot be believed.
    """
    old, found = _earlier(output)
    manifest = journal.taken_over(output, old)
    if manifest != old or journal.noted(output) != Manifest():
        _write(output, old, manifest)
    return Reported(manifest, found)


def conclude(
    seeds: Sequence[Seed],
    output: Path,
    signing_key: Path | None = None,
    kept: Manifest | None = None,
    gone: frozenset[tuple[str, str, str]] = frozenset(),
    before: Manifest | None = None,
) -> Reported[Manifest]:
    """Write the reports on `seeds` and the manifest, joined with what earlier builds made.

    `kept` are records of outputs that stand, as they are now; outputs whose keys are in
    `gone` go, and what belonged to them alone. What an output was called before goes; nothing
    is removed that no manifest listed. `before` is what `begin` found, where that is known
    already. `signing_key` signs the manifest (see `signature`).
    Where nothing has changed nothing is written.

    Raises:
        PipelineError: the place cannot be written, or `signing-failed`.

    Reports:
        `manifest-dropped`: the manifest that was there cannot be believed.
    """
    old, found = _earlier(output) if before is None else (before, ())
    manifest = _without(merged(journal.taken_over(output, old), kept or Manifest()), gone)
    try:
        journal.leftovers(output, old, manifest)
        reports = write_reports(manifest, [seed.document for seed in seeds], output)
        manifest = merged(manifest, Manifest(reports=reports))
        if seeds or manifest != old or not _shelved(manifest, output):
            manifest = with_shelf(manifest, output)
    except OSError as error:
        raise unwritable(error, output) from error
    if not _written(output, manifest):
        _write(output, old, manifest)
    if signing_key is not None and not (output / SIGNATURE).exists():
        sign(output, signing_key)
    return Reported(manifest, found)


def _shelved(manifest: Manifest, output: Path) -> bool:
    """Is there a download page, and are all of them as they were written?"""
    pages = [record for record in manifest.reports if "/" not in record.path]
    return bool(pages) and all(holds(output, record) for record in pages)


def standing(output: Path) -> Manifest:
    """What earlier builds made and is still there, as far as it can be told without a change."""
    return journal.taken_over(output, _earlier(output)[0])


def _without(manifest: Manifest, gone: frozenset[tuple[str, str, str]]) -> Manifest:
    """A manifest without some outputs, and without what is left of documents that had only them."""
    if not gone:
        return manifest
    outputs = tuple(record for record in manifest.outputs if record.key not in gone)
    left = {(record.document, record.language) for record in outputs}
    names = {document for document, _ in left}
    emptied = {(r.document, r.language) for r in manifest.outputs if r.key in gone} - left
    return Manifest(
        tuple(source for source in manifest.sources if source.key not in emptied),
        outputs,
        tuple(r for r in manifest.reports if r.path.partition("/")[0] in names),
    )


def _written(output: Path, manifest: Manifest) -> bool:
    """Does the manifest stand there already, and no journal beside it?"""
    try:
        there = read_whole(output / NAME)
    except OSError:
        return False
    return there == to_json(manifest).encode() and journal.noted(output) == Manifest()


def _write(output: Path, old: Manifest, manifest: Manifest) -> None:
    try:
        journal.leftovers(output, old, manifest)
        withdraw(output)
        publish_below(output, NAME, to_json(manifest).encode())
        journal.close(output)
    except OSError as error:
        raise unwritable(error, output) from error


def _earlier(output: Path) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """What earlier builds made and is still there."""
    if not (output / NAME).exists():
        return Manifest(), ()
    try:
        old = load(output)
    except PipelineError as error:
        message = f"the manifest of earlier builds is not used: {error.diagnostics[0].message}"
        where = Location(str(output / NAME))
        hint = "build everything anew"
        return Manifest(), (Diagnostic(Severity.WARNING, "manifest-dropped", message, where, hint),)
    return (
        Manifest(
            tuple(s for s in old.sources if _stands(output, s.canonical.path)),
            tuple(o for o in old.outputs if any(_stands(output, f.path) for f in o.files)),
            tuple(r for r in old.reports if _stands(output, r.path)),
        ),
        (),
    )


def _stands(output: Path, path: str) -> bool:
    return inside(output, path) and (output / path).exists()
