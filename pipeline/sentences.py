"""Where a sentence ends. A floor module: narration, overlays and readability must agree.

Sentences are split on the words as displayed, before any speech normalisation.
"""

from __future__ import annotations

import re
from functools import lru_cache

import sentencex

# sentencex panics on a wide space behind a full stop; a narrow one ends a sentence as well.
_WIDE_SPACE = re.compile(r"[^\S ]")


@lru_cache(maxsize=4096)
def split(text: str, language: str) -> tuple[str, ...]:
    """The sentences of `text`, trimmed, none empty.

    Each is a slice of `text`; together, in order, they hold all of it but white space.
    `language` is a BCP 47 tag; an unknown one is split by the general rules.
    """
    narrow = _WIDE_SPACE.sub(" ", text)  # character for character
    found: list[str] = []
    end = 0
    for part in sentencex.segment(language.partition("-")[0], narrow):
        words = part.strip()
        if words:
            start = narrow.index(words, end)
            end = start + len(words)
            found.append(text[start:end])
    return tuple(found)
