"""Names that a language has forms of its own for, drugs above all: locales/*/names.tsv.

One name a line, English first, then a tab and the language's own; where it has
several forms, `|` stands between them. Lines that begin with `#` are notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.diagnostics import Location, failure


def read_names(path: Path) -> Mapping[str, str]:
    """English name in lower case -> its forms; empty without a file.

    Raises:
        PipelineError: a line is no pair.
    """
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, tab, words = line.partition("\t")
        if not tab or not name.strip() or not words.strip():
            said = "expected an English name, a tab and its translation"
            raise failure("names-syntax", said, Location(str(path), number))
        found[name.strip().casefold()] = words.strip()
    return found
