"""Marks of other kinds of Markdown, which the publisher never uses and nobody asked for here.

What they would be is said at their line; what is typed stays among the words as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_MEANING = re.compile(r"[ \t]{0,3}:[ \t]+\S")
_CHECK_BOX = re.compile(r"\[[ xX]\][ \t]")


class Lookalike(NamedTuple):
    """One such mark; `offset` counts lines from the one where the words begin."""

    code: str
    message: str
    offset: int


def lookalikes(typed: str) -> Iterator[Lookalike]:
    """The marks in one run of words as it was typed, each kind once in a line.

    Codes: `footnote`, `definition-list`, `check-box`.
    """
    for offset, line in enumerate(typed.split("\n")):
        if match := _FOOTNOTE.search(line):
            said = f"{match[0]!r} looks like a footnote's mark; it is printed as it is"
            yield Lookalike("footnote", said, offset)
        if _MEANING.match(line):
            said = "this looks like the meaning of a definition list; its words follow the term's"
            yield Lookalike("definition-list", said, offset)
    if match := _CHECK_BOX.match(typed):
        said = f"{match[0].strip()!r} looks like a check box; it is printed as it is"
        yield Lookalike("check-box", said, 0)
