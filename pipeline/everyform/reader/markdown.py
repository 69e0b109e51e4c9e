"""Markdown -> draft, by markdown-it-py (see `parser`). Only here are blocks' tokens seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from everyform.diagnostics import Diagnostic, Location, PipelineError, Reported, Severity, failure
from everyform.inline import Strong
from everyform.reader import draft
from everyform.reader.cleaning import without_comments
from everyform.reader.ending import cut_off
from everyform.reader.inlines import closing, code_content, content_of
from everyform.reader.lookalikes import lookalikes
from everyform.reader.numbers import interrupt_paragraphs
from everyform.reader.parser import new_parser
from everyform.reader.tags import remarks

MAX_INLINE_DEPTH = 40
"""Emphasis within emphasis; more is an attack, and would exhaust the stack of every stage."""

_MAX_BLOCK_DEPTH = 20  # markdown-it-py's commonmark preset; what lies deeper it drops
_WHITE = re.compile(r"[ \t\n\r\f\v]+")


def parse(body: str, path: str) -> Reported[draft.Blocks]:
    """Parse a body whose line n is line n of the file.

    Raises:
        PipelineError: `nesting-too-deep` when the parser would lose what lies too deep;
            `reading-too-long` when reading costs more work than any summary's does.
    """
    body, dropped = without_comments(body, path)
    parser = new_parser(body, path)
    lines = body.split("\n")
    glued = interrupt_paragraphs(parser, lines)
    tokens = parser.parse(body)
    _check_depth(tokens, path)
    reader = _Reader(parser, lines, path)
    blocks = reader.blocks(tokens)
    for line in sorted(set(glued)):
        number = lines[line - 1].split()[0]
        reader.report(
            Severity.NOTE,
            "item-glued",
            f"dropped {number!r} from the end of a paragraph: it is the next item's number",
            line,
        )
    if (end := cut_off(body, blocks, path)) is not None:
        reader.found.append(end)
    return Reported(blocks, (*dropped, *reader.found))


def _check_depth(tokens: Sequence[Token], path: str) -> None:
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        too_deep = token.nesting == 1 and token.level >= _MAX_BLOCK_DEPTH - 1
        if too_deep or any(child.level > MAX_INLINE_DEPTH for child in token.children or ()):
            raise failure(
                "nesting-too-deep",
                "lists, quotations or emphasis are nested too deep to be read safely",
                Location(path, line),
            )


class _Reader:
    """One walk over the tokens of one file."""

    def __init__(self, parser: MarkdownIt, lines: Sequence[str], path: str) -> None:
        self._parser = parser
        self._lines = lines
        self._path = path
        self.found: list[Diagnostic] = []

    def blocks(self, tokens: Sequence[Token]) -> draft.Blocks:
        found: list[draft.Block] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = closing(tokens, at)
            inside = tokens[at + 1 : end]
            found.extend(self._block(token, inside))
            at = end + 1
        return tuple(found)

    def _block(self, token: Token, inside: Sequence[Token]) -> list[draft.Block]:
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "heading_open":
                content = self._content(inside[0])
                if content:
                    return [draft.Heading(line, int(token.tag[1]), content)]
                self.report(Severity.WARNING, "empty-heading", "a heading without words", line)
                return []
            case "paragraph_open":
                content = self._content(inside[0])
                return [draft.Paragraph(line, content)] if content else []
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, inside)
            case "blockquote_open":
                return [draft.Quote(line, self._no_headings(self.blocks(inside)))]
            case "table_open":
                return [self._table(line, inside)]
            case "fence" | "code_block":
                content = code_content(token.content)
                return [draft.Paragraph(line, content)] if content else []
            case "hr":
                self.report(Severity.NOTE, "rule-line", "dropped a line that holds no words", line)
                return []
            case other:
                raise PipelineError(
                    Diagnostic(
                        Severity.ERROR,
                        "block-unknown",
                        f"the parser found a block of kind {other!r}",
                        Location(self._path, line),
                    )
                )

    def _list(self, token: Token, inside: Sequence[Token]) -> list[draft.Block]:
        ordered = token.type == "ordered_list_open"
        items: list[draft.Item] = []
        at = 0
        while at < len(inside):
            opening, end = inside[at], closing(inside, at)
            line = opening.map[0] + 1 if opening.map else 0
            blocks = self._no_headings(self.blocks(inside[at + 1 : end]))
            number = int(opening.info) if ordered and opening.info else None
            shown = None if not items or items[0].number is None else items[0].number + len(items)
            if number is not None and shown is not None and number != shown:
                said = f"the item's number is {number} in the source and {shown} in its list"
                self.report(Severity.WARNING, "list-number", said, line)
            if blocks:
                items.append(draft.Item(line, blocks, self._after_blank(line), number))
            else:
                self.report(Severity.WARNING, "empty-item", "a list item without words", line)
            at = end + 1
        return [draft.List(tuple(items), ordered)] if items else []

    def _after_blank(self, line: int) -> bool:
        return line >= 2 and not self._lines[line - 2].strip()

    def _no_headings(self, blocks: draft.Blocks) -> draft.Blocks:
        """Headings inside items and quotations head no section: their words stay, strong."""
        kept: list[draft.Block] = []
        for block in blocks:
            if isinstance(block, draft.Heading):
                said = "a heading inside a list or quotation was made a strong paragraph"
                self.report(Severity.WARNING, "heading-inside", said, block.line)
                words = tuple(n for n in block.content if not isinstance(n, draft.Picture))
                pictures = tuple(n for n in block.content if isinstance(n, draft.Picture))
                kept.append(draft.Paragraph(block.line, (Strong(words), *pictures)))
            else:
                kept.append(block)
        return tuple(kept)

    def _table(self, line: int, inside: Sequence[Token]) -> draft.Table:
        header: list[draft.Row] = []
        rows: list[draft.Row] = []
        width = 0
        for at, token in enumerate(inside):
            if token.type != "tr_open":
                continue
            end = closing(inside, at)
            in_header = any(t.type == "th_open" for t in inside[at:end])
            row_line = token.map[0] + 1 if token.map else line
            texts = self._cell_texts(row_line)
            cells = tuple(
                self._cell(row_line, cell)
                for cell in (t for t in inside[at:end] if t.type == "inline")
            )
            if in_header:
                width = len(cells)
                header.append(draft.Row(cells))
                continue
            # The parser pads and cuts rows to the header; what they are, `table_rows` says.
            extra = tuple(self._extra_cell(row_line, text) for text in texts[width:])
            rows.append(draft.Row((*cells[: len(texts)], *extra)))
        return draft.Table(line, tuple(header), tuple(rows))

    def _cell_texts(self, line: int) -> list[str]:
        """The cells as the source has them; the parser pads and cuts rows to the header."""
        text = self._lines[line - 1].strip()
        while text.startswith(">"):
            text = text[1:].strip()
        parts = escapedSplit(text)
        if parts and not parts[0]:
            parts = parts[1:]
        if parts and not parts[-1]:
            parts = parts[:-1]
        return [part.strip() for part in parts]

    def _extra_cell(self, line: int, text: str) -> draft.Cell:
        (inline,) = self._parser.parseInline(text)
        return self._cell(line, inline)

    def _cell(self, line: int, inline: Token) -> draft.Cell:
        content = self._content(inline, line)
        return draft.Cell(line, (draft.Paragraph(line, content),) if content else ())

    def _content(self, inline: Token, line: int = 0) -> draft.Content:
        """The words of a token; `line` where the parser does not know it."""
        children = inline.children or ()
        line = line or (inline.map[0] + 1 if inline.map else 0)
        for remark in remarks(inline):
            self.report(remark.severity, remark.code, remark.message, line + remark.offset)
        for code, said, offset in lookalikes(inline.content):
            self.report(Severity.WARNING, code, said, line + offset)
        for opening, after in pairwise(children):
            if opening.type == "link_open" and after.type == "link_close":
                said = f"a link without words to {opening.attrs['href']!r} was left out"
                self.report(Severity.WARNING, "link-empty", said, line)
        return content_of(children)

    def report(
        self, severity: Severity, code: str, message: str, line: int, hint: str = ""
    ) -> None:
        where = Location(self._path, line)
        self.found.append(Diagnostic(severity, code, message, where, hint))
