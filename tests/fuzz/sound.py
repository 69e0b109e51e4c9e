"""A short recording, tagged as ours are, for the fuzzer to begin with."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from everyform.narration import script
from everyform.voices import record
from everyform.writers import FORMATS
from tests.publications import para, publication, section


@cache
def tagged() -> bytes:
    """The last file of a small audiobook, its closing credits."""
    (format,) = (format for format in FORMATS if format.name == "audiobook")
    made = publication(blocks=(section("h-1", "Knee", 2, para("A word.")),))
    with tempfile.TemporaryDirectory() as clips:
        recording = record(script(made).value, Path(clips)).value
    return list(format.write(made, recording))[-1].data
