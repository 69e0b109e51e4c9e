"""Whether a page can settle a seed: it is of the same summary, whole, and has lists."""

from __future__ import annotations

from collections.abc import Iterator

from everyform.diagnostics import Location, clipped, failure
from everyform.reader import draft
from everyform.reader.comparison import Comparison
from everyform.reader.habits import matches
from everyform.reader.rule import Setting
from everyform.reader.units import compared

SAME_TITLE = 0.3
"""Share of the seed's words that a page of the same title must have; one of five years before
or after has 0.8 and more."""

OTHER_TITLE = 0.75
"""The same under another title. Of 24 summaries no two of one language share above 0.56."""


def check_page(
    page: draft.Blocks, path: str, seed: draft.Blocks, comparison: Comparison, setting: Setting
) -> None:
    """Raise a `PipelineError` if the page can settle nothing of the seed.

    Codes: `title-professional`, `page-other`, `page-cut-off`, `page-lists`.
    """
    habits = setting.habits
    for heading in _headings(page):
        if heading.level == 1 and habits.professional_title.fullmatch(_words(heading)):
            said = "the page is the health professional version; it settles nothing for patients"
            raise failure("title-professional", said, Location(path, heading.line))
    title, own = _title(page, setting), _title(seed, setting)
    same = title is not None and own is not None and _same(title, own)
    if comparison.share < (SAME_TITLE if same else OTHER_TITLE):
        named = "it has no title" if title is None else f"its title is {clipped(_words(title))!r}"
        said = f"{comparison.share:.0%} of the seed's words stand on this page, and {named}"
        hint = f"save the page of this summary: {setting.metadata.url}"
        line = title.line if title else 0
        raise failure("page-other", f"not the seed's summary: {said}", Location(path, line), hint)
    if _about(seed, setting) and not _about(page, setting):
        last = list(_headings(page))[-1]
        said = f"the page ends within {clipped(_words(last))!r}; it is cut off"
        raise failure("page-cut-off", said, Location(path, last.line), "save the whole page again")
    if _has_list(seed) and not _has_list(page):
        said = "the page has no list, and the seed has; it can settle none"
        hint = "save the page as HTML, not as text"
        raise failure("page-lists", said, Location(path), hint)


def _headings(blocks: draft.Blocks) -> Iterator[draft.Heading]:
    return (block for block in blocks if isinstance(block, draft.Heading))


def _words(heading: draft.Heading) -> str:
    return draft.words(heading.content)


def _title(blocks: draft.Blocks, setting: Setting) -> draft.Heading | None:
    """The summary's title: the one that says for whom it is, else the first."""
    titles = [heading for heading in _headings(blocks) if heading.level == 1]
    of_form = (t for t in titles if setting.habits.patient_title.fullmatch(_words(t)))
    return next(of_form, titles[0] if titles else None)


def _same(one: draft.Heading, other: draft.Heading) -> bool:
    return compared(_words(one)).casefold() == compared(_words(other)).casefold()


def _about(blocks: draft.Blocks, setting: Setting) -> bool:
    return any(matches(setting.habits.about, _words(heading)) for heading in _headings(blocks))


def _has_list(blocks: draft.Blocks) -> bool:
    return any(isinstance(block, draft.List) for block in blocks)
