"""Worksheets on whether a sheet can be understood and followed, filled in as far as can be told.

Each item is answered by a measurement, by a fact of how sheets are made, or left to a person:
never guessed. A share is that of the answers that are known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from everyform.document import Callout, Section
from everyform.publication import Publication
from everyform.sheets.scores import GRADE, Scores
from everyform.sheets.voice import passive
from everyform.walk import blocks, own_segments, plain_text, segments

_PASSIVE = 0.2  # share of sentences up to which a text is active
_PARAGRAPH = 90  # words of a part that is short
_DIRECT = {"en": re.compile(r"\byour?\b", re.I), "es": re.compile(r"\b(usted|sus?|le)\b", re.I)}
_ABOUT = {
    "numbers": re.compile(r"\d"),
    "risk": re.compile(r"\b(risks?|chances?|riesgos?|probabilidad\w*)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One item: its number and question, what was found, and how; None is left to a person."""

    number: int
    question: str
    answer: bool | None
    by: str  # "measured", "declared", "person" or "not applicable"


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A worksheet as far as it is filled in; `share` of the known answers is yes, of 100."""

    name: str
    passing: int
    share: int
    answers: tuple[Answer, ...]

    @property
    def open(self) -> int:
        """How many items are left to a person."""
        return sum(answer.by == "person" for answer in self.answers)


def worksheets(sheet: Publication, found: Scores) -> tuple[Worksheet, ...]:
    """The worksheets of a sheet, with `found` what was measured on it."""
    text = " ".join(plain_text(segment.content) for segment in segments(sheet.body))
    return tuple(_filled_in(data, sheet, found, text) for data in _data())


def _filled_in(data: dict[str, Any], sheet: Publication, found: Scores, text: str) -> Worksheet:
    answers = tuple(_answer(item, sheet, found, text) for item in data["item"])
    known = [answer.answer for answer in answers if answer.answer is not None]
    share = round(100 * sum(known) / len(known)) if known else 0
    return Worksheet(data["name"], data["passing"], share, answers)


def _answer(item: dict[str, Any], sheet: Publication, found: Scores, text: str) -> Answer:
    number, question, by = item["number"], item["question"], item["by"]
    if "about" in item and not _ABOUT[item["about"]].search(text):
        return Answer(number, question, None, "not applicable")
    match by:
        case "measured":
            return Answer(number, question, _RULES[item["rule"]](sheet, found), by)
        case "declared":
            return Answer(number, question, item["answer"], by)
        case "person":
            return Answer(number, question, None, by)
        case _:
            raise ValueError(f"an item is answered by {by!r}")


def _active_frame(sheet: Publication, found: Scores) -> bool:
    """Is no line of the frame in the passive voice?"""
    frame = [b for b in sheet.body if isinstance(b, Callout)]
    said = [plain_text(segment.content) for segment in segments(frame)]
    return bool(said) and not any(passive(s, sheet.edition.language) for s in said)


def _short_parts(sheet: Publication, found: Scores) -> bool:
    """Is no paragraph longer than so many words?"""
    return all(
        len(plain_text(segment.content).split()) <= _PARAGRAPH
        for block in blocks(sheet.body)
        for segment in own_segments(block)
    )


def _direct(sheet: Publication, found: Scores) -> bool:
    pattern = _DIRECT.get(sheet.edition.language)
    text = " ".join(plain_text(segment.content) for segment in segments(sheet.body))
    return pattern is not None and pattern.search(text) is not None


def _everyday(sheet: Publication, found: Scores) -> bool:
    grade = found.neutral.get("Flesch-Kincaid", 0.0)
    return grade <= GRADE and not found.long


_RULES: dict[str, Callable[[Publication, Scores], bool]] = {
    "message": lambda sheet, found: found.message,
    "action": lambda sheet, found: found.actions > 0,
    "active-frame": _active_frame,
    "active": lambda sheet, found: found.passive <= _PASSIVE,
    "familiar": lambda sheet, found: _everyday(sheet, found) and not found.unexplained,
    "everyday": _everyday,
    "explained": lambda sheet, found: not found.unexplained,
    "lists": lambda sheet, found: bool(found.lists),
    "headings": lambda sheet, found: any(isinstance(b, Section) for b in sheet.body),
    "known": lambda sheet, found: found.unsure,
    "short-parts": _short_parts,
    "direct": _direct,
    "steps": lambda sheet, found: found.actions > 1,
    "tool": lambda sheet, found: found.questions > 0,
}


@cache
def _data() -> list[dict[str, Any]]:
    source = files("everyform.sheets").joinpath("data/worksheets.toml")
    found: list[dict[str, Any]] = tomllib.loads(source.read_text("utf-8"))["worksheet"]
    return found
