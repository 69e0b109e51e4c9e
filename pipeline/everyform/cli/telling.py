"""What a person sees of a build: findings as they come, how far it is, and what it came to."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from everyform.cli.report import (
    findings_data,
    harmless,
    print_json,
    print_table,
    progress_bar,
    say,
    size,
)
from everyform.cli.stopping import give_in, listen_no_more
from everyform.diagnostics import Diagnostic, Severity
from everyform.production import (
    Found,
    Made,
    Outcome,
    Planned,
    Result,
    Step,
    Stopping,
    Waiting,
)
from everyform.writers import FORMATS

MOST_OF_A_KIND = 10
"""Findings of one code that are printed; of the others, how many there are."""

_EVERY_S = 10.0  # a line where there is no terminal
_EFFORTS = {format.name: format.effort for format in FORMATS}


class Findings:
    """Findings printed as they come, each once, ten of a kind at most."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._least = Severity.ERROR if quiet else Severity.NOTE if verbose else Severity.WARNING
        self._counted: Counter[tuple[Severity, str]] = Counter()
        self._seen: set[Diagnostic] = set()
        self._verbose = verbose

    def hear(self, finding: Diagnostic) -> None:
        """Print one, if it is serious enough and new."""
        if finding in self._seen or _RANKS[finding.severity] < _RANKS[self._least]:
            return
        self._seen.add(finding)
        kind = (finding.severity, finding.code)
        self._counted[kind] += 1
        if self._verbose or self._counted[kind] <= MOST_OF_A_KIND:
            say(str(finding))

    def end(self) -> None:
        """Say how many were left out, and how many there are of each kind."""
        for (severity, code), count in sorted(self._counted.items(), key=_worst_first):
            left = count - MOST_OF_A_KIND
            more = f", {left} of them not shown (see --verbose)" if left > 0 else ""
            if count > 1:
                say(f"{count} times {severity.value}[{code}]{'' if self._verbose else more}")


_RANKS = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def _worst_first(item: tuple[tuple[Severity, str], int]) -> tuple[int, int, str]:
    (severity, code), count = item
    return -_RANKS[severity], -count, code


class Advance:
    """How far a command is: a bar with the time left, or a line every ten seconds."""

    def __init__(self, doing: str, total: int, effort: int | None = None) -> None:
        self._doing, self._total, self._done = doing, total, 0
        self._effort, self._spent = effort or total, 0
        self._began = time.monotonic()
        self._stack = ExitStack()
        self._step: Callable[[str], None] | None = None
        self._over = threading.Event()

    def __enter__(self) -> Self:
        self._step = self._stack.enter_context(progress_bar(self._doing, self._total))
        if self._step is None and self._total:
            line = threading.Thread(target=self._lines, daemon=True)
            line.start()
            self._stack.callback(line.join)
            self._stack.callback(self._over.set)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def step(self, what: str, effort: int = 1) -> None:
        """One more is done, which was so much of all the effort."""
        self._done += 1
        self._spent += effort
        if self._step is not None:
            self._step(f"{harmless(what)}{self._left()}")

    def _lines(self) -> None:
        while not self._over.wait(_EVERY_S):
            say(f"{self._doing}: {self._done} of {self._total}{self._left()}")

    def _left(self) -> str:
        if not self._done:
            return ""
        spent = time.monotonic() - self._began
        left = spent / self._spent * (self._effort - self._spent)
        return f", about {span(left)} left"


def span(seconds: float) -> str:
    """A length of time in words."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


class Telling:
    """The listener of a build. `silent`: nothing but errors, for a machine reads the end."""

    def __init__(self, *, quiet: bool, verbose: bool, silent: bool) -> None:
        self._findings = Findings(quiet=quiet or silent, verbose=verbose and not silent)
        self._quiet, self._verbose = quiet or silent, verbose and not silent
        self._advance = ExitStack()
        self._bar: Advance | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._advance.close()

    def hear(self, event: object) -> None:
        """Tell a person of an event."""
        if not isinstance(event, Stopping):
            give_in()
        match event:
            case Found(diagnostic):
                self._findings.hear(diagnostic)
            case Waiting(folder):
                say(f"waiting for another build into {folder} to end")
            case Planned(steps):
                efforts = [_EFFORTS.get(step.format, 1) for step in steps if step.why]
                if efforts and not self._quiet:
                    bar = Advance("building", len(efforts), sum(efforts))
                    self._bar = self._advance.enter_context(bar)
            case Made(outcome):
                name = f"{outcome.document}.{outcome.edition} {outcome.format}"
                if self._bar is not None:
                    self._bar.step(name, _EFFORTS.get(outcome.format, 1))
                if self._verbose:
                    say(f"made {name}" if outcome.products else f"could not make {name}")
            case Stopping():
                listen_no_more()
                say("stopped; what is made so far stays, and the next build goes on")

    def result(self, result: Result, output: Path, *, why: bool, as_json: bool) -> None:
        """What the build came to."""
        if as_json:
            print_json(_data(result, output))
            return
        self._findings.end()
        if why:
            rows = ((s.document, s.edition, s.format, *_reason(s)) for s in result.steps)
            print_table("plan", ("document", "edition", "format", "", "why"), rows)
        if self._quiet:
            return
        headings = ("edition", "format", "files", "size", "place")
        print_table("made", headings, made(result.outcomes))
        stand = sum(not step.why for step in result.steps)
        if stand:
            say(f"{stand} of {len(result.steps)} outputs stand as they were made before")


def made(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, ...]]:
    """The rows of the closing table, one for each edition and format that was made."""
    for outcome in sorted(outcomes, key=lambda o: (o.document, o.edition, o.format)):
        if not outcome.products:
            continue
        files = outcome.products
        place = files[0].path if len(files) == 1 else f"{files[0].path.parent}/"
        bytes_of_all = sum(product.size for product in files)
        yield outcome.edition, outcome.format, str(len(files)), size(bytes_of_all), str(place)


_WHY = {
    "new": "it was not there",
    "text": "the text has changed",
    "label": "its label or notices have changed",
    "words": "the words of the edition have changed",
    "program": "everyform has changed",
    "engines": "a library has changed",
    "fonts": "the fonts have changed",
    "voices": "the speech engine has changed",
    "name": "it has another name now",
    "files": "a file is missing or was changed",
    "release": "what is released is made anew",
    "unknown": "nothing tells what it was made of",
}


def _reason(step: Step) -> tuple[str, str]:
    if not step.why:
        return "stands", ""
    return "is made", "; ".join(_WHY[name] for name in step.why)


def _data(result: Result, output: Path) -> dict[str, object]:
    return {
        "exit_code": result.exit_code,
        "steps": [
            {"document": s.document, "edition": s.edition, "format": s.format, "why": list(s.why)}
            for s in result.steps
        ],
        "made": [
            {
                "document": outcome.document,
                "edition": outcome.edition,
                "format": outcome.format,
                "files": [
                    {
                        "path": product.path.relative_to(output).as_posix(),
                        "size": product.size,
                        "sha256": product.sha256,
                    }
                    for product in outcome.products
                ],
            }
            for outcome in result.outcomes
            if outcome.products
        ],
        "orphans": [file.path for record in result.orphans for file in record.files],
        "findings": findings_data(result.found),
    }
