"""Stable names for segments.

An id is a kind and the first 8 hex digits of the SHA-256 of the words, white space
collapsed. Inserting or moving a block renames nothing else; editing one renames exactly
that one, which is right: its translations and recordings are stale. Repeats get -2, -3,
... in reading order within their kind. Two different texts share a stem with odds of about
1 % at 10 000 segments (birthday bound); the counter keeps even that case correct.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from hashlib import sha256

from everyform.inline import SegmentId


class Kind(Enum):
    """The first part of an id: what the words are in the document."""

    HEADING = "h"
    PARAGRAPH = "p"
    ITEM = "li"
    CELL = "c"
    DESCRIPTION = "fig"
    CAPTION = "cap"


class SegmentNamer:
    """Names the segments of one document, each name once."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, kind: Kind, words: str) -> SegmentId:
        """The next free id for these words as this kind of segment."""
        digest = sha256(" ".join(words.split()).encode()).hexdigest()[:8]
        stem = f"{kind.value}-{digest}"
        self._seen[stem] += 1
        count = self._seen[stem]
        return SegmentId(stem if count == 1 else f"{stem}-{count}")
