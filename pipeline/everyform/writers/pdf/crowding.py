"""Which tables of laid-out pages have no room as grids.

The engine makes a column as wide as its longest word, and lets a table that has no room
for its columns run out of its place: that is measured here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from everyform.writers.pdf.private import boxes

_NEAR = 0.5  # CSS pixels that may be lost to rounding


def crowded(pages: Iterable[Any]) -> Iterator[str]:
    """The names (`data-name`) of tables that are wider than their place, or hold such words."""
    for page in pages:
        yield from _crowded(page._page_box, None)


def _crowded(box: Any, around: Any) -> Iterator[str]:
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.TableBox) and (_beyond(box, around) or any(_words_beyond(box))):
        yield box.element.get("data-name")
    # What wraps a table is made as wide as the table.
    place = around if getattr(box, "is_table_wrapper", False) else box
    for child in box.children:
        yield from _crowded(child, place)


def _words_beyond(box: Any) -> Iterator[bool]:
    """Whether each line of words inside leaves its place."""
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            yield _beyond(child, box)
        elif isinstance(child, boxes.ParentBox):
            yield from _words_beyond(child)


def _beyond(box: Any, around: Any) -> bool:
    """Does a box end outside of the content of the one around it, on either side?"""
    width = box.width if isinstance(box, boxes.LineBox) else box.border_width()
    left, right = around.content_box_x(), around.content_box_x() + around.width
    return bool(box.position_x < left - _NEAR or box.position_x + width > right + _NEAR)
