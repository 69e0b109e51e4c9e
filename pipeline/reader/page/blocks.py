"""The blocks of a page -> the draft's blocks. Lists keep the nesting that the page gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.inline import Strong
from pipeline.reader import draft
from pipeline.reader.page import names
from pipeline.reader.page.figures import figure_of, is_figure
from pipeline.reader.page.inlines import content_of, left_out, unknown
from pipeline.reader.page.notes import Notes
from pipeline.reader.page.tables import table_of
from pipeline.reader.page.tree import Element, Node, Words, walk, words_of

MAX_LISTS = 20
"""Lists and quotations inside one another; the deepest of the family has three levels."""


def blocks_of(nodes: Sequence[Node], notes: Notes) -> draft.Blocks:
    """Every block among these nodes, in the page's order; loose words are paragraphs.

    Codes: `empty-heading`, `heading-inside`, `empty-item`, `list-number`, `list-letters`,
    `list-loose`, `rule-line`, `definition-list`, and those of `inlines`, `figures`, `tables`.
    """
    return _Blocks(notes).flow(nodes)


class _Blocks:
    """One walk over the blocks of one page."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
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
                found.extend(self._list(Element("ul", items[0].line, tuple(items))))
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
        if name in names.EMBEDDED or name in names.STRUCK:
            left_out(element, self._notes)
            return []
        if is_figure(element):
            return figure_of(element, self.flow, self._notes)
        if name in names.HEADINGS:
            return self._heading(element)
        if name in ("p", "pre", "dt", "summary") and not _inner_blocks(element):
            nodes = _lines(element) if name == "pre" else element.children
            return self._paragraph(nodes, line)
        if name in ("ul", "ol", "menu", "dir"):
            return self._list(element)
        if name == "dl":
            return self._definitions(element)
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
        return self.flow(_pushed_down(element))

    def _paragraph(self, nodes: Sequence[Node], line: int) -> list[draft.Block]:
        content = content_of(nodes, self._notes)
        return [draft.Paragraph(line, content)] if content else []

    def _heading(self, element: Element) -> list[draft.Block]:
        shown = tuple(_without_button(child) for child in element.children)
        content = content_of(shown, self._notes)
        if not content:
            self._notes.warn("empty-heading", "a heading without words", element.line)
            return []
        return [draft.Heading(element.line, names.HEADINGS[element.name], content)]

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

    def _list(self, element: Element) -> list[draft.Block]:
        ordered = element.name == "ol"
        kind = element.get("type")
        if ordered and kind and kind != "1":
            said = f"numbered by {kind!r} on the page, by 1, 2, 3 here"
            hint = "the text may speak of its items by letters"
            self._notes.warn("list-letters", said, element.line, hint)
        if "reversed" in element.attributes:
            said = "the page counts this list down; here it counts up"
            self._notes.warn("list-number", said, element.line)
        start = _number(element.get("start")) if ordered else None
        items: list[draft.Item] = []
        for child in _items(element):
            inner = self._inside(child.children, child.line)
            if not inner:
                if child.name == "li":
                    said = "a list item without words"
                    self._notes.warn("empty-item", said, child.line)
                continue
            if child.name != "li" and items:  # a list between items lies in the one before it
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *inner))
                continue
            number = self._item_number(child, start, items) if ordered else None
            items.append(draft.Item(child.line, inner, not items, number))
        return [draft.List(tuple(items), ordered)] if items else []

    def _item_number(self, item: Element, start: int | None, before: list[draft.Item]) -> int:
        said = _number(item.get("value"))
        if not before:
            return said if said is not None else start if start is not None else 1
        shown = (before[0].number or 0) + len(before)
        if said is not None and said != shown:
            message = f"the item's number is {said} in the source and {shown} in its list"
            self._notes.warn("list-number", message, item.line)
        return shown if said is None else said

    def _definitions(self, element: Element) -> list[draft.Block]:
        """Each word and what is said of it as an item of a list."""
        groups: list[list[Element]] = []
        for child in _grouped(element):
            if child.name != "dd" and (not groups or groups[-1][-1].name == "dd"):
                groups.append([])
            if not groups:
                groups.append([])
            groups[-1].append(child)
        items = [
            draft.Item(group[0].line, inner, after_blank=at == 0)
            for at, group in enumerate(groups)
            if (inner := self._inside(group, group[0].line))
        ]
        if not items:
            return []
        said = "a list of words and their meanings was made a plain list"
        self._notes.note("definition-list", said, element.line)
        return [draft.List(tuple(items))]


def holds_blocks(element: Element) -> bool:
    """Whether the element is a block, or stands among words and has one inside."""
    if element.name in names.SILENT or element.name in names.EMBEDDED:
        return False
    return element.name in names.BLOCKS or is_figure(element) or _inner_blocks(element)


def _inner_blocks(element: Element) -> bool:
    waiting = list(element.elements)
    while waiting:
        found = waiting.pop()
        if found.name in names.SILENT or found.name in names.EMBEDDED:
            continue
        if found.name in names.BLOCKS:
            return True
        waiting.extend(found.elements)
    return False


def _pushed_down(span: Element) -> tuple[Node, ...]:
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
            found.append(
                replace(child, children=_pushed_down(replace(span, children=child.children)))
            )
        else:
            run.append(child)
    flush()
    return tuple(found)


def _without_button(node: Node) -> Node:
    """A heading that can be folded has its words in a button."""
    if isinstance(node, Words):
        return node
    name = "span" if node.name == "button" else node.name
    return replace(node, name=name, children=tuple(map(_without_button, node.children)))


def _items(element: Element) -> list[Element]:
    """The items; loose words and blocks between them as elements of their own."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Words):
            if child.text.strip():
                found.append(Element("li", child.line, (child,)))
        elif child.name == "li" or child.name in names.SILENT:
            found.append(child)
        else:
            found.append(Element("div", child.line, (child,)))
    return [child for child in found if child.name not in names.SILENT]


def _grouped(element: Element) -> list[Element]:
    """The words and meanings of a definition list, those in groups of their own too."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Words):
            if child.text.strip():
                found.append(Element("dd", child.line, (child,)))
        elif child.name == "div":
            found.extend(_grouped(child))
        elif child.name not in names.SILENT:
            found.append(child)
    return found


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


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None


def _first_line(nodes: Sequence[Node]) -> int:
    for node in nodes:
        if isinstance(node, Words):
            if node.text.strip():
                return node.line
        elif words_of(node) or any(e.name == "img" for e in walk(node)):
            return node.line
    return nodes[0].line
