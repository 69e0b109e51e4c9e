"""What translation tools say of a unit beside XLIFF's own state: finished, rejected, a machine's.

Each tool has attributes of its own for it. Words that nobody has finished must not come back as
if somebody had, and sentences that a tool has segmented come back with the spaces between them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from everyform.diagnostics import clipped
from everyform.editions.xliff_markup import N

# memoQ (MQXLIFF), Trados Studio (SDLXLIFF) and Phrase (MXLIFF), as their files name themselves.
_MEMOQ = "{MQXliff}"
_TRADOS = "{http://sdl.com/FileTypes/SdlXliff/1.0}"
_PHRASE = "{http://www.memsource.com/mxlf/2.0}"

_MEMOQ_FINISHED = {"ManuallyConfirmed", "Confirmed", "Proofread", "Reviewer1Confirmed"}
_TRADOS_FINISHED = {"Translated", "ApprovedTranslation", "ApprovedSignOff"}
_FINAL = {"final", "signed-off"}

# XLIFF 1.2, 2.3 "state-qualifier": where the words come from, or why they went back.
_MACHINE = {"mt-suggestion", "leveraged-mt"}
_GUESS = {"fuzzy-match", "tm-suggestion"}

_UNSPACED = ("ja", "th", "zh")  # languages that put no space between sentences


def unfinished(unit: etree._Element, target: etree._Element) -> str:
    """Why a unit is not finished by what its tool or its empty sentences say; "" where it is."""
    return next(_reasons(unit, target), "")


def _reasons(unit: etree._Element, target: etree._Element) -> Iterator[str]:
    yield from _empty_segments(unit, target)
    status = unit.get(f"{_MEMOQ}status")
    if status is not None and status not in _MEMOQ_FINISHED:
        yield f"memoQ says {status}"
    for segment in unit.iter(f"{_TRADOS}seg"):
        if (said := segment.get("conf")) not in _TRADOS_FINISHED:
            yield f"Trados says {said or 'nothing'} of sentence {segment.get('id', '')}"
    if unit.get(f"{_PHRASE}confirmed") == "0":
        yield "Phrase says that it is not confirmed"
    qualifier = target.get("state-qualifier", "")
    if qualifier.startswith("rejected"):
        yield f"it was rejected ({qualifier})"
    settled = unit.get("approved") == "yes" or target.get("state") in _FINAL
    if qualifier in _MACHINE and not settled:
        yield f"a machine made it ({qualifier})"
    if qualifier in _GUESS and not settled:
        yield f"a memory suggested it ({qualifier})"


def _empty_segments(unit: etree._Element, target: etree._Element) -> Iterator[str]:
    there = _segments(unit.find(f"{N}seg-source"))
    here = _segments(target)
    for name, source in there.items():
        words = " ".join("".join(map(str, source.itertext())).split())
        put = here.get(name)
        if words and here and (put is None or not "".join(map(str, put.itertext())).strip()):
            yield f"a sentence is empty: {clipped(words)!r}"


def space_out(unit: etree._Element, target: etree._Element, language: str) -> None:
    """Put the source's spaces between the sentences of a target whose tool has left them out."""
    if language.partition("-")[0].lower() in _UNSPACED:
        return
    there = _segments(unit.find(f"{N}seg-source"))
    for name, segment in _segments(target).items():
        following = segment.getnext()
        if following is None or segment.tail or following.tag != segment.tag:
            continue
        source = there.get(name)
        segment.tail = source.tail if source is not None and source.tail else " "


def _segments(element: etree._Element | None) -> dict[str, etree._Element]:
    """The sentences that a tool has marked, by their number."""
    marks = () if element is None else element.iter(f"{N}mrk")
    return {mark.get("mid", ""): mark for mark in marks if mark.get("mtype") == "seg"}
