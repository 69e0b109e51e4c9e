"""One segment -> its sentences, each with the words to say in the language of each part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from everyform.document import Segment
from everyform.inline import (
    CrossReference,
    Defined,
    Drug,
    Emph,
    Foreign,
    Gene,
    Inline,
    LineBreak,
    Link,
    Phone,
    Pmid,
    ReferenceMark,
    RunIn,
    Slot,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from everyform.narration.habits import habits
from everyform.narration.lettering import LATIN, LATIN_LETTERS
from everyform.narration.rules import is_sayable, say, unread
from everyform.narration.spoken_numbers import digit_by_digit
from everyform.narration.utterances import Run
from everyform.sentences import split
from everyform.walk import plain_text

# espeak-ng dies of 16,000 characters in one call; no sentence of a person is this long.
LONGEST_RUN = 2_000

# Words in Latin letters, addresses too, with the spaces between them; or phonemes.
_LATIN_WORD = (
    rf"(?=[{LATIN}.+-]{{0,20}}?[{LATIN_LETTERS}]{{2}})"
    rf"[{LATIN}][{LATIN}.+@'\u2019&/-]*(?<=[{LATIN}])"
)
_LATIN_WORDS = re.compile(rf"\[\[.*?\]\]|{_LATIN_WORD}(?: {_LATIN_WORD})*")

# A raised figure is a power after a figure, a bracket, a small letter that stands alone, and
# the unit of a length; after a word it may be the mark of a note.
_FIGURES = re.compile(r"[-+\u2212\u2013]?\d{1,9}")
_BASE = re.compile(r"(?:\d|\)|(?<![^\W\d_])(?:[a-z]|[cdkm]m))\Z")
_BASE_LENGTH = 8

# At the edge of a run a pause is made by the change of the voice.
_NO_SOUND = " ,;:()\u060c\u061b\u3001\uff0c\uff1b\uff1a\uff08\uff09"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Consecutive displayed characters and what stands for them when it is read aloud."""

    shown: str
    heard: str
    language: str


def sentences(segment: Segment) -> tuple[tuple[str, tuple[Run, ...]], ...]:
    """The sentences as displayed, in order, each with its runs.

    A segment without a sentence still gives one, so that no segment goes unheard of.
    """
    shown = plain_text(segment.content)
    pieces = tuple(_pieces(segment.content, segment.language))
    found: list[tuple[str, tuple[Run, ...]]] = []
    end = 0
    for sentence in split(shown, segment.language) or (shown,):
        start = shown.index(sentence, end)
        end = start + len(sentence)
        found.append((sentence, runs(_cut(pieces, start, end))))
    return tuple(found)


def unread_figures(segment: Segment) -> tuple[str, ...]:
    """The figures that no rule can say: beside a stroke or a dash, raised or lowered."""
    pieces = _pieces(segment.content, segment.language)
    return tuple(
        figures
        for language, stretch in groupby(pieces, key=lambda piece: piece.language)
        for figures in unread("".join(piece.heard for piece in stretch), language)
    )


def phrase(words: str, language: str) -> tuple[Run, ...]:
    """The runs of a phrase of an edition."""
    return runs((_Piece(words, words, language),))


def words(content: tuple[Inline, ...], language: str) -> tuple[Run, ...]:
    """The runs of words of the source that are said once more, outside of their segment."""
    return runs(_pieces(content, language))


def runs(pieces: Iterable[_Piece]) -> tuple[Run, ...]:
    """What to say, one run for each stretch of one language; nothing unsayable."""
    merged: list[Run] = []
    for language, stretch in groupby(pieces, key=lambda piece: piece.language):
        text = "".join(piece.heard for piece in stretch)
        if is_sayable(text) or not merged:
            merged.append(Run(text, language))
        else:  # punctuation after words of another language belongs to them
            merged[-1] = replace(merged[-1], text=merged[-1].text + text)
    spoken = (part for run in merged for part in _spoken(run))
    return tuple(part for run in spoken if is_sayable(run.text) for part in _portions(run))


def _spoken(run: Run) -> Iterator[Run]:
    """The words to say; those that are another language's by its letters in runs of their own.

    A voice for another script says Latin words by rules that know neither the language
    nor its lexicon. Acronyms are no words: by now they are spelled in `run.language`.
    """
    text = say(run.text, run.language)
    other = habits(run.language).latin
    places = [m.span() for m in _LATIN_WORDS.finditer(text) if m[0][0] != "["] if other else []
    done = 0
    for start, end in places:
        if is_sayable(before := text[done:start].strip(_NO_SOUND)):
            yield Run(before, run.language)
        yield Run(say(text[start:end], other), other)
        done = end
    rest = text[done:].strip(_NO_SOUND) if places else text
    yield Run(rest, run.language)


def _portions(run: Run) -> Iterator[Run]:
    """A run in lengths that the engine survives, parted at spaces where there are any."""
    text = run.text
    while len(text) > LONGEST_RUN:
        space = text.rfind(" ", 0, LONGEST_RUN)
        end = space if space > 0 else LONGEST_RUN
        yield replace(run, text=text[:end])
        text = text[end:].lstrip()
    yield replace(run, text=text)


def _pieces(content: tuple[Inline, ...], language: str, before: str = "") -> Iterator[_Piece]:
    """The content as pieces; their `shown` joined is `plain_text(content)`.

    `before` is what is shown before it: raised figures are a power only where a base is.
    """
    for node in content:
        found = tuple(_node_pieces(node, language, before))
        yield from found
        before = (before + "".join(piece.shown for piece in found))[-_BASE_LENGTH:]


def _node_pieces(node: Inline, language: str, before: str) -> Iterator[_Piece]:
    match node:
        case Phone(text, number) if number.isdecimal():  # a short one, such as 911
            yield _Piece(text, digit_by_digit(number, habits(language)), language)
        case Text(text) | Phone(text) | Pmid(text) | Slot(_, text):
            yield _Piece(text, text, language)
        case LineBreak():
            yield _Piece(" ", "\n", language)
        case Superscript(inner) if _FIGURES.fullmatch(shown := plain_text(inner)):
            # Said by the rule for powers, "10^9", where it stands at a base.
            yield _Piece(shown, f"^{shown}" if _BASE.search(before) else f" ^{shown}", language)
        case Subscript(inner) if (shown := plain_text(inner)).isdecimal():
            heard = f" ^{shown}" if before[-1:].isdecimal() else shown
            yield _Piece(shown, heard, language)
        case ReferenceMark(inner):
            number = plain_text(inner)
            yield _Piece(number, habits(language).mark.format(number=number), language)
        case Foreign(inner, other):
            yield from _pieces(inner, other, before)
        case (
            Emph(inner)
            | Strong(inner)
            | Superscript(inner)
            | Subscript(inner)
            | Link(inner)
            | Term(inner)
            | CrossReference(inner)
            | RunIn(inner)
            | Defined(inner)
            | Drug(inner)
            | Gene(inner)
        ):
            yield from _pieces(inner, language, before)
        case _:
            assert_never(node)


def _cut(pieces: tuple[_Piece, ...], start: int, end: int) -> Iterator[_Piece]:
    """The pieces between two places of the displayed text, the outer ones shortened."""
    place = 0
    for piece in pieces:
        low, high = max(start - place, 0), min(end - place, len(piece.shown))
        place += len(piece.shown)
        if low >= high:
            continue
        if piece.heard == piece.shown:
            yield replace(piece, shown=piece.shown[low:high], heard=piece.shown[low:high])
        elif low == 0:  # what is heard otherwise than it is shown is heard once, and whole
            yield piece
