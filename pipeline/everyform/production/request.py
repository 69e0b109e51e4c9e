"""What is asked of a build, what it tells while it goes on, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from everyform.clinic import Clinic
from everyform.diagnostics import Diagnostic
from everyform.production.codes import exit_code
from everyform.production.manifest import OutputRecord
from everyform.production.outcome import Outcome
from everyform.publisher import Publisher
from everyform.resources import LOCALES


@dataclass(frozen=True, slots=True)
class Request:
    """What to build.

    `seeds` are files or folders; `formats` and `languages` name what is wanted of them, all
    where they are empty. `as_of` is the day on which the review must hold. `updated` and
    `accessed` go before the dates of the one seed there is. `clinic` is the desk that gives the
    sheets out. `clips` and `memo` are folders for
    what is found out once: sounds, and what inputs came to; without them nothing is kept.
    `jobs` is the number of processes; or `scheduler` the address of a Dask cluster that sees
    the output folder and the store of clips under the same paths. With `signing_key` the
    manifest is signed.

    `release`: nothing stale, unsure, unproven or in draft is made, and everything is made and
    proved now; `allow_stale` lets stale texts through. `prune`: outputs go that no seed asks
    for any more. `dry_run`: say what would be made, and make nothing.
    """

    as_of: date
    seeds: tuple[Path, ...] = (Path("seeds"),)
    output: Path = Path("output")
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    updated: date | None = None
    accessed: date | None = None
    publisher: Publisher = field(default_factory=Publisher)
    clinic: Clinic = field(default_factory=Clinic)
    signing_key: Path | None = None
    locales: Path = LOCALES
    clips: Path | None = None
    memo: Path | None = None
    jobs: int = 1
    scheduler: str | None = None
    release: bool = False
    allow_stale: bool = False
    prune: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One edition of a document in one format, and why it is made; "" and the record: it stands.

    `why` names what is new or changed: "new", "text", "label", "words", "program", "engines",
    "fonts", "voices", "name", "files" (missing or not what was made), "release".
    """

    document: str
    edition: str
    format: str
    why: tuple[str, ...]
    record: OutputRecord | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Something was noticed."""

    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another build has the folder."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Planned:
    """What stands and what will be made."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One edition in one format is done, or failed."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Stopping:
    """Somebody stopped the build; what it made so far is written down now."""


Event: TypeAlias = Found | Waiting | Planned | Made | Stopping
Tell: TypeAlias = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to. `orphans` are outputs that no seed asks for any more."""

    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    found: tuple[Diagnostic, ...]
    orphans: tuple[OutputRecord, ...]

    @property
    def exit_code(self) -> int:
        """0: done, perhaps with warnings. 1: refuted or refused. 2: could not be built."""
        return exit_code(self.found)
