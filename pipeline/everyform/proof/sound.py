"""An MP3 -> what its tags say, its chapters, where its clips lie, and its sound."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import mutagen.id3
import numpy as np
import soundfile
from numpy.typing import NDArray

from everyform.proof.facts import Fact
from everyform.proof.frames import UNREAD, foreign
from everyform.proof.passage import Card

id3: Any = mutagen.id3  # mutagen has types for readers of files only

Samples = NDArray[np.float32]  # mono, full scale is 1.0

_CLIPS = "PRIV:everyform/clips/1"
_HEADER_BYTES = 10  # "ID3", version, flags, size


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as a player shows it; times in seconds."""

    id: str
    title: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clip is said to lie, in samples of the decoded sound."""

    utterance: str
    sha256: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Track:
    """A finished file of sound. `number` is its place among the files, None for the whole."""

    card: Card
    title: str
    number: int | None
    comment: str
    chapters: tuple[Chapter, ...]
    clips: tuple[Place, ...]
    frames: memoryview  # the sound without its tag
    foreign: tuple[str, ...] = ()  # what no file of ours holds, in words


def read_track(data: bytes) -> Track:
    """A file of sound, but for its samples.

    Raises:
        ValueError, KeyError, mutagen.MutagenError: tags are missing or damaged.
    """
    strange = tuple(foreign(data))
    if any(words.startswith(UNREAD) for words in strange):
        raise ValueError(strange[0])
    tags = id3.ID3(io.BytesIO(data))
    table = [name for frame in tags.getall("CTOC") for name in frame.child_element_ids]
    found = {frame.element_id: frame for frame in tags.getall("CHAP")}
    rows = json.loads(_private(tags))["clips"]
    number = str(tags.get("TRCK", "")).partition("/")[0]
    return Track(
        card=Card(
            titles=(str(tags["TALB"]),),
            identifier=b"".join(frame.data for frame in tags.getall("UFID")).decode(),
            languages=tuple(tags["TLAN"].text) if "TLAN" in tags else (),
            source=str(tags.get("WOAS", "")),
            rights=str(tags.get("TCOP", "")),
            citation="\n".join(str(frame) for frame in tags.getall("COMM")),
            modified=str(tags.get("TDRC", "")),
            facts=tuple(_facts(tags)),
        ),
        title=str(tags["TIT2"]),
        number=int(number) if number else None,
        comment="\n".join(str(frame) for frame in tags.getall("COMM")),
        chapters=tuple(_chapter(found[name]) for name in table if name in found),
        clips=tuple(Place(*row) for row in rows),
        frames=memoryview(data)[_HEADER_BYTES + _size(data) :],
        foreign=(*strange, *_beside(tags)),
    )


def _facts(tags: Any) -> Iterator[Fact]:
    """Every statement of a tag but the chapters and the places of clips, by its frame."""
    for frame in tags.values():
        match frame.FrameID:
            case "CHAP" | "CTOC" | "PRIV":
                pass
            case "UFID":
                yield f"UFID:{frame.owner}", frame.data.decode("utf-8", "replace")
            case "WOAS":
                yield "WOAS", frame.url
            case "COMM":
                described = f":{frame.desc}" if frame.desc else ""
                yield from ((f"COMM[{frame.lang}]{described}", str(text)) for text in frame.text)
            case name if name.startswith("T") and name != "TXXX":
                yield from ((name, str(text)) for text in frame.text)
            case name:
                yield name, frame.HashKey


def _beside(tags: Any) -> Iterator[str]:
    """What chapters and private frames hold that ours do not."""
    for frame in tags.getall("CHAP"):
        if [inner.FrameID for inner in frame.sub_frames.values()] != ["TIT2"]:
            yield f"a chapter with more than its title: {frame.element_id}"
    for frame in tags.getall("CTOC"):
        if len(frame.sub_frames):
            yield "a table of chapters with words of its own"
    if any(f"PRIV:{frame.owner}" != _CLIPS for frame in tags.getall("PRIV")):
        yield "a private frame of others"


class Sound:
    """The decoded sound of a track, read from front to back and never whole in memory."""

    def __init__(self, frames: memoryview) -> None:
        self._file = soundfile.SoundFile(io.BytesIO(frames))
        self.rate_hz: int = self._file.samplerate
        self.place = 0  # how many samples have been read

    def read(self, count: int) -> Samples:
        """The next `count` samples, or as many as there are left."""
        taken: Samples = self._file.read(max(count, 0), dtype="float32")
        self.place += len(taken)
        return taken

    def rest(self) -> Iterator[Samples]:
        """What is left, in pieces of some seconds."""
        while len(piece := self.read(1 << 18)):
            yield piece


def _private(tags: Any) -> str:
    frames = [f for f in tags.getall("PRIV") if f"PRIV:{f.owner}" == _CLIPS]
    if len(frames) != 1:
        raise ValueError("the file does not say where its clips lie")
    return bytes(frames[0].data).decode()


def _chapter(frame: Any) -> Chapter:
    title = str(frame.sub_frames.get("TIT2", ""))
    return Chapter(frame.element_id, title, frame.start_time / 1_000, frame.end_time / 1_000)


def _size(data: bytes) -> int:
    """The length of the tag after its header, as ID3v2 writes it: four bytes of seven bits."""
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return size
