"""What every task of a build is told, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from everyform.diagnostics import Diagnostic
from everyform.labels import Label
from everyform.production.composition import Terms
from everyform.production.manifest import FileRecord, UnitRecord

if TYPE_CHECKING:
    from everyform.proof import Proof


@dataclass(frozen=True, slots=True)
class Settings:
    """What every task of a build shares."""

    output: Path
    clips: Path  # the clip store; may be emptied at any time
    terms: Terms
    release: bool = False  # nothing unproven may leave
    allow_stale: bool = False  # recorded in the manifest
    known: frozenset[str] = frozenset()  # SHA-256 of every file that earlier builds made
    speakers: int | None = None  # clips spoken at once by each process; by default as many as cores


@dataclass(frozen=True, slots=True)
class Product:
    """A published file."""

    path: Path
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task; `products` is empty when an error stopped it.

    `proof` is None where no way is known to read such files back.
    """

    document: str
    language: str  # of the source
    edition: str
    format: str
    label: Label | None
    products: tuple[Product, ...]
    diagnostics: tuple[Diagnostic, ...]
    proof: Proof | None = None
    voices: tuple[str, ...] = ()
    catalogs: tuple[FileRecord, ...] = ()
    unchecked: tuple[str, ...] = ()
    made_of: dict[str, str] = field(default_factory=dict)  # see `OutputRecord`
    units: tuple[UnitRecord, ...] = ()
    kept: int = 0  # publications whose earlier files were taken over
