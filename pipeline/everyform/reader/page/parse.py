"""A saved page's text -> draft blocks: its tree, the summary in it, and that one's blocks."""

from __future__ import annotations

from collections.abc import Iterator

from everyform.diagnostics import Reported
from everyform.reader import draft
from everyform.reader.habits import LANGUAGES, habits, matches
from everyform.reader.page.blocks import blocks_of
from everyform.reader.page.checks import check_characters, check_page, page_address, same_address
from everyform.reader.page.notes import Notes
from everyform.reader.page.site import is_line
from everyform.reader.page.summary import summary_of
from everyform.reader.page.tree import Element, parse_tree
from everyform.reader.rule import Setting


def parse_page(text: str, path: str) -> Reported[draft.Blocks]:
    """Read the summary on a page that was saved from the publisher's site.

    The page may be whole, with the site around the summary, or hold the summary's
    sections only. `line` of every block is that of the file, 1 for the first.

    Raises:
        PipelineError: see `tree.parse_tree` and `checks`; and `nesting-too-deep` for lists
            or emphasis that no stage could follow.
    """
    notes = Notes(path)
    page = parse_tree(text, path)
    notes.language = page.get("lang").split("-")[0].casefold()
    return Reported(_blocks(page, text, notes), tuple(notes.found))


def read_page(text: str, setting: Setting) -> Reported[draft.Blocks]:
    """`parse_page` for a page with metadata: the two must be about the same summary.

    Raises:
        PipelineError: also `page-not-summary` for a page that is no patient summary, and
            `page-cut-off` for one that ends before the terms of use.

    Codes: `page-address`.
    """
    notes = Notes(setting.path, setting.language)
    page = parse_tree(text, setting.path)
    blocks = _blocks(page, text, notes)
    address = page_address(page)
    if address and not same_address(address, setting.metadata.url):
        said = f"the page's own address is {address}; the metadata give {setting.metadata.url}"
        notes.warn("page-address", said, 0, "the metadata may be another summary's")
    _check_whole(blocks, notes)
    return Reported(blocks, tuple(notes.found))


def _blocks(page: Element, text: str, notes: Notes) -> draft.Blocks:
    check_page(page, text, notes)
    summary = summary_of(page, notes)
    check_characters(summary, notes)
    return tuple(_without_lines(blocks_of(summary, notes), notes))


def _without_lines(blocks: draft.Blocks, notes: Notes) -> Iterator[draft.Block]:
    """Lines of the site stand among the sections in no element of their own, too."""
    for block in blocks:
        words = draft.words(block.content) if isinstance(block, draft.Paragraph) else ""
        if words and is_line(words):
            notes.note("page-site", f"left out the site's own words {words!r}", block.line)
        else:
            yield block


def _check_whole(blocks: draft.Blocks, notes: Notes) -> None:
    """A summary has a title that says so, and ends with the terms of its use."""
    headings = [block for block in blocks if isinstance(block, draft.Heading)]
    known = [habits(language) for language in LANGUAGES]
    texts = [draft.words(heading.content) for heading in headings]
    if any(matches(habit.permission, text) for habit in known for text in texts):
        return
    titles = [text for text, heading in zip(texts, headings, strict=True) if heading.level == 1]
    if any(habit.professional_title.fullmatch(text) for habit in known for text in titles):
        return  # the rule about titles says what is wrong
    if any(habit.patient_title.fullmatch(text) for habit in known for text in titles):
        said = "the page is cut off: no section gives the terms of use, with which summaries end"
        raise notes.failure(
            "page-cut-off", said, blocks[-1].line, "save the page again, to its end"
        )
    said = "the page is no patient summary: it has neither such a title nor the terms of use"
    raise notes.failure("page-not-summary", said, 0)
