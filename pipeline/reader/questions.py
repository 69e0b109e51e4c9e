"""The rule about questions: numbered and strong, their answers among list items.

In a summary of questions and answers each question is a heading and its answer a section.
The copy makes a numbered list of them, each item a strong question with its answer inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Reported
from pipeline.inline import Inline, Text
from pipeline.reader import draft
from pipeline.reader.headings import all_strong, without_strength
from pipeline.reader.rule import Findings, Setting, clipped

_LOWEST = 6
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")


def questions(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Make numbered questions headings, and what lies in their items the sections' blocks.

    Either the items of a numbered list, each a strong title with text below it and most of
    them asking; or a heading that begins with its number. Code: `question`.
    """
    findings = Findings(setting)
    kept: list[draft.Block] = []
    level = 1
    for block in blocks:
        if isinstance(block, draft.Heading):
            level = block.level
            kept.append(_numbered_heading(block, findings))
        elif isinstance(block, draft.List) and _asks(block) and level < _LOWEST:
            kept.extend(_sections(block, level + 1, findings))
        else:
            kept.append(block)
    return findings.report(tuple(kept))


def is_question(item: draft.Item) -> bool:
    """Whether the item's own words are strong from end to end, and ask."""
    return _is_title(item) and draft.own_words(item).endswith("?")


def _asks(block: draft.List) -> bool:
    asking = sum(map(is_question, block.items))
    return (
        block.ordered
        and 2 * asking > len(block.items)
        and all(map(_is_title, block.items))
        and any(len(item.blocks) > 1 for item in block.items)
    )


def _is_title(item: draft.Item) -> bool:
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, draft.Paragraph) and all_strong(first.content)


def _sections(questions: draft.List, level: int, findings: Findings) -> Iterator[draft.Block]:
    start = questions.items[0].number or 1
    for number, item in enumerate(questions.items, start):
        title, *answer = item.blocks
        assert isinstance(title, draft.Paragraph)
        said = f"question {number}, {clipped(draft.own_words(item))!r}, heads its answer"
        findings.note("question", said, item.line)
        yield draft.Heading(item.line, level, without_strength(title.content), number)
        yield from answer


def _numbered_heading(heading: draft.Heading, findings: Findings) -> draft.Heading:
    """A heading such as "3. What is it?" with its number taken out of its words."""
    first = heading.content[0]
    match = _NUMBER.match(first.text) if isinstance(first, Text) else None
    if match is None or not isinstance(first, Text):
        return heading
    if not draft.words(heading.content).endswith("?"):
        return heading
    rest: tuple[Inline | draft.Picture, ...] = heading.content[1:]
    if words := first.text[match.end() :]:
        rest = (Text(words), *rest)
    printed = match[0].strip()
    said = f"dropped {printed!r} from the question's words: it is its number"
    findings.note("question", said, heading.line)
    return replace(heading, content=rest, number=int(match[1]))
