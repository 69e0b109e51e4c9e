"""The rule about remarks set apart: "**Note:** ...", or a quotation that quotes nobody."""

from __future__ import annotations

from everyform.diagnostics import Reported, clipped
from everyform.inline import Inline, Strong
from everyform.reader import draft
from everyform.reader.rule import Findings, Setting


def callouts(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Set apart each paragraph that begins as remarks do, and each quotation that is a box.

    A box begins as a remark does or with strong words, as a title. Code: `callout`.
    """
    findings = Findings(setting)
    return findings.report(_set_apart(blocks, findings))


def _set_apart(blocks: draft.Blocks, findings: Findings) -> draft.Blocks:
    found: list[draft.Block] = []
    for block in blocks:
        match block:
            case draft.Paragraph(line, content) if _is_remark(content, findings):
                said = f"a remark of its own: {clipped(draft.words(content))!r}"
                findings.note("callout", said, line)
                found.append(draft.Callout(line, (block,)))
            case draft.Quote(line, inner) if _is_box(inner, findings):
                findings.note("callout", "a box, not a quotation", line)
                found.append(draft.Callout(line, inner))
            case draft.List():
                found.append(draft.map_inside(block, lambda b: _in_item(b, findings)))
            case _:
                found.append(block)
    return tuple(found)


def _in_item(blocks: draft.Blocks, findings: Findings) -> draft.Blocks:
    """An item's own words stay its own; only what follows them can be apart."""
    return (blocks[0], *_set_apart(blocks[1:], findings)) if len(blocks) > 1 else blocks


def _is_remark(content: draft.Content, findings: Findings) -> bool:
    words, colon, rest = draft.words(content).partition(":")
    habits = findings.setting.habits
    return bool(colon and rest.strip()) and " ".join(words.split()).casefold() in habits.callouts


def _is_box(blocks: draft.Blocks, findings: Findings) -> bool:
    first = blocks[0] if blocks else None
    if not isinstance(first, draft.Paragraph):
        return False
    opening: Inline | draft.Picture = first.content[0]
    return isinstance(opening, Strong) or _is_remark(first.content, findings)
