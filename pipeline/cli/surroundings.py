"""What the machine around us says: the date, the folders, who publishes."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.diagnostics import Location, failure
from pipeline.publisher import Publisher

PUBLISHER_FILE = Path("publisher.toml")


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
    cache = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(cache) if Path(cache).is_absolute() else Path.home() / ".cache"
    return home / "everyform" / "clips"


def cores() -> int:
    """How many processes this machine runs at once for us."""
    return len(os.sched_getaffinity(0))


def load_publisher(path: Path | None) -> Publisher:
    """Read `publisher.toml`; without a path, the one in the working directory if there is one.

    Raises:
        PipelineError: the file cannot be read, is no TOML, or has an unknown or wrong key.
    """
    if path is None and not PUBLISHER_FILE.is_file():
        return Publisher()
    path = path or PUBLISHER_FILE
    where = Location(str(path))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise failure("publisher-unreadable", error.strerror or str(error), where) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise failure("publisher-invalid", " ".join(str(error).split()), where) from error
    known = {field.name for field in dataclasses.fields(Publisher)}
    for key, value in data.items():
        if key not in known or not isinstance(value, str):
            expected = f"expected text for one of {', '.join(sorted(known))}"
            raise failure("publisher-invalid", f"{key}: {expected}", where)
    return Publisher(**data)
