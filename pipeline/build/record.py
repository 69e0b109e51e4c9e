"""What was made -> the manifest's records of it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from pipeline import __version__
from pipeline.build.make import Outcome, Settings
from pipeline.build.manifest import (
    FileRecord,
    LabelRecord,
    OutputRecord,
    ProofRecord,
    SourceRecord,
    finding,
)
from pipeline.build.publish import canonical_path
from pipeline.build.seeds import Seed
from pipeline.labels import Label
from pipeline.proof import CHECKS
from pipeline.writers.format import Format

# The libraries whose version can change what stands in a file.
_ENGINES = (
    *("ebooklib", "espeakng-loader", "jinja2", "lameenc", "markdown-it-py", "mutagen"),
    *("pydyf", "pyttsx3", "sentencex", "soxr", "weasyprint"),
)


def source_record(seed: Seed, output: Path) -> SourceRecord:
    """A document whose canonical form stands in `output`."""
    document = seed.document
    path = canonical_path(document.name, document.language)
    return SourceRecord(
        document=document.name,
        language=document.language,
        source_path=seed.path.as_posix(),
        source_sha256=seed.sha256,
        canonical=file_record(output, path),
        findings=tuple(map(finding, seed.found)),
    )


def output_records(
    outcomes: Iterable[Outcome],
    seeds: Iterable[Seed],
    formats: Iterable[Format],
    settings: Settings,
) -> tuple[OutputRecord, ...]:
    """Every output that was published."""
    by_name = {(s.document.name, s.document.language): s for s in seeds}
    media_types = {format.name: format.media_type for format in formats}
    versions = tuple(f"{name} {version(name)}" for name in _ENGINES)
    records = []
    for outcome in outcomes:
        if not outcome.products or outcome.label is None:
            continue
        seed, proof = by_name[outcome.document, outcome.language], outcome.proof
        own = proof.made_with if proof else ()
        records.append(
            OutputRecord(
                document=outcome.document,
                language=outcome.language,
                edition=outcome.edition,
                format=outcome.format,
                media_type=media_types[outcome.format],
                label=label_record(outcome.label),
                as_of=settings.terms.as_of.isoformat(),
                source_path=seed.path.as_posix(),
                source_sha256=seed.sha256,
                catalogs=outcome.catalogs,
                unchecked=outcome.unchecked,
                publisher=dataclasses.asdict(settings.terms.publisher),
                release=settings.release,
                allow_stale=settings.allow_stale,
                made_with=(f"everyform {__version__}", *own, *outcome.voices, *versions),
                findings=tuple(map(finding, outcome.diagnostics)),
                proof=ProofRecord(proof.expected, proof.held, CHECKS) if proof else None,
                files=tuple(
                    FileRecord(
                        product.path.relative_to(settings.output).as_posix(),
                        product.sha256,
                        product.size,
                    )
                    for product in outcome.products
                ),
            )
        )
    return tuple(records)


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
