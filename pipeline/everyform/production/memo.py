"""What was found out about inputs, kept for the next time: a file for each digest of inputs.

Everything in it can be found out anew, so that it may be emptied at any time. An entry carries
a digest of itself: one that is cut, damaged or put in another's place is not believed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from everyform.diagnostics import Diagnostic, Location, Severity
from everyform.files import read_whole

MOST_BYTES = 20_000_000
"""Of an entry; those of long summaries in all languages have some hundred thousand."""

MOST_ENTRIES = 20_000
"""In a folder; the oldest tenth then goes."""


class Memo:
    """The entries in a folder; without one, nothing is kept. `damaged` are those not believed."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._put = 0
        self.damaged: list[Diagnostic] = []

    def recall(self, key: str) -> Mapping[str, Any] | None:
        """The entry of a digest of inputs; None where there is none to be believed."""
        if self._folder is None:
            return None
        place = self._folder / f"{key}.json"
        try:
            data = read_whole(place, MOST_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._distrust(place, error.strerror or str(error))
            return None
        head, _, body = data.partition(b"\n")
        if head != _seal(key, body):
            self._distrust(place, "its digest is not that of its words")
            return None
        entry: Mapping[str, Any] = json.loads(body)
        return entry

    def keep(self, key: str, entry: Mapping[str, Any]) -> None:
        """Keep an entry; where that is not possible the next build finds it out again."""
        if self._folder is None:
            return
        body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder, prefix="memo-") as aside:
                made = Path(aside, "entry")
                made.write_bytes(_seal(key, body) + b"\n" + body)
                os.replace(made, self._folder / f"{key}.json")
            self._put += 1
            if self._put % 100 == 1:
                self._sweep(self._folder)

    def _distrust(self, place: Path, reason: str) -> None:
        with contextlib.suppress(OSError):
            place.unlink()
        message = f"what was kept of an earlier build is not used: {reason}"
        where = Location(str(place))
        self.damaged.append(Diagnostic(Severity.WARNING, "memo-damaged", message, where))

    @staticmethod
    def _sweep(folder: Path) -> None:
        entries = list(folder.glob("*.json"))
        if len(entries) > MOST_ENTRIES:
            entries.sort(key=lambda path: path.stat().st_mtime)
            for path in entries[: MOST_ENTRIES // 10]:
                path.unlink(missing_ok=True)


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest().encode()
