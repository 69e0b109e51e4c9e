"""Finished bytes -> files that appear whole or not at all: write aside, then rename."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from everyform.canonical import to_json
from everyform.diagnostics import Location, PipelineError, failure
from everyform.production import folder, journal
from everyform.production.record import canonical_path, canonical_record
from everyform.production.seeds import Seed

_ASIDE = ".everyform-"  # what the folders start with in which single files are written aside


def appear(made: Path, place: Path) -> None:
    """Put a file or folder that was made aside under its name.

    What stood there lies in the place of `made` afterwards, to be removed or kept.

    Raises:
        OSError: the place cannot be written; it is then unchanged.
    """
    if place.is_symlink() or not place.exists():
        os.replace(made, place)
    elif not folder.exchange(made, place):
        _swap(made, place)


def _swap(made: Path, place: Path) -> None:
    """As `exchange`, where the file system cannot: what stood there comes back on failure."""
    if not place.is_dir() and not made.is_dir():
        os.replace(made, place)
        return
    before = made.with_name(f"{made.name}.old")
    os.replace(place, before)
    try:
        os.replace(made, place)
    except OSError:
        os.replace(before, place)
        raise
    os.replace(before, made)


def publish_file(path: Path, data: bytes) -> int:
    """Write `data` to `path`, replacing what stood there; returns the size in bytes.

    Raises:
        OSError: the place cannot be written; `path` is then unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=path.parent) as beside:
        made = Path(beside, path.name)
        made.write_bytes(data)
        os.replace(made, path)
    return len(data)


def publish_below(output: Path, path: str, data: bytes) -> int:
    """As `publish_file`, for a file of the output folder, which never leads out of it.

    Raises:
        OSError: the place cannot be written, or a link is on the way.
    """
    place = output / path
    folder.prepared(output, place)
    with folder.aside(output) as beside:
        made = beside / place.name
        made.write_bytes(data)
        os.replace(made, place)
    return len(data)


def write_canonical(seed: Seed, output: Path, key: str = "") -> Path:
    """Put a document's canonical form beside its editions; returns where.

    `key` is that of everything the document was read from and by (see `KnownSeed`).

    Raises:
        PipelineError: the place cannot be written.
    """
    document = seed.document
    path = canonical_path(document.name, document.language)
    data = to_json(document).encode()
    try:
        folder.prepared(output, output / path)
        with folder.aside(output) as beside:  # it makes the place of the journal, too
            made = beside / path.name
            made.write_bytes(data)
            journal.note(output, canonical_record(seed, data, key))
            os.replace(made, output / path)
    except OSError as error:
        raise unwritable(error, output / path) from error
    return output / path


def unwritable(error: OSError, place: Path) -> PipelineError:
    """The one-line error for an output that cannot be written."""
    reason = error.strerror or str(error)
    return failure("output-unwritable", reason, Location(str(error.filename or place)))
