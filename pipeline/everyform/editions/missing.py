"""What nobody has written in plain words yet, the most wanted first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from everyform.document import Block, Document, Section, Segment
from everyform.editions.content import Content
from everyform.editions.extract import is_citation
from everyform.editions.placeholders import to_msgid
from everyform.editions.plain import KEPT
from everyform.walk import plain_text, segments


@dataclass(frozen=True, slots=True)
class Missing:
    """A message without plain words: how many words of the source, and whose they are."""

    msgid: str
    words: int
    documents: tuple[str, ...]


def missing(catalogs: Iterable[tuple[Document, Content | None]]) -> tuple[Missing, ...]:
    """The messages that sheets would show and that have no words to show.

    One that more documents have comes first; of those of as many, the longest.
    """
    found: dict[str, Missing] = {}
    for document, content in catalogs:
        for segment in _shown(document.blocks):
            msgid = to_msgid(segment.content)
            entry = content.entries.get(msgid) if content else None
            if entry is not None and entry.shown:
                continue
            known = found.get(msgid, Missing(msgid, len(plain_text(segment.content).split()), ()))
            names = tuple(dict.fromkeys((*known.documents, document.name)))
            found[msgid] = Missing(msgid, known.words, names)
    return tuple(sorted(found.values(), key=lambda m: (-len(m.documents), -m.words, m.msgid)))


def _shown(blocks: Iterable[Block]) -> Iterator[Segment]:
    """The segments that somebody should write in plain words."""
    for block in blocks:
        if isinstance(block, Section):
            if block.role in KEPT:
                continue
            yield block.title
            yield from _shown(block.blocks)
        else:
            yield from (s for s in segments((block,)) if not is_citation(s))
