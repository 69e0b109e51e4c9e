"""`python -m tests.mutants [--room R] [--name N ...] [--named] [--jobs N]`: plant each fault.

Each is planted in a copy of the project, and its tests are run there, the quickest file first.
Prints a table by room and the faults that nobody noticed. Exits 1 where a named one lives, where
fewer than 95 % of all were noticed, or where the tests fail without any fault.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.faults import ROOT, Fault, faults

LEAST = 0.95
_SOUND_S = 400.0  # for one file of tests without a fault
_HANGS_S = 60.0  # added to three times what the tests took without a fault, which may hang them
_PARTS = ("pipeline", "tests", "templates", "locales", "seeds", ".ci", "pyproject.toml")
_FILES = ("README.md", "Makefile", "LICENSE", "requirements.txt", "requirements-dev.txt")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a fault. `how` is "killed", "killed by time" or "alive"."""

    fault: Fault
    how: str
    seconds: float


def copied(home: Path) -> Path:
    """A copy of the project to do harm to; tests ask git which files are the project's."""
    home.mkdir()
    for name in (*_PARTS, *_FILES, ".github", ".gitignore", ".pictures"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, home / name)
    (home / "output").mkdir()
    (home / "output" / ".gitkeep").touch()
    for command in (("init", "-q"), ("add", ".")):
        subprocess.run(("git", *command), cwd=home, check=True)
    return home


def noticed(home: Path, tests: Sequence[str], time_s: float) -> str:
    """Run tests in a copy: "alive" when all pass, "killed by time" after `time_s` seconds."""
    arguments = (*("-m", "pytest", "-q", "-x", "--no-header", "-p", "no:xdist"),)
    places = [f"tests/{test}" for test in tests]
    search = os.pathsep.join((str(home / "pipeline"), str(home)))
    try:
        done = subprocess.run(
            [sys.executable, *arguments, "--basetemp", f"{home}-tmp", *places],
            cwd=home,
            env={
                **os.environ,
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONPATH": search,
            },
            capture_output=True,
            timeout=time_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "killed by time"
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(done.stdout.decode("utf-8", "replace")[-2_000:])
    return "killed" if done.returncode else "alive"


def judged(fault: Fault, home: Path, took: Mapping[str, float]) -> Result:
    """Plant one fault in a copy, run its tests, and take it out again.

    `took` has the seconds of each file of tests without a fault.
    """
    began = time.monotonic()
    place = home / fault.file
    source = place.read_text("utf-8")
    place.write_text(fault.planted(source), "utf-8")
    try:
        tests = sorted(fault.tests, key=took.__getitem__)
        how = noticed(home, tests, _HANGS_S + 3 * sum(map(took.__getitem__, tests)))
    finally:
        place.write_text(source, "utf-8")
    return Result(fault, how, time.monotonic() - began)


def main() -> int:
    """Judge the faults that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--room")
    parser.add_argument("--name", action="append", help="only faults whose names hold these words")
    parser.add_argument("--named", action="store_true", help="only those that lived once")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    asked = parser.parse_args()
    wanted = [
        fault
        for fault in faults()
        if asked.room in (None, fault.room)
        and (fault.named or not asked.named)
        and any(name in fault.name for name in asked.name or [""])
    ]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        homes: SimpleQueue[Path] = SimpleQueue()
        for number in range(asked.jobs):
            homes.put(copied(Path(folder, str(number))))

        def at_home(fault: Fault) -> Result:
            home = homes.get()
            try:
                return judged(fault, home, took)
            finally:
                homes.put(home)

        def seconds(test: str) -> float | None:
            home, at = homes.get(), time.monotonic()
            try:
                sound = noticed(home, (test,), _SOUND_S) == "alive"
                return time.monotonic() - at if sound else None
            finally:
                homes.put(home)

        with ThreadPoolExecutor(asked.jobs) as pool:
            tests = sorted({test for fault in wanted for test in fault.tests})
            took = {}
            for test, measured in zip(tests, pool.map(seconds, tests), strict=True):
                if measured is None:
                    print(f"fails without any fault: {test}")
                    return 1
                took[test] = measured
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
