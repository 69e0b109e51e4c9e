"""What was made -> the manifest's records of it."""

from __future__ import annotations

import dataclasses
import hashlib
from importlib.metadata import version
from pathlib import Path

from everyform import __version__
from everyform.labels import Label
from everyform.production.manifest import (
    FileRecord,
    LabelRecord,
    OutputRecord,
    ProofRecord,
    SourceRecord,
    finding,
)
from everyform.production.outcome import Outcome, Settings
from everyform.production.seeds import Seed
from everyform.proof.findings import CHECKS
from everyform.writers.format import Format

# Libraries whose version can change what stands in a file of any format.
_ENGINES = ("markdown-it-py", "sentencex")


def canonical_path(name: str, language: str) -> Path:
    """Where a document's canonical form stands below the output folder."""
    return Path(name, f"canonical.{language}.json")


def canonical_record(seed: Seed, data: bytes, key: str = "") -> SourceRecord:
    """A document and its canonical form, `data`; `key` is that of all it was read from."""
    document = seed.document
    path = canonical_path(document.name, document.language).as_posix()
    return SourceRecord(
        document=document.name,
        language=document.language,
        source_path=seed.path.as_posix(),
        source_sha256=seed.sha256,
        canonical=FileRecord(path, hashlib.sha256(data).hexdigest(), len(data)),
        findings=tuple(map(finding, seed.found)),
        inputs=key,
    )


def output_record(
    outcome: Outcome, seed: Seed, format: Format, settings: Settings
) -> OutputRecord | None:
    """What was made of a task; None where nothing was."""
    if not outcome.products or outcome.label is None:
        return None
    proof = outcome.proof
    own = proof.made_with if proof else ()
    versions = tuple(f"{name} {version(name)}" for name in (*_ENGINES, *format.engines))
    return OutputRecord(
        document=outcome.document,
        language=outcome.language,
        edition=outcome.edition,
        format=outcome.format,
        media_type=format.media_type,
        reading_mode=format.reading_mode,
        label=label_record(outcome.label),
        as_of=settings.terms.as_of.isoformat(),
        source_path=seed.path.as_posix(),
        source_sha256=seed.sha256,
        catalogs=outcome.catalogs,
        unchecked=outcome.unchecked,
        publisher=dataclasses.asdict(settings.terms.publisher),
        clinic=dataclasses.asdict(settings.terms.clinic) if not format.whole else {},
        release=settings.release,
        allow_stale=settings.allow_stale,
        made_with=(f"everyform {__version__}", *sorted({*own, *outcome.voices, *versions})),
        findings=tuple(map(finding, outcome.diagnostics)),
        proof=ProofRecord(proof.expected, proof.held, CHECKS) if proof else None,
        made_of=outcome.made_of,
        units=outcome.units,
        files=tuple(
            FileRecord(
                product.path.relative_to(settings.output).as_posix(),
                product.sha256,
                product.size,
            )
            for product in outcome.products
        ),
    )


def label_record(label: Label) -> LabelRecord:
    """The row of the label table, in its own names."""
    facts = label.facts
    return LabelRecord(
        whole=facts.whole,
        translated=facts.translated,
        adapted=facts.adapted,
        stale=facts.stale,
        title=label.title.value,
        notices=tuple(notice.value for notice in label.notices),
    )


def file_record(output: Path, path: Path) -> FileRecord:
    """A file that stands in `output` at `path`."""
    data = (output / path).read_bytes()
    return FileRecord(path.as_posix(), hashlib.sha256(data).hexdigest(), len(data))
