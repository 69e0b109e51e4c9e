"""What is in the output folder: every file with its digest, its label and its proof.

`manifest.json` is enough, with the canonical forms and the catalogs, to judge every
file anew on another machine. It holds no clock and no machine: equal builds give
equal manifests. Its `digest` is that of everything else in it, so that an edit shows.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from everyform.diagnostics import Diagnostic, Location, Severity, failure
from everyform.files import read_whole
from everyform.labels import NoticeId
from everyform.production.places import misplaced

NAME = "manifest.json"
SCHEMA = "everyform/manifest/3"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file; `path` is below the output folder, with slashes."""

    path: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic, kept."""

    severity: str
    code: str
    message: str
    path: str
    line: int
    hint: str
    detail: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A document as it was read: `source` is its seed, `canonical` what was made of it."""

    document: str
    language: str
    source_path: str
    source_sha256: str
    canonical: FileRecord
    findings: tuple[Finding, ...]
    inputs: str = ""  # SHA-256 of all that it was read from and by; "" where nobody told

    @property
    def key(self) -> tuple[str, str]:
        """Name and language: no two documents share both."""
        return self.document, self.language


@dataclass(frozen=True, slots=True)
class LabelRecord:
    """The row of the label table; `title` and `notices` in the table's own names."""

    whole: bool
    translated: bool
    adapted: bool
    stale: bool
    title: str
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProofRecord:
    """What proof said before the files appeared: `held` of `expected` units."""

    expected: int
    held: int
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One publication of an output: its key (see `keys`), its files by path, its share of proof.

    `title` is the one it bears; `pages` are of paper, `seconds` of sound, 0 for others.
    """

    key: str
    title: str
    files: tuple[str, ...]
    expected: int
    held: int
    pages: int
    seconds: int
    scores: dict[str, Any] = field(default_factory=dict)  # of a sheet in plain words


@dataclass(frozen=True, slots=True)
class OutputRecord:
    """One edition of one document in one format."""

    document: str
    language: str  # of the source
    edition: str
    format: str
    media_type: str
    reading_mode: str  # code of HL7's code system `reading-mode`; "" where that has none
    label: LabelRecord
    as_of: str  # ISO 8601
    source_path: str
    source_sha256: str
    catalogs: tuple[FileRecord, ...]  # what its words were taken from; paths below the locales
    unchecked: tuple[str, ...]  # kinds of meaning that nothing checks for the two languages
    publisher: dict[str, str]
    release: bool
    allow_stale: bool
    made_with: tuple[str, ...]  # engines, fonts and voices, with versions where they tell
    findings: tuple[Finding, ...]
    proof: ProofRecord | None
    files: tuple[FileRecord, ...]
    made_of: dict[str, str] = field(default_factory=dict)  # the named parts of its keys, shortened
    units: tuple[UnitRecord, ...] = ()
    clinic: dict[str, str] = field(default_factory=dict)  # of sheets

    @property
    def key(self) -> tuple[str, str, str]:
        """What a later build replaces."""
        return self.document, self.edition, self.format

    @property
    def draft(self) -> bool:
        """Does its row say that nobody has reviewed its words?"""
        return NoticeId.DRAFT.value in self.label.notices


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything in an output folder. `reports` are pages about the documents."""

    sources: tuple[SourceRecord, ...] = ()
    outputs: tuple[OutputRecord, ...] = ()
    reports: tuple[FileRecord, ...] = ()

    @property
    def files(self) -> dict[str, FileRecord]:
        """Every file by its path."""
        listed = [source.canonical for source in self.sources]
        listed += [file for output in self.outputs for file in output.files]
        return {file.path: file for file in (*listed, *self.reports)}


def merged(old: Manifest, new: Manifest) -> Manifest:
    """What both say; of the same output, what the new one says. In a fixed order."""
    sources = {source.key: source for source in (*old.sources, *new.sources)}
    outputs = {output.key: output for output in (*old.outputs, *new.outputs)}
    reports = {report.path: report for report in (*old.reports, *new.reports)}
    return Manifest(
        tuple(sources[key] for key in sorted(sources)),
        tuple(outputs[key] for key in sorted(outputs)),
        tuple(reports[path] for path in sorted(reports)),
    )


def finding(diagnostic: Diagnostic) -> Finding:
    """A diagnostic to keep."""
    d = diagnostic
    place = d.location
    return Finding(d.severity.value, d.code, d.message, place.path, place.line, d.hint, d.detail)


def diagnostics(findings: Iterable[Finding]) -> tuple[Diagnostic, ...]:
    """Kept findings as diagnostics."""
    return tuple(
        Diagnostic(
            Severity(f.severity), f.code, f.message, Location(f.path, f.line), f.hint, f.detail
        )
        for f in findings
    )


def to_json(manifest: Manifest) -> str:
    """The manifest as it stands on disk, signed with its digest."""
    data: dict[str, Any] = {"schema": SCHEMA, **dataclasses.asdict(manifest)}
    return json.dumps({**data, "digest": digest(data)}, ensure_ascii=False, indent=1) + "\n"


def digest(data: dict[str, Any]) -> str:
    """SHA-256 over everything but the digest itself, in one fixed form."""
    rest = {key: value for key, value in data.items() if key != "digest"}
    words = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def from_json(text: str, path: str) -> Manifest:
    """The manifest of a folder; `path` is used in messages only.

    Raises:
        PipelineError: `manifest-invalid`, if it is no such JSON; `manifest-edited`, if
            its digest is not that of its words.
    """
    where = Location(path)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise failure("manifest-invalid", f"not JSON: {error}", where) from None
    wrong = best_match(_validator().iter_errors(data))
    if wrong is not None:
        raise failure("manifest-invalid", f"{wrong.json_path}: {wrong.message[:200]}", where)
    crooked = next(misplaced(data), None)
    if crooked is not None:
        raise failure("manifest-invalid", f"{crooked!r} is no place of such a file", where)
    if digest(data) != data["digest"]:
        hint = "build anew; a manifest is never edited by hand"
        raise failure("manifest-edited", "its digest is not that of its words", where, hint)
    return Manifest(
        tuple(_source(row) for row in data["sources"]),
        tuple(_output(row) for row in data["outputs"]),
        tuple(FileRecord(**row) for row in data["reports"]),
    )


def load(folder: Path) -> Manifest:
    """The manifest of an output folder.

    Raises:
        PipelineError: as `from_json`, or `manifest-missing`.
    """
    path = folder / NAME
    try:
        text = read_whole(path).decode()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        above = [home for home in folder.absolute().parents if (home / NAME).is_file()]
        hint = f"its folder of outputs is {above[0]}" if above else "give a folder that was built"
        raise failure(
            "manifest-missing", f"cannot be read: {reason}", Location(str(path)), hint
        ) from error
    return from_json(text, str(path))


def parsed_rows(data: dict[str, Any]) -> Manifest:
    """Some sources and outputs as a manifest has them, without its digest.

    Raises:
        ValueError: they are no such rows.
    """
    empty = {"schema": SCHEMA, "sources": [], "outputs": [], "reports": [], "digest": "0" * 64}
    whole = {**empty, **data}
    if best_match(_validator().iter_errors(whole)) is not None or any(misplaced(whole)):
        raise ValueError("no rows of a manifest")
    return Manifest(
        tuple(_source(row) for row in whole["sources"]),
        tuple(_output(row) for row in whole["outputs"]),
    )


def _source(row: dict[str, Any]) -> SourceRecord:
    findings = tuple(Finding(**f) for f in row["findings"])
    return SourceRecord(
        **{**row, "canonical": FileRecord(**row["canonical"]), "findings": findings}
    )


def _output(row: dict[str, Any]) -> OutputRecord:
    label, proof = row["label"], row["proof"]
    changed = {
        "label": LabelRecord(**{**label, "notices": tuple(label["notices"])}),
        "made_with": tuple(row["made_with"]),
        "findings": tuple(Finding(**f) for f in row["findings"]),
        "proof": proof and ProofRecord(**{**proof, "checks": tuple(proof["checks"])}),
        "files": tuple(FileRecord(**file) for file in row["files"]),
        "catalogs": tuple(FileRecord(**file) for file in row["catalogs"]),
        "unchecked": tuple(row["unchecked"]),
        "units": tuple(UnitRecord(**{**u, "files": tuple(u["files"])}) for u in row["units"]),
    }
    return OutputRecord(**{**row, **changed})


@cache
def _validator() -> Draft202012Validator:
    text = (files("everyform.production") / "data" / "manifest.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))
