"""Script -> Recording: one clip for each utterance, in exact lengths."""

from pipeline.voices.recording import Clip, Recording
from pipeline.voices.session import record, voice_for

__all__ = ["Clip", "Recording", "record", "voice_for"]
