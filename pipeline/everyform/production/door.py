"""What the package offers to programs: its four functions, and the types that they speak in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from everyform.diagnostics import Diagnostic, Reported
from everyform.document import Document
from everyform.production.building import build
from everyform.production.codes import exit_code
from everyform.production.manifest import NAME
from everyform.production.request import (
    Event,
    Found,
    Made,
    Planned,
    Request,
    Result,
    Step,
    Stopping,
    Waiting,
)
from everyform.resources import LOCALES
from everyform.voices import fresh

if TYPE_CHECKING:
    from everyform.production.verify import Verified

__all__ = [
    "Event",
    "Found",
    "Made",
    "Planned",
    "Request",
    "Result",
    "Step",
    "Stopping",
    "Verification",
    "Waiting",
    "build",
    "explain",
    "read",
    "verify",
]


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a folder came to: each output with its proof, and all that was found.

    `signed` says in words who signed the manifest; "" where nobody was asked for.
    """

    outputs: tuple[Verified, ...]
    found: tuple[Diagnostic, ...]
    signed: str

    @property
    def exit_code(self) -> int:
        """0: everything is proved. 1: something is refuted. 2: it could not be verified."""
        return exit_code(self.found)


def read(path: Path, *, as_of: date = date.max) -> Reported[Document]:
    """A source file (Markdown, or a page saved from the publisher) -> its document.

    The files beside it that mend or complete it are read too. Dates after `as_of` are refused.

    Raises:
        PipelineError: the file cannot be read, or holds no summary.

    Reports:
        Everything that was repaired, and everything that an editor should settle.
    """
    from everyform.production.seeds import read_seed

    seed, found = read_seed(path, as_of=as_of)
    return Reported(seed.document, found)


def explain(path: Path) -> tuple[tuple[str, str], ...]:
    """What a finished file is and may be called: pairs of a question and its answer.

    From the file's own words for programs, and from the manifest above it where there is one.

    Raises:
        PipelineError: `file-unreadable`, or the manifest above it cannot be believed.
    """
    from everyform.production.explaining import explain as told

    return told(path)


def verify(
    folder: Path,
    *,
    as_of: date,
    jobs: int = 1,
    locales: Path = LOCALES,
    signers: Path | None = None,
    clips: Path | None = None,
    begun: Callable[[int], None] = lambda total: None,
    tell: Callable[[Verified], None] = lambda verified: None,
) -> Verification:
    """Read every finished file of a folder back, and prove or refute it.

    `as_of` is the day on which fresh labels must still hold, `signers` a file of those who may
    have signed the manifest. A recording is held against sounds that are spoken now, unless
    `clips` names a folder of them. `begun` is told how many outputs there are, `tell` each
    proof as it comes.

    Raises:
        PipelineError: there is no manifest, or it cannot be believed.
    """
    from everyform.production.signature import checked
    from everyform.production.verify import verify_folder

    signed, unsigned = checked(folder, signers) if (folder / NAME).exists() else ("", ())
    found, outputs = list(unsigned), []
    with fresh() if clips is None else nullcontext(clips) as store:
        problems, results, total = verify_folder(folder, store, as_of, jobs, locales)
        found += problems
        begun(total)
        for result in results:
            outputs.append(result)
            found += result.findings
            tell(result)
    return Verification(tuple(outputs), tuple(found), signed)
