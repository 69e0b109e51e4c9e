"""Finished bytes -> files that appear whole or not at all: write aside, then rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.build.seeds import Seed
from pipeline.diagnostics import Location, PipelineError, failure
from pipeline.reader import to_json

# What write-aside folders start with.
ASIDE = ".everyform-"


@contextmanager
def aside(home: Path) -> Iterator[Path]:
    """A folder beside `home`'s files, on their disk, that goes when the work is done.

    Raises:
        OSError: the place cannot be written.
    """
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=ASIDE, dir=home) as folder:
        yield Path(folder)


def appear(made: Path, place: Path) -> None:
    """Put a file or folder that was made `aside` under its name; what stood there goes.

    Raises:
        OSError: the place cannot be written; it is then unchanged.
    """
    before = made.with_name(f"{made.name}.old")
    if not (made.is_dir() and place.exists()):
        os.replace(made, place)
        return
    os.replace(place, before)
    try:
        os.replace(made, place)
    except OSError:
        os.replace(before, place)
        raise


def publish_file(path: Path, data: bytes) -> int:
    """Write `data` to `path`, replacing what stood there; returns the size in bytes.

    Raises:
        OSError: the place cannot be written; `path` is then unchanged.
    """
    with aside(path.parent) as folder:
        made = folder / path.name
        made.write_bytes(data)
        appear(made, path)
    return len(data)


def publish_folder(
    folder: Path, files: Iterable[tuple[str, bytes]]
) -> tuple[tuple[Path, int], ...]:
    """Write `files` (name, data) as the whole content of `folder`; path and size of each.

    The folder stands complete under its name or not at all; what it held before
    goes. `files` may be a generator: nothing is published when it raises.

    Raises:
        OSError: the place cannot be written; `folder` is then unchanged.
    """
    written: list[tuple[Path, int]] = []
    with aside(folder.parent) as beside:
        made = beside / folder.name
        made.mkdir()
        for name, data in files:
            (made / name).write_bytes(data)
            written.append((folder / name, len(data)))
        appear(made, folder)
    return tuple(written)


def canonical_path(name: str, language: str) -> Path:
    """Where a document's canonical form stands below the output folder."""
    return Path(name, f"canonical.{language}.json")


def write_canonical(seed: Seed, output: Path) -> Path:
    """Put a document's canonical form beside its editions; returns where.

    Raises:
        PipelineError: the place cannot be written.
    """
    document = seed.document
    path = output / canonical_path(document.name, document.language)
    try:
        publish_file(path, to_json(document).encode())
    except OSError as error:
        raise unwritable(error, path) from error
    return path


def unwritable(error: OSError, place: Path) -> PipelineError:
    """The one-line error for an output that cannot be written."""
    reason = error.strerror or str(error)
    return failure("output-unwritable", reason, Location(str(error.filename or place)))
