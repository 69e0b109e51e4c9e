"""Tasks -> outcomes, on as many processes as asked for."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from pipeline.build.make import Outcome, Settings, make
from pipeline.build.plan import Task
from pipeline.diagnostics import Diagnostic, Location, Severity


def run(tasks: Sequence[Task], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """Make every task and yield its outcome as it is done, in any order.

    Processes, not threads: two of them set two documents 1.9 times as fast, two
    threads are slower than one. Workers are spawned, since the speech engine must
    not be started in a forked copy of a process that has threads.
    """
    if jobs == 1 or len(tasks) == 1:
        for task in tasks:
            yield make(task, settings)
        return
    context = multiprocessing.get_context("spawn")
    workers = min(jobs, len(tasks))
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        running = {pool.submit(make, task, settings): task for task in tasks}
        try:
            for done in as_completed(running):
                try:
                    yield done.result()
                except BrokenProcessPool:
                    yield _lost(running[done])
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _lost(task: Task) -> Outcome:
    where = Location(str(task.seed.path))
    message = f"{task.format.name} ({task.edition.tag}): the worker process died"
    hint = "it may have run out of memory; try again with --jobs 1"
    return Outcome(
        task.seed.document.name,
        task.edition.tag,
        task.format.name,
        None,
        (),
        (Diagnostic(Severity.ERROR, "worker-lost", message, where, hint),),
    )
