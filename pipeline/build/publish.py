"""Finished bytes -> files that appear whole or not at all: write aside, then rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.build.seeds import Seed
from pipeline.diagnostics import Location, PipelineError, failure
from pipeline.reader import to_json

# What write-aside folders start with.
ASIDE = ".everyform-"


def publish_file(path: Path, data: bytes) -> int:
    """Write `data` to `path`, replacing what stood there; returns the size in bytes.

    Raises:
        OSError: the place cannot be written; `path` is then unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=ASIDE, dir=path.parent) as aside:
        made = Path(aside) / path.name
        made.write_bytes(data)
        os.replace(made, path)
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
    folder.parent.mkdir(parents=True, exist_ok=True)
    written: list[tuple[Path, int]] = []
    with tempfile.TemporaryDirectory(prefix=ASIDE, dir=folder.parent) as aside:
        made = Path(aside) / "new"
        made.mkdir()
        for name, data in files:
            (made / name).write_bytes(data)
            written.append((folder / name, len(data)))
        if folder.exists():
            os.replace(folder, Path(aside) / "old")
        os.replace(made, folder)
    return tuple(written)


def write_canonical(seed: Seed, output: Path) -> Path:
    """Put a document's canonical form beside its editions; returns where.

    Raises:
        PipelineError: the place cannot be written.
    """
    document = seed.document
    path = output / document.name / f"canonical.{document.language}.json"
    try:
        publish_file(path, to_json(document).encode())
    except OSError as error:
        raise unwritable(error, path) from error
    return path


def unwritable(error: OSError, place: Path) -> PipelineError:
    """The one-line error for an output that cannot be written."""
    reason = error.strerror or str(error)
    return failure("output-unwritable", reason, Location(str(error.filename or place)))
