"""The rule about pictures: "[Enlarge](big)![description](small)", glued to whatever precedes.

The picture becomes a `Figure` after the words it was glued to. The next paragraph is its
caption when it says what the description says: publishers describe a picture as "Lumbar
puncture; drawing shows ..." and caption it "Lumbar puncture. A patient lies ...". Captions
have no links, and few paragraphs have none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from everyform.diagnostics import Reported, clipped
from everyform.inline import Inline, Link
from everyform.reader import draft
from everyform.reader.habits import Habits
from everyform.reader.rule import Findings, Setting
from everyform.walk import inlines

_CAPTION_SHARE = 0.5
"""Share of the description's first clause that a caption repeats (0.6 to 1 in real ones)."""

_LINKLESS_SHARE = 0.25  # of a paragraph without links: 0.3 to 0.44 in four real captions

_CAPTION_REACH = 30  # words at the caption's beginning that are compared


def figures(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Take every picture out of its words and give it the caption that follows."""
    findings = Findings(setting)
    return findings.report(_with_figures(blocks, setting.habits, findings))


def _with_figures(blocks: draft.Blocks, habits: Habits, findings: Findings) -> draft.Blocks:
    split: list[draft.Block] = []
    for block in blocks:
        split.extend(_split(block, habits, findings))
    return _captioned(tuple(split), habits, findings)


def _split(block: draft.Block, habits: Habits, findings: Findings) -> list[draft.Block]:
    match block:
        case draft.Paragraph(line, content):
            if not any(isinstance(node, draft.Picture) for node in content):
                return [block]
            return _split_words(line, content, habits, findings)
        case draft.Heading(line, _, content):
            words, *rest = _split_words(line, content, habits, findings) or [block]
            if isinstance(words, draft.Paragraph):
                return [replace(block, content=words.content), *rest]
            return [words, *rest]
        case _:
            return [draft.map_inside(block, lambda b: _with_figures(b, habits, findings))]


def _split_words(
    line: int, content: draft.Content, habits: Habits, findings: Findings
) -> list[draft.Block]:
    if not any(isinstance(node, draft.Picture) for node in content):
        return [draft.Paragraph(line, content)]
    found: list[draft.Block] = []
    run: list[Inline] = []

    def flush() -> None:
        words = draft.trimmed(tuple(run))
        if words:
            found.append(draft.Paragraph(line, words))
        run.clear()

    for node in content:
        if not isinstance(node, draft.Picture):
            run.append(node)
            continue
        target = node.target
        large = _enlarge_link(run, habits)
        if large is not None:
            label = draft.words((large,))
            findings.note("figure-link", f"dropped {label!r}; the figure keeps its link", line)
            target = large.target
        flush()
        if node.alt:
            found.append(draft.Figure(line, node.alt, target))
            findings.note("figure", f"a picture: {clipped(node.alt)!r}", line)
        else:
            hint = "describe what the picture shows between the square brackets"
            said = f"dropped a picture without words: {target}"
            findings.warn("figure-undescribed", said, line, hint)
    flush()
    return found


def _enlarge_link(run: list[Inline], habits: Habits) -> Link | None:
    """Take the link to the large picture, the last thing before a picture, out of the run."""
    at = len(run) - 1
    while at >= 0 and not draft.words((run[at],)):
        at -= 1
    if at < 0 or not isinstance(node := run[at], Link):
        return None
    if draft.words((node,)) not in habits.enlarge:
        return None
    del run[at:]
    return node


def _captioned(blocks: draft.Blocks, habits: Habits, findings: Findings) -> draft.Blocks:
    """Give each figure the paragraph after it, where that says the same.

    The figure may be the last thing inside a list: Markdown then ends the list before the
    caption, which has no indentation.
    """
    kept: list[draft.Block] = []
    for block in blocks:
        figure = _last_figure(kept[-1]) if kept else None
        if figure is not None and isinstance(block, draft.Paragraph):
            share = _shared(figure.alt, draft.words(block.content), habits)
            linked = any(isinstance(node, Link) for node in inlines(_words(block)))
            if share >= (_CAPTION_SHARE if linked else _LINKLESS_SHARE):
                kept[-1] = _replace_last_figure(kept[-1], replace(figure, caption=block))
                said = f"the caption of the picture in line {figure.line}: it says {share:.0%} of "
                findings.note("figure-caption", said + "the description's first words", block.line)
                continue
            if share > 0:
                said = f"this may be the caption of the picture in line {figure.line}"
                findings.warn("figure-caption-unsure", said, block.line)
        kept.append(block)
    return tuple(kept)


def _words(paragraph: draft.Paragraph) -> list[Inline]:
    return [node for node in paragraph.content if not isinstance(node, draft.Picture)]


def _last_figure(block: draft.Block) -> draft.Figure | None:
    match block:
        case draft.Figure(caption=None):
            return block
        case draft.List(items):
            return _last_figure(items[-1].blocks[-1])
        case _:
            return None


def _replace_last_figure(block: draft.Block, figure: draft.Figure) -> draft.Block:
    if not isinstance(block, draft.List):
        return figure
    *items, item = block.items
    *blocks, last = item.blocks
    changed = replace(item, blocks=(*blocks, _replace_last_figure(last, figure)))
    return replace(block, items=(*items, changed))


def _shared(alt: str, caption: str, habits: Habits) -> float:
    """How much of the description's first clause the caption's beginning repeats, 0 to 1."""
    clause = re.split(r"[;.]", alt, maxsplit=1)[0]
    wanted = _senses(clause, habits)
    said = _senses(" ".join(caption.split()[:_CAPTION_REACH]), habits)
    return len(wanted & said) / len(wanted) if wanted else 0.0


def _senses(text: str, habits: Habits) -> set[str]:
    return {w for w in re.findall(r"\w+", text.casefold()) if w not in habits.small_words}
