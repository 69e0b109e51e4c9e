"""What is found while a page is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity


@dataclass(slots=True)
class Notes:
    """The findings about one page, in the order in which they were made.

    `language` is the page's, a BCP 47 tag; words in another are marked. Empty if unknown.
    """

    path: str
    language: str = ""
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, message: str, line: int) -> None:
        """Record what was changed or left out and needs no one's eye."""
        self._add(Severity.NOTE, code, message, line)

    def warn(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Record what someone should compare with the page."""
        self._add(Severity.WARNING, code, message, line, hint)

    def failure(self, code: str, message: str, line: int, hint: str = "") -> PipelineError:
        """An error to raise, with all that was found before it."""
        self._add(Severity.ERROR, code, message, line, hint)
        return PipelineError(*self.found)

    def stop_on_error(self) -> None:
        """Raise everything found so far if an error is among it."""
        if any(finding.severity is Severity.ERROR for finding in self.found):
            raise PipelineError(*self.found)

    def _add(self, severity: Severity, code: str, message: str, line: int, hint: str = "") -> None:
        where = Location(self.path, line)
        self.found.append(Diagnostic(severity, code, message, where, hint))
