"""A section while its lists are put together: its blocks, and the lists that are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from everyform.reader import draft
from everyform.reader.evidence import COMPARED, Evidence, belonging
from everyform.reader.habits import Habits
from everyform.reader.shapes import Shape, shape_of


@dataclass(frozen=True, slots=True)
class Level:
    """A list that is open. Blocks are named by their index in the section.

    `owner` is the item it lies under, `lead` the item or paragraph right before it, which
    may announce it; `near` its last items, as many as are compared;
    `texts` whether some item of it holds a paragraph of its own.
    """

    first: int
    owner: int | None
    lead: int | None
    ordered: bool
    near: tuple[int, ...]
    size: int = 1
    texts: bool = False

    @property
    def last(self) -> int:
        """The last item so far."""
        return self.near[-1]

    def with_item(self, index: int) -> Level:
        """The list with one item more."""
        return replace(self, near=(*self.near, index)[-COMPARED:], size=self.size + 1)


@dataclass(frozen=True, slots=True)
class State:
    """The lists that are open before a block, outermost first.

    `text`: the last block was no item; it lies inside the last item of the innermost list,
    or outside all lists if there are none. `closed` is the list just before it, there.
    """

    levels: tuple[Level, ...] = ()
    text: bool = True
    closed: Level | None = None


@dataclass(slots=True)
class Scene:
    """The blocks of one section between two headings, and their shapes."""

    blocks: Sequence[draft.Block | draft.Item]
    ordered: Sequence[bool]
    habits: Habits
    goes_on: int = field(init=False)  # the last item that goes on with some list
    shapes: dict[int, Shape] = field(default_factory=dict)
    _belonging: dict[tuple[int, tuple[int, ...], bool], tuple[Evidence, ...]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        later = range(len(self.blocks) - 1, 0, -1)
        items = (at for at in later if isinstance(self.blocks[at], draft.Item))
        self.goes_on = next((at for at in items if not self._opens_list(at)), 0)

    def _opens_list(self, index: int) -> bool:
        block = self.blocks[index]
        return isinstance(block, draft.Item) and block.after_blank

    def says(self, index: int) -> bool:
        """Whether the block has words of its own that can announce a list."""
        return isinstance(self.blocks[index], draft.Item | draft.Paragraph)

    def shape(self, index: int) -> Shape:
        """What can be compared of the item or paragraph at this index."""
        if index not in self.shapes:
            block = self.blocks[index]
            if isinstance(block, draft.Paragraph):
                block = draft.Item(block.line, (block,))
            assert isinstance(block, draft.Item)
            self.shapes[index] = shape_of(block, self.habits)
        return self.shapes[index]

    def belonging(self, index: int, level: Level, nests: bool = False) -> tuple[Evidence, ...]:
        """The evidence that the item is the next of this list.

        `nests`: a list lies under the last item of it.
        """
        key = (index, level.near, nests)
        if key not in self._belonging:
            near = [self.shape(sibling) for sibling in level.near]
            self._belonging[key] = belonging(self.shape(index), near, nests=nests)
        return self._belonging[key]

    def line(self, index: int) -> int:
        """The line of the block at this index."""
        return self.blocks[index].line
