"""Where a sheet in plain words refers to a part that another sheet has, it names that sheet.

The words of other editions are the source's own, or a translation of them: nothing is put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from everyform.document import Block, Segment
from everyform.inline import CrossReference, Inline, SegmentId, Text
from everyform.walk import LEAVES, map_blocks, plain_text


def with_names(
    body: Iterable[Block], own: frozenset[SegmentId], titles: Mapping[SegmentId, str]
) -> tuple[Block, ...]:
    """The body with the title of the other sheet after each reference to it.

    `own` are the headings of this sheet; `titles` says of every heading, and of every chapter,
    what the sheet is called that has it, or the first part of it.
    """

    def go(content: Iterable[Inline]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for node in content:
            if isinstance(node, CrossReference):
                found += (node, *_name(node, own, titles))
            elif isinstance(node, LEAVES):
                found.append(node)
            else:
                found.append(replace(node, content=go(node.content)))
        return tuple(found)

    def words(segment: Segment) -> Segment:
        return replace(segment, content=go(segment.content))

    return map_blocks(body, words)


def _name(
    node: CrossReference, own: frozenset[SegmentId], titles: Mapping[SegmentId, str]
) -> tuple[Inline, ...]:
    title = titles.get(node.target, "")
    same = plain_text(node.content).casefold() == title.casefold()
    return () if node.target in own or not title or same else (Text(f" ({title})"),)
