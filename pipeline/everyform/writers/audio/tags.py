"""ID3v2.4: what a player shows of a file, and the chapters of it (CHAP and CTOC).

Chapters follow "ID3v2 Chapter Frame Addendum" 1.0; all of them stand in one ordered
table of contents, or in tables of a table where there are too many for one.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import mutagen.id3

from everyform.labels import NoticeId
from everyform.languages import three_letters
from everyform.publication import UNDATED, Publication, main_language
from everyform.walk import plain_text

id3: Any = mutagen.id3  # mutagen has types for readers of files only

_NO_CODE = "XXX"  # ID3v2.4: "if the language is not known"

# Whose private frame it is that says where each clip lies (ID3v2.4, 4.27).
_CLIPS_OWNER = "everyform/clips/1"

# The number of entries of a table of contents is one byte.
_MOST_ENTRIES = 255

_HEADER_BYTES = 10  # "ID3", version, flags, size

# No byte position is given: times alone count.
_NO_OFFSET = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter; the times count from the start of the decoded sound."""

    title: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip in a file; `start` and `length` count samples of the decoded sound."""

    utterance: str
    sha256: str  # of the clip as it was recorded
    start: int
    length: int


def tagged(
    streams: Sequence[bytes],
    publication: Publication,
    title: str,
    number: int | None,
    total: int,
    marks: Sequence[Mark],
    clips: Sequence[Placed] = (),
) -> bytes:
    """MP3 streams end to end after one tag. `number` of `total` files; None for the whole."""
    frames = (*_facts(publication, title, number, total), *_chapters(marks), _places(clips))
    tag = b"".join(map(_frame, frames))
    return b"".join((b"ID3\x04\x00\x00", _seven_bits(len(tag)), tag, *streams))


def _frame(frame: Any) -> bytes:
    """One frame as mutagen writes it, without the header of a tag.

    A tag of many frames is mutagen's to sort, by their lengths; players show
    chapters in the order in which they stand in the file.
    """
    tag, file = id3.ID3(), io.BytesIO()
    tag.add(frame)
    tag.save(file, v1=0, v2_version=4, padding=lambda _: 0)
    return file.getvalue()[_HEADER_BYTES:]


def _seven_bits(size: int) -> bytes:
    """A size as ID3v2 writes it: four bytes of seven bits, never like a start of frame."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _facts(publication: Publication, title: str, number: int | None, total: int) -> Iterator[Any]:
    """Who, what, whence. The work is called what its label allows, in every frame."""
    phrases, attribution = publication.phrases, publication.attribution
    # A citation names the place first: "Bethesda, MD: National Cancer Institute".
    institute = attribution.publisher.rpartition(": ")[2]
    trade_mark = _notice(publication, NoticeId.TRADE_MARK)
    year = str(publication.modified.year)
    yield id3.TALB(text=plain_text(publication.title.content))
    yield id3.TIT2(text=title)
    yield id3.TPE1(text=institute)
    yield id3.TCOM(text=phrases.narrator)  # where audiobook players look for the narrator
    yield id3.TCON(text="Audiobook")
    yield id3.TLAN(text=list(_languages(publication)))
    if publication.modified != UNDATED:
        yield id3.TDRC(text=publication.modified.isoformat())
        # ID3: "must begin with a year and a space character".
        yield id3.TCOP(text=f"{year} {institute}. {trade_mark}")
    if number is not None:
        yield id3.TRCK(text=f"{number}/{total}")
    yield id3.UFID(owner="everyform", data=publication.identifier.encode())
    yield id3.WOAS(url=attribution.url)
    yield id3.COMM(lang=_code(publication.edition.language), text=_comment(publication))


def _comment(publication: Publication) -> str:
    """The citation and every notice of the label's row, in reading order."""
    return "\n".join(plain_text(notice.segment.content) for notice in publication.notices)


def _notice(publication: Publication, wanted: NoticeId) -> str:
    found = (n.segment for n in publication.notices if n.id is wanted)
    return " ".join(plain_text(segment.content) for segment in found)


def _languages(publication: Publication) -> Iterator[str]:
    """That of the text first, then that of the labels where it is another."""
    both = (publication.edition.language, publication.source_language)
    spoken = (main_language(publication), *both)
    yield from dict.fromkeys(map(_code, spoken))


def _code(language: str) -> str:
    return three_letters(language) or _NO_CODE


def _places(clips: Sequence[Placed]) -> Any:
    """Where each clip lies, so that the sound can be held against what was recorded."""
    rows = [[clip.utterance, clip.sha256, clip.start, clip.length] for clip in clips]
    words = json.dumps({"clips": rows}, separators=(",", ":"))
    return id3.PRIV(owner=_CLIPS_OWNER, data=words.encode())


def _chapters(marks: Sequence[Mark]) -> Iterator[Any]:
    """The chapters in order, and the table that names them in that order."""
    names = [f"ch{number:04}" for number in range(1, len(marks) + 1)]
    for name, mark in zip(names, marks, strict=True):
        yield id3.CHAP(
            element_id=name,
            start_time=round(1_000 * mark.start_s),
            end_time=round(1_000 * mark.end_s),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[id3.TIT2(text=mark.title)],
        )
    if len(names) > _MOST_ENTRIES:
        groups = [names[at : at + _MOST_ENTRIES] for at in range(0, len(names), _MOST_ENTRIES)]
        names = [f"toc{number:04}" for number in range(1, len(groups) + 1)]
        for name, group in zip(names, groups, strict=True):
            yield _table(name, group, id3.CTOCFlags.ORDERED)
    yield _table("toc", names, id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED)


def _table(name: str, entries: Sequence[str], flags: int) -> Any:
    return id3.CTOC(element_id=name, flags=flags, child_element_ids=list(entries), sub_frames=[])
