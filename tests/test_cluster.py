"""The same outputs from a cluster as from this machine, also where one of its workers is lost."""

from __future__ import annotations

import importlib
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from everyform import Event, Made, Request, Result, build
from everyform.diagnostics import PipelineError
from everyform.production import cluster
from tests.walls import SEARCH

SMALL = Path(__file__).parent / "fixtures/small.en.md"


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._home = home
        host = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self._all = [self._start("scheduler", *host)]
        self._all += [self._worker() for _ in range(2)]

    def _worker(self) -> subprocess.Popen[bytes]:
        one = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--no-nanny")
        return self._start("worker", self.address, *one, "--local-directory", str(self._home))

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=self._home,
            env={"PYTHONPATH": SEARCH, "HOME": str(self._home), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill_a_worker(self) -> None:
        self._all[1].kill()

    def end(self) -> None:
        for process in reversed(self._all):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    one = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        library: Any = importlib.import_module("distributed")
        with library.Client(one.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield one
    finally:
        one.end()


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("one", "two"):
        shutil.copy(SMALL, seeds / f"{name}.en.md")
    return Request(
        as_of=date(2026, 11, 23),
        seeds=(seeds,),
        output=tmp_path / "output",
        formats=("web", "epub", "handout"),
        languages=("en", "es"),
        clips=tmp_path / "clips",
    )


def test_a_cluster_makes_the_same_bytes_and_outlives_a_worker(
    running: Cluster, request_: Request, tmp_path: Path
) -> None:
    here = build(request_)
    assert here.exit_code == 0

    killed = threading.Event()

    def tell(event: Event) -> None:
        if isinstance(event, Made) and not killed.is_set():
            killed.set()
            running.kill_a_worker()
            time.sleep(0.2)

    there = replace(request_, output=tmp_path / "there", scheduler=running.address)
    result: Result = build(there, tell)
    assert killed.is_set()
    assert result.exit_code == 0, result.found
    assert len(result.outcomes) == len(here.outcomes) == 12
    assert files(tmp_path / "there") == files(tmp_path / "output")
    assert not (tmp_path / "there/.everyform").exists()


def test_a_cluster_that_is_not_there_is_one_line(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_S", 0.5)
    with pytest.raises(PipelineError, match="cluster-unreachable"):
        build(replace(request_, scheduler="tcp://127.0.0.1:9"))
    with pytest.raises(PipelineError, match="cluster-unreachable"):
        build(replace(request_, scheduler="nonsense://x"))


def test_without_the_library_the_extra_is_named(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PipelineError, match=r"everyform\[cluster\]"):
        build(replace(request_, scheduler="tcp://127.0.0.1:9"))
