"""Two processes against one, from cold stores: what a second core is worth.

The documents are those in the folder that EVERYFORM_BENCH names, each in its own language; without
it the project's seed in four languages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.seed import SEED
from tests.walls import SEARCH

_OWN = ("en", "es")  # the languages of all summaries


def main() -> None:
    """Print seconds of each and their ratio; two full cores would give 2.0."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        given = os.environ.get("EVERYFORM_BENCH")
        seeds = sorted(Path(given).glob("*.md")) if given else [SEED]
        (home / "seeds").mkdir()
        for path in seeds:
            shutil.copy(path, home / "seeds")
        languages = [w for tag in _OWN for w in ("--language", tag)] if given else []
        one, two = (_built(home, jobs, languages) for jobs in (1, 2))
    print(f"{len(seeds)} documents: one process {one:.0f} s, two {two:.0f} s", end="")
    print(f", ratio {one / two:.2f} on {os.cpu_count()} cores")


def _built(home: Path, jobs: int, words: list[str]) -> float:
    store = home / f"cache-{jobs}"
    environment = {**os.environ, "PYTHONPATH": SEARCH, "XDG_CACHE_HOME": str(store)}
    output = ("--output", f"output-{jobs}", "--jobs", str(jobs))
    command = (sys.executable, "-m", "everyform", "build", "--quiet", *output, *words)
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - began
    assert done.returncode == 0, done.stderr
    shutil.rmtree(store)
    return took


if __name__ == "__main__":
    main()
