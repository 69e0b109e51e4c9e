"""Publication -> handout Publications, by a recipe in data.

A desk hands out one topic, not forty pages. A recipe says which sections
become sheets, by role and by size, never by a wording of one document.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from everyform.credits import fill
from everyform.document import Block, Section, SectionRole, Segment
from everyform.inline import Foreign, Inline, SegmentId, Text
from everyform.publication import Part, Publication
from everyform.slugs import slug
from everyform.walk import heading_text, plain_text, sections, segments

# What may end a heading and ends no title, in the scripts of the editions.
_ENDS = " .:\u3002\uff0e\uff1a"


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
    data = tomllib.loads(files("everyform").joinpath("data/handouts.toml").read_text("utf-8"))
    recipe = data["section-sheets"]
    return Recipe(frozenset(map(SectionRole, recipe["roles"])), recipe["max_words"])


def excerpts(
    publication: Publication, recipe: Recipe, original: tuple[Block, ...] = ()
) -> tuple[Publication, ...]:
    """One publication for each sheet, in reading order; empty when no section qualifies.

    `original` are the blocks that a translated body was made of. Sheets are cut by
    the length of these, so that those of all languages align.

    `publication` must be composed under a label that is not whole; each sheet
    keeps its notices and identifier and gets the title of its own section.
    """
    cutter = _Cutter(recipe, {s.title.id: s for s in sections(original)})
    sheets = tuple(cutter.sheets(publication.body))
    return tuple(
        replace(
            publication,
            title=_title(publication, sheet),
            source_title=None,
            body=sheet.blocks,
            # Of the other sheets it knows nothing: it need not be made again when they are.
            names={s.title.id: _name(publication, s) for s in sections(sheet.blocks)},
            part=Part(number, len(sheets), _slug(publication, sheet), sheet.chapter.title),
        )
        for number, sheet in enumerate(sheets, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Cutter:
    """A recipe at work; `originals` are sections in the source's words, by their titles' ids."""

    recipe: Recipe
    originals: Mapping[SegmentId, Section]

    def sheets(self, body: tuple[Block, ...]) -> Iterator[_Sheet]:
        for block in body:
            if isinstance(block, Section) and block.role in self.recipe.roles:
                yield from self._split(block, block)

    def _split(self, section: Section, chapter: Section) -> Iterator[_Sheet]:
        """The section whole, or its own words first and then each of its subsections."""
        below = [b for b in section.blocks if isinstance(b, Section)]
        proper = [b for b in below if b.role is not SectionRole.KEY_POINTS]
        if self._words(section) <= self.recipe.max_words or not proper:
            yield _Sheet(section.title, chapter, (section,))
            return
        own = tuple(b for b in section.blocks if b not in proper)
        if own:
            yield _Sheet(section.title, chapter, (replace(section, blocks=own),))
        for part in proper:
            yield from self._split(part, chapter)

    def _words(self, section: Section) -> int:
        counted = self.originals.get(section.title.id, section)
        return sum(len(plain_text(s.content).split()) for s in segments((counted,)))


def _slug(publication: Publication, sheet: _Sheet) -> str:
    return slug(publication.names.get(sheet.title.id) or plain_text(sheet.title.content))


def _name(publication: Publication, section: Section) -> str:
    return publication.names.get(section.title.id) or heading_text(section)


def _title(publication: Publication, sheet: _Sheet) -> Segment:
    heading = re.sub(r"\s*\bPDQ®?\s*", " ", plain_text(sheet.title.content)).strip(_ENDS)
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
