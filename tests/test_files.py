"""Files of others: what is no ordinary file is refused, and nothing waits for it."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from everyform import files
from everyform.diagnostics import PipelineError
from everyform.production import explain
from everyform.production.manifest import load
from everyform.production.seeds import read_seed
from everyform.production.workers import Limits
from everyform.reader import Source, read
from tests.reading import framed

SMALL = Path(__file__).parent / "fixtures" / "small.en.md"


def strange(folder: Path, kind: str, name: str) -> Path:
    """A file of this kind at a place where an ordinary one is looked for."""
    path = folder / name
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "socket":
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(str(path))
    return path


KINDS = ("pipe", "device", "folder", "socket")


@pytest.mark.parametrize("kind", KINDS)
def test_no_seed_but_an_ordinary_file(tmp_path: Path, kind: str) -> None:
    path = strange(tmp_path, kind, "x.en.md")
    with pytest.raises(PipelineError, match="seed-unreadable"):
        read_seed(path)


@pytest.mark.parametrize("name", ["small.en.fixes.yaml", "glossary.en.json"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_beside_a_seed_but_ordinary_files(tmp_path: Path, name: str, kind: str) -> None:
    seed = tmp_path / "small.en.md"
    seed.write_bytes(SMALL.read_bytes())
    path = strange(tmp_path, kind, name)
    with pytest.raises(PipelineError, match="seed-unreadable") as caught:
        read_seed(seed)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_no_manifest_but_an_ordinary_file(tmp_path: Path, kind: str) -> None:
    strange(tmp_path, kind, "manifest.json")
    with pytest.raises(PipelineError, match="manifest-missing"):
        load(tmp_path)


def test_a_file_of_no_end_of_bytes_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.en.md"
    path.write_bytes(b"12345")
    assert files.read_whole(path) == b"12345"
    monkeypatch.setattr(files, "MAX_BYTES", 4)
    with pytest.raises(OSError, match="more than 0 MB"):
        files.read_whole(path)


@pytest.mark.parametrize("mark", ["[", "{a: "])
def test_yaml_of_nothing_but_brackets_is_one_line(mark: str) -> None:
    source, _ = framed("## Care\n\n- rest\n")
    with pytest.raises(PipelineError, match=r"fixes-syntax\]: .*more than 20 levels"):
        read(source, Source("x.fixes.yaml", f"lists: {mark * 50_000}"))
    header = source.text.replace("---\n", f"---\ndeep: {'[' * 50_000}\n", 1)
    with pytest.raises(PipelineError, match=r"front-matter-syntax\]: .*more than 20 levels"):
        read(Source("x.en.md", header))


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder"])
def test_nothing_is_explained_but_ordinary_files(tmp_path: Path, kind: str) -> None:
    with pytest.raises(PipelineError) as caught:
        explain(strange(tmp_path, kind, "x.pdf"))
    (found,) = caught.value.diagnostics
    assert found.code == "file-unreadable"


def test_a_file_that_eats_memory_is_explained_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = sys.modules["everyform.production.explaining"]  # not the function of its name
    monkeypatch.setattr(room, "reading_limits", lambda size: Limits(1, 5.0))
    (tmp_path / "x.html").write_bytes(b"<p>" + b"x" * 10_000_000)
    with pytest.raises(PipelineError, match="cannot be read"):
        explain(tmp_path / "x.html")
