"""How long the seed takes as an audiobook, cold and with stored clips, and its peak memory."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from pathlib import Path

from everyform.narration import script
from everyform.voices import record
from everyform.writers.audio.audiobook import write
from tests.bench.seed import publication


def main() -> None:
    """Print seconds (and of processor), times real time, bytes, and peak MB of each process."""
    made = publication()
    with tempfile.TemporaryDirectory() as folder:
        clips = Path(folder)
        with _timed("narrate"):
            said = script(made).value
        with _timed("speak, cold"):
            recording = record(said, clips).value
        with _timed("speak, stored"):
            record(said, clips)
        began = time.perf_counter()
        with _timed("encode"):
            size = sum(len(file.data) for file in write(made, recording))
        encoding_s = time.perf_counter() - began
    pauses_s = sum(clip.utterance.pause_s for clip in recording.clips)
    samples = sum(len(clip.samples) for clip in recording.clips) / 2
    spoken_s = samples / recording.rate_hz + pauses_s
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    other = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    print(f"{spoken_s / 60:.1f} min of speech, {len(recording.clips)} clips, {size / 1e6:.0f} MB")
    print(f"encoding is {spoken_s / encoding_s:.0f} x real time")
    print(f"peak {own:.0f} MB, {other:.0f} MB in the speaking process")


class _timed:
    """Prints what a step took, with the processor's time of children too."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        self._began, self._used = time.perf_counter(), os.times()

    def __exit__(self, *_: object) -> None:
        seconds, used = time.perf_counter() - self._began, os.times()
        processor = sum(used[:4]) - sum(self._used[:4])
        print(f"{self._name}: {seconds:.2f} s ({processor:.2f} s of processor)")


if __name__ == "__main__":
    main()
