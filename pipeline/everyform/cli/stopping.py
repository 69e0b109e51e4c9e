"""Signals that ask the command to stop, as an exception that ends what is going on in order."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

_ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop, by the signal `number`. No error: nothing catches it by chance."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def exit_code(self) -> int:
        """As a shell reports a process that a signal ended."""
        return 128 + self.number


_asked: list[int] = []


def give_in() -> None:
    """Raise `Stopped` where somebody asked before and Python lost it.

    What a signal raises inside of a destructor or a callback of the interpreter goes nowhere.
    """
    if _asked:
        raise Stopped(_asked[0])


def listen() -> None:
    """Raise `Stopped` from now on where the process is asked to stop."""
    for number in _ASKING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def listen_no_more() -> None:
    """Let the last things be done in peace: what was made is written down."""
    _asked.clear()
    for number in _ASKING:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    _asked.append(number)
    raise Stopped(number)
