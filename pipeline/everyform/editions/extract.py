"""Document -> messages for translators: each block's words once, with what helps to render them.

From the repaired tree and never from Markdown: the flattened lists of the copy
would else be frozen into every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polib

from everyform.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    OrderedList,
    Paragraph,
    Quote,
    Section,
    SectionRole,
    Segment,
    Table,
)
from everyform.editions.placeholders import to_msgid
from everyform.inline import Gene, SegmentId, Slot, Text
from everyform.walk import children, document_segments, inlines, own_segments, plain_text


@dataclass(frozen=True, slots=True)
class Message:
    """A msgid and the notes on every place where it stands."""

    msgid: str
    notes: tuple[str, ...]


def messages(document: Document) -> tuple[Message, ...]:
    """The messages of a document in reading order, repeated words once.

    The words that a translator must not touch (the citation, which stays in the
    source's language) are no messages.
    """
    found: dict[str, list[str]] = {}
    for segment, place in ((document.title, "title of the summary"), *_places(document.blocks)):
        if not is_citation(segment):
            notes = found.setdefault(to_msgid(segment.content), [])
            notes.append(f"{segment.id}: {place}")
            notes += [note for note in _advice(segment) if note not in notes]
    topic = to_msgid(topic_segment(document).content)
    found.setdefault(topic, []).append("what the titles of editions speak of")
    return tuple(Message(msgid, tuple(notes)) for msgid, notes in found.items())


def units(document: Document) -> Iterator[Segment]:
    """What is translated: every segment but the citation, and the topic."""
    yield from (s for s in document_segments(document) if not is_citation(s))
    yield topic_segment(document)


def topic_segment(document: Document) -> Segment:
    """What the document speaks of, from which the titles of editions are made."""
    title = document.title
    return Segment(SegmentId("topic"), (Text(document.topic),), title.language, title.origin)


def template(document: Document) -> polib.POFile:
    """The messages as a POT file; the same bytes for the same document."""
    file = polib.POFile(wrapwidth=92)
    file.metadata = {
        "Project-Id-Version": f"everyform {document.name}",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for message in messages(document):
        file.append(polib.POEntry(msgid=message.msgid, comment="\n".join(message.notes)))
    return file


def is_citation(segment: Segment) -> bool:
    """Is this the citation, which keeps the words of its source in every edition?"""
    return any(isinstance(node, Slot) for node in inlines(segment.content))


def _places(
    blocks: tuple[Block, ...], where: str = "", depth: int = 0
) -> Iterator[tuple[Segment, str]]:
    for block in blocks:
        here, deeper = where, depth
        match block:
            case Section():
                here = plain_text(block.title.content)
                what = "key points" if block.role is SectionRole.KEY_POINTS else "heading"
                yield block.title, f"{what}, level {block.level}"
            case BulletList() | OrderedList():
                deeper = depth + 1
            case Paragraph() | Figure() | Table() | Quote() | Callout():
                for segment in own_segments(block):
                    what = f"list item, depth {depth}" if depth else type(block).__name__.lower()
                    yield segment, f"{what}, in: {where}" if where else what
        yield from _places(tuple(children(block)), here, deeper)


def _advice(segment: Segment) -> Iterator[str]:
    for node in inlines(segment.content):
        if isinstance(node, Gene):
            yield f"{plain_text(node.content)} is a gene: do not translate"
