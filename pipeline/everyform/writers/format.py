"""What the project needs to know about an output format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from everyform.edition import Register
from everyform.publication import Publication
from everyform.voices.recording import Recording


class Holds(Enum):
    """What one output shows; the value is how a person is told."""

    WHOLE = "the whole text"
    SHEETS = "a sheet for each topic"


class Narrated(Enum):
    """Whether a format is spoken; the value is how a person is told."""

    NEVER = "no"
    WITH_VOICE = "where there is a voice"
    ALWAYS = "yes"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file that a format makes."""

    suffix: str  # with its dot
    media_type: str  # IANA


@dataclass(frozen=True, slots=True)
class File:
    """A finished file. `name` is "" for the one file of a format, else its name in a folder."""

    name: str
    data: bytes
    kind: int = 0  # which of the format's kinds


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the registry.

    `write` gets one publication and, where it is narrated, its recording, and yields the
    files in a fixed order. `Holds.WHOLE` is a claim: every segment of the edition's document
    is in the output. A format of sheets gets the excerpts of a publication, one call for
    each. `in_folder`: the files live in a folder of their own. `prover` names what proves
    them (one of `proof.PROVERS`); where it is "", no file of the format may be released.
    `derived_from` is the format whose finished file this one is made of. `effort` is how long
    it takes, as a multiple of the web page: what takes longest is begun first.
    `two_languages`: the source's words, or their plain ones, stand beside a translation.
    `unasked` are the registers whose editions are made in it without being asked for.
    `called` is the word for it on the download page (a field of `ShelfWords`), `reading_mode`
    its code in HL7's code system of that name, where that has one.

    What shapes the bytes besides the publication: `parts` are the modules and templates that
    no other format uses, as patterns below the package or the templates; `engines` are
    distributions; `fonts`, whether the fonts of the machine do.
    """

    name: str
    kinds: tuple[Kind, ...]
    holds: Holds
    narrated: Narrated
    in_folder: bool
    prover: str
    write: Callable[[Publication, Recording | None], Iterator[File]]
    parts: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    fonts: bool = False
    derived_from: str | None = None
    two_languages: bool = False
    unasked: frozenset[Register] = frozenset(Register)
    effort: int = 1
    called: str = ""
    reading_mode: str = ""

    @property
    def suffix(self) -> str:
        """That of its first kind of file."""
        return self.kinds[0].suffix

    @property
    def media_type(self) -> str:
        """That of its first kind of file."""
        return self.kinds[0].media_type

    @property
    def whole(self) -> bool:
        """Does each output claim to show all of the text?"""
        return self.holds is Holds.WHOLE
