"""An output folder, perhaps a copy on another machine -> every file proved or refuted.

The manifest, the canonical forms and the catalogs are all it needs; what must stand
in each file is decided anew from them, and nothing that the manifest claims is believed.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from everyform.canonical import from_json
from everyform.clinic import Clinic
from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity, failure
from everyform.document import Document
from everyform.files import read_whole
from everyform.labels import review_due
from everyform.production import journal
from everyform.production.composition import Terms, publications, recorded
from everyform.production.folder import WORKSHOP, inside
from everyform.production.keys import texts
from everyform.production.make import together
from everyform.production.manifest import NAME, LabelRecord, Manifest, OutputRecord, load
from everyform.production.record import label_record
from everyform.production.signature import SIGNATURE
from everyform.production.wording import Wording, worded
from everyform.production.workers import Limits, reading_limits, spread
from everyform.proof import Finished, Proof, prove
from everyform.publication import Publication
from everyform.publisher import Publisher
from everyform.resources import LOCALES
from everyform.writers import FORMATS
from everyform.writers.format import Format

# What outside validators leave, and what keeps an empty folder in version control.
_OTHERS = {"validation.json", ".gitkeep"}


@dataclass(frozen=True, slots=True)
class Task:
    """One output of a folder, to be proved."""

    folder: Path
    clips: Path  # the clip store; may be empty
    locales: Path  # the catalogs
    record: OutputRecord
    canonical: str  # path of the document's canonical form below the folder


@dataclass(frozen=True, slots=True)
class Verified:
    """What proof says of one output. `held` of `expected` units are in its files."""

    record: OutputRecord
    expected: int
    held: int
    seconds: float
    findings: tuple[Diagnostic, ...]


def verify_folder(
    folder: Path, clips: Path, today: date, jobs: int, locales: Path = LOCALES
) -> tuple[tuple[Diagnostic, ...], Iterator[Verified], int]:
    """What is wrong with the files as such, the proofs as they come, and how many those are.

    Raises:
        PipelineError: there is no manifest, or it cannot be believed.
    """
    manifest = load(folder)
    unfinished = tuple(_unfinished(folder))
    found = (*unfinished, *inventory(folder, manifest), *expiries(manifest, folder, today))
    pieces = tasks(folder, clips, locales, manifest)
    return found, spread(verify, pieces, lost, jobs, _limits), len(pieces)


def _limits(task: Task) -> Limits:
    return reading_limits(sum(file.size for file in task.record.files))


def _unfinished(folder: Path) -> Iterator[Diagnostic]:
    if journal.noted(folder) != Manifest():
        message = "a build into it was stopped, or is still at work"
        hint = "build once more; what was made so far stays"
        yield _error("build-unfinished", folder, message, hint)


def inventory(folder: Path, manifest: Manifest) -> Iterator[Diagnostic]:
    """Files that changed, are missing, or belong to nothing."""
    listed = manifest.files
    half = journal.noted(folder).files
    for path, record in listed.items():
        place = folder / path
        if not inside(folder, path):
            yield _error("file-linked", place, "is reached by a link, which is not followed")
        elif path in half:
            continue  # a build was stopped, which is said for all of it
        elif not place.is_file():
            yield _error("file-missing", place, "is in the manifest and not in the folder")
        elif _digest(place) != record.sha256:
            yield _error("file-changed", place, "is not what the manifest recorded")
    for place in sorted(folder.rglob("*")):
        path = place.relative_to(folder).as_posix()
        if path in (*listed, *half, NAME, SIGNATURE) or place.name in _OTHERS:
            continue
        if path.partition("/")[0] != WORKSHOP and (place.is_symlink() or not place.is_dir()):
            yield _error("file-stray", place, "is in the folder and not in the manifest")


def expiries(manifest: Manifest, folder: Path, today: date) -> Iterator[Diagnostic]:
    """Outputs that were fresh when they were made and are so no more."""
    for output in manifest.outputs:
        due = None if output.label.stale else _due(output, manifest, folder)
        if due is not None and today > due:
            message = f"its review was due by {due}, and it does not say so"
            where = Location(str(folder / output.files[0].path if output.files else folder))
            hint = "get the current text from cancer.gov and build anew"
            yield Diagnostic(Severity.WARNING, "label-expired", message, where, hint)


def tasks(folder: Path, clips: Path, locales: Path, manifest: Manifest) -> tuple[Task, ...]:
    """Every output as a task, those of sound first, since they take longest."""
    sources = {source.key: source for source in manifest.sources}
    found = []
    for output in manifest.outputs:
        source = sources.get((output.document, output.language))
        canonical = source.canonical.path if source else ""
        found.append(Task(folder, clips, locales, output, canonical))
    return tuple(sorted(found, key=lambda t: -sum(f.size for f in t.record.files)))


def verify(task: Task) -> Verified:
    """Prove one output. Whatever stops the proof is a finding, never raised."""
    began = time.perf_counter()
    where = task.folder / (task.record.files[0].path if task.record.files else NAME)
    try:
        proof, found = _verify(task, where)
    except PipelineError as error:
        proof, found = Proof(0, 0, ()), error.diagnostics
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())
        proof, found = Proof(0, 0, ()), (_error("internal", where, words),)
    seconds = time.perf_counter() - began
    findings = tuple(_placed(finding, task.folder) for finding in proof.findings)
    return Verified(task.record, proof.expected, proof.held, seconds, (*found, *findings))


def lost(task: Task, reason: str) -> Verified:
    """The result where the process that proved an output died."""
    where = task.folder / (task.record.files[0].path if task.record.files else NAME)
    return Verified(task.record, 0, 0, 0.0, (_error("worker-lost", where, f"no proof: {reason}"),))


def _verify(task: Task, where: Path) -> tuple[Proof, tuple[Diagnostic, ...]]:
    record = task.record
    format = _format(record, where)
    if not format.prover:
        message = "no way is known to prove such files"
        return Proof(0, 0, ()), (_error("unproven", where, message),)
    wording = worded(_document(task.folder / task.canonical), record.edition, task.locales)
    who = Publisher(**record.publisher), Clinic(**record.clinic)
    terms = Terms(date.fromisoformat(record.as_of), *who)
    wanted = publications(wording, format, terms)
    if others := _others(record, wanted, wording):
        message = f"was made of other words than the canonical form and the catalogs hold: {others}"
        return Proof(0, 0, ()), (_error("output-outdated", where, message, "build anew"),)
    findings: list[Diagnostic] = []
    if any(label_record(p.label) != record.label for p in wanted):
        message = f"the manifest says {_row(record.label)}, the facts {_row_of(wanted)}"
        findings.append(_error("label-changed", where, message))
    proofs = []
    for publication, files in _shared(wanted, format, _finished(task)):
        recording, _ = recorded(publication, format, task.clips)
        proofs.append(prove(wording.document, publication, format.prover, files, recording))
    return together(proofs), tuple(findings)


def _others(record: OutputRecord, wanted: tuple[Publication, ...], wording: Wording) -> str:
    """Which words have changed since the output was made; "" for none."""
    now = texts(wanted)
    told = {"text": "those of the text", "words": "those of the edition"}
    changed = [told[name] for name in told if record.made_of.get(name) != now[name]]
    if not changed:
        return ""
    before = {file.path: file.sha256 for file in record.catalogs}
    there = {file.path: file.sha256 for file in wording.catalogs}
    edited = (path for path in sorted(before | there) if before.get(path) != there.get(path))
    return ", ".join((*changed, *edited))


def _shared(
    wanted: tuple[Publication, ...], format: Format, files: tuple[Finished, ...]
) -> Iterator[tuple[Publication, tuple[Finished, ...]]]:
    """Which files are of which publication: all of the whole, one of each excerpt."""
    if format.whole:
        yield wanted[0], files
        return
    if len(wanted) != len(files):
        message = f"{len(files)} files for {len(wanted)} excerpts"
        raise failure("coverage", message, Location(files[0].name if files else NAME))
    for publication, file in zip(wanted, files, strict=True):
        yield publication, (file,)


def _finished(task: Task) -> tuple[Finished, ...]:
    """The files that are there; one that is missing was reported by the inventory."""
    there = (f.path for f in task.record.files if inside(task.folder, f.path))
    paths = [path for path in there if (task.folder / path).is_file()]
    return tuple(Finished(path, (task.folder / path).read_bytes()) for path in paths)


def _format(record: OutputRecord, where: Path) -> Format:
    for format in FORMATS:
        if format.name == record.format and format.media_type == record.media_type:
            return format
    raise failure("output-unknown", f"no format {record.format!r}", Location(str(where)))


def _document(path: Path) -> Document:
    try:
        return from_json(read_whole(path).decode(), str(path))
    except (OSError, UnicodeDecodeError) as error:
        message = f"the canonical form cannot be read: {error}"
        raise failure("output-unknown", message, Location(str(path))) from error


def _due(output: OutputRecord, manifest: Manifest, folder: Path) -> date | None:
    try:
        (source,) = (s for s in manifest.sources if s.key == (output.document, output.language))
        metadata = _document(folder / source.canonical.path).metadata
    except (PipelineError, ValueError):
        return None  # that it cannot be read is said where it is proved
    return review_due(metadata)


def _row(label: LabelRecord) -> str:
    facts = ("whole", "translated", "adapted", "stale")
    return "+".join(fact for fact in facts if getattr(label, fact)) or "none"


def _row_of(wanted: tuple[Publication, ...]) -> str:
    return _row(label_record(wanted[0].label))


def _placed(finding: Diagnostic, folder: Path) -> Diagnostic:
    """A finding with the path as the caller would open it."""
    return replace(finding, location=Location(str(folder / finding.location.path)))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _error(code: str, place: Path, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, Location(str(place)), hint)
