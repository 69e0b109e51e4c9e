"""Tasks -> outcomes, on as many processes as asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from everyform.diagnostics import Diagnostic, Location, Severity
from everyform.production.outcome import Outcome, Settings
from everyform.production.planning import Task
from everyform.production.workers import spread


def run(tasks: Sequence[Task], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """Make every task and yield its outcome as it is done, in any order."""
    # What makes and proves files is large, and often nothing is to be made.
    if not tasks:
        return
    from everyform.production.make import make

    yield from spread(partial(make, settings=settings), tasks, _lost, jobs)


def _lost(task: Task, reason: str) -> Outcome:
    where = Location(str(task.seed.path))
    message = f"{task.format.name} ({task.wording.edition.tag}): the worker process died: {reason}"
    hint = "it may have run out of memory; try again with --jobs 1"
    return Outcome(
        task.seed.document.name,
        task.seed.document.language,
        task.wording.edition.tag,
        task.format.name,
        None,
        (),
        (Diagnostic(Severity.ERROR, "worker-lost", message, where, hint),),
    )
