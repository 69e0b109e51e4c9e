"""The script: what is said, sentence by sentence, in files and chapters."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import SegmentId


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence of one segment.

    `id` is `segment.n`, n from 1; `shown` is the sentence as displayed, `spoken`
    the same as a person says it; `pause_s` is the silence after it, in seconds.
    """

    id: str
    segment: SegmentId
    shown: str
    spoken: str
    language: str  # BCP 47, of the words
    pause_s: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """One heading and what is said until the next."""

    title: str
    level: int
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One audio file: credits, or a top-level section. `chapters` is never empty."""

    title: str
    language: str  # BCP 47, of the title
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that is said, in order."""

    parts: tuple[Part, ...]
