"""Lists of a page: their items as the page nests and numbers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from everyform.reader import draft
from everyform.reader.page import names
from everyform.reader.page.anchors import anchors_inside
from everyform.reader.page.notes import Notes
from everyform.reader.page.tree import Element, Node, Words

LISTS = frozenset({"ul", "ol", "menu", "dir"})

# The publisher's classes for lists that are not numbered 1, 2, 3.
_LETTERS = frozenset({"lower-alpha", "upper-alpha", "lower-roman", "upper-roman"})

Inside: TypeAlias = Callable[[Sequence[Node], int], draft.Blocks]
"""The blocks among nodes that lie one level further in, and the line to name if too deep."""


def list_of(element: Element, inside: Inside, notes: Notes) -> list[draft.Block]:
    """The list, if any item has words. What stands between items lies in the one before it.

    What stands before the first item, such as a list's title, goes before the list.

    Codes: `empty-item`, `list-number`, `list-letters`.
    """
    ordered = element.name == "ol"
    _report_numbering(element, notes)
    start = _number(element.get("start")) if ordered else None
    before: list[draft.Block] = []
    items: list[draft.Item] = []
    for child in _children(element):
        inner = inside(child.children, child.line)
        if not inner:
            if child.name == "li":
                notes.warn("empty-item", "a list item without words", child.line)
        elif child.name != "li" and items:
            items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *inner))
        elif child.name != "li":
            before += inner
        else:
            number = _item_number(child, start, items, notes) if ordered else None
            anchors = anchors_inside(child)
            items.append(draft.Item(child.line, inner, not items, number, anchors=anchors))
    return [*before, draft.List(tuple(items), ordered)] if items else before


def definitions_of(element: Element, inside: Inside, notes: Notes) -> list[draft.Block]:
    """A list of words and their meanings: each word, with what is said of it, as an item.

    Codes: `definition-list`.
    """
    groups: list[list[Element]] = []
    for child in _words_and_meanings(element):
        if not groups or (child.name != "dd" and groups[-1][-1].name == "dd"):
            groups.append([])
        groups[-1].append(child)
    items: list[draft.Item] = []
    for group in groups:
        if inner := inside(group, group[0].line):
            items.append(draft.Item(group[0].line, inner, after_blank=not items))
    if not items:
        return []
    said = "a list of words and their meanings was made a plain list"
    notes.note("definition-list", said, element.line)
    return [draft.List(tuple(items))]


def _report_numbering(element: Element, notes: Notes) -> None:
    named = _LETTERS.intersection(element.get("class").split())
    kind = next(iter(named), element.get("type"))
    if element.name == "ol" and kind and kind != "1":
        said = f"numbered by {kind!r} on the page, by 1, 2, 3 here"
        hint = "the text may speak of its items by letters"
        notes.warn("list-letters", said, element.line, hint)
    if "reversed" in element.attributes:
        said = "the page counts this list down; here it counts up"
        notes.warn("list-number", said, element.line)


def _item_number(item: Element, start: int | None, before: list[draft.Item], notes: Notes) -> int:
    said = _number(item.get("value"))
    if not before:
        return said if said is not None else start if start is not None else 1
    shown = (before[0].number or 0) + len(before)
    if said is not None and said != shown:
        message = f"the item's number is {said} in the source and {shown} in its list"
        notes.warn("list-number", message, item.line)
    return shown if said is None else said


def _children(element: Element) -> list[Element]:
    """The items; loose words and blocks between them as elements of their own."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Words):
            if child.text.strip():
                found.append(Element("div", child.line, (child,)))
        elif child.name == "li":
            found.append(child)
        elif child.name not in names.SILENT:
            found.append(Element("div", child.line, (child,)))
    return found


def _words_and_meanings(element: Element) -> list[Element]:
    """The words and meanings of a definition list, those in groups of their own too."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Words):
            if child.text.strip():
                found.append(Element("dd", child.line, (child,)))
        elif child.name == "div":
            found.extend(_words_and_meanings(child))
        elif child.name not in names.SILENT:
            found.append(child)
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None
