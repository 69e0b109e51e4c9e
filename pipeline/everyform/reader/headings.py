"""Rules about titles and headings: the one title, the way out, and headings in disguise."""

from __future__ import annotations

from dataclasses import replace

from everyform.diagnostics import Reported, clipped
from everyform.inline import Emph, Inline, Link, Strong
from everyform.reader import draft
from everyform.reader.rule import Findings, Setting

_LOWEST = 6
_HEADING_LENGTH = 120  # characters; a longer strong paragraph is a statement, not a heading


def one_title(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Keep the summary's own title; drop the site's, which repeats the front matter.

    The publisher's pages carry two titles. The summary's is the one of the form that the
    habits give ("... (PDQ®)–Patient Version"), else the last before the first section.
    """
    findings = Findings(setting)
    titles = [b for b in blocks if isinstance(b, draft.Heading) and b.level == 1]
    if not titles:
        hint = "give the summary its title as the only `# ` line"
        findings.refuse("title-missing", "the summary has no title", 0, hint)
        return findings.report(blocks)
    for title in titles:
        if setting.habits.professional_title.fullmatch(draft.words(title.content)):
            said = "this is the health professional version; it is not material for patients"
            findings.refuse("title-professional", said, title.line)
    leading = _leading_titles(blocks) or titles[:1]
    chosen = next(
        (t for t in leading if setting.habits.patient_title.fullmatch(draft.words(t.content))),
        leading[-1],
    )
    if not setting.habits.patient_title.fullmatch(draft.words(chosen.content)):
        said = f"the title {draft.words(chosen.content)!r} does not say that it is for patients"
        findings.warn("title-form", said, chosen.line)
    kept: list[draft.Block] = []
    for block in blocks:
        if block is chosen:
            if kept:
                said = f"moved {draft.words(chosen.content)!r} to the beginning: it is the title"
                findings.warn("title-moved", said, chosen.line)
            continue
        if isinstance(block, draft.Heading) and block.level == 1:
            text = draft.words(block.content)
            if block in leading and draft.same_words(text) == draft.same_words(
                setting.metadata.title
            ):
                findings.note("title-duplicate", f"dropped the site's title {text!r}", block.line)
                continue
            said = f"a second title, {clipped(text)!r}, was made a section heading"
            findings.warn("title-second", said, block.line)
            block = replace(block, level=2)
        kept.append(block)
    return findings.report((chosen, *kept))


def _leading_titles(blocks: draft.Blocks) -> list[draft.Heading]:
    found: list[draft.Heading] = []
    for block in blocks:
        if not isinstance(block, draft.Heading):
            continue
        if block.level != 1:
            break
        found.append(block)
    return found


def no_navigation(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Drop the paragraph that only leads to the other version of the summary."""
    findings = Findings(setting)
    kept: list[draft.Block] = []
    for block in blocks:
        if isinstance(block, draft.Paragraph) and all(
            isinstance(node, Link) for node in block.content
        ):
            text = draft.words(block.content)
            if text in setting.habits.navigation:
                findings.note("navigation", f"dropped the line {text!r}", block.line)
                continue
        kept.append(block)
    return findings.report(tuple(kept))


def strong_headings(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Make a heading of a paragraph that is strong from end to end and stands over others.

    Its level is one below the last real heading. "***or***" between lists, strong sentences
    and strong lead-ins ("...:") remain paragraphs: they do not begin like a heading, or end
    like a sentence.
    """
    findings = Findings(setting)
    kept: list[draft.Block] = []
    level = 1
    for at, block in enumerate(blocks):
        if isinstance(block, draft.Heading):
            level = block.level
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if (
            isinstance(block, draft.Paragraph)
            and level < _LOWEST
            and _looks_like_heading(block)
            and _can_stand_under(after)
        ):
            promoted = draft.Heading(block.line, level + 1, without_strength(block.content))
            text = clipped(draft.words(block.content))
            said = f"the strong paragraph {text!r} was made a heading of level {promoted.level}"
            findings.note("strong-heading", said, block.line)
            kept.append(promoted)
        else:
            kept.append(block)
    return findings.report(tuple(kept))


def _looks_like_heading(paragraph: draft.Paragraph) -> bool:
    text = draft.words(paragraph.content)
    return (
        all_strong(paragraph.content)
        and 1 < len(text) <= _HEADING_LENGTH
        and not text[0].islower()
        and text[-1] not in ".,;:"
    )


def all_strong(content: draft.Content) -> bool:
    """Whether the content is strong words and nothing else."""
    return len(content) == 1 and (
        isinstance(content[0], Strong)
        or (isinstance(content[0], Emph) and all_strong(content[0].content))
    )


def without_strength(content: draft.Content) -> tuple[Inline, ...]:
    """The words of a strong paragraph without the markup that made all of it strong."""
    if len(content) == 1 and isinstance(node := content[0], Strong | Emph):
        return without_strength(node.content)
    return tuple(node for node in content if not isinstance(node, draft.Picture))


def _can_stand_under(block: draft.Block | None) -> bool:
    """Whether a heading may precede this block; a list that goes on belongs to a list before."""
    match block:
        case None | draft.Heading():
            return False
        case draft.List(items):
            return items[0].after_blank
        case _:
            return True
