"""How hard a text is to read, by the formulas of its language. A floor module, and pure.

Only full sentences count: paragraphs and items that end in a mark of a sentence. Headings,
fragments of lists, citations and addresses would turn a plain list into grade 31. A score
is a hint for an editor and no verdict: no formula knows whether a word is familiar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from everyform.document import Document, Section, SectionRole, Segment
from everyform.inline import Slot
from everyform.sentences import split
from everyform.walk import blocks, inlines, own_segments, plain_text

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.?!…][”\"'’)\]]*$")
_ADDRESS = re.compile(r"https?://|www\.")

# Sections that speak of the text and not of the disease.
_BOILERPLATE = {
    SectionRole.ABOUT,
    SectionRole.PERMISSION,
    SectionRole.RESOURCES,
    SectionRole.REFERENCES,
}

# Groups of vowel letters are syllables, but for these: English by the common rules of
# thumb (silent e, -ed, -es), Spanish by hiatus, where an accent parts two vowels.
_VOWELS = {"en": re.compile(r"[aeiouy]+"), "es": re.compile(r"[aeiouáéíóúü]+")}
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscxzghl]es)$")
_HIATUS = re.compile(r"[íú](?=[aeoáéó])|(?<=[aeoáéó])[íú]|[aeoáéó](?=[aeoáéó])")


@dataclass(frozen=True, slots=True)
class Score:
    """A formula's result; `name` is the formula's, `high_is_hard` which way it points."""

    name: str
    value: float
    high_is_hard: bool


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted, and what the formulas make of it; none where no sentence is full."""

    sentences: int
    words: int
    scores: tuple[Score, ...]


def readability(document: Document) -> Readability:
    """The scores of a document's full sentences in its own language.

    English: Flesch-Kincaid grade level (Kincaid et al. 1975) and SMOG grade
    (McLaughlin 1969). Spanish: Szigriszt-Pazos on the INFLESZ scale (Barrio-Cantalejo
    et al. 2008) and Fernandez Huerta (1959). Other languages have counts only.
    """
    found = [
        sentence
        for segment in _segments(document)
        if segment.language == document.language
        for sentence in full_sentences(plain_text(segment.content), segment.language)
    ]
    return scored(found, document.language)


def full_sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a text that end as sentences do and hold no address."""
    return tuple(s for s in split(text, language) if _END.search(s) and not _ADDRESS.search(s))


def scored(sentences: Iterable[str], language: str) -> Readability:
    """The scores of sentences that are all full."""
    parts = [_WORD.findall(sentence) for sentence in sentences]
    parts = [words for words in parts if words]
    words = [word for sentence in parts for word in sentence]
    if not words:
        return Readability(0, 0, ())
    counted = [syllables(word, language) for word in words]
    per_sentence, per_word = len(words) / len(parts), sum(counted) / len(words)
    scores: tuple[Score, ...] = ()
    match language.partition("-")[0]:
        case "en":
            many = sum(count >= 3 for count in counted)
            scores = (
                Score("Flesch-Kincaid", 0.39 * per_sentence + 11.8 * per_word - 15.59, True),
                Score("SMOG", 1.0430 * (many * 30 / len(parts)) ** 0.5 + 3.1291, True),
            )
        case "es":
            scores = (
                Score("Szigriszt-Pazos (INFLESZ)", 206.835 - 62.3 * per_word - per_sentence, False),
                Score("Fernández Huerta", 206.84 - 60 * per_word - 1.02 * per_sentence, False),
            )
        case _:
            pass
    return Readability(len(parts), len(words), scores)


def syllables(word: str, language: str) -> int:
    """How many syllables a word has, by its vowel letters; at least one.

    Counted on letters, as the formulas' authors did; a dictionary would be righter.
    """
    primary, lower = language.partition("-")[0], word.lower()
    vowels = _VOWELS.get(primary, _VOWELS["en"])
    if primary == "es":
        lower = re.sub(r"q[u]|g[u](?=[eiéí])", "k", lower)
        lower = re.sub(r"(?<=[aeiou])y$|(?<=[aeo])y(?=$)", "i", lower)
        return max(len(vowels.findall(_HIATUS.sub(r"\g<0>-", lower))), 1)
    count = len(vowels.findall(lower)) + len(re.findall(r"i[ao](?!n|u)|eo(?![pu])|ia$|io$", lower))
    if len(lower) > 3 and _SILENT.search(lower):
        count -= 1
    return max(count, 1)


def _segments(document: Document) -> Iterable[Segment]:
    """The words about the disease: no headings, no captions, nothing about the text itself."""
    skipped = {
        id(block)
        for section in blocks(document.blocks)
        if isinstance(section, Section) and section.role in _BOILERPLATE
        for block in (section, *blocks(section.blocks))
    }
    for block in blocks(document.blocks):
        if id(block) in skipped or isinstance(block, Section):
            continue
        for segment in own_segments(block):
            if not any(isinstance(node, Slot) for node in inlines(segment.content)):
                yield segment
