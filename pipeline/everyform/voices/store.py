"""The clip store: sounds found by what they are the sound of.

A take is spoken once in the life of a store. Its file is named by the SHA-256 of
everything that shapes the sound, so that a stale file is never found and two builds may
share a folder. It ends in the SHA-256 of its name and its sound: a file that is cut,
damaged or exchanged is no clip, and is spoken again.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import io
import os
import shutil
import stat
import tempfile
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path

from everyform.diagnostics import Location, PipelineError, failure
from everyform.voices.engine import Engine, Take

MOST_BYTES = 50_000_000
"""A clip; the longest sentence of a summary has 3 MB."""

_DIGEST_BYTES = 32
_ROOM = "speaking-"  # how the folders begin in which sounds are made


def path(store: Path, engine: Engine, take: Take) -> Path:
    """Where the sound of `take` lies, or will lie."""
    voice = take.voice
    facts = "\0".join((engine.fingerprint(), voice.name, str(voice.rate_wpm), take.text))
    return store / f"{hashlib.sha256(facts.encode()).hexdigest()}.wav"


@contextlib.contextmanager
def fresh() -> Iterator[Path]:
    """An empty store that goes when the work is done: nothing in it was made by anybody else.

    Raises:
        PipelineError: `store-unwritable`.
    """
    try:
        folder = tempfile.mkdtemp(prefix="everyform-clips-")
    except OSError as error:
        raise _unwritable(error, Path(tempfile.gettempdir())) from error
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fill(store: Path, engine: Engine, takes: Iterable[Take], jobs: int) -> None:
    """Have every take spoken whose sound the store lacks or has damaged, `jobs` at a time.

    Sounds appear under their names only when all are there and whole. What builds have left
    that were ended in the middle of it goes.

    Raises:
        PipelineError: what the engine raises, or `store-unwritable`.
    """
    places = {take: path(store, engine, take) for take in takes}
    lacking = [(take, place) for take, place in places.items() if _kept(place) is None]
    if not lacking:
        return
    try:
        store.mkdir(parents=True, exist_ok=True)
        _sweep(store)
        with _room(store) as room:
            orders = [(take, Path(room, place.name)) for take, place in lacking]
            engine.speak(orders, jobs)
            for (_, place), (_, spoken) in zip(lacking, orders, strict=True):
                _seal(spoken, place)
    except OSError as error:
        raise _unwritable(error, store) from error


def samples(place: Path, rate_hz: int) -> bytes:
    """The sound at `place`: mono, 16 bit, little-endian, silence cut off at both ends.

    Raises:
        PipelineError: `clip-damaged`, when the file is not such a sound.
    """
    kept = _kept(place)
    if kept is None:
        raise _damaged(place, "its sound is not the one that was kept there")
    try:
        with wave.open(io.BytesIO(kept), "rb") as sound:
            shape = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            data = sound.readframes(sound.getnframes())
            whole = len(data) == 2 * sound.getnframes()
    except (EOFError, wave.Error) as error:
        raise _damaged(place, str(error)) from error
    if shape != (1, 2, rate_hz) or not whole:
        raise _damaged(place, f"channels, bytes a sample, rate are {shape}")
    return _trimmed(data)


def _seal(spoken: Path, place: Path) -> None:
    """Give a sound that was just spoken its digest and its name."""
    sound = spoken.read_bytes()
    spoken.write_bytes(sound + _digest(place, sound))
    if place.is_dir() and not place.is_symlink():
        raise OSError(errno.EISDIR, "a folder stands in the place of a clip", str(place))
    spoken.replace(place)


def _kept(place: Path) -> bytes | None:
    """The sound that a store has at `place`; None where it has none, or another."""
    try:
        # A pipe, a device or a link is no clip of ours, and is not waited for.
        handle = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(MOST_BYTES)
    finally:
        os.close(handle)
    sound = data[:-_DIGEST_BYTES]
    return sound if sound and data[-_DIGEST_BYTES:] == _digest(place, sound) else None


def _digest(place: Path, sound: bytes) -> bytes:
    return hashlib.sha256(place.name.encode() + b"\0" + sound).digest()


@contextlib.contextmanager
def _room(store: Path) -> Iterator[Path]:
    """A folder in the store to speak into, held as long as this process lives."""
    with contextlib.ExitStack() as stack:
        while True:
            room = stack.enter_context(
                tempfile.TemporaryDirectory(dir=store, prefix=_ROOM, ignore_cleanup_errors=True)
            )
            handle = os.open(room, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.path.isdir(room):  # else another build has taken it for a room that was left
                break
        yield Path(room)


def _sweep(store: Path) -> None:
    """Remove the rooms that no living process holds."""
    for room in store.glob(f"{_ROOM}*"):
        try:
            handle = os.open(room, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(room, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(handle)


def _damaged(place: Path, reason: str) -> PipelineError:
    return failure(
        "clip-damaged", f"a stored clip is damaged: {reason}", Location(str(place)), "delete it"
    )


def _unwritable(error: OSError, place: Path) -> PipelineError:
    reason = f"cannot keep clips: {error.strerror or error}"
    return failure("store-unwritable", reason, Location(str(error.filename or place)))


def _trimmed(data: bytes) -> bytes:
    """Without the zero samples at both ends; a sample has two bytes."""
    start = (len(data) - len(data.lstrip(b"\0"))) // 2 * 2
    end = (len(data.rstrip(b"\0")) + 1) // 2 * 2
    return data[start:end]
