"""Seed files -> documents. Only here is a source file opened."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from everyform.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Reported,
    Severity,
    failure,
)
from everyform.document import Document
from everyform.files import read_whole
from everyform.reader import (
    SUFFIXES,
    Source,
    decode,
    has_header_beside,
    read,
    with_glossary,
)

LONGEST_NAME = 150
"""Bytes of a seed's name: with edition and format it still is a name on every file system."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A document that was read, the file it came from, and what was found in it."""

    path: Path
    document: Document
    sha256: str  # of the file's bytes
    found: tuple[Diagnostic, ...]
    official: tuple[str, ...] = ()  # other languages in which the publisher's text is a seed too


def find_seeds(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every seed among `paths`: files as they are, folders by their `*.md` and `*.html`, each once.

    Raises:
        PipelineError: a path does not exist, or a folder holds no seed.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [p for suffix in SUFFIXES for p in sorted(path.glob(f"*{suffix}"))]
            if not inside:
                said = f"no {' or '.join(SUFFIXES)} file in this folder"
                raise failure("seed-missing", said, _at(path))
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise failure(
                "seed-missing", "no such file or folder", _at(path), "give a seed or its folder"
            )
    return tuple(dict.fromkeys(found))


def _named(path: Path) -> None:
    """The name of a seed becomes that of files and folders on many machines.

    Raises:
        PipelineError: it has characters that cannot be printed, or too many of them.
    """
    said = ""
    if not path.name.isprintable() or any("\ud800" <= c <= "\udfff" for c in path.name):
        said = "its name has characters that cannot be printed"
    elif "\\" in path.name:
        said = "its name has a backslash, which parts folders on some machines"
    elif len(os.fsencode(path.name)) > LONGEST_NAME:
        said = f"its name has more than {LONGEST_NAME} bytes"
    if said:
        hint = "call it <document>.<language>.md in plain letters"
        raise failure("seed-name", said, _at(path), hint)


def distinct_paths(paths: Iterable[Path]) -> Reported[tuple[Path, ...]]:
    """The paths without those that name one document twice, such as `x.en.md` and `x.en.html`.

    Reports:
        `document-duplicate`, one error for each such document.
    """
    named: dict[Path, list[Path]] = {}
    for path in paths:
        named.setdefault(path.with_suffix(""), []).append(path)
    found = [
        _duplicate(same[-1], " and ".join(str(path) for path in same[:-1]))
        for same in named.values()
        if len(same) > 1
    ]
    kept = (path for same in named.values() if len(same) == 1 for path in same)
    return Reported(tuple(kept), tuple(found))


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
    _named(path)
    source, digest = _source(path)
    header = _header(path)
    document, found = read(source, _fixes(path), header)
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
            where = Location(header.path if header else str(path), 1)
            future = Diagnostic(Severity.ERROR, "date-future", said, where, "correct the date")
            raise PipelineError(*found, future)
    return Reported(Seed(path, replace(document, metadata=metadata), digest, found), found)


def distinct(seeds: Iterable[Seed]) -> Reported[tuple[Seed, ...]]:
    """The seeds without those of one document in one language: nobody knows which is meant.

    Reports:
        `document-duplicate`, an error for each seed after the first of its document.
    """
    first: dict[tuple[str, str], Seed] = {}
    twice: set[tuple[str, str]] = set()
    found: list[Diagnostic] = []
    everything = tuple(seeds)
    for seed in everything:
        place = (seed.document.name, seed.document.language)
        if first.setdefault(place, seed) is not seed:
            twice.add(place)
            found.append(_duplicate(seed.path, str(first[place].path)))
    kept = (s for s in everything if (s.document.name, s.document.language) not in twice)
    return Reported(tuple(kept), tuple(found))


def _duplicate(path: Path, other: str) -> Diagnostic:
    said = f"is the same document as {other}; none of them is built"
    hint = "rename one of them, or take it away"
    return Diagnostic(Severity.ERROR, "document-duplicate", said, Location(str(path)), hint)


def fixes_path(path: Path) -> Path:
    """Where a seed's fixes file is, or would be: beside it, `<document>.<language>.fixes.yaml`.

    One without the language is taken if there is no other.
    """
    names = [f"{stem}.fixes.yaml" for stem in (path.stem, Path(path.stem).stem)]
    places = [path.with_name(name) for name in names]
    return next((place for place in places if place.exists()), places[0])


def _fixes(path: Path) -> Source | None:
    """What an editor settled; see `fixes_path`."""
    beside = fixes_path(path)
    return _source(beside)[0] if beside.exists() else None


def _header(path: Path) -> Source | None:
    """The metadata of a page: `<document>.<language>.toml` beside it."""
    beside = path.with_suffix(".toml")
    return _source(beside)[0] if has_header_beside(str(path)) and beside.exists() else None


def _glossary(path: Path, language: str) -> Source | None:
    """The dictionary's entries for a language: `glossary.<language>.json` beside the seeds."""
    beside = path.with_name(f"glossary.{language}.json")
    return _source(beside)[0] if beside.exists() else None


def _source(path: Path) -> tuple[Source, str]:
    """The text of a file, and the SHA-256 of its bytes."""
    try:
        data = read_whole(path)
        return decode(str(path), data), hashlib.sha256(data).hexdigest()
    except OSError as error:
        raise failure("seed-unreadable", error.strerror or str(error), _at(path)) from error


def _at(path: Path) -> Location:
    return Location(str(path))
