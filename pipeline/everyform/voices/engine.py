"""What the project needs to know about a speech engine and its voices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine. `limited`: intelligible, but known to mispronounce."""

    name: str  # as the engine knows it
    language: str  # BCP 47
    rate_wpm: int  # words a minute, without the pauses of the script
    limited: bool


@dataclass(frozen=True, slots=True)
class Take:
    """One run of words to be spoken by one voice: the unit of the clip store."""

    voice: Voice
    text: str


@dataclass(frozen=True, slots=True)
class Engine:
    """A speech engine.

    `fingerprint()` changes with everything but voice, rate and words that shapes
    the sound: program and data. `speak(orders, jobs)` writes the sound of each
    take to its path, as a mono 16-bit WAV file at `rate_hz`: all of them, or
    PipelineError. The bytes depend on the take alone, never on its neighbours.
    """

    name: str
    rate_hz: int
    voices: tuple[Voice, ...]
    fingerprint: Callable[[], str]
    speak: Callable[[Sequence[tuple[Take, Path]], int], None]
