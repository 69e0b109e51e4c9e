"""A spoken script: one clip for each utterance, with its exact place in time."""

from __future__ import annotations

from dataclasses import dataclass

from everyform.narration.utterances import Script, Utterance


@dataclass(frozen=True, slots=True)
class Clip:
    """One utterance spoken: mono 16-bit samples, little-endian, without its pause.

    Digital silence at both ends is cut off, so that pauses are exactly those of the
    script. An utterance with nothing to say has no samples.
    """

    utterance: Utterance
    voices: tuple[str, ...]  # the engine's names, one for each run of the utterance
    samples: bytes
    sha256: str  # of `samples`, hexadecimal


@dataclass(frozen=True, slots=True)
class Recording:
    """The clips in the order of `script.utterances`, all at `rate_hz`.

    `limited` names the languages (BCP 47, sorted) whose voices are known to mispronounce.
    """

    script: Script
    clips: tuple[Clip, ...]
    rate_hz: int
    limited: tuple[str, ...] = ()
