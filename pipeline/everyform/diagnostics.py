"""What a stage says about its input: where, how bad, what to do.

Stages return problems as values (`Reported`); they never print and never log.
`PipelineError` is for the case where no value can be returned at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Severity(Enum):
    """How bad. Only an error stops a document; a note records a repair."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. `line` counts from 1, as editors do; 0 is the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


CONCERNS = ("treatment", "dose", "warning signs", "stage", "risk")
"""What a patient could be harmed by where a text stands in a wrong place, the worst first."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is stable: tests, documentation and editors name it.

    `message` and `hint` are one line each; `detail`, of several lines, is what a
    person needs who must judge the case, such as the tree of a doubtful list. `concern` is
    one of `CONCERNS` where a patient could be harmed if the doubt is right; empty elsewhere.
    """

    severity: Severity
    code: str
    message: str
    location: Location
    hint: str = ""
    detail: str = ""
    concern: str = ""

    @property
    def rank(self) -> int:
        """Where an editor should read it: the findings of the worst concern are at 0."""
        return CONCERNS.index(self.concern) if self.concern in CONCERNS else len(CONCERNS)

    def __str__(self) -> str:
        about = f" (about {self.concern})" if self.concern else ""
        text = f"{self.location}: {self.severity.value}[{self.code}]{about}: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def clipped(text: str, limit: int = 60) -> str:
    """The beginning of a text, for messages: at most `limit` characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


class Reported(NamedTuple, Generic[T]):
    """A stage's result together with what it noticed on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


class PipelineError(Exception):
    """A stage could not produce its value; carries every finding so far."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[PipelineError], tuple[Diagnostic, ...]]:
        # Exceptions pickle their message by default; the findings must survive
        # the way back from a worker process.
        return (type(self), self.diagnostics)


def failure(code: str, message: str, location: Location, hint: str = "") -> PipelineError:
    """The `PipelineError` that holds exactly one error."""
    return PipelineError(Diagnostic(Severity.ERROR, code, message, location, hint))
