"""The beginning and the end of a build: what the folder holds, the reports, and the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, PipelineError, Reported, Severity
from everyform.production import journal
from everyform.production.folder import inside
from everyform.production.manifest import NAME, Manifest, load, merged, to_json
from everyform.production.publish import publish_below, unwritable
from everyform.production.report import write_reports
from everyform.production.seeds import Seed
from everyform.production.signature import sign, withdraw


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
    seeds: Sequence[Seed], output: Path, signing_key: Path | None = None
) -> Reported[Manifest]:
    """Write the reports and the manifest, joined with what earlier builds made.

    What an output was called before goes; nothing is removed that no manifest listed.
    `signing_key` signs the manifest (see `signature`).

    Raises:
        PipelineError: the place cannot be written, or `signing-failed`.

    Reports:
        `manifest-dropped`: the manifest that was there cannot be believed.
    """
    old, found = _earlier(output)
    manifest = journal.taken_over(output, old)
    try:
        journal.leftovers(output, old, manifest)
        reports = write_reports(manifest, [seed.document for seed in seeds], output)
    except OSError as error:
        raise unwritable(error, output) from error
    _write(output, old, merged(manifest, Manifest(reports=reports)))
    if signing_key is not None:
        sign(output, signing_key)
    return Reported(manifest, found)


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
