"""Marks that name a source by its number, and where the text has that source.

The copy keeps the numbers, glued to the word before them, and anchors that lead nowhere:
"pain[[1](#cit/section_1.1)]". The number leads to the item of a references section: that of
the same chapter, else the next one, else the last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from everyform.document import Block, OrderedList, Paragraph, SectionRole, Segment
from everyform.inline import Inline, ReferenceMark, SegmentId, Text
from everyform.reader.rule import Findings
from everyform.walk import LEAVES, inlines, map_blocks, plain_text, sections
from everyform.walk import blocks as all_blocks

_Sources: TypeAlias = Mapping[int, SegmentId]  # where each number leads, in one chapter

_NUMBERS = r"\d{1,3}(?:\s*[,–-]\s*\d{1,3})*"
_BRACKETED = re.compile(rf"(?<=[\w.,;:)”’\"])\[({_NUMBERS})\]")
_NUMBER = re.compile(r"(\d{1,3})")


def with_references(body: Sequence[Block], findings: Findings) -> tuple[Block, ...]:
    """Every mark by itself and tied to its item.

    Codes: `reference-mark`, `reference-mark-unresolved`.

    Numbers in brackets without a link are marks only where a list has all of them.
    """
    lists = [_items(block) for block in body]
    if not any(lists) and not _has_marks(body):
        return tuple(body)
    found: list[Block] = []
    for at, block in enumerate(body):
        later = next((items for items in lists[at:] if items), None)
        earlier = next((items for items in reversed(lists[:at]) if items), {})
        sources = earlier if later is None else later
        found.extend(map_blocks((block,), partial(_marked, sources=sources, findings=findings)))
    return tuple(found)


def _has_marks(body: Sequence[Block]) -> bool:
    return any(
        isinstance(node, ReferenceMark)
        for block in all_blocks(body)
        if isinstance(block, Paragraph)
        for node in inlines(block.segment.content)
    )


def _items(block: Block) -> dict[int, SegmentId]:
    """The items of the references sections in a block, by number."""
    found: dict[int, SegmentId] = {}
    for section in sections((block,)):
        if section.role is not SectionRole.REFERENCES:
            continue
        for inner in section.blocks:
            if isinstance(inner, OrderedList):
                for number, item in enumerate(inner.items, inner.start):
                    if isinstance(first := item.blocks[0], Paragraph):
                        found.setdefault(number, first.segment.id)
    return found


def _marked(segment: Segment, sources: _Sources, findings: Findings) -> Segment:
    content = _with_marks(segment.content, sources, segment, findings)
    return segment if content == segment.content else replace(segment, content=content)


def _with_marks(
    content: Sequence[Inline],
    sources: _Sources,
    segment: Segment,
    findings: Findings,
) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for node in content:
        if isinstance(node, ReferenceMark):
            found.extend(_each(plain_text(node.content), sources, segment, findings))
        elif isinstance(node, Text) and sources:
            found.extend(_in_text(node.text, sources, segment, findings))
        elif isinstance(node, LEAVES):
            found.append(node)
        else:
            inner = _with_marks(node.content, sources, segment, findings)
            found.append(replace(node, content=inner))
    return tuple(found)


def _in_text(text: str, sources: _Sources, segment: Segment, findings: Findings) -> list[Inline]:
    found: list[Inline] = []
    end = 0
    for match in _BRACKETED.finditer(text):
        if not all(int(number) in sources for number in _NUMBER.findall(match[1])):
            continue
        if match.start() > end:
            found.append(Text(text[end : match.start()]))
        found.extend(_each(match[0], sources, segment, findings))
        end = match.end()
    return [*found, Text(text[end:])] if end < len(text) else found


def _each(printed: str, sources: _Sources, segment: Segment, findings: Findings) -> list[Inline]:
    """The marks of "[1,2]" one by one, what is between them as words."""
    found: list[Inline] = []
    for piece in _NUMBER.split(printed):
        if not piece:
            continue
        if not piece.isdecimal():
            found.append(Text(piece))
            continue
        item = sources.get(int(piece))
        line = segment.origin.line
        if item is None:
            said = f"the text has no source with the number {piece}"
            findings.warn("reference-mark-unresolved", said, line)
        else:
            findings.note("reference-mark", f"the mark {piece} leads to {item}", line)
        found.append(ReferenceMark((Text(piece),), item))
    return found
