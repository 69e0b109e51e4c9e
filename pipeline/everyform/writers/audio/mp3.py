"""Sound -> MP3 frames, and where in the decoded sound a sample comes out."""

from __future__ import annotations

from collections.abc import Iterable

import lameenc
import numpy as np

from everyform.writers.audio.levels import Samples

# ACX: 44.1 kHz, mono, constant 192 kbit/s.
RATE_HZ = 44_100
BIT_RATE_KBIT_S = 192

FRAME_SAMPLES = 1_152  # MPEG-1 Layer III, ISO/IEC 11172-3

# Every decoder gives the first sample this late: LAME's own delay of 576 samples and
# the 529 of a Layer III decoder. lameenc writes no tag to say so; measured by decoding.
DELAY_SAMPLES = 1_105

_QUALITY = 7  # of 0 (slow) to 9: 192 kbit/s are plenty for one voice at any of them


def encode(sounds: Iterable[Samples]) -> bytes:
    """Consecutive sounds as the frames of one stream, without any tag.

    A stream borrows no bits from another: streams laid end to end are a stream, in
    which each still begins `DELAY_SAMPLES` after its first frame does.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBIT_S)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    frames = bytearray()
    for sound in sounds:
        frames += encoder.encode(np.rint(sound * 32_767).astype("<i2").tobytes())
    frames += encoder.flush()
    return bytes(frames)


def decoded_samples(frames: bytes) -> int:
    """How many samples a decoder makes of a stream of `encode`."""
    # A frame is 626 or 627 bytes: 144 x bit rate / sample rate, padded to keep the rate.
    size = 144 * BIT_RATE_KBIT_S * 1_000 / RATE_HZ
    return round(len(frames) / size) * FRAME_SAMPLES
