"""How long the narrator is silent, by what was said and what comes next.

A pause says what a page says by space. Between two utterances the longer of the
two wishes counts: the one after the first, the one before the second.
"""

from __future__ import annotations

from enum import Enum


class Place(Enum):
    """What an utterance is; the value is the silence around it, (before_s, after_s)."""

    CHAPTER_HEADING = (1.8, 1.2)
    HEADING = (1.4, 0.9)
    PARAGRAPH = (0.7, 0.8)
    ITEM = (0.55, 0.6)
    CELL = (0.4, 0.5)


# After an announcement ("Row 2.") and between the sentences of one segment.
ANNOUNCEMENT_S = 0.3
SENTENCE_S = 0.45


def pause_s(said: Place, following: Place | None) -> float:
    """The silence between two segments, in seconds; None where nothing follows."""
    before_s = following.value[0] if following else 0.0
    return max(said.value[1], before_s)
