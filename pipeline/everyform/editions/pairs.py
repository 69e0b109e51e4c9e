"""Files of pairs: one a line, the source's, a tab, the language's; `#` begins a note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from everyform.diagnostics import Location, failure
from everyform.files import read_whole


def read_pairs(path: Path, code: str, most_bytes: int) -> Iterator[tuple[int, str, str]]:
    """The number of each line that is no note, and what stands before and behind its tab.

    Nothing without a file; a side that is not there is "".

    Raises:
        PipelineError: under `code`, the file cannot be read, is too long, or is not UTF-8.
    """
    if not path.exists():
        return
    try:
        lines = read_whole(path, most_bytes).decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise failure(code, " ".join(str(error).split()), Location(str(path))) from error
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            there, _, here = (part.strip() for part in line.partition("\t"))
            yield number, there, here
