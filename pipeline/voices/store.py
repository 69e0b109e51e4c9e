"""The clip store: sounds found by what they are the sound of.

A take is spoken once in the life of a store. Its file is named by the SHA-256
of everything that shapes the sound, so that a stale file is never found and
two builds may share a folder.
"""

from __future__ import annotations

import hashlib
import tempfile
import wave
from collections.abc import Iterable
from pathlib import Path

from pipeline.diagnostics import Location, PipelineError, failure
from pipeline.voices.engine import Engine, Take


def path(store: Path, engine: Engine, take: Take) -> Path:
    """Where the sound of `take` lies, or will lie."""
    voice = take.voice
    facts = "\0".join((engine.fingerprint(), voice.name, str(voice.rate_wpm), take.text))
    return store / f"{hashlib.sha256(facts.encode()).hexdigest()}.wav"


def fill(store: Path, engine: Engine, takes: Iterable[Take], jobs: int) -> None:
    """Have every take that the store lacks spoken, `jobs` at a time.

    Sounds appear under their names only when all are there and whole.

    Raises:
        PipelineError: what the engine raises, or `store-unwritable`.
    """
    places = {take: path(store, engine, take) for take in takes}
    lacking = [(take, place) for take, place in places.items() if not place.exists()]
    if not lacking:
        return
    try:
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store, prefix="speaking-") as fresh:
            orders = [(take, Path(fresh, place.name)) for take, place in lacking]
            engine.speak(orders, jobs)
            for (_, place), (_, spoken) in zip(lacking, orders, strict=True):
                spoken.replace(place)
    except OSError as error:
        raise failure(
            "store-unwritable",
            f"cannot keep clips: {error.strerror or error}",
            Location(str(store)),
        ) from error


def samples(place: Path, rate_hz: int) -> bytes:
    """The sound at `place`: mono, 16 bit, little-endian, silence cut off at both ends.

    Raises:
        PipelineError: `clip-damaged`, when the file is not such a sound.
    """
    try:
        with wave.open(str(place), "rb") as sound:
            shape = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
            data = sound.readframes(sound.getnframes())
            whole = len(data) == 2 * sound.getnframes()
    except (OSError, EOFError, wave.Error) as error:
        raise _damaged(place, str(error)) from error
    if shape != (1, 2, rate_hz) or not whole:
        raise _damaged(place, f"channels, bytes a sample, rate are {shape}")
    return _trimmed(data)


def _damaged(place: Path, reason: str) -> PipelineError:
    return failure(
        "clip-damaged", f"a stored clip is damaged: {reason}", Location(str(place)), "delete it"
    )


def _trimmed(data: bytes) -> bytes:
    """Without the zero samples at both ends; a sample has two bytes."""
    start = (len(data) - len(data.lstrip(b"\0"))) // 2 * 2
    end = (len(data.rstrip(b"\0")) + 1) // 2 * 2
    return data[start:end]
