"""One text in two languages side by side: which blocks stand in a row. A floor module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from everyform.document import Block, BulletList, ListItem, OrderedList, Section, Segment
from everyform.inline import SegmentId
from everyform.walk import blocks, own_segments, plain_text

PREFIX = "beside-"
"""How the ids of the second column begin: each id stands once in a file."""

Rows: TypeAlias = tuple[tuple[tuple[Block, ...], tuple[Block, ...]], ...]

_MOST = 700  # characters of a list in a row: about half a page in a column of half its width
_PART = re.compile(r"-p[0-9]+$")  # of a block that plain words part into paragraphs


def base_id(segment: Segment) -> str:
    """The id of the block that a segment comes from, in either column."""
    return _PART.sub("", segment.id.removeprefix(PREFIX))


def beside_id(segment: Segment) -> SegmentId:
    """The id of a segment in the second column."""
    return SegmentId(f"{PREFIX}{segment.id}")


def rows(first: Iterable[Block], second: Iterable[Block]) -> Rows:
    """The blocks of two columns in rows: a heading, or what one block of the source came to.

    A row is never parted between pages, so a long list goes on in the next row, in both columns
    at the same item. What stands in one column only has a row of its own, in its order.
    """
    own = _groups(first, None)
    waiting = _groups(second, frozenset(own))
    found: list[tuple[tuple[Block, ...], tuple[Block, ...]]] = []
    for key, group in own.items():
        for early in list(waiting):
            if early == key or early in own:
                break
            found.append(((), waiting.pop(early)))
        found.append((group, waiting.pop(key, ())))
    found += [((), group) for group in waiting.values()]
    return tuple(found)


def _groups(body: Iterable[Block], at: frozenset[str] | None) -> dict[str, tuple[Block, ...]]:
    """Pieces by the block that they come from; a section is its heading, then what is in it.

    Lists are parted before the items of the names `at`; None parts long ones anywhere.
    """
    found: dict[str, tuple[Block, ...]] = {}
    for piece in _flat(body):
        for part in _parts(piece, at):
            key = _key(part)
            found[key] = (*found.get(key, ()), part)
    return found


def _flat(body: Iterable[Block]) -> Iterator[Block]:
    for block in body:
        if isinstance(block, Section):
            yield replace(block, blocks=())
            yield from _flat(block.blocks)
        else:
            yield block


def _parts(block: Block, at: frozenset[str] | None) -> Iterator[Block]:
    """A list in runs of items that a row can hold; any other block as it is."""
    if not isinstance(block, BulletList | OrderedList):
        yield block
        return
    run: list[ListItem] = []
    start = block.start if isinstance(block, OrderedList) else 1
    for item in block.items:
        full = run and sum(map(_length, (*run, item))) > _MOST if at is None else _named(item) in at
        if run and full:
            yield _run(block, run, start)
            start += len(run)
            run = []
        run.append(item)
    if run:
        yield _run(block, run, start)


def _run(block: BulletList | OrderedList, items: Iterable[ListItem], start: int) -> Block:
    if isinstance(block, OrderedList):
        return OrderedList(tuple(items), start)
    return BulletList(tuple(items))


def _length(item: ListItem) -> int:
    inside = (s for block in blocks(item.blocks) for s in own_segments(block))
    return sum(len(plain_text(segment.content)) for segment in inside)


def _named(item: ListItem) -> str:
    return _key(item.blocks[0]) if item.blocks else ""


def _key(block: Block) -> str:
    inside = (segment for inner in blocks((block,)) for segment in own_segments(inner))
    first = next(inside, None)
    return "" if first is None else base_id(first)
