"""How a command ends: its exit code, whatever has become of the terminal it speaks to."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, TextIO

from everyform.cli.report import print_findings, say
from everyform.cli.stopping import Stopped, listen
from everyform.diagnostics import PipelineError
from everyform.production import COULD_NOT_BUILD, exit_code


def ended(app: Callable[[], object]) -> NoReturn:
    """Run the command line; the only caller of `sys.exit`."""
    listen()
    sys.stdout, sys.stderr = _usable(sys.stdout), _usable(sys.stderr)
    sys.exit(_code(app))


def _code(app: Callable[[], object]) -> int:
    try:
        try:
            app()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else COULD_NOT_BUILD
        except PipelineError as error:
            print_findings(error.diagnostics)
            code = exit_code(error.diagnostics)
        sys.stdout.flush()
    except Stopped as stop:
        code = stop.exit_code
    except BrokenPipeError:
        code = 128 + signal.SIGPIPE  # nobody reads on, as after `| head`
    except OSError as error:
        # What a command writes to files is told where it is written; this is the rest.
        say(f"{error.filename or 'output'}: error[system]: {error.strerror or error}")
        code = COULD_NOT_BUILD
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    return code


def _usable(stream: TextIO | None) -> TextIO:
    """A stream to write to; what a terminal of another encoding lacks is told by number."""
    if stream is None:  # it was closed before we began
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _let_go(stream: TextIO) -> None:
    """Have Python not try again, at its very end, to write what could not be written."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
