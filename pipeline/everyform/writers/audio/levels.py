"""How loud a book is: one gain for all of it, and a limiter that keeps every length.

The numbers are ACX's for finished files (Audio Submission Requirements): RMS between
-23 and -18 dBFS, peaks at or below -3 dBFS, noise floor at or below -60 dBFS.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]  # mono, full scale is 1.0

# The middle of ACX's window, since single files differ from the whole book by 2 dB.
TARGET_RMS_DB = -20.0

# A file of few words is mostly silence, and quieter than the book it belongs to; it is
# lifted to this, so that after the limiter it is still in the window.
FLOOR_RMS_DB = -21.0

# What is decoded must stay below -3. LAME takes a quarter of a decibel off: the seed and
# the samples come out with peaks at -3.75.
CEILING_DB = -3.5

# Half the width of the limiter's window: longer than a period of any voice (10 ms at
# 100 Hz), so that the gain does not follow the single swings of the sound.
LOOK_AHEAD_S = 0.012


@dataclass(frozen=True, slots=True)
class Loudness:
    """How much sound there is in a stretch of time: its energy, and its length with silence."""

    energy: float
    seconds: float

    def rms(self, rate_hz: int) -> float:
        """Over all of the time; full scale is 1.0."""
        return float((self.energy / max(self.seconds * rate_hz, 1.0)) ** 0.5)


def loudness(sounds: Iterable[Samples], seconds: float) -> Loudness:
    """Measure `sounds`, which lie within `seconds` that are otherwise silent."""
    return Loudness(sum(float(np.dot(sound, sound)) for sound in sounds), seconds)


def gains(files: Sequence[Loudness], rate_hz: int) -> tuple[float, ...]:
    """The factor for each file: the one that brings them all together to the target.

    It is another for a file that would be too quiet by itself; 1.0 for silence.
    """
    whole = Loudness(sum(f.energy for f in files), sum(f.seconds for f in files))
    book = _factor(TARGET_RMS_DB) / whole.rms(rate_hz) if whole.energy else 1.0
    floor = _factor(FLOOR_RMS_DB)
    return tuple(max(book, floor / file.rms(rate_hz)) if file.energy else book for file in files)


def limited(sound: Samples, rate_hz: int) -> Samples:
    """The same sound, no sample above the ceiling; as long as before, and in step with it.

    The gain that each sample needs is carried to its neighbours on both sides and
    then averaged over the same window, so it glides and is never too much.
    """
    ceiling = np.float32(_factor(CEILING_DB))
    height = np.abs(sound)
    if not height.size or height.max() <= ceiling:
        return sound
    reach = round(LOOK_AHEAD_S * rate_hz)
    needed = np.minimum(np.float32(1.0), ceiling / np.maximum(height, np.float32(1e-9)))
    around = np.pad(needed, 2 * reach, constant_values=np.float32(1.0))
    lowest = _sliding_minimum(around, 2 * reach + 1)
    sums = np.cumsum(lowest, dtype=np.float64)
    width = 2 * reach + 1
    sums[width:] -= sums[:-width].copy()
    glide = sums[width - 1 :] / width
    return (sound * glide).astype(np.float32)


def _sliding_minimum(values: Samples, width: int) -> Samples:
    """The minimum of each window of `width` values, by doubling; len(values) - width + 1."""
    done = 1
    while done < width:
        step = min(done, width - done)
        values = np.minimum(values[:-step], values[step:])
        done += step
    return values


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))
