"""How loud a book is: one gain for all of it, and a limiter that keeps every length.

The numbers are ACX's for finished files (Audio Submission Requirements): RMS between
-23 and -18 dBFS, peaks at or below -3 dBFS, noise floor at or below -60 dBFS.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]  # mono, full scale is 1.0

# The middle of ACX's window, since single files differ from the whole book by 2 dB.
TARGET_RMS_DB = -20.0

# Encoding may overshoot by half a decibel; what is decoded must stay below -3.
CEILING_DB = -4.0

# Half the width of the limiter's window: longer than a period of any voice (10 ms at
# 100 Hz), so that the gain does not follow the single swings of the sound.
LOOK_AHEAD_S = 0.012


def gain(sounds: Iterable[Samples], seconds: float, rate_hz: int) -> float:
    """The factor that brings `sounds`, within `seconds` of which the rest is silence, to target.

    1.0 when there is no sound at all.
    """
    energy = sum(float(np.dot(sound, sound)) for sound in sounds)
    if not energy:
        return 1.0
    rms = (energy / (seconds * rate_hz)) ** 0.5
    return float(_factor(TARGET_RMS_DB) / rms)


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
