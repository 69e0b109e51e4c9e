"""Pieces of work -> results, on as many processes as asked for, none of which outlives this one."""

from __future__ import annotations

import contextlib
import fcntl
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_LATE_S = 3.0  # wall time to what may be spent on a processor


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take: bytes of memory more than it has when it starts, seconds of work."""

    memory: int
    seconds: float


def reading_limits(size: int) -> Limits:
    """What reading files of strangers may take, of `size` bytes together.

    Ours take at most 150 MB, 2 bytes for each byte, and 0.1 s for each MB (an audiobook).
    """
    return Limits(300_000_000 + 4 * size, 10.0 + 0.3 * size / 1e6)


def spread(
    work: Callable[[Piece], Result],
    pieces: Sequence[Piece],
    lost: Callable[[Piece, str], Result],
    jobs: int,
    limits: Callable[[Piece], Limits] | None = None,
) -> Iterator[Result]:
    """Do `work` on every piece, `jobs` at a time; yield each result as it comes, in any order.

    `lost` is the result where a process died, by the piece and what is known of its end.
    Processes, not threads: two of them set two documents 1.9 times as fast, two threads are
    slower than one. With `limits` each piece has a process of its own in any case; without
    them a single job is done here. All processes end with this one, and when this stops.
    """
    if limits is None and (jobs == 1 or len(pieces) <= 1):
        yield from map(work, pieces)
        return
    waiting, running = list(reversed(pieces)), list[_Worker]()
    try:
        while waiting or running:
            while waiting and len(running) < max(jobs, 1):
                piece = waiting.pop()
                running.append(_Worker(work, piece, limits(piece) if limits else None))
            for worker in _ended(running):
                running.remove(worker)
                yield worker.result(lost)
    finally:
        for worker in running:
            worker.stop()


def _ended(running: Sequence[_Worker]) -> list[_Worker]:
    """The workers that are done, dead or late; waits for one."""
    while True:
        patience = min((w.left_s for w in running if w.left_s is not None), default=None)
        ready = wait([w.results for w in running], None if patience is None else max(patience, 0))
        done = [w for w in running if w.results in ready or (w.left_s or 1) <= 0]
        if done:
            return done


class _Worker:
    """A process that does one piece of work."""

    def __init__(self, work: Callable[[Any], Any], piece: Any, limits: Limits | None) -> None:
        self.piece, self._limits, self._began = piece, limits, time.monotonic()
        context = multiprocessing.get_context("forkserver")
        # Loaded once, in a process without threads, from which every worker is forked.
        context.set_forkserver_preload(["everyform.production.preloaded"])
        self.results, theirs = context.Pipe(duplex=False)
        # Its other end is held by this process alone, and is closed when that ends.
        lifeline, self._life = context.Pipe(duplex=False)
        self._process: ForkServerProcess = context.Process(
            target=_run, args=(theirs, lifeline, work, piece, limits), daemon=False
        )
        with _safe_path():
            self._process.start()
        theirs.close()
        lifeline.close()

    @property
    def left_s(self) -> float | None:
        """How long it may still take; None where it has no limits."""
        if self._limits is None:
            return None
        spent = time.monotonic() - self._began
        # A worker that shares its processor with others is late without working.
        return 4 * self._limits.seconds + _LATE_S - spent

    def result(self, lost: Callable[[Any, str], Any]) -> Any:
        """What it came to."""
        with contextlib.suppress(EOFError, OSError):
            if self.results.poll():
                result = self.results.recv()
                self._process.join()
                self._close()
                return result
        late = self.left_s is not None and self.left_s <= 0
        self.stop()
        return lost(self.piece, "it took too long" if late else self._end())

    def stop(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self._close()

    def _close(self) -> None:
        self.results.close()
        self._life.close()

    def _end(self) -> str:
        match self._process.exitcode:
            case code if code is not None and code < 0:
                if -code in (signal.SIGXCPU, signal.SIGKILL) and self._limits is not None:
                    return "it took too long, or too much memory"
                return f"signal {-code} ended it"
            case code:
                return f"it ended with {code}"


@contextlib.contextmanager
def _safe_path() -> Iterator[None]:
    """No process of ours takes a module from the folder that the user stands in.

    A worker gets the search path of this process, in which `python -m` has put that folder.
    """
    before = list(sys.path)
    here = os.path.realpath(os.getcwd()) if os.path.isdir(".") else ""
    ours = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
    sys.path[:] = [p for p in before if p and (os.path.realpath(p) != here or here == ours)]
    try:
        yield
    finally:
        sys.path[:] = before


def _run(
    results: Connection,
    lifeline: Connection,
    work: Callable[[Any], Any],
    piece: Any,
    limits: Limits | None,
) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked is told; it ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with(lifeline)
    if limits is not None:
        _limit(resource.RLIMIT_DATA, _data_bytes() + limits.memory)
        _limit(resource.RLIMIT_CPU, round(limits.seconds + 1))
        _limit(resource.RLIMIT_CORE, 0)
    results.send(work(piece))
    results.close()


def _end_with(lifeline: Connection) -> None:
    """Have the kernel end this process when the other end of a pipe is closed.

    The server that forked us lives as long as we do, so its end cannot tell.
    """
    handle = lifeline.fileno()
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(handle, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(handle, fcntl.F_SETFL, fcntl.fcntl(handle, fcntl.F_GETFL) | os.O_ASYNC)
    if lifeline.poll():
        os._exit(1)  # it was closed before the kernel was told


def _limit(kind: int, most: int) -> None:
    soft, hard = resource.getrlimit(kind)
    given = [most, *(value for value in (soft, hard) if value != resource.RLIM_INFINITY)]
    resource.setrlimit(kind, (min(given), hard))


def _data_bytes() -> int:
    """What this process has of the memory that RLIMIT_DATA counts."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            for line in file:
                if line.startswith("VmData:"):
                    return int(line.split()[1]) * 1_024
    except OSError:
        pass
    return 200_000_000
