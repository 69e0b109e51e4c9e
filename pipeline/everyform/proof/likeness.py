"""Is a stretch of decoded sound the sound of a clip? Judged stretch by stretch, not by length."""

from __future__ import annotations

import numpy as np

from everyform.proof.sound import Samples

# A stretch of sound that is compared by itself: long enough for two periods of a low
# voice (20 ms at 100 Hz), short enough that a missing syllable is several of them.
BLOCK_S = 0.04

# Coding and limiting leave a clip's stretches almost the shape they had; other
# words, or the same ones at another time, have nothing in common with them.
LIKE = 0.8

# Stretches this much quieter than the clip are left out: coding noise reaches them.
QUIET = 0.003  # of the clip's mean energy, -25 dB

# A pause holds what a decoder spreads around a clip, and nothing that can be heard.
SILENCE = 0.01  # of full scale, -40 dBFS
EDGE_S = 0.03  # how far a decoder spreads


def likeness(heard: Samples, heard_hz: int, clip: Samples, clip_hz: int) -> float:
    """The least correlation of a stretch of `clip` with its place in `heard`, 0 to 1.

    What is missing at the end of `heard` is like nothing. 1.0 for a clip without sound.
    """
    block = min(round(BLOCK_S * clip_hz), len(clip)) or 1
    count = len(clip) // block
    wanted = clip[: count * block].reshape(count, block)
    held = _taken(heard, count * block, heard_hz / clip_hz).reshape(count, block)
    energy = (wanted * wanted).sum(axis=1)
    loud = energy > QUIET * energy.mean() if count else energy > 0
    if not loud.any():
        return 1.0
    both = (wanted * held).sum(axis=1)[loud]
    own = (held * held).sum(axis=1)[loud]
    return float((both / np.sqrt(energy[loud] * own + 1e-12)).min())


def loudest(pause: Samples, rate_hz: int) -> float:
    """The highest sample of a pause, away from the sounds around it."""
    edge = round(EDGE_S * rate_hz)
    inner = pause[edge : len(pause) - edge]
    return float(np.abs(inner).max()) if len(inner) else 0.0


def _taken(heard: Samples, count: int, ratio: float) -> Samples:
    """`heard` at the rate of the clip, `count` samples, silence after its end."""
    if ratio == round(ratio):
        taken = heard[:: round(ratio)][:count]
    else:
        places = np.arange(count) * ratio
        taken = np.interp(places, np.arange(len(heard)), heard, right=0.0).astype(np.float32)
    return np.pad(taken, (0, count - len(taken)))
