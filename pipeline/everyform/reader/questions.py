"""The rule about questions: numbered and strong, their answers among list items.

In a summary of questions and answers each question is a heading and its answer a section.
The copy makes a numbered list of them, each item a strong question with its answer inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from everyform.diagnostics import Reported, clipped
from everyform.inline import Inline, Text
from everyform.reader import draft
from everyform.reader.headings import all_strong, without_strength
from everyform.reader.rule import Findings, Setting

_LOWEST = 6
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")


def questions(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Make numbered questions headings, so that each answer is the section under one.

    They are the numbered items of a section, each a strong title, their numbers running on
    from one to the next, most of them asking, with text below. Code: `question`.
    """
    findings = Findings(setting)
    kept: list[draft.Block] = []
    section: list[draft.Block] = []
    level = 1
    for block in blocks:
        if isinstance(block, draft.Heading):
            kept.extend(_with_questions(section, level, findings))
            section = []
            level = block.level
            kept.append(block)
        else:
            section.append(block)
    kept.extend(_with_questions(section, level, findings))
    return findings.report(tuple(kept))


def numbered_headings(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Take the number of a question out of the words of its heading. Code: `question`."""
    findings = Findings(setting)
    return findings.report(
        tuple(
            _numbered_heading(block, findings) if isinstance(block, draft.Heading) else block
            for block in blocks
        )
    )


def _with_questions(
    section: list[draft.Block], level: int, findings: Findings
) -> Iterator[draft.Block]:
    """The blocks between two headings, with a heading for each question among them."""
    numbered = [b for b in section if isinstance(b, draft.List) and b.ordered]
    items = [item for block in numbered for item in block.items]
    if level >= _LOWEST or not _ask(items) or not _answered(section, items):
        yield from section
        return
    for block in section:
        if not isinstance(block, draft.List) or not block.ordered:
            yield block
            continue
        for item in block.items:
            title, *answer = item.blocks
            assert isinstance(title, draft.Paragraph)
            number = item.number or 1
            said = f"question {number}, {clipped(draft.own_words(item))!r}, heads its answer"
            findings.note("question", said, item.line)
            words = without_strength(title.content)
            yield draft.Heading(item.line, level + 1, words, number, item.anchors)
            yield from answer


def _ask(items: list[draft.Item]) -> bool:
    """Whether numbered items are questions: titles that run on, most of them asking."""
    asking = sum(draft.own_words(item).endswith("?") for item in items)
    numbers = [item.number or 1 for item in items]
    return (
        2 * asking > len(items)
        and all(map(_is_title, items))
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _answered(section: list[draft.Block], items: list[draft.Item]) -> bool:
    """Whether anything stands below some question."""
    below = (b for b in section if b.line > items[0].line)
    return any(len(item.blocks) > 1 for item in items) or any(
        not (isinstance(block, draft.List) and block.ordered) for block in below
    )


def _is_title(item: draft.Item) -> bool:
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, draft.Paragraph) and all_strong(first.content)


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
