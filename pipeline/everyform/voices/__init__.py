"""Script -> Recording: one clip for each utterance, in exact lengths."""

from everyform.voices.recording import Clip, Recording
from everyform.voices.session import fingerprint, record, voice_for
from everyform.voices.store import fresh

__all__ = ["Clip", "Recording", "fingerprint", "fresh", "record", "voice_for"]
