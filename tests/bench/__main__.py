"""Run every measurement in a process of its own and print what each took.

usage: python -m tests.bench [NAME...]      (default: all)

A process of its own, because peak memory only ever grows: in one process each
row would inherit the peak of the rows before it. The seconds and megabytes of
the table hold the start of Python and all imports; the lines under it are what
the measurements say of themselves.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCHES = (
    *("reader", "desk", "web", "epub", "pdf", "audio", "proof"),
    *("plan", "processes"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement as seen from outside; `said` is what it printed."""

    name: str
    seconds: float
    peak_mb: float
    exit_code: int
    said: str


def measure(name: str) -> Measured:
    """Run `main()` of `tests.bench.<name>` to its end in a new process."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from tests.bench.{name} import main; main()"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    with process.stdout as stream:
        said = stream.read()
    # wait4 and not wait: only it tells the peak of this child alone.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    peak_mb = usage.ru_maxrss * 1024 / 1e6  # Linux counts it in KiB
    return Measured(name, seconds, peak_mb, process.returncode, said.strip())


def table(rows: Sequence[Measured]) -> str:
    """The measurements as text."""
    lines = [f"{'bench':10}{'seconds':>9}{'peak MB':>9}"]
    for row in rows:
        failed = f"  FAILED ({row.exit_code})" if row.exit_code else ""
        lines.append(f"{row.name:10}{row.seconds:9.2f}{row.peak_mb:9.1f}{failed}")
    for row in filter(lambda row: row.said, rows):
        lines += ["", f"{row.name}:", *(f"  {line}" for line in row.said.splitlines())]
    return "\n".join(lines)


def main(names: Sequence[str]) -> int:
    """Measure what `names` name, or everything; 1 when a measurement failed."""
    unknown = sorted(set(names) - set(BENCHES))
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
        return 2
    # One after the other: two at once would measure each other.
    rows = [measure(name) for name in names or BENCHES]
    print(table(rows))
    return 1 if any(row.exit_code for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
