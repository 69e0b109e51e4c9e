"""`python -m tests.mutants [--room R] [--name N ...] [--named] [--jobs N]`: plant each fault.

Each is planted in a copy of the project, and its tests are run there: first the one that noticed
it the last time (`killers.tsv`, which `--record` brings up to date), then the quickest file.
Prints a table by room and the faults that nobody noticed. Exits 1 where a named one lives, where
fewer than 95 % of all were noticed, or where the tests fail without any fault.
"""

from __future__ import annotations

import argparse
import os
import re
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
KILLERS = Path(__file__).parent / "killers.tsv"
_NO_SUCH_TEST = 4  # exit code of pytest where a test that was named is not there
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
    by: str = ""  # the test that noticed it, as pytest names it


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


def noticed(home: Path, tests: Sequence[str], time_s: float) -> tuple[str, str]:
    """Run tests in a copy: "alive" when all pass, "killed by time" after `time_s` seconds.

    With it comes the test that failed, as far as pytest names one.
    """
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
        return "killed by time", ""
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode == _NO_SUCH_TEST:
        return "alive", ""
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(said[-2_000:])
    if not done.returncode:
        return "alive", ""
    failed = re.search(r"^FAILED tests/(\S+\.py::\S+)(?= - |$)", said, re.MULTILINE)
    return "killed", failed[1] if failed else ""


def killers() -> dict[tuple[str, str], str]:
    """The test that noticed each fault the last time, by room and name of the fault."""
    rows = (line.split("\t") for line in KILLERS.read_text("utf-8").splitlines())
    return {(room, name): test for room, name, test in rows}


def record(results: Sequence[Result]) -> None:
    """Keep which test noticed each fault, in the order of rooms and names."""
    there = {(fault.room, fault.name) for fault in faults()}
    known = killers() | {(r.fault.room, r.fault.name): r.by for r in results if r.by}
    rows = ("\t".join((*key, known[key])) for key in sorted(known) if key in there)
    KILLERS.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def judged(fault: Fault, home: Path, took: Mapping[str, float], first: str = "") -> Result:
    """Plant one fault in a copy, run its tests, and take it out again.

    `took` has the seconds of each file of tests without a fault, `first` is the test that
    is tried before all others.
    """
    began = time.monotonic()
    place = home / fault.file
    source = place.read_text("utf-8")
    place.write_text(fault.planted(source), "utf-8")
    try:
        how, by = noticed(home, [first], _HANGS_S) if first else ("alive", "")
        if how == "alive":
            tests = sorted(fault.tests, key=lambda test: took.get(test, 0.0))
            limit = _HANGS_S + 3 * sum(took.get(test, _SOUND_S) for test in tests)
            how, by = noticed(home, tests, limit)
    finally:
        place.write_text(source, "utf-8")
    return Result(fault, how, time.monotonic() - began, by)


def main() -> int:
    """Judge the faults that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--room")
    parser.add_argument("--name", action="append", help="only faults whose names hold these words")
    parser.add_argument("--named", action="store_true", help="only those that lived once")
    parser.add_argument("--record", action="store_true", help="keep which test noticed each")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    asked = parser.parse_args()
    wanted = [
        fault
        for fault in faults()
        if asked.room in (None, fault.room)
        and (fault.named or not asked.named)
        and any(name in fault.name for name in asked.name or [""])
    ]
    began, known = time.monotonic(), killers()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        homes: SimpleQueue[Path] = SimpleQueue()
        for number in range(asked.jobs):
            homes.put(copied(Path(folder, str(number))))

        def at_home(fault: Fault) -> Result:
            home = homes.get()
            try:
                return judged(fault, home, took, known.get((fault.room, fault.name), ""))
            finally:
                homes.put(home)

        def seconds(test: str) -> float | None:
            home, at = homes.get(), time.monotonic()
            try:
                sound = noticed(home, (test,), _SOUND_S)[0] == "alive"
                return time.monotonic() - at if sound else None
            finally:
                homes.put(home)

        with ThreadPoolExecutor(asked.jobs) as pool:
            tried = {known[key] for f in wanted if (key := (f.room, f.name)) in known}
            home = homes.get()
            if tried and noticed(home, sorted(tried), 2 * _SOUND_S)[0] != "alive":
                print("a test that noticed a fault the last time fails without any")
                return 1
            homes.put(home)
            rest = (fault for fault in wanted if (fault.room, fault.name) not in known)
            tests = sorted({test for fault in rest for test in fault.tests})
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
                if asked.record:  # at once, so that a run that is stopped was not for nothing
                    record(results)
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
