"""What a judge is, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.judges.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Complaint:
    """One broken rule. `rule` is the judge's own name for it; `place` is inside the file."""

    rule: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        at = f" at {self.place}" if self.place else ""
        return f"{self.rule}: {' '.join(self.message.split())}{at}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that one judge has against one file; no complaint is a pass."""

    file: Path
    complaints: tuple[Complaint, ...]


def nothing(_: Path) -> Sequence[Path]:
    """No file but the outputs."""
    return ()


@dataclass(frozen=True, slots=True)
class Judge:
    """One validator.

    `examine` yields one verdict for each file. `plant` writes a file into a folder
    that breaks `fault`, a rule as the judge names it. `make` writes files into a folder
    that are to be judged besides the outputs, and returns them.

    Raises (from `examine` and `make`):
        CannotJudge: the tool gave no answer; silence is never a pass.
    """

    name: str
    standard: str
    suffix: str
    version: Callable[[Workshop], str]
    examine: Callable[[Workshop, Sequence[Path]], Iterator[Verdict]]
    fault: str
    plant: Callable[[Workshop, Path], Path]
    make: Callable[[Path], Sequence[Path]] = nothing


class CannotJudge(Exception):
    """The tool did not run to its end, or its report cannot be read."""
