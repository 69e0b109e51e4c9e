"""What a build has made so far, written down before it appears: a build may end at any moment.

A line of JSON for each output and each document. When a build has written its manifest the
journal goes; where one is found, the build before was stopped, and what it made is taken
over, as far as it stands.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

from everyform.files import read_whole
from everyform.production.folder import WORKSHOP, holds, remove
from everyform.production.manifest import Manifest, OutputRecord, SourceRecord, merged, parsed_rows

_NAME = "journal"


def note(output: Path, record: OutputRecord | SourceRecord) -> None:
    """Write down what is about to appear.

    Raises:
        OSError: the place cannot be written.
    """
    kind = "outputs" if isinstance(record, OutputRecord) else "sources"
    line = json.dumps({kind: [dataclasses.asdict(record)]}) + "\n"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(output / WORKSHOP / _NAME, flags, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def noted(output: Path) -> Manifest:
    """All that the journal of a folder names; a line that was cut off names nothing."""
    try:
        text = read_whole(output / WORKSHOP / _NAME).decode("utf-8", "replace")
    except OSError:
        return Manifest()
    rows = tuple(_rows(text))
    return merged(
        Manifest(),
        Manifest(
            tuple(row for row in rows if isinstance(row, SourceRecord)),
            tuple(row for row in rows if isinstance(row, OutputRecord)),
        ),
    )


def taken_over(output: Path, old: Manifest) -> Manifest:
    """A manifest with all of the journal that stands in the folder."""
    new = noted(output)
    return merged(
        old,
        Manifest(
            tuple(s for s in new.sources if holds(output, s.canonical)),
            tuple(o for o in new.outputs if all(holds(output, file) for file in o.files)),
        ),
    )


def leftovers(output: Path, old: Manifest, manifest: Manifest) -> None:
    """Remove what outputs were called before, or what a stopped build left half.

    Raises:
        OSError: the place cannot be written.
    """
    listed = manifest.files
    for known in (old, noted(output)):
        for path, record in known.files.items():
            if path not in listed:
                remove(output, record)


def close(output: Path) -> None:
    """The manifest says it all now."""
    with contextlib.suppress(FileNotFoundError):
        (output / WORKSHOP / _NAME).unlink()


def _rows(text: str) -> Iterator[SourceRecord | OutputRecord]:
    for line in text.splitlines():
        with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
            data = json.loads(line)
            rows = parsed_rows(data)
            yield from rows.sources
            yield from rows.outputs
