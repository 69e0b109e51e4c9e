"""A spoken script: one clip for each utterance, with its exact place in time."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.narration.script import Script, Utterance


@dataclass(frozen=True, slots=True)
class Clip:
    """One utterance spoken: mono 16-bit samples, little-endian, without its pause."""

    utterance: Utterance
    voice: str  # the engine's name of the voice
    samples: bytes
    sha256: str  # of `samples`, hexadecimal


@dataclass(frozen=True, slots=True)
class Recording:
    """The clips in the order of the script, all at `rate_hz`."""

    script: Script
    clips: tuple[Clip, ...]
    rate_hz: int
