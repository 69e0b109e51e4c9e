"""Is a clip the sound of its words? Judged by length, silence and clipping."""

from __future__ import annotations

import re

# The fastest clip of the seed and eight further summaries has 20 characters a
# second (letters and figures), in each Latin and Cyrillic voice; a clip cut in half
# has twice as many.
FASTEST_CHARACTERS_PER_S = 40.0

# Other scripts say more in a character. The fastest clips of the translated seed have 4.9
# Han, 5.8 Hangul and 10.4 Arabic characters a second, without the vowels nobody writes.
_DENSE = (
    (re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 4),
    (re.compile(r"[\uac00-\ud7a3]"), 3),
    (re.compile(r"[\u0620-\u064a]"), 1),
)

# This many samples in a row at full scale are a flat top and audible.
FLAT_TOP_SAMPLES = 8
_FLAT_TOPS = (b"\xff\x7f" * FLAT_TOP_SAMPLES, b"\x00\x80" * FLAT_TOP_SAMPLES)


def fault(samples: bytes, text: str, rate_hz: int) -> str:
    """What is wrong with the sound of `text`, in words; "" for nothing."""
    if not samples:
        return "is silent"
    characters = len(re.sub(r"\W", "", text))
    characters += sum(more * len(script.findall(text)) for script, more in _DENSE)
    seconds = len(samples) / 2 / rate_hz
    if characters / seconds > FASTEST_CHARACTERS_PER_S:
        return f"lasts {seconds:.2f} s, too short for {characters} characters"
    if any(_aligned(samples, top) for top in _FLAT_TOPS):
        return "is clipped"
    return ""


def _aligned(samples: bytes, pattern: bytes) -> bool:
    """Is `pattern` in `samples`, beginning at a sample and not inside one?"""
    place = samples.find(pattern)
    while place % 2 == 1:  # -1, not found, is odd too
        if place < 0:
            return False
        place = samples.find(pattern, place + 1)
    return True
