"""Files of others, read as a whole: no pipe that waits, no device without end. A floor module."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MAX_BYTES = 256_000_000
"""More than any file that a build reads; a larger one is refused before it fills the memory."""


def read_whole(path: Path, most: int | None = None) -> bytes:
    """The bytes of an ordinary file, of at most `most` bytes (`MAX_BYTES` unless told).

    Raises:
        OSError: there is none that can be read; it is a pipe, a device, a socket or a folder;
            or, with the number EFBIG, it is larger.
    """
    most = MAX_BYTES if most is None else most
    # Opening a pipe waits for its other end, unless it is told not to.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a file that can be read as a whole", str(path))
        if found.st_size > most:
            said = f"the file has more than {most // 1_000_000} MB"
            raise OSError(errno.EFBIG, said, str(path))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(handle)
