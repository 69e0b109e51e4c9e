"""How plain a sheet is, by measurement: sentences, grades, lists, and what it asks one to do.

The limits are those of the AMA's and NIH's advice on materials for patients (grade 6, SMOG 8) and
of the INFLESZ scale (65: fairly easy). A number is a hint for an editor; the gates are what a
sheet must hold to be released.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from everyform.document import (
    Block,
    BulletList,
    Callout,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Section,
    Segment,
)
from everyform.glue import WORDS, Glue, LineKind, meaning
from everyform.inline import Defined, Drug, Gene, Term
from everyform.publication import Publication
from everyform.readability import Readability, full_sentences, scored, syllables
from everyform.sheets.voice import passive
from everyform.walk import blocks, inlines, own_segments, plain_text, segments

MOST_WORDS = 20
"""Words of a sentence; a longer one is told."""
MEAN_WORDS = 13.0
MOST_ITEMS = 7
GRADE = 6.0
SMOG = 8.0
INFLESZ = 65.0

# What a defined term is counted as: a word that everybody knows, of two syllables.
_NEUTRAL = "doctor"
_HARD = 3  # syllables of a term that needs to be explained
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Scores:
    """What was counted on one sheet.

    `grades` are the formulas' results as the words stand, `neutral` with defined terms counted
    as easy words. Shares are from 0 to 1: `passive` of sentences; `own` of the sheet's words that
    are no notice; `plain` of those that are no quotation of the source. `long` are the
    sentences of too many words, `unexplained` the terms that nothing on the sheet explains,
    `lists` the numbers of items. `message`: it has a main message in a frame; `actions`: what
    it says to do; `unsure`: it says what is known or what is not.
    """

    sentences: int
    words: int
    mean: float
    grades: dict[str, float]
    neutral: dict[str, float]
    passive: float
    long: tuple[str, ...]
    unexplained: tuple[str, ...]
    lists: tuple[int, ...]
    own: float
    plain: float
    message: bool
    actions: int
    questions: int
    unsure: bool


def scores(sheet: Publication, glue: Glue) -> Scores:
    """The scores of a sheet in the language of its edition."""
    language = sheet.edition.language
    said = tuple(_sentences(sheet.body, language))
    raw, neutral = scored(said, language), scored(_neutral(said, sheet, glue), language)
    every = _count(segments(sheet.body))
    around = (sheet.title, *sheet.contact, *(n.segment for n in sheet.notices), *sheet.official)
    quoted = _count(s for b in blocks(sheet.body) if isinstance(b, Quote) for s in segments((b,)))
    parts = {str(b.title.id) for b in sheet.body if isinstance(b, Section)}
    return Scores(
        sentences=raw.sentences,
        words=every,
        mean=round(raw.words / raw.sentences, 1) if raw.sentences else 0.0,
        grades=_grades(raw),
        neutral=_grades(neutral),
        passive=_share(sum(passive(s, language) for s in said), len(said)),
        long=tuple(s for s in said if len(_WORD.findall(s)) > MOST_WORDS),
        unexplained=tuple(_unexplained(sheet, glue)),
        lists=tuple(_lists(sheet.body)),
        own=_share(every, every + _count(around)),
        plain=1.0 - _share(quoted, every),
        message=any(isinstance(block, Callout) for block in sheet.body),
        actions=_items(sheet.body, f"glue-{LineKind.DO.value}") or _framed(sheet.body),
        questions=_items(sheet.body, f"glue-{LineKind.ASK.value}"),
        unsure=bool(parts & {f"glue-{k.value}" for k in (LineKind.KNOW, LineKind.UNKNOWN)}),
    )


def misses(found: Scores, language: str) -> Iterator[str]:
    """What of the gates a sheet does not hold, in words for its editor.

    A sheet without a sentence (links, a list of addresses) has none to hold.
    """
    if not found.sentences:
        return
    if found.long:
        yield f"{len(found.long)} sentences of more than {MOST_WORDS} words"
    if found.mean > MEAN_WORDS:
        yield f"{found.mean} words a sentence, not {MEAN_WORDS:g}"
    for name, limit in (("Flesch-Kincaid", GRADE), ("SMOG", SMOG)):
        if found.neutral.get(name, 0.0) > limit:
            yield f"{name} {found.neutral[name]:.1f}, not {limit:g}"
    if language == "es" and found.neutral.get(_INFLESZ, INFLESZ) < INFLESZ:
        yield f"INFLESZ {found.neutral[_INFLESZ]:.1f}, not {INFLESZ:g}"
    if any(count > MOST_ITEMS for count in found.lists):
        yield f"a list of {max(found.lists)} items, not {MOST_ITEMS}"
    if not found.message:
        yield "no main message"
    if not found.actions:
        yield "nothing that one can do"
    if found.plain < 1.0:
        yield f"{1 - found.plain:.0%} of it in the words of the source"


_INFLESZ = "Szigriszt-Pazos (INFLESZ)"


def _sentences(body: Iterable[Block], language: str) -> Iterator[str]:
    for block in blocks(body):
        if not isinstance(block, Section):
            for segment in own_segments(block):
                if segment.language == language:
                    yield from full_sentences(plain_text(segment.content), language)


def _neutral(said: Iterable[str], sheet: Publication, glue: Glue) -> Iterator[str]:
    """The sentences with every defined term as one easy word."""
    terms = sorted(_defined(sheet, glue), key=len, reverse=True)
    if not terms:
        yield from said
        return
    known = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, terms))})(?:s|es)?(?!\w)", re.IGNORECASE
    )
    yield from (known.sub(_NEUTRAL, sentence) for sentence in said)


def _defined(sheet: Publication, glue: Glue) -> set[str]:
    """Terms that the sheets explain, and names that nobody can exchange."""
    found = {meaning(line)[0] for line in glue.of(WORDS, LineKind.WORD)}
    found |= set(_WORD.findall(plain_text(sheet.subject)))
    for segment in segments(sheet.body):
        for node in inlines(segment.content):
            if isinstance(node, Drug | Gene | Defined):
                found.add(plain_text(node.content).strip())
    return {term for term in found if len(term) > 2}


def _unexplained(sheet: Publication, glue: Glue) -> Iterator[str]:
    """Hard words of the institute's dictionary that no bracket, line or phrase here explains."""
    text = " ".join(plain_text(s.content) for s in segments(sheet.body))
    known = {word.casefold() for word in _defined(sheet, glue)}
    seen: set[str] = set()
    for segment in segments(sheet.body):
        for node in inlines(segment.content):
            if not isinstance(node, Term):
                continue
            term = plain_text(node.content).strip()
            hard = any(syllables(w, segment.language) >= _HARD for w in _WORD.findall(term))
            if not hard or term.casefold() in seen | known or _explained(term, text):
                continue
            seen.add(term.casefold())
            yield term


def _explained(term: str, text: str) -> bool:
    """Does a bracket follow the term or hold it, or is it said what is called so?"""
    word = re.escape(term)
    told = rf"{word}s?\s*\(|\([^()]*{word}s?\)|{word}:|(?:called|llama\w*|named)\s+{word}"
    return re.search(told, text, re.IGNORECASE) is not None


def _lists(body: Iterable[Block]) -> Iterator[int]:
    """How many items each list has; the words to know have a limit of their own."""
    text = [b for b in body if not (isinstance(b, Section) and b.title.id == "glue-words")]
    for block in blocks(text):
        if isinstance(block, BulletList | OrderedList):
            yield len(block.items)


def _items(body: Iterable[Block], title: str) -> int:
    """How many items the list of an authored section has."""
    for block in body:
        if isinstance(block, Section) and block.title.id == title:
            return sum(
                isinstance(inner, ListItem | Paragraph)
                for part in block.blocks
                if isinstance(part, BulletList)
                for inner in part.items
            )
    return 0


def _framed(body: Iterable[Block]) -> int:
    """How many lines of the frame say what to do."""
    frame = [block for block in body if isinstance(block, Callout)]
    return sum(segment.id.startswith("glue-act") for segment in segments(frame))


def _count(found: Iterable[Segment]) -> int:
    return sum(len(plain_text(segment.content).split()) for segment in found)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _grades(found: Readability) -> dict[str, float]:
    return {score.name: round(score.value, 1) for score in found.scores}
