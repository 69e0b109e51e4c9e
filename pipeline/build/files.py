"""Files that somebody else made, read as a whole: no pipe that waits, no device without end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MAX_BYTES = 256_000_000
"""More than any file that a build reads; a larger one is refused before it fills the memory."""


def read_whole(path: Path) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        OSError: there is none that can be read, it is a pipe, a device, a socket or a folder,
            or it is larger than `MAX_BYTES`.
    """
    # Opening a pipe waits for its other end, unless it is told not to.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file", str(path))
        if found.st_size > MAX_BYTES:
            said = f"the file has more than {MAX_BYTES // 1_000_000} MB"
            raise OSError(errno.EFBIG, said, str(path))
        return file.read(MAX_BYTES)
