"""What every writer gets: titles, notices and slots by the row of the label table."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest

from everyform.credits import fill, format_date
from everyform.diagnostics import Location
from everyform.document import (
    Attribution,
    Document,
    Metadata,
    Paragraph,
    ReviewFrequency,
    Section,
    SectionRole,
    Segment,
)
from everyform.edition import Edition
from everyform.editions import available, load_edition
from everyform.inline import CrossReference, Foreign, SegmentId, Slot, SlotName, Text
from everyform.labels import Facts, NoticeId, label
from everyform.publication import Publication, compose, source_segments
from everyform.publisher import Publisher
from everyform.slugs import slug
from everyform.walk import plain_text, segments

URL = "https://www.cancer.gov/types/example/patient/example-treatment-pdq"
CITATION = (
    Text("PDQ® Example Editorial Board. PDQ Example Treatment. Updated "),
    Slot(SlotName.UPDATED),
    Text(". Accessed "),
    Slot(SlotName.ACCESSED),
    Text("."),
)
WHOLE = Facts(whole=True, translated=False, adapted=False, stale=True)


def segment(name: str, words: str) -> Segment:
    return Segment(SegmentId(name), (Text(words),), "en", Location("example.en.md", 9))


def section(name: str, words: str, level: int, *blocks: Section | Paragraph) -> Section:
    return Section(segment(name, words), level, blocks)


def paragraph(name: str, words: str) -> Paragraph:
    return Paragraph(segment(name, words))


@pytest.fixture
def document() -> Document:
    about = section(
        "h-about",
        "About This PDQ Summary",
        2,
        Paragraph(Segment(SegmentId("p-cite"), CITATION, "en", Location("example.en.md", 30))),
    )
    return Document(
        name="example-treatment",
        language="en",
        title=segment("h-title", "Example Treatment (PDQ®)–Patient Version"),
        topic="Example Treatment",
        metadata=Metadata(
            title="Example Treatment - NCI",
            url=URL,
            licence="public_domain",
            source="NCI",
            source_type="02_nci_core",
            status="active",
            audience="patient",
            version="v1",
            cancer_types=("bone",),
            tags=(),
            short_citation="NCI, 2025",
            last_reviewed=date(2025, 12, 30),
            review_frequency=ReviewFrequency.QUARTERLY,
            updated=None,
            accessed=None,
        ),
        attribution=Attribution(
            board="PDQ® Example Editorial Board",
            title="PDQ Example Treatment",
            publisher="Bethesda, MD: National Cancer Institute",
            url=URL,
            pmid=None,
            citation=CITATION,
            permission=SegmentId("h-about"),
        ),
        blocks=(
            section(
                "h-1",
                "Tests",
                2,
                paragraph("p-1", "One. " * 20),
                section("h-2", "Scans", 3, paragraph("p-2", "Two. " * 30)),
                section("h-3", "What {braces} the PDQ® does", 3, paragraph("p-3", "Three. " * 30)),
            ),
            section("h-4", "Care", 2, paragraph("p-4", "Four.")),
            replace(about, role=SectionRole.ABOUT),
        ),
    )


def published(
    document: Document, facts: Facts = WHOLE, tag: str = "en", *, draft: bool = False
) -> Publication:
    return compose(
        document,
        edition=load_edition(tag),
        source=load_edition(document.language),
        label=label(facts, draft=draft),
        publisher=Publisher(),
    )


def said(publication: Publication, notice: NoticeId) -> str:
    (found,) = (n for n in publication.notices if n.id is notice)
    return plain_text(found.segment.content)


REACHABLE = [
    facts
    for values in itertools.product((False, True), repeat=4)
    if not ((facts := Facts(*values)).whole and facts.adapted)
]


@pytest.mark.parametrize("tag", available())
@pytest.mark.parametrize("facts", REACHABLE, ids=str)
def test_each_row_says_exactly_its_notices(document: Document, facts: Facts, tag: str) -> None:
    publication = published(document, facts, tag)
    assert {n.id for n in publication.notices} == set(label(facts).notices)
    assert len(list(publication.notices)) == len(label(facts).notices)
    assert not any("{" in plain_text(n.segment.content) for n in publication.notices)


@pytest.mark.parametrize("facts", REACHABLE, ids=str)
def test_the_name_stands_in_the_title_of_one_row_only(document: Document, facts: Facts) -> None:
    publication = published(document, facts)
    assert ("PDQ" in plain_text(publication.title.content)) is publication.label.identified


def test_a_stale_whole_text_has_a_neutral_title_and_keeps_its_own_as_a_unit(
    document: Document,
) -> None:
    publication = published(document)
    title = plain_text(publication.title.content)
    assert title == "Example Treatment — text from the National Cancer Institute"
    assert publication.source_title == document.title
    assert [s.id for s in source_segments(publication)][:2] == ["h-title", "h-1"]


def test_a_fresh_whole_text_is_called_what_it_is(document: Document) -> None:
    publication = published(document, replace(WHOLE, stale=False))
    assert publication.title == document.title
    assert publication.source_title is None
    assert next(source_segments(publication)).id == "h-title"


def test_labels_in_spanish_around_english_words(document: Document) -> None:
    publication = published(document, tag="es")
    assert publication.title.language == "es"
    assert publication.title.content[0] == Foreign((Text("Example Treatment"),), "en")
    assert publication.language_note is not None
    assert plain_text(publication.language_note.content) == (
        "El texto de este documento está en inglés."
    )
    assert published(document).language_note is None


def test_the_stale_notice_comes_first_and_dates_are_in_words(document: Document) -> None:
    publication = published(document)
    assert publication.opening[0].id is NoticeId.STALE
    words = said(publication, NoticeId.STALE)
    assert "December 30, 2025" in words
    assert "March 30, 2026" in words
    assert "30 de marzo de 2026" in said(published(document, tag="es"), NoticeId.STALE)


@pytest.mark.parametrize("facts", REACHABLE, ids=str)
def test_what_must_be_known_first_opens_and_the_rest_are_credits(
    document: Document, facts: Facts
) -> None:
    first = {NoticeId.DRAFT, NoticeId.STALE, NoticeId.NOT_PDQ, NoticeId.EXCERPT}
    for work in (published(document, facts), published(document, facts, draft=True)):
        assert {n.id for n in work.opening} == first & set(work.label.notices)
        assert {n.id for n in work.credits} == set(work.label.notices) - first


def test_open_dates_are_said_to_be_open(document: Document) -> None:
    publication = published(document)
    expected = "Updated date not recorded in our copy. Accessed date not recorded."
    assert said(publication, NoticeId.SOURCE).endswith(expected)
    (cited,) = (s for s in segments(publication.body) if s.id == "p-cite")
    assert plain_text(cited.content).endswith(expected)


def test_given_dates_fill_the_slots_in_the_language_of_the_citation(document: Document) -> None:
    metadata = replace(document.metadata, updated=date(2025, 5, 4), accessed=date(2025, 6, 1))
    publication = published(replace(document, metadata=metadata), tag="es")
    assert said(publication, NoticeId.SOURCE).endswith(
        "Updated May 4, 2025. Accessed June 1, 2025."
    )
    assert publication.modified == date(2025, 5, 4)


def test_the_curators_date_never_fills_the_citation(document: Document) -> None:
    assert "December 30, 2025" not in said(published(document), NoticeId.SOURCE)


def test_without_a_date_of_review_the_notice_says_so(document: Document) -> None:
    metadata = replace(document.metadata, review_frequency=None)
    words = said(published(replace(document, metadata=metadata)), NoticeId.STALE)
    assert words.startswith("We do not know when this text was last reviewed.")


def test_who_publishes_is_named(document: Document) -> None:
    publication = compose(
        document,
        edition=load_edition("en"),
        source=load_edition("en"),
        label=label(WHOLE),
        publisher=Publisher(name="St. {Mary}'s Hospital"),
    )
    assert said(publication, NoticeId.FORMAT).startswith("Format made by St. {Mary}'s Hospital.")


def test_identifiers_differ_by_edition_and_stay(document: Document) -> None:
    english, spanish = published(document), published(document, tag="es")
    assert english.identifier != spanish.identifier
    assert english.identifier == published(document).identifier
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", english.identifier)


def test_fill_refuses_a_slot_that_nobody_fills() -> None:
    with pytest.raises(KeyError):
        fill("{what}", {})


def test_a_date_in_words() -> None:
    edition: Edition = load_edition("es")
    assert format_date(date(2026, 5, 1), edition.phrases) == "1 de mayo de 2026"


# File names


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("¿Qué es la prevención?", "que-es-la-prevencion"),
        ("About This PDQ® Summary", "about-this-summary"),
        ("PDQ", "section"),
        ("x" * 90, "x" * 48),
        ("治疗", "section"),
        ("../../etc", "etc"),
    ],
)
def test_slugs_are_safe_file_names(words: str, expected: str) -> None:
    assert slug(words) == expected


def test_a_reference_survives_composition(document: Document) -> None:
    jump = CrossReference((Text("Care"),), SegmentId("h-4"))
    block = Paragraph(replace(segment("p-5", ""), content=(jump,)))
    publication = published(replace(document, blocks=(*document.blocks, block)))
    assert list(segments(publication.body))[-1].content == (jump,)
