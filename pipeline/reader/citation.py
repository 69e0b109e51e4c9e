"""How the source asks to be cited: found, taken apart, its open dates made slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.diagnostics import PipelineError
from pipeline.document import Attribution, Block, Paragraph, Section, SectionRole, Segment
from pipeline.inline import Inline, Slot, SlotName, Text
from pipeline.reader.habits import Habits
from pipeline.reader.rule import Findings
from pipeline.walk import blocks as all_blocks
from pipeline.walk import plain_text, sections

PLACE = "<MM/DD/YYYY>"
"""How the source prints a date that it leaves to whoever cites it."""

_ORDER = (SlotName.UPDATED, SlotName.ACCESSED)


def with_slots(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content with its first open place made the date of update, the second of access."""
    names = iter(_ORDER)
    found: list[Inline] = []
    for node in content:
        if not isinstance(node, Text):
            found.append(node)
            continue
        for piece in re.split(f"({re.escape(PLACE)})", node.text):
            name = next(names, None) if piece == PLACE else None
            if name is not None:
                found.append(Slot(name))
            elif piece:
                found.append(Text(piece))
    return tuple(found)


def find_attribution(body: Sequence[Block], habits: Habits, findings: Findings) -> Attribution:
    """Take the attribution from the permission section of a finished body.

    Raises:
        PipelineError: `permission-missing` or `citation-missing`: without them no output
            may be made.
    """
    permission = next((s for s in sections(body) if s.role is SectionRole.PERMISSION), None)
    if permission is None:
        hint = "the section with the terms of use is part of every summary; restore it"
        findings.refuse("permission-missing", "no section gives the terms of use", 0, hint)
        raise PipelineError(*findings.found)
    for segment in _paragraphs(permission):
        printed = _printed(segment.content)
        if match := habits.citation.fullmatch(printed):
            return Attribution(
                board=match["board"],
                title=match["title"],
                publisher=match["publisher"],
                url=match["url"],
                pmid=match["pmid"],
                citation=segment.content,
                permission=permission.title.id,
            )
    hint = f"expected in this form: PDQ® [board]. PDQ [title]. [publisher]. Updated {PLACE}. ..."
    findings.refuse(
        "citation-missing",
        "the terms of use name no citation",
        permission.title.origin.line,
        hint,
    )
    raise PipelineError(*findings.found)


def _paragraphs(section: Section) -> Iterator[Segment]:
    for block in all_blocks(section.blocks):
        if isinstance(block, Paragraph):
            yield block.segment


def _printed(content: tuple[Inline, ...]) -> str:
    """The citation with its slots printed as the source prints them."""
    shown = (replace(n, text=n.text or PLACE) if isinstance(n, Slot) else n for n in content)
    return " ".join(plain_text(shown).split())
