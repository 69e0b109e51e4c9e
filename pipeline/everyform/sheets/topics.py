"""A document's sections by topic: what a recipe takes out of each chapter, and what stays in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from everyform.document import Block, Section, SectionRole, Segment
from everyform.inline import SegmentId
from everyform.sheets.recipes import Recipe
from everyform.walk import plain_text

# Sections about the text; they are no topic that a patient asks for.
_ABOUT = frozenset({SectionRole.ABOUT, SectionRole.PERMISSION, SectionRole.REFERENCES})
_CHAPTER = 2  # the level of the headings that stand highest below the title


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sheet speaks of: sections of the publication, all raised to the level of chapters.

    `name` is the recipe's, or "" where the chapter has a topic of its own; `chapters` are the
    headings of those that the sections come from, one for each, None for what is of no chapter.
    """

    name: str
    sections: tuple[Section, ...]
    chapters: tuple[Segment | None, ...]


def topics(
    body: Iterable[Block], recipe: Recipe, originals: Mapping[SegmentId, Section]
) -> tuple[Topic, ...]:
    """The topics in the order of the recipe; one that the recipe does not know follows on its
    neighbor in the text. `originals` are sections in the source's words, by the ids of their
    titles, where the body is a translation. Lists of key points are left out: they repeat the
    headings.
    """
    found: dict[str, Topic] = {}
    ranks: dict[str, float] = {}
    rank = -1.0
    for chapter in body:
        if not isinstance(chapter, Section) or chapter.role in _ABOUT:
            continue
        for name, section in _parted(chapter, recipe, originals):
            key = name or str(section.title.id)
            if name:
                rank = recipe.topics.index(name)
            ranks.setdefault(key, rank if name else rank + 0.5)
            known = found.get(key, Topic(name, (), ()))
            found[key] = Topic(
                name,
                sections=(*known.sections, _raised(section)),
                chapters=(*known.chapters, chapter.title),
            )
    return tuple(found[key] for key in sorted(found, key=lambda key: ranks[key]))


def _parted(
    chapter: Section, recipe: Recipe, originals: Mapping[SegmentId, Section]
) -> Iterator[tuple[str, Section]]:
    """The chapter without the sections that belong elsewhere, and these after it."""
    home = "more" if chapter.role is SectionRole.RESOURCES else ""
    home = home or recipe.topic(_heading(chapter, originals)) or ""
    kept: list[Block] = []
    moved: list[tuple[str, Section]] = []
    for block in chapter.blocks:
        if not isinstance(block, Section):
            kept.append(block)
        elif block.role is not SectionRole.KEY_POINTS:
            name = recipe.topic(_heading(block, originals)) or home
            if name == home:
                kept.append(block)
            else:
                moved.append((name, block))
    below = [block for block in kept if isinstance(block, Section)]
    bare = len(below) == len(kept) and recipe.containers.search(_heading(chapter, originals))
    if bare:
        yield from ((home, section) for section in below)
    elif kept:
        yield home, replace(chapter, blocks=tuple(kept))
    yield from moved


def _heading(section: Section, originals: Mapping[SegmentId, Section]) -> str:
    return plain_text(originals.get(section.title.id, section).title.content)


def _raised(section: Section) -> Section:
    """The section as a chapter, with all below it as far below it as before."""
    return _shifted(section, section.level - _CHAPTER)


def _shifted(section: Section, by: int) -> Section:
    """The section and all below it, so many levels nearer to the top."""
    if not by:
        return section
    inner = tuple(_shifted(b, by) if isinstance(b, Section) else b for b in section.blocks)
    return replace(section, level=section.level - by, blocks=inner)
