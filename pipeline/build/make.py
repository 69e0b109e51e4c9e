"""One task from publication to published file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.build.plan import Task
from pipeline.build.publish import publish_file, publish_folder, unwritable
from pipeline.diagnostics import Diagnostic, Location, PipelineError, Severity
from pipeline.document import Document
from pipeline.edition import Edition
from pipeline.excerpt import excerpts, section_sheets
from pipeline.labels import Facts, Label, is_stale, label, review_due
from pipeline.narration import script
from pipeline.publication import Publication, compose
from pipeline.publisher import Publisher
from pipeline.voices import record
from pipeline.voices.recording import Recording
from pipeline.walk import document_segments
from pipeline.writers.format import File, Format


@dataclass(frozen=True, slots=True)
class Settings:
    """What every task of a build shares."""

    output: Path
    clips: Path  # the clip store; may be emptied at any time
    as_of: date
    publisher: Publisher


@dataclass(frozen=True, slots=True)
class Product:
    """A published file."""

    path: Path
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task; `products` is empty when an error stopped it."""

    document: str
    edition: str
    format: str
    label: Label | None
    products: tuple[Product, ...]
    diagnostics: tuple[Diagnostic, ...]


def make(task: Task, settings: Settings) -> Outcome:
    """Make and publish the files of one task. Errors are in the outcome, never raised."""
    document, edition, format = task.seed.document, task.edition, task.format

    def outcome(
        label: Label | None, products: tuple[Product, ...], found: tuple[Diagnostic, ...]
    ) -> Outcome:
        return Outcome(document.name, edition.tag, format.name, label, products, found)

    try:
        publication = _publication(task, settings)
        recording, found = _recording(publication, format, settings)
        products = _publish(publication, recording, task, settings)
        return outcome(publication.label, products, found)
    except PipelineError as error:
        return outcome(None, (), error.diagnostics)
    except Exception as error:
        # A fault of ours, not of the input; it must not take the other documents along.
        words = " ".join(f"{type(error).__name__}: {error}".split())
        where = Location(str(task.seed.path))
        hint = "this is a fault of everyform; please report it with the document"
        message = f"{format.name} ({edition.tag}) failed: {words}"
        return outcome(None, (), (Diagnostic(Severity.ERROR, "internal", message, where, hint),))


def stem(document: Document, edition: Edition, *, draft: bool = False) -> str:
    """The start of every file name of an edition."""
    return f"{document.name}.{edition.tag}" + (".DRAFT" if draft else "")


def _publication(task: Task, settings: Settings) -> Publication:
    document, metadata = task.seed.document, task.seed.document.metadata
    due = review_due(metadata.last_reviewed, metadata.review_frequency)
    facts = Facts(
        whole=task.format.whole,
        translated=any(s.language != document.language for s in document_segments(document)),
        adapted=False,
        stale=is_stale(due, settings.as_of),
    )
    return compose(
        document,
        edition=task.edition,
        source=task.source,
        label=label(facts, voiced=task.format.spoken),
        publisher=settings.publisher,
    )


def _recording(
    publication: Publication, format: Format, settings: Settings
) -> tuple[Recording | None, tuple[Diagnostic, ...]]:
    if not format.spoken:
        return None, ()
    said, noticed = script(publication)
    recording, heard = record(said, settings.clips)
    return recording, (*noticed, *heard)


def _publish(
    publication: Publication, recording: Recording | None, task: Task, settings: Settings
) -> tuple[Product, ...]:
    document, edition, format = task.seed.document, task.edition, task.format
    name = f"{stem(document, edition)}.{format.name}"
    home = settings.output / document.name / edition.tag
    files = _files(publication, recording, format)
    try:
        if format.folder:
            written = publish_folder(
                home / name, ((f"{file.name}{format.suffix}", file.data) for file in files)
            )
            return tuple(Product(path, size) for path, size in written)
        (file,) = files
        path = home / f"{name}{format.suffix}"
        return (Product(path, publish_file(path, file.data)),)
    except OSError as error:
        raise unwritable(error, home) from error


def _files(publication: Publication, recording: Recording | None, format: Format) -> Iterator[File]:
    if format.whole:
        yield from format.write(publication, recording)
        return
    for sheet in excerpts(publication, section_sheets()):
        yield from format.write(sheet, recording)
