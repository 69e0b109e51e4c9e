"""What a repair rule is: a named function from draft to draft that says what it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from everyform.diagnostics import Diagnostic, Location, Reported, Severity
from everyform.document import Metadata
from everyform.reader import draft
from everyform.reader.fixes import Fix
from everyform.reader.habits import Habits


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may know besides the draft: where it stands, and the publisher's habits."""

    path: str
    language: str
    habits: Habits
    metadata: Metadata
    fixes: Mapping[int, Fix] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One habit of the publisher and its repair; every change becomes a finding."""

    name: str
    apply: Callable[[draft.Blocks, Setting], Reported[draft.Blocks]]


@dataclass(slots=True)
class Findings:
    """The findings of one rule on one document."""

    setting: Setting
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, message: str, line: int) -> None:
        """Record a repair."""
        self._add(Severity.NOTE, code, message, line)

    def warn(
        self,
        code: str,
        message: str,
        line: int,
        hint: str = "",
        detail: str = "",
        concern: str = "",
    ) -> None:
        """Record a doubt that an editor should settle."""
        where = Location(self.setting.path, line)
        found = Diagnostic(Severity.WARNING, code, message, where, hint, detail, concern)
        self.found.append(found)

    def refuse(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Record a reason why there will be no document."""
        self._add(Severity.ERROR, code, message, line, hint)

    def report(self, blocks: draft.Blocks) -> Reported[draft.Blocks]:
        """The rule's result."""
        return Reported(blocks, tuple(self.found))

    def _add(self, severity: Severity, code: str, message: str, line: int, hint: str = "") -> None:
        where = Location(self.setting.path, line)
        self.found.append(Diagnostic(severity, code, message, where, hint))
