"""Seed files -> documents. Only here is a source file opened."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Reported,
    Severity,
    failure,
)
from pipeline.document import Document
from pipeline.reader import Source, decode, read, with_glossary

SUFFIX = ".md"


@dataclass(frozen=True, slots=True)
class Seed:
    """A document that was read, the file it came from, and what was found in it."""

    path: Path
    document: Document
    sha256: str  # of the file's bytes
    found: tuple[Diagnostic, ...]
    official: tuple[str, ...] = ()  # other languages in which the publisher's text is a seed too


def find_seeds(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every seed among `paths`: files as they are, folders by their `*.md`, each once.

    Raises:
        PipelineError: a path does not exist, or a folder holds no seed.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob(f"*{SUFFIX}"))
            if not inside:
                raise failure("seed-missing", f"no {SUFFIX} file in this folder", _at(path))
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise failure(
                "seed-missing", "no such file or folder", _at(path), "give a seed or its folder"
            )
    return tuple(dict.fromkeys(found))


def read_seed(
    path: Path,
    *,
    updated: date | None = None,
    accessed: date | None = None,
    as_of: date = date.max,
) -> Reported[Seed]:
    """Read one seed; the two dates, when given, go before those of its front matter.

    Raises:
        PipelineError: the file cannot be read, holds no summary, or has a date after `as_of`.
    """
    source, digest = _source(path)
    document, found = read(source, _fixes(path))
    glossary = _glossary(path, document.language)
    if glossary is not None:
        document, noticed = with_glossary(document, glossary)
        found += noticed
    metadata = replace(
        document.metadata,
        updated=updated or document.metadata.updated,
        accessed=accessed or document.metadata.accessed,
    )
    for name, day in (
        ("lastReviewed", metadata.last_reviewed),
        ("updated", metadata.updated),
        ("accessed", metadata.accessed),
    ):
        if day is not None and day > as_of:
            said = f"{name} is {day}, which lies after {as_of}"
            where = Location(str(path), 1)
            future = Diagnostic(Severity.ERROR, "date-future", said, where, "correct the date")
            raise PipelineError(*found, future)
    return Reported(Seed(path, replace(document, metadata=metadata), digest, found), found)


def _fixes(path: Path) -> Source | None:
    """What an editor settled: `<document>.fixes.yaml` beside `<document>.<language>.md`.

    Where a document stands beside its counterpart in another language, one of them
    may have `<document>.<language>.fixes.yaml`, which then goes first.
    """
    for stem in (path.stem, Path(path.stem).stem):
        beside = path.with_name(f"{stem}.fixes.yaml")
        if beside.exists():
            return _source(beside)[0]
    return None


def _glossary(path: Path, language: str) -> Source | None:
    """The dictionary's entries for a language: `glossary.<language>.json` beside the seeds."""
    beside = path.with_name(f"glossary.{language}.json")
    return _source(beside)[0] if beside.exists() else None


def _source(path: Path) -> tuple[Source, str]:
    """The text of a file, and the SHA-256 of its bytes."""
    try:
        data = path.read_bytes()
        return decode(str(path), data), hashlib.sha256(data).hexdigest()
    except OSError as error:
        raise failure("seed-unreadable", error.strerror or str(error), _at(path)) from error


def _at(path: Path) -> Location:
    return Location(str(path))
