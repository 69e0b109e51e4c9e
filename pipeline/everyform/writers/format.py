"""What the project needs to know about an output format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from everyform.publication import Publication
from everyform.voices.recording import Recording


@dataclass(frozen=True, slots=True)
class File:
    """A finished file. `name` is "" for the one file of a format, else its name in a folder."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the registry.

    `write` gets one publication and, when `spoken`, its recording, and yields the
    files in a fixed order. `whole` is a claim: every segment of the edition's
    document is in the output. A format that is not whole gets the excerpts of a
    publication, one call for each. `folder`: the files live in a folder of their own.
    """

    name: str
    suffix: str  # with its dot
    media_type: str
    whole: bool
    spoken: bool
    folder: bool
    write: Callable[[Publication, Recording | None], Iterator[File]]
