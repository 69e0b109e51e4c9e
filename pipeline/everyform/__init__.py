"""Patient cancer summaries, read once and published in every accessible edition.

The door to all of it: `read` a source file, `build` what a `Request` asks for, `verify` a
folder of outputs, `explain` one file. A program that calls these needs no other module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
    from everyform.production.door import (
        Event,
        Found,
        Made,
        Planned,
        Request,
        Result,
        Step,
        Stopping,
        Verification,
        Waiting,
        build,
        explain,
        read,
        verify,
    )

__all__ = [
    "Event",
    "Found",
    "Made",
    "Planned",
    "Request",
    "Result",
    "Step",
    "Stopping",
    "Verification",
    "Waiting",
    "__version__",
    "build",
    "explain",
    "read",
    "verify",
]


def __getattr__(name: str) -> object:
    """Everything else is loaded when it is first asked for: most calls need little of it."""
    if name not in __all__:
        raise AttributeError(f"everyform has no {name!r}")
    if name == "__version__":
        return _version()
    from everyform.production import door

    return getattr(door, name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("everyform")
    except PackageNotFoundError:  # a checkout that was never installed
        return "0.0.0"
