"""Finished files against their publication: every check, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from everyform.diagnostics import Diagnostic
from everyform.document import Document
from everyform.labels import NoticeId
from everyform.languages import three_letters
from everyform.proof import (
    announcing,
    cuts,
    facts,
    labelling,
    listening,
    nesting,
    pictures,
    row,
    tables,
    words,
)
from everyform.proof.book import read_book
from everyform.proof.docx import read_docx
from everyform.proof.expected import Expected, expected
from everyform.proof.findings import found
from everyform.proof.pages import read_page
from everyform.proof.passage import Card, Reading, bare
from everyform.proof.pdf import read_document
from everyform.proof.sound import Track, read_track
from everyform.publication import Publication
from everyform.voices.recording import Recording
from everyform.walk import document_segments, plain_text

_PAPER, _SOUND = "paper", "sound"

# Prover -> how a file of pages is read back, and what it must tell programs.
_PAGES: dict[
    str, tuple[Callable[[bytes], Reading], Callable[[Publication], Iterator[tuple[str, str]]]]
] = {
    _PAPER: (read_document, facts.paper),
    "book": (read_book, facts.book),
    "page": (read_page, facts.web),
    "document": (read_docx, facts.document),
}
PROVERS = frozenset({*_PAGES, _SOUND})
"""The ways in which finished files are proved; a format names its own."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file: `name` is its path below the output folder."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of the files of one publication: `held` of `expected` units are there."""

    expected: int
    held: int
    findings: tuple[Diagnostic, ...]
    made_with: tuple[str, ...] = ()  # what the files say of their programs and fonts
    pages: int = 0  # of paper
    seconds: int = 0  # of sound

    @property
    def holds(self) -> bool:
        """Is every claim confirmed?"""
        return not self.findings and self.held == self.expected


def read_card(prover: str, data: bytes) -> Card:
    """What a file says of itself to machines, read as its prover does (one of `PROVERS`).

    Raises:
        KeyError: there is no such prover.
        ValueError: it says nothing, or cannot be read.
    """
    read = None if prover == _SOUND else _PAGES[prover][0]
    try:
        return read(data).card if read else read_track(data).card
    except Exception as error:
        raise ValueError(_reason(error)) from error


def prove(
    document: Document,
    publication: Publication,
    prover: str,
    files: Sequence[Finished],
    recording: Recording | None = None,
) -> Proof:
    """Hold the finished files of one publication against it.

    `document` is the edition's document, which an output that is whole must show
    all of. `prover` is one of `PROVERS`; `recording` is needed for files of sound.

    Raises:
        KeyError: there is no such prover.
        ValueError: no recording of a spoken format.
    """
    wanted = expected(publication)
    claims = tuple(_claims(document, publication, wanted, files))
    for file in files[:1]:
        claims += tuple(row.stands(publication, voiced=prover == _SOUND, file=file.name))
    if prover == _SOUND:
        if recording is None:
            raise ValueError("sound is proved by its recording")
        return _prove_sound(publication, wanted, claims, files, recording)
    read, told = _PAGES[prover]
    wanted_facts = tuple(told(publication))
    proofs = [_prove_pages(publication, wanted, read, file, wanted_facts) for file in files]
    held = min((proof.held for proof in proofs), default=0)
    findings = (*claims, *(f for proof in proofs for f in proof.findings))
    made_with = dict.fromkeys(name for proof in proofs for name in proof.made_with)
    pages = sum(proof.pages for proof in proofs) if prover == _PAPER else 0
    return Proof(len(wanted.units), held, findings, tuple(made_with), pages)


def _claims(
    document: Document, publication: Publication, wanted: Expected, files: Sequence[Finished]
) -> Iterator[Diagnostic]:
    """A publication that says it is whole holds every segment of its document, in order."""
    if not publication.label.facts.whole:
        return
    all_of_it = [segment.id for segment in document_segments(document)]
    if all_of_it != [unit.id for unit in wanted.units]:
        for file in files[:1]:
            message = f"{len(wanted.units)} of {len(all_of_it)} units of the document were meant"
            yield found("coverage", file.name, message)


def _prove_pages(
    publication: Publication,
    wanted: Expected,
    read: Callable[[bytes], Reading],
    file: Finished,
    told: tuple[facts.Fact, ...],
) -> Proof:
    try:
        reading = read(file.data)
        findings = tuple(_page_findings(publication, wanted, reading, file.name))
        findings += tuple(row.foot(publication, reading.pages, file.name, paper=reading.printed))
        findings += tuple(facts.told(told, reading.card.facts, file.name))
    except Exception as error:
        # Whatever is wrong with a file that cannot be read, it has proved nothing.
        findings = (found("readable", file.name, _reason(error)),)
        return Proof(len(wanted.units), 0, findings)
    held = words.covered(wanted, reading)
    pages = len(reading.pages)
    return Proof(len(wanted.units), held, findings, reading.card.made_with, pages)


def _page_findings(
    publication: Publication, wanted: Expected, read: Reading, file: str
) -> Iterator[Diagnostic]:
    texts = {p.id or f"#{n}": p.text for n, p in enumerate(read.passages)}
    named = labelling.naming(publication, wanted, read)
    yield from words.coverage(wanted, read, file)
    yield from words.order(wanted, read, file)
    yield from nesting.nesting(publication, read, file)
    yield from tables.heads(publication, read, file)
    yield from cuts.cuts(wanted, read, file)
    yield from words.extra(wanted, read, file)
    yield from pictures.pictures(publication, read, file)
    yield from (found("foreign", file, f"holds {words}") for words in read.foreign)
    yield from labelling.citation(publication, texts, file)
    yield from labelling.notices(wanted, texts, file)
    yield from labelling.remarks(wanted, texts, file)
    yield from labelling.editable(publication, wanted, read, file)
    yield from labelling.draft(publication, read.pages, file)
    yield from labelling.identification(publication, read.card, named, file)
    yield from words.language(wanted, read, file)
    yield from labelling.links(wanted, read, file)
    yield from words.ids(read, file)
    yield from labelling.navigation(wanted, read, file)
    yield from labelling.credit(publication, read.card, (_main_language(wanted),), file)


def _prove_sound(
    publication: Publication,
    wanted: Expected,
    claims: tuple[Diagnostic, ...],
    files: Sequence[Finished],
    recording: Recording,
) -> Proof:
    """The whole, and the parts after it: each against its share of the recording."""
    shares = listening.shares(recording)
    said = listening.spoken(wanted, recording)
    findings = list(claims)
    for file in files[:1]:
        findings += announcing.announced(publication, wanted, recording, file.name)
    held: list[int] = []
    seconds = 0
    if len(files) != len(shares):
        message = f"{len(files)} files for {len(shares)}"
        findings += [found("coverage", file.name, message) for file in files[:1]]
    for number, (file, share) in enumerate(zip(files, shares, strict=False)):
        try:
            track = read_track(file.data)
            refuted = (
                *_track_findings(publication, wanted, share, track, file.name),
                *facts.told(
                    _told(publication, share, number, len(shares) - 1), track.card.facts, file.name
                ),
            )
        except Exception as error:
            # As above: a file that cannot be read has proved nothing.
            findings.append(found("readable", file.name, _reason(error)))
            held.append(0)
            continue
        findings += refuted
        if (track.number or 0) != number:
            findings.append(found("order", file.name, f"is numbered {track.number}"))
        if number == 0:
            named = {f.message.split(" ")[0] for f in refuted if f.code == "sound"}
            held.append(listening.covered(said, tuple(named), track))
            seconds = round(max((chapter.end_s for chapter in track.chapters), default=0.0))
    proved = min(held, default=0)
    return Proof(len(wanted.units), proved, tuple(findings), seconds=seconds)


def _track_findings(
    publication: Publication, wanted: Expected, share: listening.Share, track: Track, file: str
) -> Iterator[Diagnostic]:
    yield from (found("foreign", file, f"holds {words}") for words in track.foreign)
    yield from listening.clips(share, track, file)
    yield from listening.heard(share, track, file)
    yield from listening.chapters(share, track, file)
    texts = {
        notice.value.lower(): unit.text if bare(unit.text) in bare(track.comment) else ""
        for notice, unit in wanted.notices.items()
    }
    yield from labelling.citation(publication, texts | {"#comment": track.comment}, file)
    yield from labelling.notices(wanted, texts, file)
    yield from _comment(wanted, track, file)
    yield from labelling.draft(publication, (), file)
    whole = track.number is None
    title = plain_text(publication.title.content) if whole else share.parts[0].title
    if bare(track.title) != bare(title):
        yield found("identification", file, f"its title is {track.title!r}")
    yield from labelling.identification(publication, track.card, _opening(publication, share), file)
    spoken = _main_language(wanted).partition("-")[0]
    codes = tuple(filter(None, (three_letters(spoken),)))
    yield from labelling.credit(publication, track.card, codes, file)


def _told(
    publication: Publication, share: listening.Share, number: int, total: int
) -> Iterator[facts.Fact]:
    """What file `number` of a recording tells players; 0 is the whole, before `total` parts."""
    if number == 0:
        return facts.sound(publication, plain_text(publication.title.content), None, total)
    return facts.sound(publication, share.parts[0].title, number, total)


def _main_language(wanted: Expected) -> str:
    """The language of most words of the source, which every file must name."""
    counted: Counter[str] = Counter()
    for unit in wanted.units:
        for run in unit.runs:
            counted[run.language] += len(run.text)
    return counted.most_common(1)[0][0] if counted else ""


def _comment(wanted: Expected, track: Track, file: str) -> Iterator[Diagnostic]:
    """The comment says the notices of the row and nothing else."""
    rest = bare(track.comment)
    for unit in wanted.notices.values():
        rest = rest.replace(bare(unit.text), "", 1)
    if rest:
        yield found("notices", file, f"another row's words in the comment: {rest[:60]!r}")


def _opening(publication: Publication, share: listening.Share) -> dict[str, str]:
    """What a recording calls itself aloud: all that is heard and shown nowhere."""
    notices = {notice.value.lower() for notice in NoticeId}
    return {
        f"the words of {utterance.id}": run.text
        for part in share.parts
        for utterance in part.utterances
        for run in utterance.spoken
        if not utterance.shown
        and utterance.segment not in notices
        and utterance.segment.startswith("say-")
    }


def _reason(error: Exception) -> str:
    return " ".join(f"cannot be read: {type(error).__name__}: {error}".split())
