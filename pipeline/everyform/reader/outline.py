"""The tree of a list for a person to judge: one item a row, with its line number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from everyform.diagnostics import clipped
from everyform.reader import draft

_BEFORE, _AFTER, _ROWS = 6, 6, 40


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows of one list, nested ones indented, and the line of the source for each."""

    lines: tuple[int, ...]
    rows: tuple[str, ...]

    @classmethod
    def of(cls, whole: draft.List) -> Outline:
        """The outline of a finished list."""
        found = list(_rows(whole, 1))
        return cls(tuple(line for line, _ in found), tuple(row for _, row in found))

    def around(self, first: int, last: int) -> str:
        """The rows from somewhat before line `first` to somewhat after line `last`."""
        start = max(0, bisect_left(self.lines, first) - _BEFORE)
        end = bisect_right(self.lines, last) + _AFTER
        shown = self.rows[start:end]
        if len(shown) > _ROWS:
            shown = (*shown[: _ROWS // 2], "    ...", *shown[-_ROWS // 2 :])
        return "\n".join(shown)


def _rows(block: draft.List, depth: int) -> Iterator[tuple[int, str]]:
    for item in block.items:
        yield item.line, f"{'  ' * depth}{item.line:>5} {clipped(draft.own_words(item))}"
        for inner in item.blocks:
            if isinstance(inner, draft.List):
                yield from _rows(inner, depth + 1)
