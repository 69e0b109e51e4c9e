"""Recording -> audiobook: an MP3 for each part, and the whole in one MP3 with chapters.

The files are `00-whole`, then `01-<opening>`, `02-<first section>` and so on to the
closing credits, so that a folder sorts into reading order; more digits where there
are more than 99 parts. Every file announces itself, holds its chapters and meets
ACX's numbers. The whole is the parts laid end to end: nothing is encoded twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import soxr

from everyform.narration import Part
from everyform.publication import Publication
from everyform.slugs import slug
from everyform.voices.recording import Clip, Recording
from everyform.walk import plain_text
from everyform.writers.audio.levels import Loudness, Samples, gains, limited, loudness
from everyform.writers.audio.mp3 import DELAY_SAMPLES, RATE_HZ, decoded_samples, encode
from everyform.writers.audio.tags import Mark, Placed, tagged
from everyform.writers.format import File

# ACX: half a second to a second of silence before the first word, one to five after
# the last; the end of the last frame adds up to 0.05 s.
HEAD_S = 0.75
TAIL_S = 1.5

# Encoding leaves the interpreter alone, so threads help; each holds one clip.
_THREADS = 4


@dataclass(frozen=True, slots=True)
class _Stream:
    """One encoded part. `starts` are its chapters' first samples in the decoded sound."""

    frames: bytes
    starts: tuple[int, ...]
    clips: tuple[Placed, ...]

    @property
    def samples(self) -> int:
        return decoded_samples(self.frames)


def write(publication: Publication, recording: Recording | None) -> Iterator[File]:
    """The whole first, then the parts.

    Raises:
        ValueError: there is no recording.
    """
    if recording is None:
        raise ValueError("an audiobook is written from a recording")
    parts = recording.script.parts
    shares = _shares(recording)
    # Energy is counted at the recording's rate, and so is time.
    factors = gains([_loudness(share, recording.rate_hz) for share in shares], recording.rate_hz)
    with ThreadPoolExecutor(_THREADS) as threads:
        jobs = [
            threads.submit(_stream, part, share, recording.rate_hz, factor)
            for part, share, factor in zip(parts, shares, factors, strict=True)
        ]
        streams = [job.result() for job in jobs]
    title = plain_text(publication.title.content)
    digits = max(2, len(str(len(parts))))
    frames = [stream.frames for stream in streams]
    marks, clips = tuple(_marks(parts, streams)), tuple(_placed(streams))
    yield File(f"{0:0{digits}}-whole", tagged(frames, publication, title, None, 0, marks, clips))
    for number, (part, stream) in enumerate(zip(parts, streams, strict=True), 1):
        own = tuple(_marks((part,), (stream,)))
        data = tagged(
            [stream.frames], publication, part.title, number, len(parts), own, stream.clips
        )
        yield File(f"{number:0{digits}}-{slug(part.name)}", data)


def _shares(recording: Recording) -> list[tuple[Clip, ...]]:
    """The clips of each part."""
    clips = iter(recording.clips)
    return [tuple(next(clips) for _ in part.utterances) for part in recording.script.parts]


def _loudness(clips: Sequence[Clip], rate_hz: int) -> Loudness:
    """Of a part as it was recorded, with the silences that it will have."""
    spoken_s = sum(len(clip.samples) / 2 / rate_hz for clip in clips)
    pauses_s = sum(clip.utterance.pause_s for clip in clips[:-1])
    return loudness(map(_floats, clips), HEAD_S + spoken_s + pauses_s + TAIL_S)


def _floats(clip: Clip) -> Samples:
    return np.frombuffer(clip.samples, "<i2").astype(np.float32) / np.float32(32_768)


def _stream(part: Part, clips: Sequence[Clip], rate_hz: int, factor: float) -> _Stream:
    """A part as frames: silence, the clips with their pauses, silence."""
    firsts = _first_utterances(part)
    place = DELAY_SAMPLES
    placed: list[Placed] = []

    def sounds() -> Iterator[Samples]:
        nonlocal place
        for index, sound in enumerate(_spaced(clips, rate_hz, factor)):
            # Even places hold silence, odd ones a clip: the head, clip 0, its pause ...
            if index % 2:
                clip = clips[index // 2]
                placed.append(Placed(clip.utterance.id, clip.sha256, place, len(sound)))
            place += len(sound)
            yield sound

    frames = encode(sounds())
    starts = tuple(clip.start for index, clip in enumerate(placed) if index in firsts)
    return _Stream(frames, starts, tuple(placed))


def _spaced(clips: Sequence[Clip], rate_hz: int, factor: float) -> Iterator[Samples]:
    """Silence and clips by turns, silence first and last."""
    yield _silence(HEAD_S)
    for number, clip in enumerate(clips, 1):
        sound = soxr.resample(_floats(clip), rate_hz, RATE_HZ) if clip.samples else _silence(0)
        yield limited((sound * np.float32(factor)).astype(np.float32), RATE_HZ)
        yield _silence(clip.utterance.pause_s if number < len(clips) else TAIL_S)


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def _first_utterances(part: Part) -> frozenset[int]:
    """The places of the utterances that begin a chapter."""
    firsts, place = [], 0
    for chapter in part.chapters:
        firsts.append(place)
        place += len(chapter.utterances)
    return frozenset(firsts)


def _marks(parts: Sequence[Part], streams: Sequence[_Stream]) -> Iterator[Mark]:
    """The chapters of streams laid end to end; each lasts until the next begins.

    The first begins with the file, so that no second of it is outside all chapters.
    """
    titles = [chapter.title for part in parts for chapter in part.chapters]
    starts, before = [], 0
    for stream in streams:
        starts += [before + start for start in stream.starts]
        before += stream.samples
    edges = [0, *starts[1:], before]
    for title, start, end in zip(titles, edges, edges[1:], strict=False):
        yield Mark(title, start / RATE_HZ, end / RATE_HZ)


def _placed(streams: Sequence[_Stream]) -> Iterator[Placed]:
    """The clips of streams laid end to end."""
    before = 0
    for stream in streams:
        for clip in stream.clips:
            yield replace(clip, start=before + clip.start)
        before += stream.samples
