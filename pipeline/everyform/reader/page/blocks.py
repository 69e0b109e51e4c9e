"""The blocks of a page -> the draft's blocks. Lists keep the nesting that the page gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from everyform.inline import Strong
from everyform.reader import draft
from everyform.reader.page import names
from everyform.reader.page.anchors import anchors_by_heading
from everyform.reader.page.figures import figure_of, is_figure
from everyform.reader.page.inlines import (
    LANGUAGE_ATTRIBUTES,
    content_of,
    foreign,
    left_out,
    unknown,
)
from everyform.reader.page.lists import LISTS, definitions_of, list_of
from everyform.reader.page.notes import Notes
from everyform.reader.page.spans import has_inner_blocks, holds_blocks, pushed_down
from everyform.reader.page.tables import table_of
from everyform.reader.page.tree import Element, Node, Words, walk, words_of

MAX_LISTS = 20
"""Lists and quotations inside one another; the deepest of the family has three levels."""


def blocks_of(summary: Element, notes: Notes) -> draft.Blocks:
    """Every block of a summary, in the page's order; loose words are paragraphs.

    Codes: `empty-heading`, `heading-inside`, `list-loose`, `rule-line`, and those of
    `inlines`, `lists`, `figures` and `tables`.
    """
    return _Blocks(notes, anchors_by_heading(summary)).flow(summary.children)


class _Blocks:
    """One walk over the blocks of one page."""

    def __init__(self, notes: Notes, anchors: Mapping[int, frozenset[str]]) -> None:
        self._notes = notes
        self._anchors = anchors
        self._depth = 0

    def flow(self, nodes: Sequence[Node]) -> draft.Blocks:
        """The blocks among these nodes; what stands between them is made paragraphs."""
        found: list[draft.Block] = []
        run: list[Node] = []
        items: list[Element] = []

        def flush() -> None:
            if run:
                found.extend(self._paragraph(run, _first_line(run)))
                run.clear()
            if items:
                said = "items that stand in no list were made one"
                self._notes.warn("list-loose", said, items[0].line)
                loose = Element("ul", items[0].line, tuple(items))
                found.extend(list_of(loose, self._inside, self._notes))
                items.clear()

        for node in nodes:
            if isinstance(node, Words) or not holds_blocks(node):
                if items and isinstance(node, Words) and not node.text.strip():
                    continue
                if items:
                    flush()
                run.append(node)
            elif node.name == "li":
                if run:
                    flush()
                items.append(node)
            else:
                flush()
                found.extend(self._block(node))
        flush()
        return tuple(found)

    def _block(self, element: Element) -> Sequence[draft.Block]:
        name, line = element.name, element.line
        if name in names.SILENT:
            return []
        if language := foreign(element, self._notes):
            said = Element("span", line, element.children, {"lang": language})
            plain = {k: v for k, v in element.attributes.items() if k not in LANGUAGE_ATTRIBUTES}
            return self._block(replace(element, children=pushed_down(said), attributes=plain))
        if name in names.EMBEDDED or name in names.STRUCK:
            left_out(element, self._notes)
            return []
        if is_figure(element):
            return figure_of(element, self.flow, self._notes)
        if name in names.HEADINGS:
            return self._heading(element)
        if name in ("p", "pre", "dt", "summary") and not has_inner_blocks(element):
            nodes = _lines(element) if name == "pre" else element.children
            return self._paragraph(nodes, line)
        if name in LISTS:
            return list_of(element, self._inside, self._notes)
        if name == "dl":
            return definitions_of(element, self._inside, self._notes)
        if name == "blockquote":
            inner = self._inside(element.children, line)
            return [draft.Quote(line, inner)] if inner else []
        if name == "table":
            return table_of(element, self._cell, self._notes)
        if name == "hr":
            self._notes.note("rule-line", "dropped a line that holds no words", line)
            return []
        if name in names.CONTAINERS or name in ("p", "pre", "dt", "dd"):
            return self.flow(element.children)
        if name not in names.SPANS:
            unknown(element, self._notes)
            return self.flow(element.children)
        return self.flow(pushed_down(element))

    def _paragraph(self, nodes: Sequence[Node], line: int) -> list[draft.Block]:
        content = content_of(nodes, self._notes)
        pictured = any(isinstance(node, draft.Picture) for node in content)
        # An empty cell of the publisher's holds a no-break space.
        return [draft.Paragraph(line, content)] if pictured or draft.words(content) else []

    def _heading(self, element: Element) -> list[draft.Block]:
        shown = tuple(_without_button(child) for child in element.children)
        content = content_of(shown, self._notes)
        if not content:
            self._notes.warn("empty-heading", "a heading without words", element.line)
            return []
        level = names.HEADINGS[element.name]
        anchors = self._anchors.get(id(element), frozenset())
        return [draft.Heading(element.line, level, content, anchors=anchors)]

    def _inside(self, nodes: Sequence[Node], line: int) -> draft.Blocks:
        """Blocks one level further in. Headings there head no section: they are made strong."""
        self._depth += 1
        if self._depth > MAX_LISTS:
            said = "lists or quotations are nested too deep to be read safely"
            raise self._notes.failure("nesting-too-deep", said, line)
        found = tuple(map(self._no_heading, self.flow(nodes)))
        self._depth -= 1
        return found

    def _no_heading(self, block: draft.Block) -> draft.Block:
        if not isinstance(block, draft.Heading):
            return block
        said = "a heading inside a list, a cell or a quotation was made a strong paragraph"
        self._notes.warn("heading-inside", said, block.line)
        words = tuple(n for n in block.content if not isinstance(n, draft.Picture))
        pictures = tuple(n for n in block.content if isinstance(n, draft.Picture))
        return draft.Paragraph(block.line, (Strong(words), *pictures))

    def _cell(self, element: Element) -> draft.Blocks:
        return self._inside(element.children, element.line)


def _without_button(node: Node) -> Node:
    """A heading that can be folded has its words in a button."""
    if isinstance(node, Words):
        return node
    name = "span" if node.name == "button" else node.name
    return replace(node, name=name, children=tuple(map(_without_button, node.children)))


def _lines(element: Element) -> list[Node]:
    """Preformatted words with their line ends as line breaks."""
    found: list[Node] = []
    for child in element.children:
        if not isinstance(child, Words):
            found.append(child)
            continue
        for at, text in enumerate(child.text.split("\n")):
            if at:
                found.append(Element("br", child.line + at))
            found.append(Words(text, child.line + at))
    return found


def _first_line(nodes: Sequence[Node]) -> int:
    for node in nodes:
        if isinstance(node, Words):
            if node.text.strip():
                return node.line
        elif words_of(node) or any(e.name == "img" for e in walk(node)):
            return node.line
    return nodes[0].line
