"""The speaking process: `python -m everyform.voices.booth JOBS PARENT < orders`.

espeak-ng's sound depends on what it said before, so no process may speak twice.
This one starts the engine, never says a word, and forks a child for each clip;
every child begins in the same pristine state, whatever the order and the number
of jobs. It must be a process of its own: a fork is safe in a single thread only.

PARENT is the process that started this one. Orders are JSON lines
`{"voice", "rate", "text", "path"}`. Exit status 1 and one line on the standard error when
a clip could not be spoken.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from typing import Any

import espeakng_loader

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> int:
    """Speak every order on the standard input, at most JOBS at a time."""
    jobs, parent = int(sys.argv[1]), int(sys.argv[2])
    _end_with(parent)
    engine = _engine()
    if _threads() > 1:
        os.write(2, b"the speaking process has threads and must not fork\n")
        return 1
    # From here on a child differs from its siblings by its order alone.
    running: dict[int, str] = {}
    failed: list[str] = []
    for line in sys.stdin:
        if len(running) >= jobs:
            _reap(running, failed)
        if failed:
            break
        order = json.loads(line)
        booth = os.getpid()
        child = os.fork()
        if not child:
            _end_with(booth)
            _speak(engine, order)
        running[child] = order["path"]
    while running:
        _reap(running, failed)
    return 1 if failed else 0


def _end_with(parent: int) -> None:
    """Have the kernel end this process as soon as `parent`, which started it, has ended.

    A build that is killed must leave nothing behind that speaks on (prctl(2)).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it ended before the kernel was told


def _engine() -> Any:
    """A started pyttsx3 engine that has not spoken."""
    # The wheel's library, loaded before pyttsx3 looks for one by its SONAME.
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    import pyttsx3

    from everyform.voices import driver

    return pyttsx3.init(driver.register())


def _threads() -> int:
    """How many threads this process has, those of foreign libraries too; 1 if unknown."""
    tasks = "/proc/self/task"
    return len(os.listdir(tasks)) if os.path.isdir(tasks) else 1


def _speak(engine: Any, order: dict[str, Any]) -> None:
    """Speak one order and leave the process, without any clean-up of the parent's."""
    status = 1
    try:
        # pyttsx3 hands a driver's exception to its listeners and goes on.
        engine.connect("error", _fail)
        engine.setProperty("voice", order["voice"])
        engine.setProperty("rate", order["rate"])
        engine.save_to_file(order["text"], order["path"])
        engine.runAndWait()
        status = 0
    except BaseException as error:
        os.write(2, f"{error}\n".encode())
    finally:
        os._exit(status)


def _fail(name: str | None, exception: Exception) -> None:
    os.write(2, f"{exception}\n".encode())
    os._exit(1)


def _reap(running: dict[int, str], failed: list[str]) -> None:
    child, status = os.wait()
    path = running.pop(child)
    if status:
        failed.append(path)
        if os.WIFSIGNALED(status):
            os.write(2, f"the engine died of signal {os.WTERMSIG(status)}\n".encode())


if __name__ == "__main__":
    sys.exit(main())
