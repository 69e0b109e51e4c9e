"""Where a sentence ends. A floor module: narration, overlays and readability must agree.

Sentences are split on the words as displayed, before any speech normalisation.
"""

from __future__ import annotations

from functools import lru_cache

import sentencex


@lru_cache(maxsize=4096)
def split(text: str, language: str) -> tuple[str, ...]:
    """The sentences of `text`, trimmed, none empty.

    Joined by single spaces they hold every non-space character of `text` in order.
    `language` is a BCP 47 tag; an unknown one is split by the general rules.
    """
    found = (part.strip() for part in sentencex.segment(language.partition("-")[0], text))
    return tuple(part for part in found if part)
