"""Rules about how a paragraph or item begins: with a heading of its own, or a word it defines.

"**X-ray** is a type of radiation ..." begins with a heading that is run in with its text.
"Insomnia: Being unable to fall asleep." says what a word means.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import is_

from everyform.diagnostics import Reported, clipped
from everyform.inline import Defined, Emph, Inline, Link, RunIn, Strong, Text
from everyform.reader import draft
from everyform.reader.habits import Habits
from everyform.reader.rule import Findings, Setting

_LONGEST = 140  # characters of a heading run in; the family's longest has 98
_LABEL_LENGTH = 60  # characters of a word or phrase that is defined
_SENTENCE = re.compile(r"[.;](?:\s|$)")


def run_in_headings(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Mark strong words at the start of a paragraph or item as its heading. Code: `run-in`."""
    findings = Findings(setting)
    return findings.report(_with_run_ins(blocks, findings))


def definitions(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Mark the words before an item's colon that the words after it define.

    An item counts as a definition by how it goes on; and by its siblings, if it is a
    label with a text like them and more than half of them are definitions.
    Code: `definition`.
    """
    findings = Findings(setting)
    return findings.report(_with_definitions(blocks, findings))


def _with_run_ins(blocks: draft.Blocks, findings: Findings) -> draft.Blocks:
    return tuple(
        _run_in(block, findings)
        if isinstance(block, draft.Paragraph)
        else block
        if isinstance(block, draft.Table)  # a cell has no lead-in
        else draft.map_inside(block, lambda b: _with_run_ins(b, findings))
        for block in blocks
    )


def _with_definitions(blocks: draft.Blocks, findings: Findings) -> draft.Blocks:
    found: list[draft.Block] = []
    for block in blocks:
        match block:
            case draft.List(items):
                inner = tuple(_defining(item, findings) for item in items)
                inner = _as_siblings(inner, findings)
                same = all(map(is_, inner, items))
                found.append(block if same else replace(block, items=inner))
            case draft.Quote() | draft.Callout():
                found.append(draft.map_inside(block, lambda b: _with_definitions(b, findings)))
            case _:
                found.append(block)
    return tuple(found)


def _defining(item: draft.Item, findings: Findings) -> draft.Item:
    first, *rest = item.blocks
    own = _definition(first, findings) if isinstance(first, draft.Paragraph) else first
    if own is first and not rest:
        return item
    return replace(item, blocks=(own, *_with_definitions(tuple(rest), findings)))


def _run_in(paragraph: draft.Paragraph, findings: Findings) -> draft.Paragraph:
    first, *rest = paragraph.content
    if not isinstance(first, Strong) or not rest:
        return paragraph
    heading, text = draft.words(first.content), draft.words(rest)
    glued = isinstance(rest[0], Text) and rest[0].text[:1].isalnum()
    said = any(character.isalnum() for character in text)
    if glued or not said or len(heading) > _LONGEST or not _begins_as_heading(heading):
        return paragraph
    findings.note("run-in", f"{clipped(heading)!r} heads the text after it", paragraph.line)
    return replace(paragraph, content=(RunIn(first.content), *rest))


def _begins_as_heading(words: str) -> bool:
    letter = next((character for character in words if character.isalnum()), "")
    return len(words) > 1 and (letter.isupper() or letter.isdigit())


def _definition(paragraph: draft.Paragraph, findings: Findings) -> draft.Paragraph:
    habits = findings.setting.habits
    label, text = labelled(paragraph.content)
    if not label or _is_remark(label, habits) or _is_clause(label, habits):
        return paragraph
    again = _said_again(label, text, habits)
    if again is not None:
        if not (len(again) > 2 and again[0] in habits.copula and again[1] in habits.articles):
            return paragraph
        reason = "the text says it again and what it is"
    elif habits.defining.match(text) and not _states(text, habits):
        reason = f"the text says what it is: {clipped(text, 40)!r}"
    else:
        return paragraph
    return _defined(paragraph, label, reason, findings)


def _as_siblings(items: tuple[draft.Item, ...], findings: Findings) -> tuple[draft.Item, ...]:
    """Labels among definitions are defined, too, unless their text is a statement."""
    firsts = [item.blocks[0] for item in items]
    done = sum(isinstance(b, draft.Paragraph) and is_defined(b.content) for b in firsts)
    if 2 * done <= len(items):
        return items
    found: list[draft.Item] = []
    for item, first in zip(items, firsts, strict=True):
        if isinstance(first, draft.Paragraph) and not is_defined(first.content):
            label, text = labelled(first.content)
            habits = findings.setting.habits
            again = _said_again(label, text, habits) is not None
            if label and not again and not _states(text, habits):
                first = _defined(first, label, "as its siblings are", findings)
        found.append(replace(item, blocks=(first, *item.blocks[1:])))
    return tuple(found)


def is_defined(content: draft.Content) -> bool:
    """Whether the content begins with the words that it defines."""
    first = content[0] if content else None
    return isinstance(first, Defined) or (
        isinstance(first, RunIn) and len(first.content) == 1 and is_defined(first.content)
    )


def labelled(content: draft.Content) -> tuple[str, str]:
    """The words before a colon near the beginning and those after it; else two empty texts."""
    label, colon, text = draft.words(content).partition(":")
    text = text.strip()
    short = 1 < len(label) <= _LABEL_LENGTH and not re.search(r"[.;?!]", label)
    ends = text.endswith(":")  # the text only announces what follows
    return (label, text) if colon and text and short and not ends else ("", "")


def _defined(
    paragraph: draft.Paragraph, label: str, reason: str, findings: Findings
) -> draft.Paragraph:
    content = _around_label(paragraph.content)
    if content is None:
        return paragraph
    findings.note("definition", f"{label!r} is defined here: {reason}", paragraph.line)
    return replace(paragraph, content=content)


def _around_label(content: draft.Content) -> draft.Content | None:
    """The content with `Defined` around what stands before its first colon.

    None where the colon stands inside a link or other span that is no heading.
    """
    before: list[Inline] = []
    for at, node in enumerate(content):
        if isinstance(node, Text) and ":" in node.text:
            words, _, text = node.text.partition(":")
            if words:
                before.append(Text(words))
            return (Defined(tuple(before)), Text(f":{text}"), *content[at + 1 :])
        if isinstance(node, draft.Picture):
            return None
        if isinstance(node, RunIn) and at == 0 and ":" in draft.words(node.content):
            inner = _around_label(node.content)
            kept = tuple(n for n in inner or () if not isinstance(n, draft.Picture))
            return (RunIn(kept), *content[1:]) if kept else None
        if isinstance(node, RunIn) and at == 0:
            after = content[1] if len(content) > 1 else None
            colon = isinstance(after, Text) and after.text.lstrip().startswith(":")
            return (RunIn((Defined(node.content),)), *content[1:]) if colon else None
        if not isinstance(node, Text | Link | Emph | Strong):
            return None
        if ":" in draft.words((node,)):
            return None
        before.append(node)
    return None


def _said_again(label: str, text: str, habits: Habits) -> list[str] | None:
    """The words after the label in a text that begins with it; None for any other text."""
    words = re.findall(r"\w+", text.casefold())
    said = re.findall(r"\w+", label.casefold())
    if words[: len(said)] != said and words[:1] and words[0] in habits.articles:
        words = words[1:]
    return words[len(said) :] if words[: len(said)] == said else None


def _states(text: str, habits: Habits) -> bool:
    """Whether the first clause has a verb of its own before any "that", "which" or comma."""
    sentence = _SENTENCE.split(text, maxsplit=1)[0]
    clause = re.split(r"[,(]|\b(?:that|which|in which|who|que|when|cuando)\b", sentence)[0]
    return any(word in habits.stating for word in re.findall(r"\w+", clause.casefold()))


def _is_remark(label: str, habits: Habits) -> bool:
    return " ".join(label.split()).casefold() in habits.callouts


def _is_clause(label: str, habits: Habits) -> bool:
    """Whether the words before the colon announce something and name nothing."""
    return any(word in habits.stating for word in re.findall(r"\w+", label.casefold()))
