"""What the machine around us says: the date, the folders, who publishes."""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from everyform.diagnostics import Location, failure
from everyform.files import read_whole
from everyform.publisher import Publisher

PUBLISHER_FILE = Path("publisher.toml")
_MOST_BYTES = 100_000  # of it; names and addresses take some hundreds


def today() -> date:
    """The date of SOURCE_DATE_EPOCH where it is set (reproducible builds), else of the clock.

    Raises:
        PipelineError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise failure(
            "epoch-invalid",
            f"{epoch!r} is no number of seconds since 1970",
            Location("SOURCE_DATE_EPOCH"),
            "unset it, or give --as-of YYYY-MM-DD",
        ) from error


def clip_store() -> Path:
    """The folder for spoken clips: below XDG_CACHE_HOME, or ~/.cache (XDG Base Directory 0.8)."""
    return _cache() / "clips"


def memo_store() -> Path | None:
    """The folder for what inputs came to, beside the one for clips; None without a home."""
    cache = _cache()
    return cache / "memo" if cache.parent.parent.is_dir() else None


def _cache() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(cache) if Path(cache).is_absolute() else Path.home() / ".cache"
    return home / "everyform"


def cores() -> int:
    """How many processes this machine runs at once for us."""
    return len(os.sched_getaffinity(0))


_AT = re.compile(r" \(at line (\d+), column \d+\)$")


def _toml_fault(error: ValueError) -> tuple[str, int]:
    """What is wrong with a TOML file, in words, and at which line; 0 where none is told."""
    words = " ".join(str(error).split())
    at = _AT.search(words)
    said = _AT.sub("", words)
    if "'\\n'" in said:
        said = "the line ends inside of quotes"
    return said, int(at[1]) if at else 0


def read_toml(path: Path, name: str, hint: str) -> dict[str, Any]:
    """The keys of a small TOML file of settings; `name` begins the codes of its faults.

    Raises:
        PipelineError: `<name>-unreadable`, or `<name>-invalid` with `hint`.
    """
    where = Location(str(path))
    try:
        return tomllib.loads(read_whole(path, _MOST_BYTES).decode())
    except OSError as error:
        raise failure(f"{name}-unreadable", error.strerror or str(error), where) from error
    except RecursionError as error:
        raise failure(f"{name}-invalid", "nested too deep", where) from error
    except ValueError as error:  # no TOML, no UTF-8, or a number of too many digits
        said, line = _toml_fault(error)
        raise failure(f"{name}-invalid", said, Location(str(path), line), hint) from error


@dataclass(frozen=True, slots=True)
class Publishing:
    """What `publisher.toml` says: who publishes, and the key that signs the manifest."""

    publisher: Publisher
    signing_key: Path | None = None


def load_publisher(path: Path | None) -> Publishing:
    """Read `publisher.toml`; without a path, the one in the working directory if there is one.

    Raises:
        PipelineError: the file cannot be read, is no TOML, or has an unknown or wrong key.
    """
    if path is None and not os.path.lexists(PUBLISHER_FILE):
        return Publishing(Publisher())
    path = path or PUBLISHER_FILE
    where = Location(str(path))
    hint = 'write each as `name = "St. Mary\'s Hospital"`, a key and words in quotes'
    data = read_toml(path, "publisher", hint)
    signing = data.pop("signing_key", None)
    known = {field.name for field in dataclasses.fields(Publisher)}
    for key, value in data.items():
        if key not in known or not isinstance(value, str):
            expected = f"expected text for one of {', '.join(sorted(known))}"
            raise failure("publisher-invalid", f"{key[:40]!r}: {expected}", where)
        if not value.isprintable():
            said = f"{key}: holds a character that cannot be printed"
            raise failure("publisher-invalid", said, where)
    if signing is not None and not (isinstance(signing, str) and signing):
        raise failure("publisher-invalid", "signing_key: expected the path of a key", where)
    return Publishing(Publisher(**data), None if signing is None else path.parent / signing)
