"""One task from publication to published file: made aside, proved there, then given its name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity
from everyform.files import read_whole
from everyform.labels import Label
from everyform.production import folder, journal
from everyform.production.composition import publications, recorded
from everyform.production.digests import sha256
from everyform.production.keys import keyed
from everyform.production.manifest import UnitRecord
from everyform.production.outcome import Outcome, Product, Settings
from everyform.production.planning import Task
from everyform.production.publish import appear, unwritable
from everyform.production.record import output_record
from everyform.production.scoring import gates, measured
from everyform.proof import Finished, Proof, prove
from everyform.publication import Publication
from everyform.voices.recording import Recording
from everyform.walk import plain_text


@dataclass(frozen=True, slots=True)
class _Made:
    """The files of one task, still aside; paths are below the output folder."""

    label: Label | None
    files: tuple[Product, ...]
    made_of: dict[str, str]
    units: tuple[UnitRecord, ...]
    kept: int
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


def _make(task: Task, settings: Settings) -> Outcome:
    format, output = task.format, settings.output
    name = f"{task.wording.stem}.{format.name}"
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
            found = gates(made.units, task.seed.path, release=False)
            done = _outcome(task, replace(made, found=(*made.found, *found)))
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
        made.made_of,
        made.units,
        made.kept,
    )


def _kept(before: Path, place: Path, settings: Settings) -> Iterator[Diagnostic]:
    """Move what somebody put into a folder of ours over into the one that took its place."""
    for thing in sorted(before.iterdir()) if before.is_dir() else ():
        kept, digest = place / thing.name, folder.digest(thing)
        # A task whose process was lost is made once more, over its own files.
        if digest in settings.known or (digest and digest == folder.digest(kept)):
            continue
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
    units: list[UnitRecord] = []
    proofs: list[Proof] = []
    voices: set[str] = set()
    label, kept = None, 0
    composed = publications(task.wording, format, settings.terms)
    keys = task.keys or keyed(composed, format)
    for publication, key in zip(composed, keys.units, strict=True):
        label = publication.label
        if earlier := _earlier(task, key, settings):
            unit, standing = earlier
            files += _taken_over(standing, task, staged, place)
            proofs.append(Proof(unit.expected, unit.held, ()))
            units.append(unit)
            kept += 1
            continue
        recording, noticed = recorded(publication, format, settings.clips, settings.speakers)
        found += noticed
        voices |= {v for clip in recording.clips for v in clip.voices} if recording else set()
        made = list(_files(task, publication, recording, staged, place))
        files += (product for product, _ in made)
        proof = Proof(0, 0, ())
        if format.prover:
            finished = [
                Finished(product.path.relative_to(settings.output).as_posix(), path.read_bytes())
                for product, path in made
            ]
            proof = prove(document, publication, format.prover, finished, recording)
            proofs.append(proof)
        paths = (product.path.relative_to(settings.output).as_posix() for product, _ in made)
        title = plain_text(publication.title.content)
        units.append(
            UnitRecord(
                key,
                title,
                tuple(paths),
                proof.expected,
                proof.held,
                proof.pages,
                proof.seconds,
                measured(publication, task.wording.glue),
            )
        )
    proof_of_all = together(proofs) if format.prover else None
    if kept and proof_of_all is not None and task.previous is not None:
        engines = (n for n in task.previous.made_with if not n.startswith("everyform "))
        proof_of_all = replace(proof_of_all, made_with=(*proof_of_all.made_with, *engines))
    return _Made(
        label,
        tuple(files),
        keys.short,
        tuple(units),
        kept,
        proof_of_all,
        tuple(sorted(voices)),
        tuple(found),
    )


def _earlier(
    task: Task, key: str, settings: Settings
) -> tuple[UnitRecord, dict[str, bytes]] | None:
    """A sheet as an earlier build made it, where its key is the same and its files stand.

    A format that holds the whole has one publication, and its task is made for a reason.
    """
    if not key or task.previous is None or settings.release or task.format.whole:
        return None
    digests = {record.path: record.sha256 for record in task.previous.files}
    for unit in task.previous.units:
        if unit.key != key or unit.held != unit.expected or not unit.files:
            continue
        found = {path: _standing(settings.output, path) for path in unit.files}
        if all(sha256(data) == digests.get(path) for path, data in found.items()):
            return unit, found
    return None


def _standing(output: Path, path: str) -> bytes:
    """The bytes of a file below the output folder; none where no ordinary file stands there."""
    try:
        return read_whole(output / path) if folder.inside(output, path) else b""
    except OSError:
        return b""


def _taken_over(
    files: dict[str, bytes], task: Task, staged: Path, place: Path
) -> Iterator[Product]:
    """The files of an earlier build among those that will appear."""
    for path, data in files.items():
        name = Path(path).name
        (staged / name if task.format.in_folder else staged).write_bytes(data)
        yield Product(place / name if task.format.in_folder else place, len(data), sha256(data))


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
        final = place / name if format.in_folder else place
        yield Product(final, len(file.data), sha256(file.data)), path


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
    if settings.release:
        yield from gates(made.units, task.seed.path, release=True)
