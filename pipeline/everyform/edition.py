"""What varies between editions of one document: language, register, and the words for labels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from everyform.languages import Direction
from everyform.phrases import Phrases


class Register(Enum):
    """How the text addresses its reader; the value is the BCP 47 variant."""

    STANDARD = ""
    PLAIN = "simple"  # IANA language subtag registry: "simple", simplified form


@dataclass(frozen=True, slots=True)
class Edition:
    """One language and register with its complete interface words."""

    language: str  # BCP 47, e.g. "es", "zh-Hans"
    register: Register
    direction: Direction
    endonym: str  # the language's own name for itself
    phrases: Phrases

    @property
    def tag(self) -> str:
        """For file names and the command line: `es`, `en-simple`."""
        return "-".join(filter(None, (self.language, self.register.value)))
