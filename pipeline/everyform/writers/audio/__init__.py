"""Recording -> an audiobook."""

from everyform.writers.audio.audiobook import write

__all__ = ["write"]
