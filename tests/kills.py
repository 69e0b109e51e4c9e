"""Builds ended at random moments: `python -m tests.kills SEEDS --kills 40 [--format F ...]`.

Each is ended once by one of four ways, resumed to its end, and compared with a build that
nobody ended: every file, the manifest, what was left aside, and the processes that live on.
Prints a row for each kill and one for all; exits 1 when one went wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DAY = "2026-11-23"

Ending = Callable[["subprocess.Popen[bytes]"], None]

WAYS: dict[str, Ending] = {
    "SIGTERM": lambda build: build.send_signal(signal.SIGTERM),
    "kill -9": lambda build: build.kill(),
    "kill -9 of the group": lambda build: os.killpg(build.pid, signal.SIGKILL),
    "Ctrl-C": lambda build: os.killpg(build.pid, signal.SIGINT),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """One kill and what came after it; `left` are processes, `strays` files of nobody."""

    way: str
    after_s: float
    exit_code: int
    same: bool
    left: int
    strays: int

    @property
    def right(self) -> bool:
        return self.same and not self.left and not self.strays


class Stage:
    """Seeds, formats and a place to build them in."""

    def __init__(self, seeds: Sequence[Path], formats: Sequence[str], home: Path) -> None:
        self._seeds, self._formats, self._home = seeds, formats, home
        self._mark = f"EVERYFORM_KILLS={home.name}-{os.getpid()}"

    def whole(self) -> tuple[dict[str, bytes], float]:
        """The files of a build that nobody ends, and how long it takes; made anew each time."""
        shutil.rmtree(self._home / "whole", ignore_errors=True)
        began = time.monotonic()
        build = self.start(self._home / "whole")
        _, said = build.communicate()
        if build.returncode:
            raise RuntimeError(f"the build fails by itself: {said.decode('utf-8', 'replace')}")
        return tree(self._home / "whole"), time.monotonic() - began

    def start(self, output: Path) -> subprocess.Popen[bytes]:
        """A build in a process group of its own."""
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "everyform", "build", *map(str, self._seeds)),
                *("--output", str(output), "--as-of", DAY),
                *(word for format in self._formats for word in ("--format", format)),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "XDG_CACHE_HOME": str(self._home / "cache"),
                "EVERYFORM_KILLS": self._mark.partition("=")[2],
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def kill(self, way: str, after_s: float, whole: dict[str, bytes]) -> Ended:
        """End a build, look at what is left, and build again to the end."""
        output = self._home / "ended"
        shutil.rmtree(output, ignore_errors=True)
        build = self.start(output)
        try:
            build.wait(after_s)
        except subprocess.TimeoutExpired:
            WAYS[way](build)
        code = build.wait()
        build.communicate()
        left = self._living()
        again = self.start(output)
        _, said = again.communicate()
        if again.returncode:
            print(said.decode("utf-8", "replace"), file=sys.stderr)
        after = tree(output)
        strays = set(after) - set(whole)
        strays |= {p.name for p in (self._home / "cache").rglob("speaking-*")}
        return Ended(way, after_s, code, after == whole, left, len(strays))

    def pair(self) -> bool:
        """Do two builds at once into one folder come to what each would alone?"""
        output = self._home / "shared"
        shutil.rmtree(output, ignore_errors=True)
        builds = [self.start(output) for _ in range(2)]
        said = [build.communicate()[1] for build in builds]
        waited = sum(b"waiting for another build" in words for words in said)
        return waited == 1 and all(b.returncode == 0 for b in builds)

    def _living(self) -> int:
        """Processes of ours that are still there two seconds after the end."""
        for _ in range(40):
            count = sum(map(self._ours, Path("/proc").glob("[0-9]*")))
            if not count:
                return 0
            time.sleep(0.05)
        return count

    def _ours(self, process: Path) -> bool:
        try:
            marked = self._mark.encode() in (process / "environ").read_bytes().split(b"\0")
            return marked and b"State:\tZ" not in (process / "status").read_bytes()
        except OSError:
            return False


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def main() -> int:
    """Run the kills that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills")
    parser.add_argument("seeds", nargs="+", type=Path)
    parser.add_argument("--format", action="append", default=[])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--pairs", type=int, default=6)
    parser.add_argument("--chance", type=int, default=1, help="where the moments are drawn from")
    asked = parser.parse_args()
    # A shell starts what runs in the background deaf to Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    chance = random.Random(asked.chance)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="kills-") as home:
        stage = Stage([seed.resolve() for seed in asked.seeds], asked.format, Path(home))
        whole, cold_s = stage.whole()
        whole, warm_s = stage.whole()
        print(f"unbroken: {len(whole)} files, {cold_s:.1f} s, then {warm_s:.1f} s", flush=True)
        for number in range(asked.kills):
            way = list(WAYS)[number % len(WAYS)]
            if number % 2 == 0:
                shutil.rmtree(Path(home, "cache"), ignore_errors=True)
            most_s = cold_s if number % 2 == 0 else warm_s
            ended = stage.kill(way, chance.uniform(0.3, most_s), whole)
            wrong += not ended.right
            verdict = "right" if ended.right else "WRONG"
            print(
                f"{number + 1}\t{ended.way}\t{ended.after_s:.1f} s\texit {ended.exit_code}"
                f"\tleft {ended.left}\tstrays {ended.strays}\t{verdict}",
                flush=True,
            )
        for number in range(asked.pairs):
            right = stage.pair() and tree(Path(home, "shared")) == whole
            wrong += not right
            print(f"two at once, {number + 1}\t{'right' if right else 'WRONG'}", flush=True)
    print(f"{wrong} of {asked.kills + asked.pairs} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
