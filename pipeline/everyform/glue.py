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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet in the edition's words."""

    kind: LineKind
    words: str


@dataclass(frozen=True, slots=True)
class Glue:
    """The lines of the sheets by topic; `draft` where any of them is not approved."""

    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    draft: bool = False

    def of(self, topic: str, kind: LineKind) -> tuple[str, ...]:
        """The lines of a kind on the sheets of a topic."""
        return tuple(line.words for line in self.lines.get(topic, ()) if line.kind is kind)
