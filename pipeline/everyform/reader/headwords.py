"""The words of a summary that have an entry in the dictionary or their meaning in the text.

The text explains a word in two ways that can be told for certain: in parentheses right
after a dictionary word ("prognosis (chance of recovery)"), and after a label's colon
("Insomnia: Being unable to fall asleep."). Other names in parentheses, abbreviations,
examples and drugs explain nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from everyform.document import Authority, Explanation, Headword, Segment
from everyform.inline import Defined, Drug, SegmentId, Term
from everyform.reader.habits import Habits
from everyform.walk import inlines, plain_text

_LONGEST = 120  # characters of an explanation in parentheses; the family's longest has 68
_REACH = 80  # characters before a parenthesis in which a word of the dictionary may begin
_IN_PARENTHESES = re.compile(r"\s\(([^()]+)\)")
_WORD_START = re.compile(r"(?<![\w-])\w")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9–-]+s?\b")
# Abbreviations, figures, lists and addresses mean nothing by themselves.
_NO_MEANING = re.compile(rf"[\d:;=/]|{_ABBREVIATION.pattern}")
_OF = ("of", "de", "del")
_SENTENCE = re.compile(r"(?<=[a-zà-ÿ)\d][.!?])\s+(?=[A-ZÁÉÍÓÚÑ])")


@dataclass(slots=True)
class _Entry:
    """A headword being collected; dictionaries keep the order of their keys."""

    cdr_id: str | None
    forms: dict[str, None] = field(default_factory=dict)
    segments: dict[SegmentId, None] = field(default_factory=dict)
    explanations: dict[str, Explanation] = field(default_factory=dict)


def headwords(segments: Iterable[tuple[Segment, str]], habits: Habits) -> tuple[Headword, ...]:
    """The headwords of these segments, each given with its words; in order of first places.

    One for each CDR id, then one for each word that only the text defines. A defined word
    that is a form of a dictionary word is that word.
    """
    collected = _Collected(habits)
    for segment, text in segments:
        collected.add(segment, text)
    return collected.finished()


class _Collected:
    def __init__(self, habits: Habits) -> None:
        self._habits = habits
        self._entries: dict[str, _Entry] = {}  # by CDR id, or by the word itself
        self._by_form: dict[str, _Entry] = {}
        self._drugs: set[str] = set()
        self._defined: list[tuple[str, str, Segment]] = []
        self._glossed: list[tuple[Segment, str]] = []

    def add(self, segment: Segment, text: str) -> None:
        """Take what one segment marks; what it explains waits until all words are known."""
        for node in inlines(segment.content):
            if isinstance(node, Term):
                self._mark(node, segment)
            elif isinstance(node, Drug):
                self._drugs.add(plain_text(node.content).casefold())
            elif isinstance(node, Defined):
                word = plain_text(node.content)
                meaning = text.partition(word)[2].lstrip().removeprefix(":").strip()
                self._defined.append((word.strip(), _SENTENCE.split(meaning, 1)[0], segment))
        if "(" in text:
            self._glossed.append((segment, text))

    def finished(self) -> tuple[Headword, ...]:
        """All headwords with their explanations."""
        for segment, text in self._glossed:
            for match in _IN_PARENTHESES.finditer(text):
                before = text[max(0, match.start() - _REACH) : match.start()]
                meaning = match[1].strip()
                entry = self._named_at_end(before)
                if entry is not None:
                    if self._explains(meaning, entry):
                        _explain(entry, meaning, segment)
                elif word := self._word_at_end(before, meaning):
                    self._defined.append((word, meaning, segment))
        for word, meaning, segment in self._defined:
            entry = self._by_form.get(word.casefold())
            if entry is None:
                entry = self._by_form[word.casefold()] = _Entry(None, {word: None})
                self._entries[word.casefold()] = entry
            if entry.cdr_id is None:
                entry.segments[segment.id] = None
            _explain(entry, meaning, segment)
        return tuple(
            Headword(e.cdr_id, tuple(e.forms), tuple(e.segments), tuple(e.explanations.values()))
            for e in self._entries.values()
        )

    def _mark(self, term: Term, segment: Segment) -> None:
        entry = self._entries.get(term.cdr_id)
        if entry is None:
            entry = self._entries[term.cdr_id] = _Entry(term.cdr_id)
        form = plain_text(term.content).strip()
        entry.forms[form] = None
        entry.segments[segment.id] = None
        self._by_form.setdefault(form.casefold(), entry)

    def _named_at_end(self, before: str) -> _Entry | None:
        """The dictionary word with which the text before a parenthesis ends."""
        starts = [match.start() for match in _WORD_START.finditer(before)]
        for start in starts:  # the longest first
            entry = self._by_form.get(before[start:].casefold())
            if entry is not None:
                return entry if self._stands_alone(before[:start].casefold()) else None
        return None

    def _word_at_end(self, before: str, meaning: str) -> str:
        """A word that the dictionary has no entry for and the parenthesis clearly explains.

        "a prosthetist (a specialist in artificial limbs)": one word, and what it is.
        """
        match = re.search(r"(?<!\S)[^\W\d_A-Z]{4,}$", before)
        if match is None or not self._stands_alone(before[: match.start()].casefold()):
            return ""
        words = meaning.casefold().split()
        says_what = len(words) > 2 and (words[0] in self._habits.articles or words[1] in _OF)
        explains = says_what and self._explains(meaning, _Entry(None))
        return match[0] if explains and match[0].casefold() not in words else ""

    def _stands_alone(self, before: str) -> bool:
        """Whether a word after this text is the whole name: no "satellite" before "moles"."""
        last = re.findall(r"[^\W\d]+", before)[-1:] or [""]
        habits = self._habits
        apart = not before.strip() or before.rstrip()[-1] in ",;:.("
        free = apart or last[0] in habits.small_words | habits.stating | habits.free_before
        return free and not before.rstrip().endswith(habits.compounding)

    def _explains(self, text: str, entry: _Entry) -> bool:
        """Whether words in parentheses say what the word before them means."""
        words = text.casefold()
        told = (*self._habits.asides, *self._habits.also)
        parts = re.split(r",? (?:or|and|o|y|u) |, ", words)
        return not (
            not 3 < len(text) <= _LONGEST
            or text[0].isupper()
            or text.count(",") > 1
            or _NO_MEANING.search(text)
            or any(words == aside or words.startswith((f"{aside} ", f"{aside},")) for aside in told)
            or self._by_form.get(words, entry) is not entry  # another name
            or all(part in self._drugs for part in parts)
            or any(_is_expansion(form, text) for form in entry.forms)
        )


def _explain(entry: _Entry, text: str, segment: Segment) -> None:
    if text:
        explanation = Explanation(text, segment.language, Authority.TEXT, segment.id)
        entry.explanations.setdefault(text.casefold(), explanation)


def _is_expansion(word: str, text: str) -> bool:
    """Whether the word is an abbreviation of the text: "MRI (magnetic resonance imaging)"."""
    initials = "".join(part[0] for part in re.findall(r"\w+", text)).casefold()
    return any(
        letters.casefold() in initials
        for letters in _ABBREVIATION.findall(word)
        if len(letters) > 1
    )
