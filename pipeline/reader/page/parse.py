"""A saved page's text -> draft blocks: its tree, the summary in it, and that one's blocks."""

from __future__ import annotations

from pipeline.diagnostics import Reported
from pipeline.reader import draft
from pipeline.reader.page.blocks import blocks_of
from pipeline.reader.page.notes import Notes
from pipeline.reader.page.site import summary_of
from pipeline.reader.page.tree import parse_tree


def parse_page(text: str, path: str) -> Reported[draft.Blocks]:
    """Read the summary on a page that was saved from the publisher's site.

    The page may be whole, with the site around the summary, or hold the summary's
    sections only. `line` of every block is that of the file, 1 for the first.

    Raises:
        PipelineError: see `tree.parse_tree`; and `nesting-too-deep` for lists or emphasis
            that no stage could follow.
    """
    notes = Notes(path)
    summary = summary_of(parse_tree(text, path), notes)
    blocks = blocks_of(summary.children, notes)
    return Reported(blocks, tuple(notes.found))
