"""Tasks -> outcomes, on as many processes as asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from everyform.diagnostics import Diagnostic, Location, Severity
from everyform.production.outcome import Outcome, Settings
from everyform.production.planning import Task
from everyform.production.workers import spread


def run(
    tasks: Sequence[Task], settings: Settings, jobs: int, scheduler: str | None = None
) -> Iterator[Outcome]:
    """Make every task and yield its outcome as it is done, in any order.

    On the cluster at `scheduler` where that is given (see `cluster`), else in `jobs` processes.

    Raises:
        PipelineError: the cluster cannot be used.
    """
    # What makes and proves files is large, and often nothing is to be made.
    if not tasks:
        return
    from everyform.production.make import make

    work = partial(make, settings=settings)
    if scheduler is None:
        yield from spread(work, tasks, _lost, jobs)
        return
    from everyform.production import cluster

    yield from cluster.spread(work, tasks, _lost, scheduler)


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
