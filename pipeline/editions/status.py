"""How far a translation has come: by section, in units and words, in four states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass

from pipeline.document import Document, Section, Segment
from pipeline.editions.content import Content, State
from pipeline.editions.extract import is_citation
from pipeline.editions.placeholders import to_msgid
from pipeline.walk import plain_text, segments


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


def coverage(
    document: Document, content: Content, names: Container[str] = ()
) -> tuple[Coverage, ...]:
    """A row for each top-level section, after one for the title and what precedes them.

    `names`, in lower case, may stand in the translation as they are.
    """
    chapters = [b for b in document.blocks if isinstance(b, Section)]
    loose = [b for b in document.blocks if not isinstance(b, Section)]
    first = (document.title, *segments(loose))
    rows = [(plain_text(document.title.content), first)]
    rows += [(plain_text(c.title.content), tuple(segments((c,)))) for c in chapters]
    return tuple(_coverage(title, units, content, names) for title, units in rows)


def total(rows: tuple[Coverage, ...]) -> Coverage:
    """All sections as one."""
    units: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for row in rows:
        units += row.units
        words += row.words
    return Coverage("", units, words)


def _coverage(
    title: str, units: tuple[Segment, ...], content: Content, names: Container[str]
) -> Coverage:
    found: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for segment, state in _states(units, content, names):
        found[state] += 1
        words[state] += len(plain_text(segment.content).split())
    return Coverage(title, found, words)


def _states(
    units: tuple[Segment, ...], content: Content, names: Container[str]
) -> Iterator[tuple[Segment, State]]:
    for segment in units:
        if is_citation(segment):
            continue
        msgid = to_msgid(segment.content)
        entry = content.entries.get(msgid)
        kept = entry is not None and entry.msgstr == msgid
        if entry is None or (kept and plain_text(segment.content).casefold() not in names):
            # Words left as they were count as untranslated: nobody can tell them apart.
            yield segment, State.UNTRANSLATED
        else:
            yield segment, entry.state
