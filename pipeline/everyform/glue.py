"""The words of a sheet that no segment of the document holds, as data. A floor module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class LineKind(Enum):
    """What a line of a sheet is; the value is its name in the catalog."""

    MAIN = "main"  # the main message, in a frame
    DO = "do"  # what one can do
    KNOW = "know"  # what doctors know
    UNKNOWN = "unknown"  # what they do not know, or what varies
    ASK = "ask"  # a question to ask
    WORD = "word"  # a word and what it means, "biopsy: a test ..."


WORDS = "words"
"""The topic of the words to know: they are for each sheet on which they occur."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet in the edition's words."""

    kind: LineKind
    words: str


def meaning(words: str) -> tuple[str, str]:
    """The word of a line and what it means; "" where it has no colon."""
    word, _, said = words.replace("\uff1a", ": ").partition(": ")
    return word.strip(), said.strip()


@dataclass(frozen=True, slots=True)
class Glue:
    """The lines of the sheets by topic; `draft` where any of them is not approved."""

    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    draft: bool = False

    def of(self, topic: str, kind: LineKind) -> tuple[str, ...]:
        """The lines of a kind on the sheets of a topic."""
        return tuple(line.words for line in self.lines.get(topic, ()) if line.kind is kind)
