"""Numbered items that the publisher's copy has glued to the paragraph before them.

CommonMark lets only the number 1 interrupt a paragraph. In the copy, an item's last
paragraph is followed by the next item with no line between, so "2. **Who needs rest?**"
would become the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block

_NUMBERED = re.compile(r"(\d{1,9})[.)] +\S")
_HEADING = re.compile(r" {0,3}#{1,6}(?: |$)")


def interrupt_paragraphs(parser: MarkdownIt, lines: Sequence[str]) -> list[int]:
    """Make numbered items end a paragraph where their number goes on with the last one.

    Returns the list to which parsing will add the line, from 1, of every such item.
    """
    going_on = _going_on(lines)
    used: list[int] = []

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if (
            silent
            and state.parentType == "paragraph"
            and start in going_on
            and state.sCount[start] >= state.blkIndent
        ):
            used.append(start + 1)
            return True
        return list_block(state, start, end, silent)

    parser.block.ruler.at("list", rule, {"alt": ["paragraph", "reference", "blockquote"]})
    return used


def _going_on(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of lines whose number follows that of the last numbered line."""
    found: set[int] = set()
    last = None
    for at, line in enumerate(lines):
        if _HEADING.match(line):
            last = None
        match = _NUMBERED.match(line)
        if match is None:
            continue
        number = int(match[1])
        if last is not None and number == last + 1:
            found.add(at)
            last = number
        elif at == 0 or not lines[at - 1].strip():  # a list opens here
            last = number
    return frozenset(found)
