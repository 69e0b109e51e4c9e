"""`python -m tests.mutants [--room R] [--named] [--jobs N]`: plant each fault, see who notices.

Each is planted in a copy of the project, and its tests are run there. Prints a table by room
and the faults that nobody noticed. Exits 1 where a named one lives, where fewer than 95 % of
all were noticed, or where the tests fail without any fault.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.faults import ROOT, Fault, faults

LEAST = 0.95
_TIME_S = 400.0  # of the tests of a fault; they take some seconds, and a fault may hang
_PARTS = ("pipeline", "tests", "templates", "locales", "seeds", ".ci", "pyproject.toml")
_FILES = ("README.md", "Makefile", "LICENSE", "requirements.txt", "requirements-dev.txt")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a fault. `how` is "killed", "killed by time" or "alive"."""

    fault: Fault
    how: str
    seconds: float


def copied(home: Path) -> Path:
    """A copy of the project to do harm to."""
    home.mkdir()
    for name in (*_PARTS, *_FILES, ".github", ".gitignore", ".pictures"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, home / name)
    return home


def noticed(home: Path, tests: Sequence[str], folder: Path) -> str:
    """Run tests in a copy: "alive" when all pass."""
    arguments = (*("-m", "pytest", "-q", "-x", "--no-header", "-p", "no:xdist"),)
    places = [f"tests/{test}" for test in tests]
    try:
        done = subprocess.run(
            [sys.executable, *arguments, "--basetemp", str(folder), *places],
            cwd=home,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(home)},
            capture_output=True,
            timeout=_TIME_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "killed by time"
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(done.stdout.decode("utf-8", "replace")[-2_000:])
    return "killed" if done.returncode else "alive"


def judged(fault: Fault, home: Path) -> Result:
    """Plant one fault in a copy, run its tests, and take it out again."""
    began = time.monotonic()
    place = home / fault.file
    source = place.read_text("utf-8")
    place.write_text(fault.planted(source), "utf-8")
    try:
        how = noticed(home, fault.tests, home.with_name(f"{home.name}-tmp"))
    finally:
        place.write_text(source, "utf-8")
    return Result(fault, how, time.monotonic() - began)


def main() -> int:
    """Judge the faults that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--room")
    parser.add_argument("--name", help="only faults whose names hold these words")
    parser.add_argument("--named", action="store_true", help="only those that lived once")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    asked = parser.parse_args()
    wanted = [
        fault
        for fault in faults()
        if asked.room in (None, fault.room)
        and (fault.named or not asked.named)
        and (asked.name or "") in fault.name
    ]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        homes: SimpleQueue[Path] = SimpleQueue()
        for number in range(asked.jobs):
            homes.put(copied(Path(folder, str(number))))

        def at_home(fault: Fault) -> Result:
            home = homes.get()
            try:
                return judged(fault, home)
            finally:
                homes.put(home)

        def sound(tests: tuple[str, ...]) -> bool:
            home = homes.get()
            try:
                return noticed(home, tests, home.with_name(f"{home.name}-tmp")) == "alive"
            finally:
                homes.put(home)

        with ThreadPoolExecutor(asked.jobs) as pool:
            lists = list(dict.fromkeys(fault.tests for fault in wanted))
            for tests, passes in zip(lists, pool.map(sound, lists), strict=True):
                if not passes:
                    print(f"these fail without any fault: {' '.join(tests)}")
                    return 1
            results = []
            for result in pool.map(at_home, wanted):
                results.append(result)
                row = (result.fault.room, result.fault.name, result.how, f"{result.seconds:.0f} s")
                print("\t".join(row), flush=True)
    return summed(results, time.monotonic() - began)


def summed(results: Sequence[Result], seconds: float) -> int:
    """Print the table by room and the survivors; the exit code."""
    print("\nroom\tplanted\tkilled\talive")
    for room in dict.fromkeys(result.fault.room for result in results):
        inside = [result for result in results if result.fault.room == room]
        alive = sum(result.how == "alive" for result in inside)
        print(f"{room}\t{len(inside)}\t{len(inside) - alive}\t{alive}")
    alive_ones = [result.fault for result in results if result.how == "alive"]
    killed = len(results) - len(alive_ones)
    print(f"all\t{len(results)}\t{killed}\t{len(alive_ones)}\tin {seconds / 60:.1f} min")
    for fault in alive_ones:
        print(f"alive: {fault.room}: {fault.name}{' (named)' if fault.named else ''}")
    if any(fault.named for fault in alive_ones) or killed < LEAST * len(results):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
