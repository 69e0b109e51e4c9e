"""Lists under construction: they can still take items, and be put inside an item."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.reader import draft
from pipeline.reader.evidence import COMPARED, Opening, Shape, senses
from pipeline.reader.habits import Habits
from pipeline.reader.rule import clipped


@dataclass(slots=True)
class Entry:
    """An item and what has come to lie inside it."""

    item: draft.Item
    shape: Shape
    inside: list[draft.Block | OpenList]

    @property
    def is_title(self) -> bool:
        """Strong words and nothing else: a title, so what follows is its text."""
        return self.shape.opening is Opening.STRONG and self.shape.all_strong

    @property
    def has_text_after(self) -> bool:
        """Whether the last thing inside is a paragraph after the item's own words."""
        return len(self.inside) > 1 and isinstance(self.inside[-1], draft.Paragraph)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One decision about a nested list: its lead over the opposite one, and why.

    `tied`: something positive speaks for it, not only against the opposite.
    """

    line: int
    lead: float
    reason: str
    tied: bool = True


@dataclass(slots=True)
class OpenList:
    """`parent` is the item it lies under; None at the top of a section."""

    entries: list[Entry]
    ordered: bool
    parent: Entry | None = None
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line of the first item."""
        return self.entries[0].item.line

    @property
    def last(self) -> Entry:
        """The last item so far."""
        return self.entries[-1]

    def shapes(self) -> list[Shape]:
        """The shapes of the nearest items, as many as evidence compares."""
        return [entry.shape for entry in self.entries[-COMPARED:]]

    def path(self) -> Iterator[OpenList]:
        """This list and the lists open inside its last item, outermost first."""
        level: OpenList | None = self
        while level is not None:
            yield level
            inside = reversed(level.last.inside)
            level = next((block for block in inside if isinstance(block, OpenList)), None)

    def frozen(self) -> draft.List:
        """The list as it now stands."""
        items = tuple(
            replace(
                entry.item,
                blocks=tuple(
                    block.frozen() if isinstance(block, OpenList) else block
                    for block in entry.inside
                ),
            )
            for entry in self.entries
        )
        return draft.List(items, self.ordered)

    def nested(self) -> Iterator[OpenList]:
        """Every list inside this one, outer before inner."""
        for entry in self.entries:
            for block in entry.inside:
                if isinstance(block, OpenList):
                    yield block
                    yield from block.nested()


def is_settled(block: draft.List) -> bool:
    """Key points were nested by their headings already."""
    return any(item.repeats is not None for item in block.items)


def is_loose(block: draft.List) -> bool:
    """Whether empty lines stand between all items: then they are style, not traces."""
    later = block.items[1:]
    return (
        len(later) > 1
        and all(item.after_blank for item in later)
        and not any(draft.own_words(item).endswith(":") for item in block.items)
    )


def last_entry(runs: Sequence[draft.Block | OpenList], line: int) -> tuple[int, Entry] | None:
    """The entry of this line, if it is still the last of its list, and its run's index."""
    for at in range(len(runs) - 1, -1, -1):
        run = runs[at]
        if isinstance(run, OpenList):
            for level in run.path():
                if level.last.item.line == line:
                    return at, level.last
    return None


def about_below(owner: Entry, text: draft.Paragraph, habits: Habits) -> Entry | None:
    """The last item inside `owner` whose label the text takes up, if it says not owner's.

    "Radon: Radon is ..." and then "Studies show that high levels of radon gas ...".
    """
    below = owner.inside[-1]
    if not isinstance(below, OpenList):
        return None
    inner = list(below.path())[-1].last
    said = senses(draft.words(text.content)[:_OPENING], habits)
    wanted, others = senses(inner.shape.label, habits), senses(owner.shape.label, habits)
    return inner if wanted and wanted <= said and not (others and others <= said) else None


_OPENING = 160  # characters of a paragraph that tell what it is about


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of a list for a person to judge: one item a row, with its line number."""

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


_BEFORE, _AFTER, _ROWS = 6, 6, 40


def _rows(block: draft.List, depth: int) -> Iterator[tuple[int, str]]:
    for item in block.items:
        yield item.line, f"{'  ' * depth}{item.line:>5} {clipped(draft.own_words(item))}"
        for inner in item.blocks:
            if isinstance(inner, draft.List):
                yield from _rows(inner, depth + 1)
