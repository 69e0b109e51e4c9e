"""Publication -> handout Publications, by a recipe in data.

A desk hands out one topic, not forty pages. A recipe says which sections
become sheets, by role and by size, never by a wording of one document.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipeline.document import Block, Section, SectionRole, Segment
from pipeline.inline import Foreign, Inline, SegmentId, Text
from pipeline.publication import Part, Publication, fill
from pipeline.slugs import slug
from pipeline.walk import plain_text, segments


@dataclass(frozen=True, slots=True)
class Recipe:
    """`roles` are given out; a section of more than `max_words` is split at its headings."""

    roles: frozenset[SectionRole]
    max_words: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """`chapter` is the top-level section that `blocks` come from."""

    title: Segment
    chapter: Section
    blocks: tuple[Block, ...]


@cache
def section_sheets() -> Recipe:
    """The recipe for verbatim section sheets."""
    data = tomllib.loads(files("pipeline").joinpath("data/handouts.toml").read_text("utf-8"))
    recipe = data["section-sheets"]
    return Recipe(frozenset(map(SectionRole, recipe["roles"])), recipe["max_words"])


def excerpts(publication: Publication, recipe: Recipe) -> tuple[Publication, ...]:
    """One publication for each sheet, in reading order; empty when no section qualifies.

    `publication` must be composed under a label that is not whole; each sheet
    keeps its notices and identifier and gets the title of its own section.
    """
    sheets = tuple(_sheets(publication.body, recipe))
    return tuple(
        replace(
            publication,
            title=_title(publication, sheet),
            source_title=None,
            body=sheet.blocks,
            part=Part(
                number, len(sheets), slug(plain_text(sheet.title.content)), sheet.chapter.title
            ),
        )
        for number, sheet in enumerate(sheets, start=1)
    )


def _sheets(body: tuple[Block, ...], recipe: Recipe) -> Iterator[_Sheet]:
    for block in body:
        if isinstance(block, Section) and block.role in recipe.roles:
            yield from _split(block, block, recipe)


def _split(section: Section, chapter: Section, recipe: Recipe) -> Iterator[_Sheet]:
    """The section whole, or its own words first and then each of its subsections."""
    below = [b for b in section.blocks if isinstance(b, Section)]
    proper = [b for b in below if b.role is not SectionRole.KEY_POINTS]
    if _words(section) <= recipe.max_words or not proper:
        yield _Sheet(section.title, chapter, (section,))
        return
    own = tuple(b for b in section.blocks if b not in proper)
    if own:
        yield _Sheet(section.title, chapter, (replace(section, blocks=own),))
    for part in proper:
        yield from _split(part, chapter, recipe)


def _words(section: Section) -> int:
    return sum(len(plain_text(s.content).split()) for s in segments((section,)))


def _title(publication: Publication, sheet: _Sheet) -> Segment:
    heading = re.sub(r"\s*\bPDQ®?\s*", " ", plain_text(sheet.title.content)).strip(" .:")
    edition = publication.edition
    topic: tuple[Inline, ...] = (Text(heading),)
    if sheet.title.language != edition.language:
        topic = (Foreign(topic, sheet.title.language),)
    return replace(
        publication.title,
        id=SegmentId("title"),
        content=fill(edition.phrases.title_excerpt, {"topic": topic}),
        language=edition.language,
    )
