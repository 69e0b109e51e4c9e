"""Whether a table has room as a grid: each column as wide as its longest word.

Where it has none it is shown row by row. On paper the engine measures (see `pdf.crowding`);
for a screen, whose width and letters nobody knows, the words are measured here, in ems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import ceil
from typing import TypeAlias

from everyform.columns import lost
from everyform.document import Block, BulletList, Cell, OrderedList, Section, Table
from everyform.inline import LineBreak, Phone, Pmid, Slot, Text
from everyform.walk import blocks, children, inner, own_segments, segments
from everyform.writers.bidi import Isolate, Piece, isolated
from everyform.writers.scripts import wide, width

GridFrom: TypeAlias = Callable[[Table], int | None]
"""From which width of its place on, in ems, a table is shown as a grid; None is never.

0 is always: the place is known and has room.
"""

_OTHER_FACES = 1.15  # how much wider than in our face words may be in a reader's own
_BOLD = 1.08  # what heads a column or row
_PADDING_EM = 1.4  # of a cell, with its border
_INDENT_EM = 1.4  # of a list
_LEAST_EM = 3.0  # of words in a column, which might be narrower where each letter is one

# White space, but no-break space, and what a line may end after: a dash before a letter.
_ENDS = re.compile(r"[ \t\n\r\f\u200b]+|(?<=[\u2010\u2013\u2014-])(?=[^\W\d_])")


def name(table: Table) -> str:
    """By what a table is known in its document: the id of its first segment."""
    return next((str(segment.id) for segment in segments((table,))), "")


def tables(roots: Iterable[Block]) -> Iterator[Table]:
    """Every table below `roots`."""
    return (block for block in blocks(roots) if isinstance(block, Table))


def grid_from(roots: Iterable[Block], widest_em: int) -> Mapping[str, int | None]:
    """For each table below `roots`, by name: see `GridFrom`.

    A grid is never wider than `widest_em`, the most that its place has; what stands inside
    of a list or a quotation, in a place that is narrower than others, is never a grid.
    """
    return {
        name(table): None if nested or lost(table) or (em := least_em(table)) > widest_em else em
        for table, nested in _placed(roots)
    }


def least_em(table: Table) -> int:
    """How many ems a grid needs so that no word is cut, in any face that a reader may use."""
    rows = [(row, _BOLD) for row in table.header] + [(row, 1.0) for row in table.rows]
    columns: dict[int, float] = {}
    for row, weight in rows:
        for column, cell in enumerate(row.cells):
            heavy = weight if column else _BOLD
            columns[column] = max(columns.get(column, _LEAST_EM), _cell_em(cell) * heavy)
    return ceil(sum(columns.values()) * _OTHER_FACES + _PADDING_EM * len(columns))


def _placed(roots: Iterable[Block], nested: bool = False) -> Iterator[tuple[Table, bool]]:
    for block in roots:
        if isinstance(block, Table):
            yield block, nested
        yield from _placed(children(block), nested or not isinstance(block, Section))


def _cell_em(cell: Cell) -> float:
    return max(map(_block_em, cell.blocks), default=0.0)


def _block_em(block: Block) -> float:
    indent = _INDENT_EM if isinstance(block, BulletList | OrderedList) else 0.0
    own = (
        _longest_em(isolated(segment.content, segment.language)) for segment in own_segments(block)
    )
    return max((*own, *(indent + _block_em(child) for child in children(block))), default=0.0)


def _longest_em(content: tuple[Piece, ...]) -> float:
    words = _ENDS.split("".join(_pieces(content)))
    return max(max(map(width, _squares(word)), default=0.0) for word in words)


def _squares(word: str) -> list[str]:
    """A word in pieces that a line end may part: before a letter that fills a square."""
    starts = [at for at, letter in enumerate(word) if at and wide(letter) and wide(word[at - 1])]
    # Punctuation stays with the letter before it.
    return [
        word[start : end + 1] for start, end in zip((0, *starts), (*starts, len(word)), strict=True)
    ]


def _pieces(content: Iterable[Piece]) -> Iterator[str]:
    """The words; a no-break space where a line never ends."""
    for node in content:
        match node:
            case Text(text) | Slot(_, text):
                yield text
            case Phone(text) | Pmid(text):
                yield text.replace(" ", "\u00a0")
            case LineBreak():
                yield " "
            case Isolate(inside, _, True):
                yield "".join(_pieces(inside)).replace(" ", "\u00a0")
            case Isolate(inside):
                yield from _pieces(inside)
            case _:
                yield from _pieces(inner(node))
