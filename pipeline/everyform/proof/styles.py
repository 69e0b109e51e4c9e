"""The style sheets of our pages, known by their digests (data/styles.toml).

No other may style words: a style can write words (`content`), hide them or lay others over
them. So what proof knows is not which rules are harmless, but which sheets are ours.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

# The rules for tables that become grids from some width on, once for each width: everything
# but the two numbers is the same each time.
_GRID = re.compile(
    r"(?:/\* \.\.\. unless it has room [^*\n]*\*/\n)?"
    r"@(?:media|container) \(min-width: [0-9.]{1,5}r?em\) \{\n"
    r"(?:  \.from-[0-9]{1,2} > [^\n]*\n)+\}\n"
)
_NUMBERS = re.compile(r"(?<=\.from-)[0-9]+|(?<=\(min-width: )[0-9.]+")


def foreign(sheet: str, kind: str) -> Iterator[str]:
    """Whether this is another sheet than that of a `kind`, "web" or "book", in words."""
    known = _known()[kind]
    if pieces(sheet) - known:
        yield "a style sheet that is not ours"


def pieces(sheet: str) -> frozenset[str]:
    """The digests (SHA-256) of a sheet without its grids, and of each kind of grid in it."""
    grids = {_NUMBERS.sub("N", grid) for grid in _GRID.findall(sheet)}
    rest = _GRID.sub("", sheet).strip()
    return frozenset(hashlib.sha256(words.encode()).hexdigest() for words in (rest, *grids))


@cache
def _known() -> Mapping[str, frozenset[str]]:
    text = (files("everyform.proof") / "data" / "styles.toml").read_text("utf-8")
    return {kind: frozenset(row.values()) for kind, row in tomllib.loads(text).items()}
