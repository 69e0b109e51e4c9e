"""How the source asks to be cited: found, taken apart, its open dates made slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from everyform.diagnostics import PipelineError
from everyform.document import Attribution, Block, Paragraph, Section, SectionRole, Segment
from everyform.inline import Inline, Slot, SlotName, Text
from everyform.reader.habits import Habits
from everyform.reader.rule import Findings
from everyform.walk import blocks as all_blocks
from everyform.walk import plain_text, sections

PLACE = "<MM/DD/YYYY>"
"""How the source prints a date that it leaves to whoever cites it."""

_PLACES = re.compile(r"(<(?:MM/DD|DD/MM)/(?:YYYY|AAAA)>)", re.IGNORECASE)
_ORDER = (SlotName.UPDATED, SlotName.ACCESSED)
_ANOTHER = re.compile(r"\s*\.\s+(?=PDQ)")  # where the title begins: "PDQ® [board]. PDQ [title]"
_SENTENCE = re.compile(r"\s*\.\s+")
_MARK = re.compile(r"PDQ\s*®?")


def with_slots(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content with its first open place made the date of update, the second of access."""
    names = iter(_ORDER)
    found: list[Inline] = []
    for node in content:
        if not isinstance(node, Text):
            found.append(node)
            continue
        for piece in _PLACES.split(node.text):
            name = next(names, None) if _PLACES.fullmatch(piece) else None
            if name is not None:
                found.append(Slot(name))
            elif piece:
                found.append(Text(piece))
    return tuple(found)


def find_attribution(body: Sequence[Block], habits: Habits, findings: Findings) -> Attribution:
    """Take the attribution from the permission section of a finished body.

    Codes: `citation-board`, a warning where the citation names no board.

    Raises:
        PipelineError: `permission-missing` or `citation-missing`: without them no output
            may be made.
    """
    permission = next((s for s in sections(body) if s.role is SectionRole.PERMISSION), None)
    if permission is None:
        hint = "every summary has that section near its end; is the file whole?"
        findings.refuse("permission-missing", "no section gives the terms of use", 0, hint)
        raise PipelineError(*findings.found)
    for segment in _paragraphs(permission):
        printed = _printed(segment.content)
        if match := habits.citation.fullmatch(printed):
            board, title = _parted(match["head"])
            if not board:
                said = "the citation names no editorial board; it is printed as it is"
                findings.warn("citation-board", said, segment.origin.line)
            return Attribution(
                board=board,
                title=title,
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


def _parted(head: str) -> tuple[str, str]:
    """The board ("" where there is none) and the title.

    "PDQ® . PDQ Mistletoe" and "PDQ Mistletoe" have no board.
    """
    board, *rest = _ANOTHER.split(head, maxsplit=1)
    if not rest:
        board, *rest = _SENTENCE.split(head, maxsplit=1)
    if not rest:
        return "", head
    board = board.rpartition(": ")[2]  # after "The preferred citation is: "
    return "" if _MARK.fullmatch(board) else board, rest[0]


def _printed(content: tuple[Inline, ...]) -> str:
    """The citation with its slots printed as the source prints them."""
    shown = (replace(n, text=n.text or PLACE) if isinstance(n, Slot) else n for n in content)
    return " ".join(plain_text(shown).split())
