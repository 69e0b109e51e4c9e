"""The report on a document: what was made of it, what was proved, what an editor should settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from everyform.canonical import from_json
from everyform.diagnostics import Severity
from everyform.document import Document
from everyform.editions import load_report_words
from everyform.labels import TitleRule, review_due
from everyform.phrases import ReportWords
from everyform.production.manifest import (
    FileRecord,
    Finding,
    LabelRecord,
    Manifest,
    OutputRecord,
    SourceRecord,
)
from everyform.production.publish import publish_below
from everyform.production.record import file_record
from everyform.production.scoring import files_of
from everyform.readability import Readability, readability
from everyform.writers.page import render

NAME = "report.html"


@dataclass(frozen=True, slots=True)
class _Finding:
    place: str
    severity: str
    code: str
    message: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Source:
    """A seed as the report shows it; dates as ISO 8601, "" where not known."""

    path: str
    sha256: str
    language: str
    url: str
    reviewed: str
    due: str
    official: tuple[str, ...]  # addresses of the publisher's own text in other languages
    findings: tuple[_Finding, ...]
    repairs: tuple[tuple[str, int], ...]
    doubtful: tuple[_Finding, ...]
    readability: Readability


@dataclass(frozen=True, slots=True)
class _Output:
    edition: str
    format: str
    files: int
    size_kb: int
    coverage: str


@dataclass(frozen=True, slots=True)
class _Edition:
    """What the words of an edition come from, what is not checked in them, what was found."""

    tag: str
    catalogs: tuple[str, ...]
    unchecked: str
    findings: tuple[_Finding, ...]
    sheets: tuple[_Sheet, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How plain one sheet is; numbers as they are shown."""

    title: str
    sentences: int
    mean: str
    grade: str
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the label table, and the outputs that it is the row of."""

    outputs: str
    reasons: tuple[str, ...]
    notices: str


@dataclass(frozen=True, slots=True)
class _Report:
    language: str
    title: str
    sources: tuple[_Source, ...]
    outputs: tuple[_Output, ...]
    editions: tuple[_Edition, ...]
    rows: tuple[_Row, ...]


def write_reports(
    manifest: Manifest, documents: Iterable[Document], output: Path
) -> tuple[FileRecord, ...]:
    """Write the report of each of `documents`, by all that the manifest says of it, and the
    scores of its sheets.

    Raises:
        OSError: the place cannot be written.
        PipelineError: the canonical form of its counterpart in another language is damaged.
    """
    held = {(document.name, document.language): document for document in documents}
    written = []
    for name in sorted({name for name, _ in held}):
        sources = [source for source in manifest.sources if source.document == name]
        if not sources:
            continue  # its canonical form was taken away in the meantime
        pairs = [(s, held.get((name, s.language)) or _canonical(s, output)) for s in sources]
        outputs = [record for record in manifest.outputs if record.document == name]
        path = Path(name, NAME)
        publish_below(output, path.as_posix(), page(pairs, outputs).encode())
        written.append(file_record(output, path))
    for place, data in files_of(manifest, {name for name, _ in held}):
        publish_below(output, place, data)
        written.append(file_record(output, Path(place)))
    return tuple(written)


def page(sources: Sequence[tuple[SourceRecord, Document]], outputs: Sequence[OutputRecord]) -> str:
    """The report as one page, in the language of the first source."""
    first = sources[0][1]
    words = load_report_words(first.language)
    report = _Report(
        language=first.language,
        title=words.title.format(topic=first.topic),
        sources=tuple(_source(record, document) for record, document in sources),
        outputs=tuple(_output(record, words) for record in outputs),
        editions=tuple(_editions(outputs, words)),
        rows=tuple(_rows(outputs, words)),
    )
    return render("report.xhtml", report=report, words=words)


def _canonical(source: SourceRecord, output: Path) -> Document:
    path = output / source.canonical.path
    return from_json(path.read_text(encoding="utf-8"), str(path))


def _source(record: SourceRecord, document: Document) -> _Source:
    metadata = document.metadata
    due = review_due(metadata)
    notes = [f for f in record.findings if f.severity == Severity.NOTE.value]
    others = [f for f in record.findings if f.severity != Severity.NOTE.value]
    return _Source(
        path=record.source_path,
        sha256=record.source_sha256,
        language=record.language,
        url=metadata.url,
        reviewed=metadata.last_reviewed.isoformat() if metadata.last_reviewed else "",
        due=due.isoformat() if due else "",
        official=tuple(address for _, address in metadata.alternates),
        findings=tuple(_finding(f) for f in others),
        repairs=tuple(sorted(Counter(f.code for f in notes).items())),
        doubtful=tuple(_finding(f) for f in record.findings if f.detail),
        readability=readability(document),
    )


def _finding(kept: Finding) -> _Finding:
    place = f"{kept.path}:{kept.line}" if kept.line else kept.path
    return _Finding(place, kept.severity, kept.code, kept.message, kept.detail)


def _output(record: OutputRecord, words: ReportWords) -> _Output:
    size = sum(file.size for file in record.files)
    proof = record.proof
    coverage = words.unproved
    if proof is not None:
        share = 100 * proof.held / proof.expected if proof.expected else 0.0
        units = words.units.format(held=proof.held, expected=proof.expected)
        coverage = f"{share:.1f} % ({units})"
    return _Output(
        record.edition, record.format, len(record.files), max(size // 1_000, 1), coverage
    )


def _editions(outputs: Sequence[OutputRecord], words: ReportWords) -> Iterable[_Edition]:
    """Each edition once, by what its formats share and what each of them met."""
    for tag in sorted({record.edition for record in outputs}):
        mine = [record for record in outputs if record.edition == tag]
        catalogs = dict.fromkeys(file.path for record in mine for file in record.catalogs)
        kinds = dict.fromkeys(kind for record in mine for kind in record.unchecked)
        found = dict.fromkeys(finding for record in mine for finding in record.findings)
        yield _Edition(
            tag,
            tuple(catalogs),
            words.unchecked.format(kinds=", ".join(kinds)) if kinds else "",
            tuple(_finding(f) for f in found if f.severity != Severity.NOTE.value),
            tuple(_sheets(mine)),
        )


def _sheets(outputs: Iterable[OutputRecord]) -> Iterator[_Sheet]:
    """The sheets of an edition in plain words, once, whatever formats they are made in."""
    scored = [o for o in outputs if any(unit.scores for unit in o.units)]
    for unit in scored[0].units if scored else ():
        neutral = unit.scores["neutral"]
        grade = ", ".join(f"{name} {value:.1f}" for name, value in neutral.items())
        mean = f"{unit.scores['mean']:.1f}"
        missed = tuple(unit.scores["misses"])
        yield _Sheet(unit.title, unit.scores["sentences"], mean, grade, missed)


def _rows(outputs: Sequence[OutputRecord], words: ReportWords) -> Iterable[_Row]:
    def key(record: OutputRecord) -> tuple[LabelRecord, str, bool]:
        return record.label, record.as_of, _limited(record)

    order = sorted(outputs, key=lambda r: (str(key(r)), r.edition, r.format))
    for (label, _, _), group in groupby(order, key):
        records = tuple(group)
        named = ", ".join(f"{record.edition} {record.format}" for record in records)
        yield _Row(named, tuple(_reasons(records[0], words)), ", ".join(label.notices))


def _limited(record: OutputRecord) -> bool:
    return any(finding.code == "voice-limited" for finding in record.findings)


def _reasons(record: OutputRecord, words: ReportWords) -> Iterable[str]:
    label = record.label
    if record.draft:
        yield words.draft
    yield words.whole if label.whole else words.excerpt
    if label.translated:
        yield words.translated
    if label.adapted:
        yield words.adapted
    if not label.translated and not label.adapted:
        yield words.unchanged
    yield (words.stale if label.stale else words.fresh).format(as_of=record.as_of)
    named = label.title == TitleRule.SUMMARY.value
    yield words.named if named else words.not_named
    if _limited(record):
        yield words.voice_limited
