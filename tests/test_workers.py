"""Workers: a lost one is told of, a greedy or slow one is ended, none outlives its parent."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from everyform.production.workers import Limits, spread
from tests.walls import SEARCH

ROOM = Limits(200_000_000, 3.0)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers take no module from the folder that a user stands in; ours here lie in the root."""
    monkeypatch.chdir(tmp_path)


def double(piece: int) -> int:
    return 2 * piece


def harm(piece: str) -> str:
    match piece:
        case "die":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(3)
        case "eat":
            return str(len(bytearray(3_000_000_000)))
        case "work":
            while True:
                pass
        case "sleep":
            time.sleep(600)
    return "done"


def tell(piece: str, reason: str) -> str:
    return f"{piece}: {reason}"


def known(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def test_a_worker_takes_no_module_from_where_the_user_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "planted.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert known("planted")
    assert set(spread(known, ["planted"] * 2, lambda p, r: True, 2)) == {False}
    monkeypatch.chdir("/")
    assert set(spread(known, ["planted"] * 2, lambda p, r: False, 2)) == {True}


def test_every_piece_has_its_result() -> None:
    assert sorted(spread(double, range(7), lambda p, r: -1, 2)) == [0, 2, 4, 6, 8, 10, 12]
    assert sorted(spread(double, range(3), lambda p, r: -1, 2, lambda p: ROOM)) == [0, 2, 4]


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ("die", "signal 11"),
        ("leave", "ended with 3"),
        ("work", "too long"),
        ("eat", "ended with 1"),
    ],
)
def test_a_worker_that_is_lost_takes_no_other_along(piece: str, said: str) -> None:
    results = list(spread(harm, [piece, "well"], tell, 2, lambda p: ROOM))
    assert "done" in results
    (lost,) = (r for r in results if r != "done")
    assert lost.startswith(f"{piece}: ")
    assert said in lost


def test_a_worker_that_sleeps_is_ended() -> None:
    limits = Limits(200_000_000, 0.2)
    assert list(spread(harm, ["sleep"], tell, 1, lambda p: limits)) == ["sleep: it took too long"]


def test_no_worker_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import os, sys, time\n"
        "from everyform.production.workers import spread\n"
        "def sleep(piece):\n"
        "    open(piece, 'w').write(str(os.getpid()))\n"
        "    time.sleep(600)\n"
        "if __name__ == '__main__':\n"
        "    list(spread(sleep, sys.argv[1:], None, 2))\n"
    )
    places = [tmp_path / "one", tmp_path / "two"]
    parent = subprocess.Popen(
        [sys.executable, str(program), *map(str, places)],
        env={**os.environ, "PYTHONPATH": SEARCH},
    )
    workers = [_number(place) for place in places]
    parent.kill()
    parent.wait()
    _wait(lambda: not any(_alive(worker) for worker in workers))


def _number(place: Path) -> int:
    _wait(lambda: place.exists() and bool(place.read_text()))
    return int(place.read_text())


def _alive(number: int) -> bool:
    try:
        return "\tZ" not in Path(f"/proc/{number}/status").read_text().replace("State:\tZ", "\tZ")
    except OSError:
        return False


def _wait(holds: object) -> None:
    for _ in range(600):
        if holds():  # type: ignore[operator]
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to that")
