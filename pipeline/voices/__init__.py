"""Script -> Recording: one clip for each utterance, in exact lengths."""

from pipeline.voices.session import record, voice_for
from pipeline.voices.recording import Clip, Recording

__all__ = ["Clip", "Recording", "record", "voice_for"]
