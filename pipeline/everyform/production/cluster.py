"""Tasks -> outcomes on a Dask cluster, whose workers see the output folder under the same path.

The extra `everyform[cluster]` brings the library. A worker that is lost in the middle of a task
leaves nothing half: the task is made once more by another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from everyform.diagnostics import Location, PipelineError, failure

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_CONNECT_S = 10.0
_TRIES = 3  # of a task whose worker was lost


def spread(
    work: Callable[[Piece], Result],
    pieces: Sequence[Piece],
    lost: Callable[[Piece, str], Result],
    scheduler: str,
) -> Iterator[Result]:
    """Do `work` on every piece on the cluster at `scheduler`; yield each result as it comes.

    `lost` is the result where a piece cannot be done there, by the piece and the reason.

    Raises:
        PipelineError: `cluster-missing` without the library, `cluster-unreachable`.
    """
    try:
        import distributed
    except ImportError as error:
        hint = "install everyform[cluster]"
        raise failure("cluster-missing", str(error), Location("--scheduler"), hint) from error
    library: Any = distributed  # which has no types
    try:
        client = library.Client(scheduler, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise _unreachable(scheduler, error) from error
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise _unreachable(scheduler, "it has no worker")
        # Each piece is work of its own, though it may look like one that was done before.
        futures = client.map(work, pieces, pure=False, retries=_TRIES - 1)
        places = {future.key: piece for future, piece in zip(futures, pieces, strict=True)}
        for future in library.as_completed(futures, loop=client.loop):
            failed = future.exception()
            if failed is None:
                yield future.result()
            else:
                reason = " ".join(f"{type(failed).__name__}: {failed}".split())
                yield lost(places[future.key], reason)


def _unreachable(scheduler: str, reason: object) -> PipelineError:
    said = f"the cluster cannot be used: {' '.join(str(reason).split())}"
    hint = "start it with `dask scheduler` and `dask worker`, or build without --scheduler"
    return failure("cluster-unreachable", said, Location(scheduler), hint)
