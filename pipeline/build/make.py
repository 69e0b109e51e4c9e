"""One task from publication to published file: made aside, proved there, then given its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.build.composition import Terms, publications, recorded
from pipeline.build.manifest import FileRecord
from pipeline.build.plan import Task
from pipeline.build.publish import appear, aside, unwritable
from pipeline.build.wording import Wording
from pipeline.diagnostics import Diagnostic, Location, PipelineError, Severity
from pipeline.labels import Label
from pipeline.proof import Finished, Proof, provable, prove
from pipeline.publication import Publication
from pipeline.voices.recording import Recording


@dataclass(frozen=True, slots=True)
class Settings:
    """What every task of a build shares."""

    output: Path
    clips: Path  # the clip store; may be emptied at any time
    terms: Terms
    release: bool = False  # nothing unproven may leave
    allow_stale: bool = False  # recorded in the manifest


@dataclass(frozen=True, slots=True)
class Product:
    """A published file."""

    path: Path
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task; `products` is empty when an error stopped it.

    `proof` is None where no way is known to read such files back.
    """

    document: str
    language: str  # of the source
    edition: str
    format: str
    label: Label | None
    products: tuple[Product, ...]
    diagnostics: tuple[Diagnostic, ...]
    proof: Proof | None = None
    voices: tuple[str, ...] = ()
    catalogs: tuple[FileRecord, ...] = ()
    unchecked: tuple[str, ...] = ()


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

    def outcome(found: Sequence[Diagnostic], made: _Made | None = None) -> Outcome:
        names = (document.name, document.language, edition.tag, format.name)
        if made is None:
            return Outcome(*names, None, (), tuple(found))
        return Outcome(
            *names,
            made.label,
            made.files,
            tuple(found),
            made.proof,
            made.voices,
            task.wording.catalogs,
            task.wording.unchecked,
        )

    try:
        made = _make(task, settings)
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
    return outcome((*task.wording.found, *made.found), made)


def stem(wording: Wording) -> str:
    """The start of every file name of an edition."""
    name = f"{wording.document.name}.{wording.edition.tag}"
    return f"{name}.DRAFT" if wording.draft else name


def _make(task: Task, settings: Settings) -> _Made:
    format = task.format
    name = f"{stem(task.wording)}.{format.name}"
    home = settings.output / task.wording.document.name / task.wording.edition.tag
    place = home / (name if format.folder else f"{name}{format.suffix}")
    try:
        with aside(home) as folder:
            staged = folder / place.name
            if format.folder:
                staged.mkdir()
            made = _written(task, settings, staged, place)
            refused = tuple(_refused(made, task, settings))
            if refused:
                raise PipelineError(*made.found, *refused)
            appear(staged, place)
            return made
    except OSError as error:
        raise unwritable(error, home) from error


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
        if provable(format.media_type):
            finished = [
                Finished(product.path.relative_to(settings.output).as_posix(), path.read_bytes())
                for product, path in made
            ]
            proofs.append(prove(document, publication, format.media_type, finished, recording))
    proof = together(proofs) if provable(format.media_type) else None
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
        name = f"{file.name}{format.suffix}"
        path = staged / name if format.folder else staged
        path.write_bytes(file.data)
        digest = hashlib.sha256(file.data).hexdigest()
        final = place / name if format.folder else place
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
