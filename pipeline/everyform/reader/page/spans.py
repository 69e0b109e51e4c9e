"""Spans that have blocks inside them, as a link around a paragraph."""

from __future__ import annotations

from dataclasses import replace

from everyform.reader.page import names
from everyform.reader.page.figures import is_figure
from everyform.reader.page.tree import Element, Node, words_of


def holds_blocks(element: Element) -> bool:
    """Whether the element is a block, or stands among words and has one inside."""
    if element.name in names.SILENT or element.name in names.EMBEDDED:
        return False
    return element.name in names.BLOCKS or is_figure(element) or has_inner_blocks(element)


def has_inner_blocks(element: Element) -> bool:
    """Whether there is a block anywhere inside the element."""
    waiting = list(element.elements)
    while waiting:
        found = waiting.pop()
        if found.name in names.SILENT or found.name in names.EMBEDDED:
            continue
        if found.name in names.BLOCKS:
            return True
        waiting.extend(found.elements)
    return False


def pushed_down(span: Element) -> tuple[Node, ...]:
    """The blocks inside a span, each with the span around its words instead."""
    found: list[Node] = []
    run: list[Node] = []

    def flush() -> None:
        if run and any(map(words_of, run)):
            found.append(replace(span, children=tuple(run)))
        else:
            found.extend(run)
        run.clear()

    for child in span.children:
        if isinstance(child, Element) and holds_blocks(child):
            flush()
            inner = pushed_down(replace(span, children=child.children))
            found.append(replace(child, children=inner))
        else:
            run.append(child)
    flush()
    return tuple(found)
