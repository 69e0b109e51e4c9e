"""Seed files -> documents. Only here is a source file opened."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from everyform.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Reported,
    Severity,
    failure,
)
from everyform.document import Document, ReviewFrequency
from everyform.files import read_whole
from everyform.labels import review_due
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
class SeedFacts:
    """What a build asks of a document before it makes anything of it."""

    name: str
    language: str
    url: str
    alternates: tuple[tuple[str, str], ...]  # language -> address
    last_reviewed: date | None
    review_frequency: ReviewFrequency | None
    updated: date | None
    accessed: date | None

    @property
    def due(self) -> date | None:
        """The last day on which its review still holds; None where nobody can tell."""
        return review_due(self)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a seed learns of the other seeds.

    `alternates` are addresses of the publisher's own text by language, `official` the other
    languages in which that text is a seed too.
    """

    alternates: tuple[tuple[str, str], ...] = ()
    official: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """A document that was read, the file it came from, and what was found in it."""

    path: Path
    document: Document
    sha256: str  # of the file's bytes
    found: tuple[Diagnostic, ...]
    official: tuple[str, ...] = ()  # other languages in which the publisher's text is a seed too

    @property
    def facts(self) -> SeedFacts:
        """What a build asks of it first."""
        document, metadata = self.document, self.document.metadata
        return SeedFacts(
            document.name,
            document.language,
            metadata.url,
            metadata.alternates,
            metadata.last_reviewed,
            metadata.review_frequency,
            metadata.updated,
            metadata.accessed,
        )

    def learning(self, relation: Relation) -> Seed:
        """The seed with what it learns of the others."""
        known = replace(self.document.metadata, alternates=relation.alternates)
        document = replace(self.document, metadata=known)
        return replace(self, document=document, official=relation.official)


class Sighted(Protocol):
    """A seed, as far as telling it from others needs it."""

    @property
    def path(self) -> Path:
        """Of its file."""

    @property
    def facts(self) -> SeedFacts:
        """What is known of its document."""


One = TypeVar("One", bound=Sighted)


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
    seed = Seed(path, replace(document, metadata=metadata), digest, found)
    if words := future(seed.facts, as_of):
        where = Location(header.path if header else str(path), 1)
        said = Diagnostic(Severity.ERROR, "date-future", words, where, "correct the date")
        raise PipelineError(*found, said)
    return Reported(seed, found)


def future(facts: SeedFacts, as_of: date) -> str:
    """Which date of a document lies after a day, in words; "" for none."""
    for name, day in (
        ("lastReviewed", facts.last_reviewed),
        ("updated", facts.updated),
        ("accessed", facts.accessed),
    ):
        if day is not None and day > as_of:
            return f"{name} is {day}, which lies after {as_of}"
    return ""


def distinct(seeds: Iterable[One]) -> Reported[tuple[One, ...]]:
    """The seeds without those of one document in one language: nobody knows which is meant.

    Reports:
        `document-duplicate`, an error for each seed after the first of its document.
    """
    first: dict[tuple[str, str], One] = {}
    twice: set[tuple[str, str]] = set()
    found: list[Diagnostic] = []
    everything = tuple(seeds)
    for seed in everything:
        place = (seed.facts.name, seed.facts.language)
        if first.setdefault(place, seed) is not seed:
            twice.add(place)
            found.append(_duplicate(seed.path, str(first[place].path)))
    kept = (s for s in everything if (s.facts.name, s.facts.language) not in twice)
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


def beside(path: Path) -> tuple[Path, ...]:
    """The files beside a seed that its document is made of too, as far as there are any."""
    glossaries = sorted(path.parent.glob("glossary.*.json"))
    found = (fixes_path(path), path.with_suffix(".toml"), *glossaries)
    return tuple(place for place in found if place.is_file())


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
