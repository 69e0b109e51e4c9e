"""How far a translation has come: by section, in units and words, in four states."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from everyform.document import Document, Section, Segment
from everyform.editions.content import Content, State
from everyform.editions.extract import is_citation, topic_segment
from everyform.editions.placeholders import to_msgid
from everyform.walk import plain_text, segments


@dataclass(frozen=True, slots=True)
class Coverage:
    """The units of one section by state, and the words of the source in each state."""

    title: str
    units: Counter[State]
    words: Counter[State]

    @property
    def done(self) -> float:
        """The share of units with words to show, from 0 to 1; an empty section is done."""
        total = self.units.total()
        shown = self.units[State.TRANSLATED] + self.units[State.APPROVED]
        return shown / total if total else 1.0


def coverage(document: Document, content: Content) -> tuple[Coverage, ...]:
    """A row for each top-level section, after one for titles and what precedes them.

    `content` is a catalog that was judged: only then its states are what readers get.
    """
    chapters = [b for b in document.blocks if isinstance(b, Section)]
    loose = [b for b in document.blocks if not isinstance(b, Section)]
    first = (document.title, topic_segment(document), *segments(loose))
    rows = [(plain_text(document.title.content), first)]
    rows += [(plain_text(c.title.content), tuple(segments((c,)))) for c in chapters]
    return tuple(_coverage(title, units, content) for title, units in rows)


def total(rows: tuple[Coverage, ...]) -> Coverage:
    """All sections as one."""
    units: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for row in rows:
        units += row.units
        words += row.words
    return Coverage("", units, words)


def _coverage(title: str, units: tuple[Segment, ...], content: Content) -> Coverage:
    found: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for segment in units:
        if is_citation(segment):
            continue
        entry = content.entries.get(to_msgid(segment.content))
        state = entry.state if entry else State.UNTRANSLATED
        found[state] += 1
        words[state] += len(plain_text(segment.content).split())
    return Coverage(title, found, words)
