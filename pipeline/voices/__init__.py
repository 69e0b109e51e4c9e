"""Script -> Recording: one clip for each utterance, in exact lengths."""

from pipeline.voices.recording import Clip, Recording
from pipeline.voices.session import record, voice_for
from pipeline.voices.store import fresh

__all__ = ["Clip", "Recording", "fresh", "record", "voice_for"]
