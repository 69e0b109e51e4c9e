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


def listen() -> None:
    """Raise `Stopped` from now on where the process is asked to stop."""
    for number in _ASKING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def listen_no_more() -> None:
    """Let the last things be done in peace: what was made is written down."""
    for number in _ASKING:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise Stopped(number)
