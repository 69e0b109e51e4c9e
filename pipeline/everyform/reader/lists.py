"""The rule about lists: nested lists that were flattened, items that were cut off.

Sections are cut here, between headings; where each block of one goes is settled by
`nesting`, unless an editor has settled it in a fixes file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from everyform.diagnostics import Reported
from everyform.reader import draft
from everyform.reader.fixes import stale
from everyform.reader.list_findings import ListFindings
from everyform.reader.list_tree import ListTree
from everyform.reader.nesting import NoWay, nest
from everyform.reader.rule import Findings, Setting
from everyform.reader.scene import Scene


def nested_lists(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Rebuild the lists of every section; every nested list is reported.

    Raises:
        PipelineError: `nesting-too-deep` for lists deeper than any stage can follow.

    Codes: `list-nested` (certain), `list-nesting` (likely), `list-nesting-unsure`,
    `list-separate` (an empty line that opens no nested list), `item-continued` (text inside
    an item), `item-end-unsure` (text that may lie elsewhere), `fix-applied`.
    """
    findings = Findings(setting)
    findings.found.extend(stale(setting.fixes, blocks))
    kept: list[draft.Block] = []
    section: list[draft.Block] = []
    headings: list[draft.Heading] = []  # the one over the section, and those over that one
    for block in blocks:
        if isinstance(block, draft.Heading):
            kept.extend(_rebuilt(section, headings, findings))
            kept.append(block)
            section = []
            headings = [*(h for h in headings if h.level < block.level), block]
        else:
            section.append(block)
    kept.extend(_rebuilt(section, headings, findings))
    return findings.report(tuple(kept))


def _rebuilt(
    section: Sequence[draft.Block], headings: Sequence[draft.Heading], findings: Findings
) -> Sequence[draft.Block]:
    """The blocks between two headings with their lists as they were."""
    setting = findings.setting
    scene = _scene(section, setting)
    if not any(isinstance(block, draft.Item) for block in scene.blocks):
        return section
    fixes = {at: f for at, b in enumerate(scene.blocks) if (f := setting.fixes.get(b.line))}
    at_line = {block.line: at for at, block in enumerate(scene.blocks)}
    owners: dict[int, int | None] = {}
    for at, fix in fixes.items():
        if fix.under is not None and not at_line.get(fix.under, at) < at:
            _refuse(fix.under, fix.line, findings)
            return section
        owners[at] = None if fix.under is None else at_line[fix.under]
    try:
        choices = nest(scene, owners)
    except NoWay as no:
        fix = fixes[no.index]
        _refuse(fix.under, fix.line, findings)
        return section
    for at, fix in fixes.items():
        where = "is not nested" if fix.under is None else f"lies under line {fix.under}"
        said = f"by {fix.origin}, this {where}"
        findings.note("fix-applied", said, scene.blocks[at].line)
    tree = ListTree.of(scene, choices)
    over = [draft.words(heading.content) for heading in headings if heading.level > 1]
    ListFindings(tree, scene, choices, findings, over, owners).report()
    return tree.top()


def _refuse(under: int | None, line: int, findings: Findings) -> None:
    place = "at the top" if under is None else f"under line {under}"
    hint = "a block lies in an item before it, in the same section, that is still open"
    findings.refuse("fix-impossible", f"line {line} cannot lie {place}", line, hint)


def _scene(section: Sequence[draft.Block], setting: Setting) -> Scene:
    """The section with its flat lists taken apart; what is nested or tied already is kept."""
    blocks: list[draft.Block | draft.Item] = []
    ordered: list[bool] = []
    for block in section:
        if isinstance(block, draft.List) and _is_flat(block):
            items = block.items
            if _is_loose(block):
                items = (items[0], *(replace(item, after_blank=False) for item in items[1:]))
            blocks.extend(items)
            ordered.extend(block.ordered for _ in items)
        else:
            blocks.append(block)
            ordered.append(False)
    return Scene(blocks, ordered, setting.habits)


def _is_flat(block: draft.List) -> bool:
    """Whether the list has no structure of its own: no indented blocks, no tied key points."""
    return not any(_is_indented(item) or item.repeats is not None for item in block.items)


def _is_indented(item: draft.Item) -> bool:
    """Whether the source has put more into the item than one paragraph.

    Pictures and their captions come out of that paragraph.
    """
    for block in item.blocks[1:]:
        if isinstance(block, draft.Figure):
            return False
        if isinstance(block, draft.List | draft.Paragraph):
            return True
    return False


def _is_loose(block: draft.List) -> bool:
    """Whether empty lines stand between all items: then they are style, not traces."""
    later = block.items[1:]
    return (
        len(later) > 1
        and all(item.after_blank for item in later)
        and not any(draft.own_words(item).endswith(":") for item in block.items)
    )
