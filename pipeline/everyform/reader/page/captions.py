"""The paragraphs of a caption as one, since a caption is one text."""

from __future__ import annotations

from collections.abc import Sequence

from everyform.inline import Inline, LineBreak
from everyform.reader import draft


def joined(blocks: Sequence[draft.Block]) -> draft.Paragraph | None:
    """All paragraphs as one, a line below the other; None if there is none, or other blocks."""
    content: list[Inline | draft.Picture] = []
    for block in blocks:
        if not isinstance(block, draft.Paragraph):
            return None
        content += [LineBreak(), *block.content] if content else block.content
    return draft.Paragraph(blocks[0].line, tuple(content)) if content else None
