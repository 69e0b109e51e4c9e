"""The output folder: what may be written and removed in it, one build at a time.

Everything of ours lies in real folders below the real output folder. What a symbolic link
leads to is somebody else's, whatever a manifest says of it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from everyform.production.manifest import FileRecord

WORKSHOP = ".everyform"
"""The folder, below the output folder, in which files are made before they appear."""

_ASIDE = "aside-"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


@contextlib.contextmanager
def locked(output: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Have the folder for this build alone; `waiting` is called where another has it.

    What builds have left aside that were ended in the middle goes.

    Raises:
        OSError: the place cannot be written.
    """
    handle = _held(output, waiting)
    workshop = output / WORKSHOP
    try:
        _swept(workshop)
        yield
    finally:
        _swept(workshop)  # of a worker that was lost
        with contextlib.suppress(OSError):
            workshop.rmdir()  # but for what a build that was stopped has left in it
        os.close(handle)


def _swept(workshop: Path) -> None:
    """Remove what was left aside; nobody else is at work."""
    for left in workshop.glob(f"{_ASIDE}*") if not workshop.is_symlink() else ():
        if not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _held(output: Path, waiting: Callable[[], None]) -> int:
    """A handle of the folder, locked; another build may remove the folder in the meantime."""
    while True:
        output.mkdir(parents=True, exist_ok=True)
        handle = os.open(output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(handle, fcntl.LOCK_EX)
            if output.is_dir() and os.path.samestat(os.fstat(handle), output.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


@contextlib.contextmanager
def aside(output: Path) -> Iterator[Path]:
    """A folder on the disk of the outputs that goes when the work is done.

    Raises:
        OSError: the place cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=_workshop(output)) as folder:
        yield Path(folder)


def prepared(output: Path, place: Path) -> None:
    """Make the folders that `place` will stand in, each a real one.

    Raises:
        OSError: one cannot be made, or is a link (ELOOP).
    """
    folder = output
    folder.mkdir(parents=True, exist_ok=True)
    for name in place.relative_to(output).parts[:-1]:
        folder = folder / name
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
        if folder.is_symlink() or not folder.is_dir():
            raise _linked(folder)


def inside(output: Path, path: str) -> bool:
    """Does a path below the folder lead to something in it, through no link?"""
    place, parts = output, Path(path).parts
    if not parts or Path(path).is_absolute() or ".." in parts:
        return False
    for name in parts:
        place = place / name
        if place.is_symlink():
            return False
    return True


def holds(output: Path, record: FileRecord) -> bool:
    """Does the very file of a record stand in the folder, an ordinary one with its bytes?"""
    return inside(output, record.path) and digest(output / record.path) == record.sha256


def digest(place: Path) -> str | None:
    """The SHA-256 of an ordinary file; None where there is none that can be read."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with contextlib.ExitStack() as stack:
        stack.callback(os.close, handle)
        if not os.path.isfile(f"/proc/self/fd/{handle}") and not place.is_file():
            return None
        file = stack.enter_context(os.fdopen(handle, "rb", closefd=False))
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(output: Path, record: FileRecord) -> bool:
    """Remove the file of a record where it is still the very file; was it?

    A folder that is empty then goes too. What else stands there is not ours to remove.
    """
    if not holds(output, record):
        return False
    place = output / record.path
    place.unlink()
    for folder in place.parents:
        if folder == output or any(folder.iterdir()):
            break
        folder.rmdir()
    return True


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change their names at one stroke; False where that is unknown."""
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    done: int = swap(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    return done == 0


def _workshop(output: Path) -> Path:
    workshop = output / WORKSHOP
    output.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        workshop.mkdir()
    if workshop.is_symlink() or not workshop.is_dir():
        raise _linked(workshop)
    return workshop


def _linked(folder: Path) -> OSError:
    said = "is no folder of its own, but a link or a file; remove it, nothing is written through it"
    return OSError(errno.ELOOP, said, str(folder))
