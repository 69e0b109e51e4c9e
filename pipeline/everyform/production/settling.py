"""A seed, the page saved of it and its fixes file -> the fixes file, with what the page settles."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from everyform.diagnostics import Location, Reported, failure
from everyform.files import read_whole
from everyform.production.publish import publish_file, unwritable
from everyform.production.seeds import fixes_path
from everyform.reader import Settlement, Source, decode, settle

MAX_BYTES = 20_000_000
"""No page of the publisher is near this size, the site's own scripts included."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled, and the fixes file if it was written."""

    settlement: Settlement
    written: Path | None


def settle_seed(seed: Path, page: Path, *, force: bool = False) -> Reported[Settled]:
    """Write what a saved page settles into the seed's fixes file; nothing, if nothing is new.

    Raises:
        PipelineError: a file cannot be read or written, or `settle` refuses; nothing is
            written then.
    """
    text = _read(seed, "seed-unreadable")
    saved = _read(page, "page-unreadable")
    place = fixes_path(seed)
    existing = _read(place, "fixes-unreadable") if place.exists() else None
    settlement, found = settle(text, saved, existing, force=force)
    if settlement.text is None:
        return Reported(Settled(settlement, None), found)
    try:
        publish_file(place, settlement.text.encode())
    except OSError as error:
        raise unwritable(error, place) from error
    return Reported(Settled(settlement, place), found)


def _read(path: Path, code: str) -> Source:
    where = Location(str(path))
    try:
        return decode(str(path), read_whole(path, MAX_BYTES))
    except FileNotFoundError:
        raise failure(code, "no such file", where) from None
    except OSError as error:
        code = "too-large" if error.errno == errno.EFBIG else code
        raise failure(code, error.strerror or str(error), where) from error
