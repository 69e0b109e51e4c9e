"""A draft as a sequence of units: each block's words, its kind, and the item it lies in.

Two drafts of one summary are compared unit by unit (see `alignment`); where a unit lies is
said by the indices of its item and of its heading in the same sequence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from everyform.reader import draft


class Kind(Enum):
    """What holds the words."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    FIGURE = "picture"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Unit:
    """`parent` is the index of the item in which it lies; `heading`, of the last one before it.

    `level` is that of a heading, else 0. An item's words are those of its own line; its
    further paragraphs are units of their own, and `whole` is the compared form of all of them
    together. `terms` are the words without case, each with a number that tells it from its
    like.
    """

    kind: Kind
    level: int
    line: int
    words: str
    compared: str
    whole: str
    terms: frozenset[tuple[str, int]]
    parent: int | None
    heading: int | None


_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans("‘’“”\u2010\u2011–—", "''\"\"----")


def compared(text: str) -> str:
    """The form in which units are equal: white space, quotation marks and dashes do not count."""
    return "".join(draft.same_words(text).translate(_ALIKE).split())


def units(blocks: draft.Blocks) -> tuple[Unit, ...]:
    """The units of a draft in reading order."""
    reader = _Reader()
    reader.read(blocks, None)
    return tuple(reader.found)


class _Reader:
    def __init__(self) -> None:
        self.found: list[Unit] = []
        self._heading: int | None = None

    def read(self, blocks: draft.Blocks, parent: int | None) -> None:
        for block in blocks:
            match block:
                case draft.Heading(line, level, content):
                    self._add(Kind.HEADING, line, draft.words(content), parent, level=level)
                    self._heading = len(self.found) - 1
                case draft.Paragraph(line, content):
                    self._add(Kind.PARAGRAPH, line, draft.words(content), parent)
                case draft.List(items):
                    for item in items:
                        self._item(item, parent)
                case draft.Quote(_, inner) | draft.Callout(_, inner):
                    self.read(inner, parent)
                case draft.Figure(line, _, _, caption):
                    words = draft.words(caption.content) if caption else ""
                    self._add(Kind.FIGURE, line, words, parent)
                case draft.Table(line):
                    self._add(Kind.TABLE, line, " ".join(_texts((block,))), parent)
                case _:
                    assert_never(block)

    def _item(self, item: draft.Item, parent: int | None) -> None:
        own = draft.own_words(item)
        whole = " ".join(
            draft.words(block.content)
            for block in item.blocks
            if isinstance(block, draft.Paragraph)
        )
        self._add(Kind.ITEM, item.line, own, parent, whole)
        first = item.blocks[0] if item.blocks else None
        rest = item.blocks[1:] if isinstance(first, draft.Paragraph) else item.blocks
        self.read(rest, len(self.found) - 1)

    def _add(
        self,
        kind: Kind,
        line: int,
        words: str,
        parent: int | None,
        whole: str | None = None,
        level: int = 0,
    ) -> None:
        text = " ".join(words.split())
        form = compared(text)
        together = form if whole is None else compared(whole)
        self.found.append(
            Unit(kind, level, line, text, form, together, _terms(text), parent, self._heading)
        )


def _texts(blocks: draft.Blocks) -> Iterator[str]:
    """The words of blocks inside a table, in reading order."""
    for block in blocks:
        match block:
            case draft.Heading(_, _, content) | draft.Paragraph(_, content):
                yield draft.words(content)
            case draft.List(items):
                for item in items:
                    yield from _texts(item.blocks)
            case draft.Quote(_, inner) | draft.Callout(_, inner):
                yield from _texts(inner)
            case draft.Figure(_, _, _, caption):
                yield draft.words(caption.content) if caption else ""
            case draft.Table(_, header, rows, footer, caption=caption):
                yield draft.words(caption.content) if caption else ""
                for row in (*header, *rows, *footer):
                    for cell in row.cells:
                        yield from _texts(cell.blocks)
            case _:
                assert_never(block)


def _terms(text: str) -> frozenset[tuple[str, int]]:
    seen: Counter[str] = Counter()
    found = []
    for word in _WORD.findall(text.casefold()):
        seen[word] += 1
        found.append((word, seen[word]))
    return frozenset(found)
