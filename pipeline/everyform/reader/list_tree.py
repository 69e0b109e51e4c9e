"""The blocks of a section, with a place for each -> its lists as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from everyform.reader import draft
from everyform.reader.nesting import Choice
from everyform.reader.scene import Scene


@dataclass(slots=True)
class ListTree:
    """Choice blocks as a tree: what lies in each item and at the top, in order.

    A list is named by its first item; `members` are its items.
    """

    scene: Scene
    inside: dict[int | None, list[int]] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene, choices: Sequence[Choice]) -> ListTree:
        """The tree that these places make of the blocks."""
        tree = cls(scene)
        for at, choice in enumerate(choices):
            place = choice.place
            if place.joins is not None:
                tree.members[place.joins].append(at)
                continue
            tree.inside.setdefault(place.owner, []).append(at)
            if isinstance(scene.blocks[at], draft.Item):
                tree.members[at] = [at]
        return tree

    def top(self) -> list[draft.Block]:
        """The blocks that lie in no item."""
        return [self.block(at) for at in self.inside.get(None, ())]

    def block(self, at: int) -> draft.Block:
        """The text at this index, or the list that begins there."""
        block = self.scene.blocks[at]
        if not isinstance(block, draft.Item):
            return block
        items = tuple(self._item(member) for member in self.members[at])
        return draft.List(items, self.scene.ordered[at])

    def _item(self, at: int) -> draft.Item:
        item = self.scene.blocks[at]
        assert isinstance(item, draft.Item)
        inside = self.inside.get(at, ())
        if not inside:
            return item
        return replace(item, blocks=(*item.blocks, *(self.block(inner) for inner in inside)))
