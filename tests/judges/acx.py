"""ACX's audio submission requirements, measured on the encoded file with ffmpeg and mp3val.

The numbers: 44.1 kHz, mono, constant rate of 192 kbit/s or more, RMS from -23 to
-18 dB, peak at most -3 dB, noise floor at most -60 dB, 0.5 to 1 s of silence at
the head and 1 to 5 s at the tail, at most 120 minutes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop

# The encoder's own delay and padding, up to two MP3 frames of 1152 samples at 44.1 kHz,
# stand before and after what was recorded.
FRAME_SLACK_S = 2 * 1152 / 44100


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of one file."""

    codec: str
    sample_rate_hz: int
    channels: int
    bit_rate_bps: int
    duration_s: float
    rms_db: float
    peak_db: float
    noise_db: float
    head_s: float
    tail_s: float
    stream_faults: tuple[str, ...]


def examine(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """Each file decoded once."""
    for file in files:
        yield Verdict(file, complaints(measure(workshop, file)))


def complaints(m: Measures) -> tuple[Complaint, ...]:
    """The requirements that the measures do not meet. A measure that is no number meets none."""
    rules = (
        ("codec", m.codec == "mp3", m.codec),
        ("sample-rate", m.sample_rate_hz == 44100, f"{m.sample_rate_hz} Hz"),
        ("mono", m.channels == 1, f"{m.channels} channels"),
        ("bit-rate", m.bit_rate_bps >= 192_000, f"{m.bit_rate_bps} bit/s"),
        ("length", 0 < m.duration_s <= 120 * 60, f"{m.duration_s:.1f} s"),
        ("rms", -23 <= m.rms_db <= -18, f"{m.rms_db:.1f} dB"),
        ("peak", m.peak_db <= -3, f"{m.peak_db:.1f} dB"),
        ("noise", m.noise_db <= -60, f"{m.noise_db:.1f} dB"),
        ("head", 0.5 <= m.head_s <= 1 + FRAME_SLACK_S, f"{m.head_s:.2f} s of silence"),
        ("tail", 1 <= m.tail_s <= 5 + FRAME_SLACK_S, f"{m.tail_s:.2f} s of silence"),
    )
    broken = [Complaint(rule, measured) for rule, met, measured in rules if not met]
    return (*broken, *(Complaint("stream", fault) for fault in m.stream_faults))


def measure(workshop: Workshop, file: Path) -> Measures:
    """All measures of one file.

    Raises:
        CannotJudge: it cannot be decoded.
    """
    entries = "stream=codec_name,sample_rate,channels,bit_rate:format=duration"
    probe = workshop.run(
        "ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", entries,
        "-of", "json", file,
    )  # fmt: skip
    facts = json.loads(probe.stdout or "{}")
    if probe.returncode or not facts.get("streams"):
        raise CannotJudge(probe.stderr.strip() or f"no sound in {file}")
    stream, duration_s = facts["streams"][0], float(facts["format"]["duration"])
    filters = "silencedetect=noise=-60dB:duration=0.2,astats=measure_perchannel=none"
    heard = workshop.run(
        "ffmpeg", "-hide_banner", "-nostats", "-i", file, "-map", "a:0", "-af", filters,
        "-f", "null", "-",
    )  # fmt: skip
    if heard.returncode:
        raise CannotJudge(heard.stderr.strip()[-400:])
    checked = workshop.run("mp3val", file)
    head_s, tail_s = silences(heard.stderr, duration_s)
    return Measures(
        codec=stream["codec_name"],
        sample_rate_hz=int(stream["sample_rate"]),
        channels=stream["channels"],
        bit_rate_bps=int(stream.get("bit_rate", 0)),
        duration_s=duration_s,
        rms_db=level("RMS level dB", heard.stderr),
        peak_db=level("Peak level dB", heard.stderr),
        noise_db=level("Noise floor dB", heard.stderr),
        head_s=head_s,
        tail_s=tail_s,
        stream_faults=stream_faults(checked.stdout),
    )


def level(name: str, heard: str) -> float:
    """The level that `astats` printed under `name`, in dB; not a number if it printed none."""
    found = re.findall(rf"{name}: (-?(?:[\d.]+|inf|nan))\s*$", heard, re.MULTILINE)
    return float(found[-1]) if found else float("nan")


def silences(heard: str, duration_s: float) -> tuple[float, float]:
    """Seconds of silence at the head and at the tail, as `silencedetect` printed them."""
    starts = [float(s) for s in re.findall(r"silence_start: (-?[\d.]+)", heard)]
    ends = [float(s) for s in re.findall(r"silence_end: ([\d.]+)", heard)]
    if not starts:
        return 0.0, 0.0
    # A silence that lasts to the end of the file may have no end of its own.
    ends += [duration_s] * (len(starts) - len(ends))
    head_s = ends[0] if starts[0] <= FRAME_SLACK_S else 0.0
    tail_s = ends[-1] - starts[-1] if duration_s - ends[-1] <= FRAME_SLACK_S else 0.0
    return head_s, tail_s


def stream_faults(checked: str) -> tuple[str, ...]:
    """The warnings and errors of mp3val, and a variable bit rate."""
    faults = re.findall(r"^(?:WARNING|ERROR): (.*)$", checked, re.MULTILINE)
    return (*faults, *(["variable bit rate"] if re.search(r"\bVBR\b", checked) else []))


def plant(workshop: Workshop, folder: Path) -> Path:
    """A shrill tone at full level, with no silence around it."""
    tone = folder / "planted.mp3"
    source = "sine=frequency=1000:sample_rate=44100:duration=2,volume=18dB"
    workshop.run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-b:a", "192k", tone)
    return tone


JUDGE = Judge(
    name="ACX",
    standard="audio levels",
    suffix=".mp3",
    version=lambda workshop: workshop.run("ffmpeg", "-version").stdout.split()[2],
    examine=examine,
    fault="peak",
    plant=plant,
)
