"""Which files of an output folder are still the very files that were recorded.

A file is read to know its digest. That is kept with its size, its times and its place on the
disk, so that files nobody has touched need not be read again: as git does it. Verifying reads
every file in any case.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from everyform.production import folder
from everyform.production.manifest import FileRecord
from everyform.production.memo import Memo


class Standing:
    """The files below one output folder; what is known of them is kept in `memo`."""

    def __init__(self, output: Path, memo: Memo) -> None:
        self._output, self._memo = output, memo
        self._key = hashlib.sha256(f"files\n{os.path.realpath(output)}".encode()).hexdigest()
        self._known = dict(memo.recall(self._key) or {})
        self._told: dict[str, list[int | str]] = {}

    def holds(self, record: FileRecord) -> bool:
        """Does the very file of a record stand there, reached through no link?"""
        if not folder.inside(self._output, record.path):
            return False
        try:
            found = os.lstat(self._output / record.path)
        except OSError:
            return False
        if not stat.S_ISREG(found.st_mode) or found.st_size != record.size:
            return False
        traits = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        known = self._known.get(record.path)
        if known and known[:-1] == traits:
            sha256 = known[-1]
        else:
            sha256 = folder.digest(self._output / record.path)
        self._told[record.path] = [*traits, sha256 or ""]
        return bool(sha256 == record.sha256)

    def keep(self) -> None:
        """Keep what was found out."""
        if self._told and {path: self._known.get(path) for path in self._told} != self._told:
            self._memo.keep(self._key, {**self._known, **self._told})
