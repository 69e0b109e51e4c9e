"""Names that a language has forms of its own for, drugs above all: locales/*/names.tsv.

One name a line, English first, then a tab and the language's own; where it has
several forms, `|` stands between them. Lines that begin with `#` are notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from everyform.diagnostics import Location, failure
from everyform.editions.pairs import read_pairs

MOST = 5_000
"""Names in a file: each is looked for in every sentence, and the longest of ours has 200."""

MOST_BYTES = 2_000_000


def read_names(path: Path) -> Mapping[str, str]:
    """English name in lower case -> its forms; empty without a file.

    Raises:
        PipelineError: a line is no pair, a name stands twice, a form stands for two names,
            or there are too many.
    """
    found: dict[str, str] = {}
    owners: dict[str, str] = {}  # form -> the name that it stands for
    for number, name, words in read_pairs(path, "names-syntax", MOST_BYTES):
        said = ""
        if not name or not words:
            said = "expected an English name, a tab and its translation"
        elif name.casefold() in found:
            said = f"{name!r} stands twice"
        forms = [form.strip().casefold() for form in words.split("|")]
        for form in forms:
            if owners.setdefault(form, name) != name:
                said = f"{form!r} stands for {owners[form]!r} and for {name!r}"
        if said:
            raise failure("names-syntax", said, Location(str(path), number))
        if len(found) >= MOST:
            said = f"more than {MOST} names; keep those that the summaries use"
            raise failure("names-syntax", said, Location(str(path), number))
        found[name.casefold()] = words
    return found
