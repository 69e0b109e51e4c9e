"""Topics -> sheets of one leaf each, front and back; where a topic is longer, of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from everyform.clinic import Clinic
from everyform.credits import fill, foreign
from everyform.document import Block, Document, Section, Segment
from everyform.glue import Glue
from everyform.inline import Foreign, Inline, SegmentId, Text
from everyform.labels import TitleRule
from everyform.phrases import Phrases
from everyform.publication import Part, Publication
from everyform.sheets.columns import Column, beside
from everyform.sheets.lines import Lines
from everyform.sheets.parting import LINES, Ruler, lines
from everyform.sheets.recipes import recipe_for
from everyform.sheets.references import with_names
from everyform.sheets.topics import Topic, topics
from everyform.slugs import slug
from everyform.walk import heading_text, plain_text, sections, segments

# Lines of a leaf that are left for a translation, which is longer than its source.
_GROWTH = 12.0

# Lines of a leaf that words to know leave free: nobody misses a sheet that is full for them.
_SPARE = 5.0

# What may end a heading and ends no title, in the scripts of the editions.
_ENDS = " .:\u3002\uff0e\uff1a"
_NAME = 28  # characters of a file name that tells a chapter
# How the institute calls a summary -> what it is about.
_WORKS = {
    "en": re.compile(r"(?P<subject>.+?) (?:Treatment|Prevention|Screening)"),
    "es": re.compile(
        r"(?:Tratamiento|Prevención|Exámenes de detección|Detección) (?:del?(?: l[ao]s?)?) "
        r"(?P<subject>.+)"
    ),
    "fr": re.compile(
        r"(?:Traitement|Prévention|Dépistage) (?:de l’|de la |du |des |d’)(?P<subject>.+)"
    ),
    "ht": re.compile(r"(?:Tretman|Prevansyon|Depistaj) (?P<subject>.+)"),
}
# Words that end no name of a file.
_LOOSE = {
    *("a", "an", "and", "at", "by", "during", "for", "from", "in", "of", "on", "or", "the"),
    *("to", "with", "y", "o", "de", "del", "la", "el", "en"),
}


@dataclass(frozen=True, slots=True)
class _Cut:
    """What one sheet shows of a topic; parts count from 1."""

    topic: Topic
    sections: tuple[Section, ...]
    part: int
    parts: int


def sheets(
    publication: Publication,
    original: Document,
    glue: Glue | None = None,
    clinic: Clinic | None = None,
    column: Column | None = None,
) -> tuple[Publication, ...]:
    """One publication for each sheet, in the order of their topics; none where there is no text.

    `original` is the document in its source's words: topics are told, and sheets are cut, by
    these. `glue` has the lines that no segment holds, `clinic` is who gives the sheets out,
    `column` the same text in another language, to stand beside this one: the sheets are cut
    as without it, so that each has its number in all formats.
    `publication` must be composed under a
    label that is not whole; each sheet keeps its notices and identifier and has a title of its
    own.
    """
    originals = {s.title.id: s for s in sections(original.blocks)}
    chapters = [plain_text(b.title.content) for b in original.blocks if isinstance(b, Section)]
    recipe = recipe_for(plain_text(original.title.content), chapters)
    found = topics(publication.body, recipe, originals)
    # Plain words are cut as they are: they need no room to grow in another language.
    adapted = publication.label.facts.adapted
    measured = () if adapted else segments(original.blocks)
    ruler = Ruler({segment.id: lines(segment) for segment in measured})
    leaf = LINES + (_GROWTH if adapted else 0)
    lines_of = Lines(publication, glue or Glue(), clinic or Clinic())
    cuts = [cut for topic in found for cut in _cut(lines_of.added(topic), ruler, lines_of, leaf)]
    called = _titles(publication, cuts) if adapted else {}
    made = tuple(
        replace(
            publication,
            title=_title(publication, cut),
            source_title=None,
            language_note=publication.language_note if _mixed(publication, cut) else None,
            body=(*lines_of.message(cut.topic, cut.sections), *_naming(cut, called)),
            # Of the other sheets it knows their titles alone: it need not be made again with them.
            names={s.title.id: _called(publication, s) for s in sections(cut.sections)},
            part=Part(number, len(cuts), _slug(publication, cut), _chapter(cut)),
            contact=lines_of.contact(),
        )
        for number, cut in enumerate(cuts, start=1)
    )
    if column is None:
        return made
    return tuple(
        replace(sheet, beside=beside(sheet, column, cut.topic, _title(column.publication, cut)))
        for sheet, cut in zip(made, cuts, strict=True)
    )


def _titles(publication: Publication, cuts: Sequence[_Cut]) -> dict[SegmentId, str]:
    """Headings, and chapters, with the topic of the first sheet that has any of what they head."""
    found: dict[SegmentId, str] = {}
    words = _topic_words(publication.phrases)
    for cut in cuts:
        topic = cut.topic
        title = words.get(topic.name) or _called(publication, topic.sections[0])
        heads = [section.title.id for section in sections(topic.sections)]
        for name in (*heads, *(c.id for c in topic.chapters if c is not None)):
            found.setdefault(name, title)
    return found


def _naming(cut: _Cut, titles: Mapping[SegmentId, str]) -> tuple[Block, ...]:
    if not titles:
        return cut.sections
    own = frozenset(section.title.id for section in sections(cut.sections))
    return with_names(cut.sections, own, titles)


def _cut(topic: Topic, ruler: Ruler, added: Lines, leaf: float) -> Iterator[_Cut]:
    """The topic on as few sheets as it needs, of which the fullest is as empty as can be."""
    room = leaf - ruler.size(*added.message(topic)) - ruler.size(added.contact_section())
    pieces = [piece for section in topic.sections for piece in ruler.pieces(section, room)]
    ends = _parted_evenly([ruler.size(piece) for piece in pieces], room)
    for part, (start, end) in enumerate(pairwise((0, *ends)), start=1):
        shown = _joined(pieces[start:end])
        left = room - ruler.size(*shown) - _SPARE
        yield _Cut(topic, (*shown, *added.words(shown, left, ruler)), part, len(ends))


def _parted_evenly(sizes: Sequence[float], room: float = LINES) -> tuple[int, ...]:
    """Where each sheet ends: first the fewest that hold all, then the smallest of the fullest."""
    # How many sheets the first n pieces need, how full the fullest is, and where each ends.
    best: list[tuple[int, float, tuple[int, ...]]] = [(0, 0.0, ())]
    for n in range(1, len(sizes) + 1):
        ways = []
        for start in range(n):
            full = sum(sizes[start:n])
            if full <= room or start == n - 1:
                count, fullest, ends = best[start]
                ways.append((count + 1, max(fullest, full), (*ends, n)))
        best.append(min(ways))
    return best[-1][2]


def _joined(pieces: Sequence[Section]) -> tuple[Section, ...]:
    """Neighbors that were cut out of one section are one again, and so are those below them."""
    found: list[Section] = []
    for piece in pieces:
        if found and found[-1].title.id == piece.title.id:
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, *piece.blocks))
        else:
            found.append(piece)
    return tuple(replace(section, blocks=_inner(section.blocks)) for section in found)


def _inner(own: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of which the sections that stand side by side are joined."""
    below = _joined([block for block in own if isinstance(block, Section)])
    return (*(block for block in own if not isinstance(block, Section)), *below)


def _mixed(publication: Publication, cut: _Cut) -> bool:
    """Are any words of the sheet in another language than the edition's?"""
    return any(s.language != publication.edition.language for s in segments(cut.sections))


def _chapter(cut: _Cut) -> Segment | None:
    """The heading of the chapter that all of the sheet comes from; None where it is of several."""
    of = {s.title.id: c for s, c in zip(cut.topic.sections, cut.topic.chapters, strict=True)}
    found = {of.get(section.title.id) for section in cut.sections} - {None}
    return found.pop() if len(found) == 1 else None


def _called(publication: Publication, section: Section) -> str:
    return publication.names.get(section.title.id) or heading_text(section)


def _slug(publication: Publication, cut: _Cut) -> str:
    """A short name for the file: the topic's, else the first words of the chapter's heading."""
    name = cut.topic.name or _short(slug(_called(publication, cut.topic.sections[0]), _NAME))
    return f"{name}-{cut.part}" if cut.parts > 1 else name


def _short(name: str) -> str:
    words = name.split("-")
    while len(words) > 1 and words[-1] in _LOOSE:
        words.pop()
    return "-".join(words)


def _title(publication: Publication, cut: _Cut) -> Segment:
    """What the sheet is about, and which topic; where its label wants it, whose text it is."""
    edition, phrases = publication.edition, publication.edition.phrases
    title = cut.topic.sections[0].title
    if cut.topic.name:
        words: tuple[Inline, ...] = (Text(_topic_words(phrases)[cut.topic.name]),)
    else:
        heading = re.sub(r"\s*\bPDQ®?\s*", " ", plain_text(title.content)).strip(_ENDS)
        words = foreign((Text(heading),), title.language, edition.language)
    if cut.parts > 1:
        number = {"number": (Text(str(cut.part)),), "total": (Text(str(cut.parts)),)}
        words = fill(phrases.sheet_part, {"title": words, **number})
    content = fill(phrases.sheet_title, {"subject": _subject(publication), "title": words})
    if publication.label.title is TitleRule.EXCERPT:
        content = fill(phrases.title_excerpt, {"topic": content})
    return replace(
        publication.title, id=SegmentId("title"), content=content, language=edition.language
    )


def _subject(publication: Publication) -> tuple[Inline, ...]:
    """The disease or the therapy alone: "Osteosarcoma" of "Osteosarcoma Treatment"."""
    (node,) = publication.subject
    language = node.language if isinstance(node, Foreign) else publication.edition.language
    whole = plain_text(publication.subject)
    work = _WORKS.get(language.partition("-")[0])
    found = work.fullmatch(whole) if work else None
    alone = found["subject"] if found else whole
    words = (Text(alone[:1].upper() + alone[1:]),)
    return foreign(words, language, publication.edition.language)


def _topic_words(phrases: Phrases) -> dict[str, str]:
    """The names of the recipes' topics in the words of an edition."""
    return {
        "what": phrases.topic_what,
        "risk": phrases.topic_risk,
        "signs": phrases.topic_signs,
        "tests": phrases.topic_tests,
        "outlook": phrases.topic_outlook,
        "treatments": phrases.topic_treatments,
        "situations": phrases.topic_situations,
        "after": phrases.topic_after,
        "care": phrases.topic_care,
        "more": phrases.topic_more,
        "protect": phrases.topic_protect,
        "studied": phrases.topic_studied,
        "screening": phrases.topic_screening,
        "screening-risks": phrases.topic_screening_risks,
        "answers": phrases.topic_answers,
        "evidence": phrases.topic_evidence,
        "questions": phrases.topic_questions,
    }
