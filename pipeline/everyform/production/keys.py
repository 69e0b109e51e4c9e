"""The key of a unit of work: a digest of everything that shapes its files.

The unit is one publication in one format. Of equal keys the files are equal, byte by byte, so
that nothing is made and the earlier proof counts. Lines of the source are left out: words that
only moved make no other file. A key has parts with names, so that a person can be told why a
file is made anew.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from everyform.diagnostics import Location
from everyform.production import machine
from everyform.production.digests import sha256
from everyform.publication import Publication
from everyform.resources import LOCALES, TEMPLATES
from everyform.voices import fingerprint
from everyform.writers import FORMATS
from everyform.writers.format import Format, Narrated

PACKAGE = Path(__file__).resolve().parents[1]

# Part of a key -> the fields of a publication that it covers: each field in one part.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        *("identifier", "name", "source_language", "body", "names"),
        *("attribution", "citation", "metadata", "official", "modified", "part", "beside"),
    ),
    "label": (
        *("label", "title", "subject", "source_title", "language_note"),
        *("opening", "credits", "compact_notice", "contact"),
    ),
    "words": ("edition",),
}

# Rooms and floor modules that a finished file comes from or is proved by. What lies before them
# (reader, editions) is in the publication; what lies around them shapes no byte.
_MAKING = ("writers", "proof", "narration", "voices")
_AROUND = ("__init__.py", "__main__.py", "resources.py", "readability.py", "files.py")
_PAGES_ABOUT = ("report.xhtml", "shelf*")  # about the outputs, and in none of them

SHORT = 16  # digits of a part's digest as the manifest keeps it


@dataclass(frozen=True, slots=True)
class Keyed:
    """The keys of the publications of one task, in order, and the parts that all have in common.

    `parts` are the digests by name, `units` the keys.
    """

    parts: Mapping[str, str]
    units: tuple[str, ...]

    @property
    def short(self) -> dict[str, str]:
        """The parts as the manifest keeps them: enough to tell which of them changed."""
        return {name: digest[:SHORT] for name, digest in self.parts.items()}


def keyed(publications: Iterable[Publication], format: Format) -> Keyed:
    """The keys of what a format makes of these publications."""
    shared, own = making(format), _own(publications)
    units = tuple(sha256(json.dumps({**shared, **parts}, sort_keys=True)) for parts in own)
    return Keyed({**_together(own), **shared}, units)


def texts(publications: Iterable[Publication]) -> dict[str, str]:
    """The parts of the keys of publications that are their own, as the manifest keeps them."""
    return {name: told[:SHORT] for name, told in _together(_own(publications)).items()}


def _own(publications: Iterable[Publication]) -> list[dict[str, str]]:
    """The parts of its key that each publication has for itself."""
    return [{name: _of(one, fields) for name, fields in FIELDS.items()} for one in publications]


def _together(own: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Those parts of several publications as one of each name."""
    own = list(own)
    return {name: sha256("".join(parts[name] for parts in own)) for name in FIELDS}


@cache
def making(format: Format) -> Mapping[str, str]:
    """What shapes the files of a format besides the publication, by name."""
    engines = [f"{name} {version(name)}" for name in format.engines]
    engines += [f"python {sys.version_info[0]}.{sys.version_info[1]}", zlib.ZLIB_RUNTIME_VERSION]
    parts = {"program": program(format), "engines": sha256("\n".join(engines))}
    if format.fonts:
        parts["fonts"] = sha256("\n".join(machine.fonts()))
    if format.narrated is not Narrated.NEVER:
        parts["voices"] = fingerprint()
    return parts


@cache
def program(format: Format) -> str:
    """The code, data and templates that shape or prove the files of a format."""
    return sha256("".join(f"{name} {digest}\n" for name, digest in _parts(format)))


@cache
def house() -> str:
    """All code and data of everyform: what a seed is read by, and its editions are made by."""
    return sha256("".join(f"{name} {digest}\n" for name, digest in sorted(files().items())))


@cache
def files() -> Mapping[str, str]:
    """The SHA-256 of every file of the package, its templates and words, by its name there."""
    found = {}
    for domain in ("report", "shelf"):  # words of pages about the outputs
        for words in sorted(LOCALES.glob(f"*/LC_MESSAGES/{domain}.po")):
            found[f"locales/{words.relative_to(LOCALES).as_posix()}"] = sha256(words.read_bytes())
    for root, start in ((PACKAGE, ""), (TEMPLATES, "templates/")):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not {"__pycache__", "locales", "templates"} & set(name.parts):
                found[f"{start}{name.as_posix()}"] = sha256(path.read_bytes())
    return found


def digest(value: object) -> str:
    """The SHA-256 of a value of the house's own types, without the places it was read from."""
    hashed = hashlib.sha256()
    _feed(value, hashed.update)
    return hashed.hexdigest()


def _parts(format: Format) -> Iterable[tuple[str, str]]:
    others = [pattern for other in FORMATS if other.name != format.name for pattern in other.parts]
    foreign = [pattern for pattern in others if pattern not in format.parts]
    for name, known in sorted(files().items()):
        room = name.partition("/")[0]
        bare = name.removeprefix("templates/")
        shown = room == "templates" and not _matches(bare, _PAGES_ABOUT)
        floor = "/" not in name and name not in _AROUND
        if (room in _MAKING or shown or floor) and not _matches(bare, foreign):
            yield name, known


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _of(publication: Publication, fields: tuple[str, ...]) -> str:
    return digest([getattr(publication, field) for field in fields])


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _feed(value: Any, update: Callable[[bytes], object]) -> None:
    """Every value in one way of writing that no other value has."""
    kind = type(value)
    if kind is Location:
        return
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        update(b"s%d:" % len(data))
        update(data)
    elif value is None or kind in (bool, int, float, date):
        update(f"{kind.__name__}:{value};".encode())
    elif isinstance(value, Enum):
        update(f"{kind.__name__}.{value.name};".encode())
    elif isinstance(value, str):  # a NewType or a subclass
        _feed(str(value), update)
    elif isinstance(value, tuple | list):
        update(b"[%d:" % len(value))
        for item in value:
            _feed(item, update)
    elif isinstance(value, Mapping):
        _feed(sorted((_named(key), key, item) for key, item in value.items()), update)
    elif dataclasses.is_dataclass(value):
        known: Any = kind
        update(f"{kind.__name__}(".encode())
        for name in _fields(known):
            _feed(getattr(value, name), update)
    else:
        raise TypeError(f"no key is known for a {kind.__name__}")


def _named(key: object) -> str:
    return key if isinstance(key, str) else digest(key)
