"""Recording -> an audiobook."""

from everyform.writers.audio.audiobook import FORMAT

__all__ = ["FORMAT"]
