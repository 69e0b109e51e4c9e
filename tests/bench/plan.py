"""What it costs when nothing has changed, and when one sentence has; and the start of the command.

Everything is the seed with empty stores, in processes of their own, as at a desk. The peers run
beside it: the bare library of the command line for the start, pandoc for a whole EPUB.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.seed import SEED
from tests.walls import ROOT, SEARCH

_DAY = "2026-11-23"
_TIMES = 5  # the quickest counts: the rest is the machine's
_SENTENCE = "Osteosarcoma usually forms in the long bones"
_CHANGED = "Osteosarcoma most often forms in the long bones"

# A build in a process that has made one already: what is left is the work, not the start.
_AGAIN = """
import sys, time
from datetime import date
from pathlib import Path
from everyform import Request, build
home = Path(sys.argv[1])
asked = Request(date.fromisoformat(sys.argv[2]), (home / "seeds",), home / "output",
                clips=home / "cache/everyform/clips", memo=home / "cache/everyform/memo", jobs=2)
build(asked)
began = time.perf_counter()
result = build(asked)
print(f"{time.perf_counter() - began:.2f}")
"""


def main() -> None:
    """Print seconds, ratios, and which files one edited sentence makes again."""
    words, bare = _quickest(("-m", "everyform", "--help")), _quickest(("-c", "import typer, rich"))
    print(f"--help: {words:.2f} s; its library alone {bare:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "seeds").mkdir()
        for path in (SEED, *SEED.parent.glob(f"{SEED.stem}.fixes*")):
            shutil.copy(path, home / "seeds")
        _whole_seed(home)
        _one_sentence(home)
        _epub(home)


def _whole_seed(home: Path) -> None:
    cold, _ = _built(home)
    again, said = _built(home)
    files = _count(said)
    done = _python(("-c", _AGAIN, str(home), _DAY), home)
    print(f"all languages, all formats: cold {cold:.1f} s; nothing changed {again:.2f} s,")
    print(f"  of it {done.stdout.strip()} s work after the start; outputs made: {files}")


def _one_sentence(home: Path) -> None:
    english = ("--language", "en")
    shutil.rmtree(home / "output")
    shutil.rmtree(home / "cache")
    cold, _ = _built(home, *english)
    seed = home / "seeds" / SEED.name
    text = seed.read_text("utf-8")
    assert text.count(_SENTENCE) == 1, "the seed has another sentence now"
    seed.write_text(text.replace(_SENTENCE, _CHANGED), "utf-8")
    edited, said = _built(home, *english, "--explain")
    print(f"one sentence edited, en, all formats: {edited:.1f} s of {cold:.1f} s cold", end="")
    print(f" ({edited / cold:.0%})")
    print(*(f"  {line}" for line in said.splitlines() if "\t" in line), sep="\n")


def _epub(home: Path) -> None:
    shutil.rmtree(home / "output")
    words = ("--format", "epub", "--language", "en")
    ours, _ = _built(home, *words)
    if shutil.which("pandoc") is None:
        print(f"epub as a whole process: {ours:.2f} s; pandoc is not here to compare with")
        return
    body = re.sub(r"\A---\n.*?\n---\n", "", SEED.read_text("utf-8"), flags=re.DOTALL)
    (home / "x.md").write_text(body, "utf-8")
    peers = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        command = ("pandoc", "x.md", "-o", "x.epub", "--metadata", "title=x", "--toc")
        subprocess.run(command, cwd=home, check=True, capture_output=True)
        peers.append(time.perf_counter() - began)
    peer = min(peers)
    print(f"epub as a whole process: {ours:.2f} s; pandoc {peer:.2f} s; ratio {ours / peer:.1f}")


def _built(home: Path, *words: str) -> tuple[float, str]:
    began = time.perf_counter()
    done = _python(("-m", "everyform", "build", "--as-of", _DAY, *words), home)
    return time.perf_counter() - began, done.stdout


def _count(said: str) -> str:
    return next((line for line in said.splitlines() if "made" in line), "0")


def _quickest(words: Sequence[str]) -> float:
    found = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        _python(words, ROOT)
        found.append(time.perf_counter() - began)
    return min(found)


def _python(words: Sequence[str], home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": SEARCH, "XDG_CACHE_HOME": str(home / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # which makes every start a first one
    command = [sys.executable, *words]
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


if __name__ == "__main__":
    main()
