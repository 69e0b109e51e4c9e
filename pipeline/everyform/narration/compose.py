"""Publication -> Script: credits, the text in its order, credits; all in utterances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from everyform.credits import fill
from everyform.diagnostics import Diagnostic, Location, Reported, Severity
from everyform.document import Section, Segment
from everyform.inline import Inline, SegmentId
from everyform.labels import NoticeId
from everyform.narration.habits import knows
from everyform.narration.pauses import ANNOUNCEMENT_S, SENTENCE_S, Place, pause_s
from everyform.narration.reading import Line, Reader
from everyform.narration.sentence import sentences, unread_figures
from everyform.narration.utterances import Chapter, Part, Script, Utterance
from everyform.publication import Publication, source_segments
from everyform.walk import heading_text, plain_text


@dataclass(frozen=True, slots=True)
class _Plan:
    """A part before its words are split: the first of its `lines` begins a chapter."""

    name: str
    title: str
    language: str
    lines: tuple[Line, ...]


def script(publication: Publication) -> Reported[Script]:
    """What is said of a publication: every source segment once, in order, and all notices.

    Parts: opening credits (title, opening notices, that a computer reads; then the
    title of the source and what stands before the first section), one for each
    top-level section, closing credits. A chapter for each heading and each credits.

    Reports:
        `nothing-to-say`: a sentence without a letter or a digit.
        `speech-figure`: a figure beside a power, a stroke or a dash that no rule can say.
        `speech-rules-missing`: a language whose figures and signs are said untreated.
    """
    plans = tuple(_plans(publication))
    parts = tuple(
        _part(plan, following) for plan, following in zip(plans, (*plans[1:], None), strict=True)
    )
    made = Script(parts)
    return Reported(made, tuple(_findings(made, publication)))


def _plans(publication: Publication) -> Iterator[_Plan]:
    phrases, language = publication.phrases, publication.edition.language
    reader = Reader(phrases, language)
    sections = [block for block in publication.body if isinstance(block, Section)]
    first = publication.body.index(sections[0]) if sections else len(publication.body)
    yield _Plan(
        "opening",
        phrases.opening_credits,
        language,
        (*_opening(publication, reader), *_preamble(publication, reader, first)),
    )
    number = 0
    for block in publication.body[first:]:
        lines = tuple(reader.lines((block,)))
        if isinstance(block, Section):
            number += 1
            place = phrases.spoken_section.format(number=number, total=len(sections))
            lines = tuple(reader.announced(reader.phrase(place), lines))
            title = heading_text(block)
            name = publication.names.get(block.title.id, title)
            yield _Plan(name, title, block.title.language, lines)
        elif lines:  # words after a section and outside any: a part without a heading
            yield _Plan("text", *_headed(publication, lines))
    yield _Plan("closing", phrases.closing_credits, language, tuple(_closing(publication, reader)))


def _opening(publication: Publication, reader: Reader) -> Iterator[Line]:
    """Title, what a listener must know first, the language, and who reads."""
    phrases = publication.phrases
    title = {"title": publication.title.content}
    greeting = _audible(publication, "say-opening", fill(phrases.spoken_opening, title))
    yield replace(greeting, chapter=(phrases.opening_credits, 1), place=Place.CHAPTER_HEADING)
    for notice in publication.opening:
        yield Line(notice.segment, Place.PARAGRAPH)
    if publication.language_note is not None:
        yield Line(publication.language_note, Place.PARAGRAPH)
    voice = [n.segment for n in publication.credits if n.id is NoticeId.VOICE]
    if voice:
        yield Line(voice[0], Place.PARAGRAPH)
    else:  # a label that did not count on sound; a listener must know it all the same
        yield _audible(publication, "say-voice", fill(phrases.notice_voice, {}))


def _preamble(publication: Publication, reader: Reader, end: int) -> Iterator[Line]:
    """The source's own title and what stands before its first section."""
    title = publication.source_title
    before = reader.phrase(publication.phrases.title_of_source)
    if title is None and publication.label.identified:
        title, before = publication.title, ()
    blocks = tuple(reader.lines(publication.body[:end]))
    if title is not None:
        chapter = (plain_text(title.content), 1)
        yield Line(title, Place.CHAPTER_HEADING, before, chapter)
        yield from blocks
    elif blocks:
        yield from _headed(publication, blocks)[2]


def _closing(publication: Publication, reader: Reader) -> Iterator[Line]:
    """The citation and every notice that the opening did not say."""
    phrases = publication.phrases
    heading = _audible(publication, "say-closing", fill(phrases.spoken_closing, {}))
    yield replace(heading, chapter=(phrases.closing_credits, 1), place=Place.CHAPTER_HEADING)
    for notice in publication.credits:
        if notice.id is not NoticeId.VOICE:
            yield Line(notice.segment, Place.PARAGRAPH)
    for segment in publication.official:
        yield Line(segment, Place.PARAGRAPH)
    title = {"title": publication.title.content}
    yield _audible(publication, "say-end", fill(phrases.spoken_end, title))


def _headed(publication: Publication, lines: tuple[Line, ...]) -> tuple[str, str, tuple[Line, ...]]:
    """Lines without a heading of their own, under the title of the work."""
    title = plain_text(publication.title.content)
    first = replace(lines[0], chapter=lines[0].chapter or (title, 1))
    return title, publication.title.language, (first, *lines[1:])


def _audible(publication: Publication, name: str, words: tuple[Inline, ...]) -> Line:
    """Words of the edition that are heard only."""
    segment = Segment(
        SegmentId(name), words, publication.edition.language, publication.title.origin
    )
    return Line(segment, Place.PARAGRAPH, audible=True)


def _part(plan: _Plan, following: _Plan | None) -> Part:
    """The plan in utterances; nothing is silent for long before the end of a file."""
    chapters: list[Chapter] = []
    spoken: list[Utterance] = []
    title, level = plan.title, 1
    after = (*(line.place for line in plan.lines[1:]), None)
    for line, place in zip(plan.lines, after, strict=True):
        if line.chapter is not None:
            if spoken:
                chapters.append(Chapter(title, level, tuple(spoken)))
                spoken = []
            title, level = line.chapter
        spoken += _utterances(line, place)
    chapters.append(Chapter(title, level, tuple(spoken)))
    return Part(plan.name, plan.title, plan.language, tuple(chapters))


def _utterances(line: Line, following: Place | None) -> Iterator[Utterance]:
    segment = line.segment
    if line.announcement:
        yield Utterance(
            f"{segment.id}.0", segment.id, "", line.announcement, ANNOUNCEMENT_S, segment.origin
        )
    parts = sentences(segment)
    for number, (shown, runs) in enumerate(parts, 1):
        yield Utterance(
            id=f"{segment.id}.{number}",
            segment=segment.id,
            shown="" if line.audible else shown,
            spoken=runs,
            pause_s=SENTENCE_S if number < len(parts) else pause_s(line.place, following),
            origin=segment.origin,
        )


def _findings(made: Script, publication: Publication) -> Iterator[Diagnostic]:
    for utterance in made.utterances:
        if not utterance.spoken:
            message = f"nothing in {utterance.shown!r} can be said aloud"
            yield Diagnostic(Severity.WARNING, "nothing-to-say", message, utterance.origin)
    yield from _unread(publication)
    yield from _ruleless(made.utterances, publication.title.origin.path)


def _unread(publication: Publication) -> Iterator[Diagnostic]:
    hint = "listen to it, and write it in words if it is not what is meant"
    for segment in source_segments(publication):
        for figures in unread_figures(segment):
            message = f"no rule says how {figures!r} is read aloud in {segment.language!r}"
            yield Diagnostic(Severity.WARNING, "speech-figure", message, segment.origin, hint)


def _ruleless(utterances: Iterable[Utterance], path: str) -> Iterator[Diagnostic]:
    languages = {run.language for utterance in utterances for run in utterance.spoken}
    for language in sorted(languages):
        if not knows(language):
            yield Diagnostic(
                Severity.WARNING,
                "speech-rules-missing",
                f"figures, signs and capitals of {language!r} are left to the voice",
                Location(path),
                f"add pipeline/everyform/narration/data/{language.partition('-')[0]}.toml",
            )
