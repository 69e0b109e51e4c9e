"""A seed that a build knows of: read now, or told by what was kept of an earlier reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from everyform.diagnostics import Diagnostic, Location, Severity
from everyform.document import ReviewFrequency
from everyform.files import read_whole
from everyform.production.digests import sha256
from everyform.production.memo import Memo
from everyform.production.seeds import (
    Relation,
    Seed,
    SeedFacts,
    beside,
    future,
    read_seed,
)


class KnownSeed:
    """A seed by its facts; its document is read when somebody asks for it.

    `inputs` is a digest of everything that its document is made of, once the seeds are related.
    """

    def __init__(
        self,
        path: Path,
        sha256: str,
        inputs: str,
        facts: SeedFacts,
        found: tuple[Diagnostic, ...],
        reading: Callable[[], Seed],
    ) -> None:
        self.path, self.sha256, self.inputs = path, sha256, inputs
        self.facts, self.found = facts, found
        self.relation = Relation(facts.alternates)
        self._reading = reading
        self._seed: Seed | None = None

    @property
    def name(self) -> str:
        """Of its document, for file names."""
        return self.facts.name

    @property
    def language(self) -> str:
        """Of its document; BCP 47."""
        return self.facts.language

    @property
    def official(self) -> tuple[str, ...]:
        """Other languages in which the publisher's text is a seed too."""
        return self.relation.official

    def learn(self, relation: Relation) -> None:
        """Take in what it learns of the other seeds."""
        self.relation = relation
        self.inputs = sha256(f"{self.inputs}\n{relation}")

    def seed(self) -> Seed:
        """The seed with its document.

        Raises:
            PipelineError: as `read_seed`, where the file has changed in the meantime.
        """
        if self._seed is None:
            self._seed = self._reading().learning(self.relation)
        return self._seed


def know(
    path: Path,
    memo: Memo,
    program: str,
    *,
    updated: date | None = None,
    accessed: date | None = None,
    as_of: date = date.max,
) -> KnownSeed:
    """What is known of a seed file; `program` is a digest of what reads it.

    Raises:
        PipelineError: as `read_seed`.
    """

    def reading() -> Seed:
        return read_seed(path, updated=updated, accessed=accessed, as_of=as_of).value

    files = _files(path)
    if files is None:  # why they cannot be read is said by reading them
        return _read(path, "", reading)
    key = sha256("\n".join(("seed", program, str(path), str(updated), str(accessed), *files)))
    entry = memo.recall(key)
    if entry is not None:
        facts = _facts(entry["facts"])
        if not future(facts, as_of):
            found = tuple(diagnostics(entry["found"]))
            return KnownSeed(path, entry["sha256"], key, facts, found, reading)
    known = _read(path, key, reading)
    data = asdict(known.facts) | {"review_frequency": None}
    if known.facts.review_frequency is not None:
        data["review_frequency"] = known.facts.review_frequency.value
    data |= {name: day.isoformat() for name, day in data.items() if isinstance(day, date)}
    told = {"facts": data, "sha256": known.sha256, "found": list(map(plain, known.found))}
    memo.keep(key, told)
    return known


def plain(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as data to keep."""
    data = asdict(diagnostic) | {"severity": diagnostic.severity.value}
    return data | {"location": [diagnostic.location.path, diagnostic.location.line]}


def diagnostics(rows: Iterable[Mapping[str, Any]]) -> Iterable[Diagnostic]:
    """Findings that were kept by `plain`."""
    for row in rows:
        places = {"severity": Severity(row["severity"]), "location": Location(*row["location"])}
        yield Diagnostic(**{**row, **places})


def _read(path: Path, key: str, reading: Callable[[], Seed]) -> KnownSeed:
    seed = reading()
    known = KnownSeed(path, seed.sha256, key or seed.sha256, seed.facts, seed.found, lambda: seed)
    return known


def _facts(data: Mapping[str, Any]) -> SeedFacts:
    dates = {
        name: date.fromisoformat(data[name]) if data[name] else None
        for name in ("last_reviewed", "updated", "accessed")
    }
    frequency = data["review_frequency"]
    return SeedFacts(
        data["name"],
        data["language"],
        data["url"],
        tuple((language, url) for language, url in data["alternates"]),
        review_frequency=ReviewFrequency(frequency) if frequency else None,
        **dates,
    )


def _files(path: Path) -> list[str] | None:
    """Name and digest of every file that a seed's document is made of."""
    try:
        return [f"{p.name} {sha256(read_whole(p))}" for p in (path, *beside(path))]
    except OSError:
        return None
