"""What a finished file must say, and what it may say: by the publication, never by a writer."""

from __future__ import annotations

import dataclasses
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from everyform.columns import cell_heads, lost
from everyform.document import Figure, Segment, Table
from everyform.inline import (
    Drug,
    Foreign,
    Inline,
    Leaf,
    Link,
    Phone,
    SegmentId,
    Subscript,
    Superscript,
    Term,
)
from everyform.labels import NoticeId
from everyform.phrases import Phrases
from everyform.proof.passage import Run, merged, spelled
from everyform.publication import Publication, sheet_mark, source_segments
from everyform.walk import blocks, heading_text, inlines, plain_text, sections, segments

# What a reader must know before the first word of the text.
FIRST = (NoticeId.DRAFT, NoticeId.STALE, NoticeId.NOT_PDQ, NoticeId.EXCERPT)


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment as it must stand in a file: its words by language, its links out of the file.

    `shifted` are the words that it raises or lowers, each after "sup" or "sub".
    """

    id: SegmentId
    runs: tuple[Run, ...]
    targets: tuple[str, ...]
    origin: Segment
    shifted: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All words of the unit."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Tile:
    """Words that a label may be made of, as (bare character, language) pairs.

    `bare` are the words without white space.
    """

    words: tuple[tuple[str, str], ...]
    bare: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bare", "".join(character for character, _ in self.words))


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles, the longest first; and those of the same letters, by them."""

    all: tuple[Tile, ...]
    alike: Mapping[str, tuple[Tile, ...]]


@dataclass(frozen=True, slots=True)
class Expected:
    """`units` are the source's, in order; `labels` all other identified words by id.

    `tiles` may make up what stands between them, `headings` only a table of contents,
    `furniture` only a margin; each longest first.
    """

    units: tuple[Unit, ...]
    notices: dict[NoticeId, Unit]
    remarks: tuple[Unit, ...]  # what pages must say beside the notices
    labels: dict[SegmentId, Unit]
    tiles: Tiles
    headings: Tiles
    furniture: Tiles
    heading_words: dict[SegmentId, str]
    body: frozenset[SegmentId]  # the units but the title of the source
    addresses: frozenset[str]  # outside of the file, that something in it may lead to


def expected(publication: Publication) -> Expected:
    """What the files of a publication must and may say."""
    units = tuple(unit(segment) for segment in source_segments(publication))
    notices = {notice.id: unit(notice.segment) for notice in publication.notices}
    remarks = list(map(unit, publication.official))
    if publication.language_note is not None:
        remarks.append(unit(publication.language_note))
    remarks += map(unit, publication.contact)
    if publication.beside is not None:
        shown = (notice.segment for notice in publication.beside.opening)
        remarks += map(unit, (publication.beside.title, publication.beside.languages, *shown))
    others = [publication.title, publication.compact_notice]
    labels = {u.id: u for u in (*map(unit, others), *remarks, *notices.values())}
    headings = {s.title.id: heading_text(s) for s in sections(publication.body)}
    spoken = [Tile(tuple(spelled(unit(publication.title).runs)))]
    spoken += [
        Tile(tuple(spelled((Run(heading_text(s), s.title.language),))))
        for s in sections(publication.body)
    ]
    language = publication.edition.language
    tiles = (*_catalog(publication), *_numbers(publication), *_tables(publication))
    margins = [Tile(tuple(spelled(unit(publication.compact_notice).runs))), *spoken[:1]]
    margins += _shown_titles(publication)
    margins.append(Tile(tuple(spelled((Run(sheet_mark(publication), language),)))))
    # In a margin the mark of a draft is set off from what follows it.
    margins.append(Tile(tuple(spelled((Run("·", language),)))))
    # The head of a table comes again on each page that the table goes on to.
    margins += [Tile(tuple(spelled(u.runs))) for u in units]
    return Expected(
        units=units,
        notices=notices,
        remarks=tuple(remarks),
        labels=labels,
        tiles=_longest_first(tiles),
        headings=_longest_first((*tiles, *spoken)),
        furniture=_longest_first((*tiles, *margins)),
        heading_words=headings,
        body=frozenset(segment.id for segment in segments(publication.body)),
        addresses=frozenset(_addresses(publication, (*units, *labels.values()))),
    )


def _addresses(publication: Publication, units: tuple[Unit, ...]) -> Iterator[str]:
    """Where the source leads, its pictures are, and the publication has its text from."""
    yield plain_address(publication.attribution.url)
    yield from (plain_address(target) for unit in units for target in unit.targets)
    for block in blocks(publication.body):
        if isinstance(block, Figure):
            yield plain_address(block.target)


def plain_address(target: str) -> str:
    """An address as engines agree on it: they differ in what they escape."""
    return unquote(target).rstrip("/")


def unit(segment: Segment) -> Unit:
    """A segment as it must stand in a file."""
    runs = merged(_runs(segment.content, segment.language))
    targets, shifted = tuple(_targets(segment.content)), tuple(_shifted(segment.content))
    return Unit(segment.id, runs, targets, segment, shifted)


def _runs(content: tuple[Inline, ...], language: str) -> Iterator[Run]:
    for node in content:
        if isinstance(node, Leaf):
            yield Run(plain_text((node,)), language)
        else:
            own = node.language if isinstance(node, Foreign) else language
            yield from _runs(node.content, own)


def _shifted(content: tuple[Inline, ...]) -> Iterator[tuple[str, str]]:
    for node in inlines(content):
        match node:
            case Superscript(inner):
                yield "sup", plain_text(inner)
            case Subscript(inner):
                yield "sub", plain_text(inner)
            case _:
                pass


def _targets(content: tuple[Inline, ...]) -> Iterator[str]:
    for node in inlines(content):
        match node:
            case Link(_, target) | Drug(_, target):
                yield target
            case Term():
                yield node.target
            case Phone(_, number):
                yield f"tel:{number}"
            case _:
                pass


# Phrases that are notices of a row, or parts of a date, or only heard: they never stand alone.
_NO_LABELS = ("notice_", "spoken_", "unknown_", "unnamed_")


def _catalog(publication: Publication) -> Iterator[Tile]:
    """Every phrase of the edition that may stand as a label, patterns with their slots filled."""
    language = publication.edition.language
    slots = {
        "section": _section(publication),
        "title": unit(publication.title).runs,
        "topic": unit(publication.title).runs,
    }
    draft = any(notice.id is NoticeId.DRAFT for notice in publication.notices)
    for name, pattern in _phrases(publication.phrases):
        if name == "draft_mark" and not draft:
            continue
        pieces = list(string.Formatter().parse(pattern))
        if not any(slot for _, slot, _, _ in pieces):
            yield Tile(tuple(spelled((Run(pattern, language),))))
        elif name == "excerpt_from" and slots["section"]:
            runs: list[Run] = []
            for words, slot, _, _ in pieces:
                runs += [Run(words, language), *(slots[slot] if slot else ())]
            yield Tile(tuple(spelled(runs)))
        elif name == "page_of":
            yield from (Tile(tuple(spelled((Run(words, language),)))) for words, *_ in pieces)


def _phrases(phrases: Phrases) -> Iterator[tuple[str, str]]:
    for one in dataclasses.fields(phrases):
        words = getattr(phrases, one.name)
        if isinstance(words, str) and not one.name.startswith(_NO_LABELS):
            yield one.name, words


def _section(publication: Publication) -> tuple[Run, ...]:
    part = publication.part
    return () if part is None or part.section is None else unit(part.section).runs


def _numbers(publication: Publication) -> Iterator[Tile]:
    """The numbers of questions, which stand before their words."""
    for section in sections(publication.body):
        if section.number is not None:
            yield Tile(tuple(spelled((Run(f"{section.number}.", section.title.language),))))


def _tables(publication: Publication) -> Iterator[Tile]:
    """The heads of columns, which are said again; the address where a lost table is whole."""
    for block in blocks(publication.body):
        if isinstance(block, Table):
            if lost(block):
                address = Run(publication.attribution.url, publication.edition.language)
                yield Tile(tuple(spelled((address,))))
            for head in {head for row in cell_heads(block) for head in row}:
                yield Tile(tuple(spelled(run for part in head for run in unit(part).runs)))


def _shown_titles(publication: Publication) -> Iterator[Tile]:
    """The title as a margin shows it: without what it says of its source, or cut at a word."""
    before, _, after = publication.phrases.title_source_text.partition("{topic}")
    words = plain_text(publication.title.content).removeprefix(before).removesuffix(after)
    ends = [at for at, letter in enumerate(words) if at and (letter == " " or _wide(letter))]
    starts = (words[:end].rstrip(" ,;:–—-\uff0c\uff1b\uff1a\u3001") + "…" for end in ends)
    for shown in (words, *starts):
        yield Tile(tuple(spelled((Run(shown, publication.edition.language),))))


def _wide(letter: str) -> bool:
    """Is this a letter of a script without spaces, before which a line may end?"""
    return unicodedata.east_asian_width(letter) in ("W", "F")


def _longest_first(tiles: tuple[Tile, ...]) -> Tiles:
    kept = dict.fromkeys(tile for tile in tiles if tile.words)
    ordered = tuple(sorted(kept, key=lambda tile: -len(tile.words)))
    alike: dict[str, tuple[Tile, ...]] = {}
    for tile in ordered:
        alike[tile.bare] = (*alike.get(tile.bare, ()), tile)
    return Tiles(ordered, alike)
