"""What each edition of a seed comes to: its words, and the keys of its formats."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from everyform.diagnostics import Diagnostic, PipelineError
from everyform.editions import catalogs
from everyform.files import read_whole
from everyform.labels import is_stale
from everyform.production import keys
from everyform.production.composition import Terms, publications
from everyform.production.digests import sha256
from everyform.production.known import KnownSeed, diagnostics, plain
from everyform.production.manifest import FileRecord
from everyform.production.memo import Memo
from everyform.production.planning import chosen_for
from everyform.production.request import Request
from everyform.production.wording import Wording, worded
from everyform.writers.format import Format


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a seed: what its words came to, and the keys of each format."""

    tag: str
    stem: str
    catalogs: tuple[FileRecord, ...]
    found: tuple[Diagnostic, ...]
    keyed: Mapping[str, keys.Keyed]  # by format; none where it cannot be told


class Editions:
    """The editions of a request's seeds; what they come to is kept in `memo`."""

    def __init__(self, request: Request, formats: Sequence[Format], memo: Memo) -> None:
        self._request, self._formats, self._memo = request, formats, memo
        self._terms = Terms(request.as_of, request.publisher, request.clinic)
        self._wordings: dict[tuple[Path, str], Wording] = {}

    def tell(self, seed: KnownSeed, tag: str) -> Edition:
        """What one edition of a seed comes to.

        Raises:
            PipelineError: its words cannot be had, or the seed is no longer what it was.
        """
        inputs = self._inputs(seed, tag)
        entry = self._memo.recall(inputs)
        if entry is not None:
            return _recalled(tag, entry)
        edition = self._told(seed, tag)
        self._memo.keep(inputs, _kept(edition))
        return edition

    def _inputs(self, seed: KnownSeed, tag: str) -> str:
        """A digest of all that the words of an edition and its keys are made of."""
        request = self._request
        stale = is_stale(seed.facts.due, request.as_of)
        names = [f"{path.name} {_digest(path)}" for path in catalogs(seed, tag, request.locales)]
        making = [f"{f.name} {keys.digest(_making(f))}" for f in self._formats]
        under = (str(request.publisher), str(request.clinic))
        about = ("edition", keys.house(), seed.inputs, tag, str(stale), *under)
        return sha256("\n".join((*about, *names, *making)))

    def _told(self, seed: KnownSeed, tag: str) -> Edition:
        wording = self.wording(seed, tag)
        keyed = {}
        for format in chosen_for(tag, seed.facts.language, self._formats):
            with contextlib.suppress(PipelineError):  # what is missing is said where it is made
                composed = publications(wording, format, self._terms)
                keyed[format.name] = keys.keyed(composed, format)
        return Edition(tag, wording.stem, wording.catalogs, wording.found, keyed)

    def wording(self, seed: KnownSeed, tag: str) -> Wording:
        """The words of an edition, found out once.

        Raises:
            PipelineError: as `tell`.
        """
        place = (seed.path, tag)
        if place not in self._wordings:
            self._wordings[place] = worded(seed.seed().document, tag, self._request.locales)
        return self._wordings[place]


def _making(format: Format) -> Mapping[str, str]:
    try:
        return keys.making(format)
    except PipelineError:
        return {}  # said where a file is made


def _digest(path: Path) -> str:
    try:
        return sha256(read_whole(path))
    except OSError:
        return ""


def _recalled(tag: str, entry: Mapping[str, Any]) -> Edition:
    keyed = {
        name: keys.Keyed(row["parts"], tuple(row["units"])) for name, row in entry["keyed"].items()
    }
    return Edition(
        tag,
        entry["stem"],
        tuple(FileRecord(**row) for row in entry["catalogs"]),
        tuple(diagnostics(entry["found"])),
        keyed,
    )


def _kept(edition: Edition) -> dict[str, Any]:
    keyed = {
        name: {"parts": dict(one.parts), "units": list(one.units)}
        for name, one in edition.keyed.items()
    }
    return {
        "stem": edition.stem,
        "catalogs": [asdict(record) for record in edition.catalogs],
        "found": [plain(diagnostic) for diagnostic in edition.found],
        "keyed": keyed,
    }
