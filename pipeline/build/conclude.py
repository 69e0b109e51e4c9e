"""The end of a build: the reports on its documents, and the manifest of all that is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.build.make import Outcome, Settings
from pipeline.build.manifest import NAME, Manifest, load, merged, to_json
from pipeline.build.publish import publish_file, unwritable
from pipeline.build.record import output_records, source_record
from pipeline.build.report import write_reports
from pipeline.build.seeds import Seed
from pipeline.diagnostics import Diagnostic, Location, PipelineError, Reported, Severity
from pipeline.writers import FORMATS
from pipeline.writers.format import Format


def conclude(
    seeds: Sequence[Seed],
    outcomes: Sequence[Outcome],
    settings: Settings,
    formats: Sequence[Format] = FORMATS,
) -> Reported[Manifest]:
    """Write the reports and the manifest, joined with what earlier builds made.

    What an output was called before goes; nothing is removed that no manifest listed.

    Raises:
        PipelineError: the place cannot be written.

    Reports:
        `manifest-dropped`: the manifest that was there cannot be believed.
    """
    output = settings.output
    new = Manifest(
        tuple(source_record(seed, output) for seed in seeds),
        output_records(outcomes, seeds, formats, settings),
    )
    old, found = _earlier(settings)
    manifest = merged(old, new)
    try:
        _clear(old, manifest, output)
        reports = write_reports(manifest, [seed.document for seed in seeds], output)
        manifest = merged(manifest, Manifest(reports=reports))
        publish_file(output / NAME, to_json(manifest).encode())
    except OSError as error:
        raise unwritable(error, output) from error
    return Reported(manifest, found)


def _clear(old: Manifest, manifest: Manifest, output: Path) -> None:
    """Remove what an output left under an earlier name, such as that of its draft."""
    gone = [output / path for path in old.files if path not in manifest.files]
    for place in gone:
        place.unlink(missing_ok=True)
    for folder in {place.parent for place in gone}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _earlier(settings: Settings) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """What earlier builds made and is still there."""
    output = settings.output
    if not (output / NAME).exists():
        return Manifest(), ()
    try:
        old = load(output)
    except PipelineError as error:
        message = f"the manifest of earlier builds is not used: {error.diagnostics[0].message}"
        where = Location(str(output / NAME))
        hint = "build everything anew"
        return Manifest(), (Diagnostic(Severity.WARNING, "manifest-dropped", message, where, hint),)
    kept = tuple(o for o in old.outputs if any((output / f.path).exists() for f in o.files))
    sources = tuple(s for s in old.sources if (output / s.canonical.path).exists())
    reports = tuple(r for r in old.reports if (output / r.path).exists())
    return Manifest(sources, kept, reports), ()
