"""The only traversals of the tree: queries and rewrites.

Every room that needs "all segments" or "the same tree, other words" comes
through here, so a new node type is taught to the project once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from everyform.document import (
    Block,
    BulletList,
    Callout,
    Cell,
    Document,
    Figure,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Section,
    Segment,
    Table,
)
from everyform.inline import Inline, LineBreak, Phone, Pmid, Slot, Superscript, Text

LEAVES = (Text, LineBreak, Phone, Pmid, Slot)
"""`Leaf`, in the form that is quick to ask for."""
_WORDS = (Text, Phone, Pmid, Slot)


def blocks(roots: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, parents before children."""
    for block in roots:
        yield block
        yield from blocks(children(block))


def children(block: Block) -> Iterator[Block]:
    """The blocks directly inside `block`, in reading order."""
    match block:
        case Paragraph() | Figure():
            return
        case BulletList(items) | OrderedList(items):
            for item in items:
                yield from item.blocks
        case Quote(inner) | Callout(inner):
            yield from inner
        case Table():
            for row in (*block.header, *block.rows, *block.footer):
                for cell in row.cells:
                    yield from cell.blocks
        case Section():
            yield from block.blocks
        case _:
            assert_never(block)


def own_segments(block: Block) -> Iterator[Segment]:
    """The segments that `block` itself holds, not those of the blocks inside it."""
    match block:
        case Paragraph(segment):
            yield segment
        case Section():
            yield block.title
        case Figure(description, caption, _):
            yield description
            if caption is not None:
                yield caption
        case Table():
            if block.caption is not None:
                yield block.caption
        case BulletList() | OrderedList() | Quote() | Callout():
            return
        case _:
            assert_never(block)


def segments(roots: Iterable[Block]) -> Iterator[Segment]:
    """Every segment below `roots`, in reading order."""
    for block in blocks(roots):
        yield from own_segments(block)


def document_segments(document: Document) -> Iterator[Segment]:
    """Every segment of a document: its title, then its body."""
    yield document.title
    yield from segments(document.blocks)


def sections(roots: Iterable[Block]) -> Iterator[Section]:
    """Every section below `roots`, in reading order."""
    return (block for block in blocks(roots) if isinstance(block, Section))


def heading_text(section: Section) -> str:
    """The words of a section's heading, after its number where it has one."""
    words = flat_text(section.title.content)
    return words if section.number is None else f"{section.number}. {words}"


def map_blocks(roots: Iterable[Block], words: Callable[[Segment], Segment]) -> tuple[Block, ...]:
    """The same tree with every segment replaced by `words(segment)`."""
    return expanded(roots, lambda paragraph: (Paragraph(words(paragraph.segment)),), words)


def expanded(
    roots: Iterable[Block],
    split: Callable[[Paragraph], Iterable[Block]],
    words: Callable[[Segment], Segment],
) -> tuple[Block, ...]:
    """The same tree with each paragraph replaced by the blocks of `split`.

    Every segment that is no paragraph's is replaced by `words(segment)`.
    """

    def go(found: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(made for block in found for made in one(block))

    def one(block: Block) -> Iterable[Block]:
        match block:
            case Paragraph():
                return split(block)
            case _:
                return (kept(block),)

    def kept(block: BulletList | OrderedList | Quote | Callout | Figure | Table | Section) -> Block:
        match block:
            case BulletList(items):
                return BulletList(tuple(map(item, items)))
            case OrderedList(items, start):
                return OrderedList(tuple(map(item, items)), start)
            case Quote(inner):
                return Quote(go(inner))
            case Callout(inner):
                return Callout(go(inner))
            case Figure(description, caption, target):
                return Figure(words(description), caption and words(caption), target)
            case Table():
                return replace(
                    block,
                    caption=block.caption and words(block.caption),
                    header=tuple(map(row, block.header)),
                    rows=tuple(map(row, block.rows)),
                    footer=tuple(map(row, block.footer)),
                )
            case Section():
                return replace(block, title=words(block.title), blocks=go(block.blocks))
            case _:
                assert_never(block)

    def item(old: ListItem) -> ListItem:
        return replace(old, blocks=go(old.blocks))

    def row(old: Row) -> Row:
        return replace(old, cells=tuple(map(cell, old.cells)))

    def cell(old: Cell) -> Cell:
        return replace(old, blocks=go(old.blocks))

    return go(roots)


def map_segments(document: Document, words: Callable[[Segment], Segment]) -> Document:
    """The same document with every segment, its title too, replaced by `words(segment)`."""
    return replace(document, title=words(document.title), blocks=map_blocks(document.blocks, words))


def inlines(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node in reading order, parents before children."""
    for node in content:
        yield node
        if not isinstance(node, LEAVES):
            yield from inlines(node.content)


def inner(node: Inline) -> tuple[Inline, ...]:
    """The nodes directly inside `node`; empty for a leaf."""
    return () if isinstance(node, LEAVES) else node.content


def map_inlines(
    content: Iterable[Inline], change: Callable[[Inline], Inline]
) -> tuple[Inline, ...]:
    """The same content with `change` applied to every node, innermost first."""

    def go(node: Inline) -> Inline:
        if isinstance(node, LEAVES):
            return change(node)
        return change(replace(node, content=tuple(map(go, node.content))))

    return tuple(map(go, content))


def plain_text(content: Iterable[Inline]) -> str:
    """The words alone, as a reader sees them: for ids, search, speech, bookmarks and proof."""
    parts: list[str] = []
    _gather(content, parts)
    return "".join(parts)


_RAISED = str.maketrans(
    "0123456789+-\u2212",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b",
)


def flat_text(content: Iterable[Inline]) -> str:
    """The words for places that know characters only, such as a list of contents.

    Raised figures are those of Unicode there, "10\u2079", since "109" is another number.
    """

    def raised(node: Inline) -> Inline:
        words = plain_text((node,)) if isinstance(node, Superscript) else ""
        known = words and all(ord(character) in _RAISED for character in words)
        return Text(words.translate(_RAISED)) if known else node

    return plain_text(map_inlines(content, raised))


def _gather(content: Iterable[Inline], parts: list[str]) -> None:
    for node in content:
        if isinstance(node, _WORDS):
            parts.append(node.text)
        elif isinstance(node, LineBreak):
            parts.append(" ")
        else:
            _gather(node.content, parts)
