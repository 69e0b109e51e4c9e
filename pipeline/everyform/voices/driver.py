"""A pyttsx3 driver for espeak-ng that speaks before it returns.

pyttsx3's own Linux driver hands text to a thread and loses clips; this one
uses the library's synchronous mode and knows no thread, no queue of its own
and no player. Import it only in a process that has loaded espeak-ng already
(`booth`): pyttsx3 looks for the library at import time.
"""

from __future__ import annotations

import ctypes
import sys
import wave
from typing import Any

from pyttsx3.drivers import _espeak

NAME = "everyform"

# The text is UTF-8, and [[...]] in it holds phonemes. SSML stays off: source
# words are data, and "<" in them is no markup. No ENDPAUSE: pauses are the script's.
_FLAGS = _espeak.CHARS_UTF8 | _espeak.PHONEMES


class Driver:
    """pyttsx3's driver interface, as far as saving to a file needs it."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._samples = bytearray()
        self._rate_hz = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, 0)
        if self._rate_hz <= 0:
            raise RuntimeError("espeak-ng does not start: is its data folder there?")
        _espeak.SetSynthCallback(self._collect)

    def _collect(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count:
            self._samples += ctypes.string_at(samples, 2 * count)
        return 0  # go on

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802, RUF100
        """Set `voice` (the engine's name) or `rate` (words a minute), at once."""
        match name:
            case "voice":
                done = _espeak.SetVoiceByName(str(value).encode())
            case "rate":
                done = _espeak.SetParameter(_espeak.RATE, int(value), 0)
            case _:
                raise KeyError(f"unknown property {name}")
        if done != _espeak.EE_OK:
            raise ValueError(f"espeak-ng refuses {name} {value!r} ({done})")

    def save_to_file(self, text: str, filename: str) -> None:
        """Speak `text` into a mono 16-bit WAV file."""
        self._samples.clear()
        words = text.encode() + b"\0"
        done = _espeak.cSynth(words, len(words), 0, _espeak.POS_CHARACTER, 0, _FLAGS, None, None)
        if done != _espeak.EE_OK:
            raise RuntimeError(f"espeak-ng cannot speak {text[:40]!r} ({done})")
        with wave.open(filename, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(self._rate_hz)
            sound.writeframes(bytes(self._samples))
        self._proxy.notify("finished-utterance", completed=True)

    def startLoop(self) -> None:  # noqa: N802, RUF100
        """Work through the engine's queue; the last command in it ends the loop."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802, RUF100
        """Nothing to end: the loop is over when the queue is empty."""

    def stop(self) -> None:
        """Nothing to stop: no word is spoken between two calls."""

    def destroy(self) -> None:
        """The library lives as long as its process; it survives no second start."""


def buildDriver(proxy: Any) -> Driver:  # noqa: N802, RUF100
    """pyttsx3's door to a driver module."""
    return Driver(proxy)


def register() -> str:
    """Make this module a driver of pyttsx3; return the name to init it by."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]
    return NAME
