"""The script: what is said, sentence by sentence, in files and chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from everyform.diagnostics import Location
from everyform.inline import SegmentId


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one language, spelled the way a person says them.

    `[[...]]` holds phonemes in espeak-ng's notation; no other square bracket occurs.
    """

    text: str
    language: str  # BCP 47


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence of one segment, or an announcement before the segment.

    `id` is `segment.n`: n counts the sentences from 1; 0 is the announcement, which
    is heard and not displayed ("Row 2.", "Picture:"), so its `shown` is "".
    `spoken` has more than one run where the language changes inside the sentence,
    and none where a sentence holds nothing that can be said.
    """

    id: str
    segment: SegmentId
    shown: str  # the sentence as displayed
    spoken: tuple[Run, ...]
    pause_s: float  # silence after it
    origin: Location


@dataclass(frozen=True, slots=True)
class Chapter:
    """One heading and what is said until the next. `utterances` is never empty."""

    title: str
    level: int  # of the heading, 1 to 6
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One audio file: credits, or a top-level section. `chapters` is never empty.

    `name` is the same in all languages, for the name of the file.
    """

    name: str
    title: str
    language: str  # BCP 47, of the title
    chapters: tuple[Chapter, ...]

    @property
    def utterances(self) -> Iterator[Utterance]:
        """Everything that is said in this part, in order."""
        for chapter in self.chapters:
            yield from chapter.utterances


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that is said, in order: opening credits, sections, closing credits."""

    parts: tuple[Part, ...]

    @property
    def utterances(self) -> Iterator[Utterance]:
        """Everything that is said, in order."""
        for part in self.parts:
            yield from part.utterances
