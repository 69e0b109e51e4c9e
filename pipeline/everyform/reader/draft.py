"""The document before it has ids: what the Markdown says, and what the rules turn it into.

A draft is a flat sequence of blocks; headings stand between the blocks they govern. Every
block knows its line, because evidence and findings speak of lines. The inline nodes are
the document's own; a `Link` may still hold the address as the source wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from typing import TypeAlias, assert_never

from everyform.inline import Inline, LineBreak, Text
from everyform.walk import plain_text


@dataclass(frozen=True, slots=True)
class Picture:
    """An image among words: its description and the address as the source wrote it."""

    alt: str
    target: str


Content: TypeAlias = tuple[Inline | Picture, ...]


class Identity:
    """Which heading it is, whatever becomes of its words: no two are equal.

    Lines do not tell: a page may have all its headings on one.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """`number` is a question's number in the source; `content` does not repeat it.

    `anchors` are the names under which links of the source lead here, where it has them.
    """

    line: int
    level: int
    content: Content
    number: int | None = None
    anchors: frozenset[str] = frozenset()
    identity: Identity = field(default_factory=Identity, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: int
    content: Content


@dataclass(frozen=True, slots=True)
class Item:
    """`after_blank`: an empty line stands before it, the trace of a list opening.

    `number` is the source's numeral in an ordered list; `repeats` the heading whose words
    a key point says again; `anchors` are names of places inside it, as a heading's are.
    """

    line: int
    blocks: tuple[Block, ...]
    after_blank: bool = False
    number: int | None = None
    repeats: Identity | None = None
    anchors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[Item, ...]
    ordered: bool = False

    @property
    def line(self) -> int:
        """The line of the first item."""
        return self.items[0].line


@dataclass(frozen=True, slots=True)
class Quote:
    line: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    line: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    line: int
    alt: str
    target: str
    caption: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    line: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`ragged`: cells have lost their place; nobody knows which columns these belong to."""

    cells: tuple[Cell, ...]
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows_headed`: the first cell of each row that is not ragged heads its row."""

    line: int
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    footer: tuple[Row, ...] = ()
    rows_headed: bool = False
    caption: Paragraph | None = None


Block: TypeAlias = Heading | Paragraph | List | Quote | Callout | Figure | Table
Blocks: TypeAlias = tuple[Block, ...]


def map_inside(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """The block with `change` applied to the blocks inside it, each item or cell for itself.

    The very same block where nothing changes, as in most lists under most rules.
    """
    match block:
        case Heading() | Paragraph() | Figure():
            return block
        case Quote(_, inner) | Callout(_, inner):
            new = change(inner)
            return block if _same(new, inner) else replace(block, blocks=new)
        case List(items):
            built = tuple(_changed(item, change) for item in items)
            return block if _same(built, items) else replace(block, items=built)
        case Table(_, header, rows, footer):
            return replace(
                block,
                header=tuple(_changed_row(row, change) for row in header),
                rows=tuple(_changed_row(row, change) for row in rows),
                footer=tuple(_changed_row(row, change) for row in footer),
            )
        case _:
            assert_never(block)


def _changed(item: Item, change: Callable[[Blocks], Blocks]) -> Item:
    new = change(item.blocks)
    return item if _same(new, item.blocks) else replace(item, blocks=new)


def _changed_row(row: Row, change: Callable[[Blocks], Blocks]) -> Row:
    return replace(row, cells=tuple(replace(c, blocks=change(c.blocks)) for c in row.cells))


def _same(new: Sequence[object], old: Sequence[object]) -> bool:
    return len(new) == len(old) and all(map(is_, new, old))


def words(content: Iterable[Inline | Picture]) -> str:
    """The words of the content, pictures left out, ends trimmed."""
    return plain_text([node for node in content if not isinstance(node, Picture)]).strip()


def own_words(item: Item) -> str:
    """The words on the item's own line: those of its first paragraph."""
    first = item.blocks[0] if item.blocks else None
    return words(first.content) if isinstance(first, Paragraph) else ""


def same_words(text: str) -> str:
    """The form in which two wordings are compared.

    White space, line breaks and the final period do not count; emphasis is gone already.
    """
    return " ".join(text.split()).rstrip(".").rstrip()


def trimmed(content: Content) -> Content:
    """The content without white space or line breaks at its ends."""
    if not content or (_is_firm(content[0], 0) and _is_firm(content[-1], -1)):
        return content
    nodes = list(content)
    while nodes and (isinstance(nodes[0], LineBreak) or nodes[0] == Text(" ")):
        nodes.pop(0)
    while nodes and (isinstance(nodes[-1], LineBreak) or nodes[-1] == Text(" ")):
        nodes.pop()
    if nodes and isinstance(first := nodes[0], Text):
        nodes[0] = Text(first.text.lstrip(" "))
    if nodes and isinstance(last := nodes[-1], Text):
        nodes[-1] = Text(last.text.rstrip(" "))
    return tuple(nodes)


def _is_firm(node: Inline | Picture, end: int) -> bool:
    """Whether nothing is to be trimmed at this end of the node."""
    if isinstance(node, Text):
        return node.text != "" and node.text[end] != " "
    return not isinstance(node, LineBreak)


def merged(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """The nodes with neighbouring texts made one."""
    found: list[Inline] = []
    for node in nodes:
        last = found[-1] if found else None
        if isinstance(node, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + node.text)
        else:
            found.append(node)
    return tuple(found)
