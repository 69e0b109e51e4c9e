"""One task from publication to published file: made aside, proved there, then given its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity
from everyform.labels import Label
from everyform.production import folder, journal
from everyform.production.composition import publications, recorded
from everyform.production.outcome import Outcome, Product, Settings
from everyform.production.plan import Task
from everyform.production.publish import appear, unwritable
from everyform.production.record import output_record
from everyform.production.wording import Wording
from everyform.proof import Finished, Proof, prove
from everyform.publication import Publication
from everyform.voices.recording import Recording


@dataclass(frozen=True, slots=True)
class _Made:
    """The files of one task, still aside; paths are below the output folder."""

    label: Label | None
    files: tuple[Product, ...]
    proof: Proof | None
    voices: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def make(task: Task, settings: Settings) -> Outcome:
    """Make, prove and publish the files of one task. Errors are in the outcome, never raised."""
    document, edition, format = task.seed.document, task.wording.edition, task.format

    def outcome(found: Sequence[Diagnostic]) -> Outcome:
        names = (document.name, document.language, edition.tag, format.name)
        return Outcome(*names, None, (), tuple(found))

    try:
        return _make(task, settings)
    except PipelineError as error:
        return outcome((*task.wording.found, *error.diagnostics))
    except Exception as error:
        # A fault of ours, not of the input; it must not take the other documents along.
        words = " ".join(f"{type(error).__name__}: {error}".split())
        where = Location(str(task.seed.path))
        hint = "this is a fault of everyform; please report it with the document"
        message = f"{format.name} ({edition.tag}) failed: {words}"
        fault = Diagnostic(Severity.ERROR, "internal", message, where, hint)
        return outcome((*task.wording.found, fault))


def stem(wording: Wording) -> str:
    """The start of every file name of an edition."""
    name = f"{wording.document.name}.{wording.edition.tag}"
    return f"{name}.DRAFT" if wording.draft else name


def _make(task: Task, settings: Settings) -> Outcome:
    format, output = task.format, settings.output
    name = f"{stem(task.wording)}.{format.name}"
    home = output / task.wording.document.name / task.wording.edition.tag
    place = home / (name if format.in_folder else f"{name}{format.suffix}")
    try:
        folder.prepared(output, place)
        with folder.aside(output) as beside:
            staged = beside / place.name
            if format.in_folder:
                staged.mkdir()
            made = _written(task, settings, staged, place)
            refused = tuple(_refused(made, task, settings))
            if refused:
                raise PipelineError(*made.found, *refused)
            done = _outcome(task, made)
            record = output_record(done, task.seed, format, settings)
            if record is not None:
                journal.note(output, record)
            appear(staged, place)
            kept = _kept(staged, place, settings) if format.in_folder else ()
            return replace(done, diagnostics=(*done.diagnostics, *kept))
    except OSError as error:
        raise unwritable(error, home) from error


def _outcome(task: Task, made: _Made) -> Outcome:
    return Outcome(
        task.seed.document.name,
        task.seed.document.language,
        task.wording.edition.tag,
        task.format.name,
        made.label,
        made.files,
        (*task.wording.found, *made.found),
        made.proof,
        made.voices,
        task.wording.catalogs,
        task.wording.unchecked,
    )


def _kept(before: Path, place: Path, settings: Settings) -> Iterator[Diagnostic]:
    """Move what somebody put into a folder of ours over into the one that took its place."""
    for thing in sorted(before.iterdir()) if before.is_dir() else ():
        if folder.digest(thing) in settings.known:
            continue
        kept = place / thing.name
        if os.path.lexists(kept):
            kept = place / f"{thing.name}.kept"
        os.replace(thing, kept)
        message = "is none of the files that were made here; it was kept"
        yield Diagnostic(Severity.WARNING, "file-kept", message, Location(str(kept)))


def _written(task: Task, settings: Settings, staged: Path, place: Path) -> _Made:
    """Write and prove every publication of a task; `staged` will be `place`."""
    document, format = task.wording.document, task.format
    found: list[Diagnostic] = []
    files: list[Product] = []
    proofs: list[Proof] = []
    voices: set[str] = set()
    label = None
    for publication in publications(task.wording, format, settings.terms):
        label = publication.label
        recording, noticed = recorded(publication, format, settings.clips)
        found += noticed
        voices |= {v for clip in recording.clips for v in clip.voices} if recording else set()
        made = list(_files(task, publication, recording, staged, place))
        files += (product for product, _ in made)
        if format.prover:
            finished = [
                Finished(product.path.relative_to(settings.output).as_posix(), path.read_bytes())
                for product, path in made
            ]
            proofs.append(prove(document, publication, format.prover, finished, recording))
    proof = together(proofs) if format.prover else None
    return _Made(label, tuple(files), proof, tuple(sorted(voices)), tuple(found))


def together(proofs: Sequence[Proof]) -> Proof:
    """The proofs of several publications as one."""
    findings = tuple(finding for proof in proofs for finding in proof.findings)
    made_with = dict.fromkeys(name for proof in proofs for name in proof.made_with)
    expected, held = sum(p.expected for p in proofs), sum(p.held for p in proofs)
    return Proof(expected, held, findings, tuple(made_with))


def _files(
    task: Task, publication: Publication, recording: Recording | None, staged: Path, place: Path
) -> Iterator[tuple[Product, Path]]:
    """Write the files of a publication aside: what each will be, and where it lies now."""
    format = task.format
    for file in format.write(publication, recording):
        name = f"{file.name}{format.kinds[file.kind].suffix}"
        path = staged / name if format.in_folder else staged
        path.write_bytes(file.data)
        digest = hashlib.sha256(file.data).hexdigest()
        final = place / name if format.in_folder else place
        yield Product(final, len(file.data), digest), path


def _refused(made: _Made, task: Task, settings: Settings) -> Iterator[Diagnostic]:
    """Why these files must not appear."""
    if made.proof is None:
        where = Location(str(task.seed.path))
        message = (
            f"{task.format.name} ({task.wording.edition.tag}): no way is known to prove such files"
        )
        if settings.release:
            yield Diagnostic(Severity.ERROR, "release-unproven", message, where)
    elif not made.proof.holds:
        yield from made.proof.findings
