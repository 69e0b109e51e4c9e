"""Sheets by topic: every clinical word is on one, each can be read alone, and a leaf holds it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyform.document import (
    Block,
    BulletList,
    Document,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Section,
    SectionRole,
    Segment,
    Table,
)
from everyform.editions import load_edition
from everyform.inline import SegmentId, Text
from everyform.labels import Facts, NoticeId, label
from everyform.publication import Publication, compose, source_segments
from everyform.publisher import Publisher
from everyform.reader import decode, read
from everyform.sheets import sheets
from everyform.sheets.cutting import _parted_evenly
from everyform.sheets.parting import LINES, Ruler
from everyform.sheets.recipes import recipe_for
from everyform.walk import blocks, map_blocks, plain_text, sections, segments
from everyform.writers import handout
from everyform.writers.pdf import pages
from tests import publications as small

SEED = Path(__file__).parents[1] / "seeds/osteosarcoma-treatment.en.md"
EXCERPT = Facts(whole=False, translated=False, adapted=False, stale=True)


def chapter(name: str, title: str, *inside: Block, level: int = 2) -> Section:
    return small.section(f"h-{name}", title, level, *inside)


def words(name: str, count: int = 5) -> Paragraph:
    """A paragraph of so many words of ten characters."""
    return replace(
        small.para("x"),
        segment=replace(
            small.para("x").segment,
            id=SegmentId(f"p-{name}"),
            content=(Text(" ".join(["some words"] * count) + "."),),
        ),
    )


def bullets(*names: str) -> BulletList:
    return BulletList(tuple(ListItem((words(name),)) for name in names))


def published(document: Document, tag: str = "en") -> Publication:
    return compose(
        document,
        edition=load_edition(tag),
        source=load_edition(document.language),
        label=label(EXCERPT),
        publisher=Publisher(),
    )


def summary(*inside: Block, title: str = "Elbow Tumor Treatment") -> Document:
    """A summary of this name with these chapters."""
    document = small.document()
    named = replace(document.title, content=(Text(title),))
    return replace(document, title=named, topic=title, blocks=inside)


def cut(document: Document) -> tuple[Publication, ...]:
    return sheets(published(document), document)


def names(found: tuple[Publication, ...]) -> list[str]:
    return [sheet.part.slug for sheet in found if sheet.part]


def titles(found: tuple[Publication, ...]) -> list[str]:
    return [plain_text(sheet.title.content) for sheet in found]


def shown(sheet: Publication) -> list[str]:
    return [plain_text(s.content) for s in source_segments(sheet)]


@pytest.fixture(scope="module")
def seed() -> Document:
    return read(decode(str(SEED), SEED.read_bytes())).value


@pytest.fixture(scope="module")
def seed_sheets(seed: Document) -> tuple[Publication, ...]:
    return sheets(published(seed), seed)


# Topics


def treatment(*inside: Block) -> tuple[Publication, ...]:
    return cut(summary(*inside))


def test_sections_go_to_the_topic_of_their_headings() -> None:
    found = treatment(
        chapter(
            "1",
            "General Information About Elbow Tumor",
            chapter("2", "Elbow tumor is a rare disease.", words("2"), level=3),
            chapter("3", "Signs of elbow tumor include pain.", words("3"), level=3),
            chapter("4", "Tests are used to diagnose elbow tumor.", words("4"), level=3),
            chapter("5", "Certain factors affect prognosis.", words("5"), level=3),
        ),
        chapter(
            "6",
            "Treatment Option Overview",
            chapter("7", "Treatment for elbow tumor may cause side effects.", words("7"), level=3),
            chapter("8", "New types of treatment are being tested.", words("8"), level=3),
        ),
        chapter("9", "Treatment of Stage I Elbow Tumor", words("9")),
    )
    assert names(found) == [
        "what",
        "signs",
        "tests",
        "outlook",
        "treatments",
        "situations",
        "after",
    ]
    assert titles(found)[:2] == [
        "Elbow Tumor: What it is — from the National Cancer Institute",
        "Elbow Tumor: Signs and symptoms — from the National Cancer Institute",
    ]
    assert [sheet.part.number for sheet in found if sheet.part] == list(range(1, 8))


def test_a_chapter_with_words_of_its_own_keeps_its_heading_above_what_stays() -> None:
    (first, other) = treatment(
        chapter(
            "1",
            "General Information About Elbow Tumor",
            words("1"),
            chapter("2", "What the elbow does", words("2"), level=3),
            chapter("3", "Symptoms of elbow tumor", words("3"), level=3),
        )
    )
    (section,) = first.body
    assert isinstance(section, Section)
    assert [s.level for s in sections(first.body)] == [2, 3]
    (signs,) = other.body
    assert isinstance(signs, Section)
    assert signs.level == 2  # raised, since its chapter stays on the other sheet


def test_a_sheet_names_the_chapter_that_all_of_it_comes_from() -> None:
    found = treatment(
        chapter("1", "General Information", chapter("2", "Second opinion", words("2"), level=3)),
        chapter("3", "Stages", chapter("4", "Clinical trials", words("4"), level=3)),
        chapter("5", "Treatment of Stage I", words("5", 150)),
        chapter("6", "Treatment of Stage II", words("6", 150)),
    )
    chapters = {s.part.slug: s.part.section and s.part.section.id for s in found if s.part}
    assert chapters == {"care": None, "situations-1": "h-5", "situations-2": "h-6"}


def test_key_points_and_what_is_about_the_text_are_on_no_sheet() -> None:
    points = replace(chapter("k", "Key Points", bullets("k"), level=3), role=SectionRole.KEY_POINTS)
    about = replace(chapter("a", "About This", words("a")), role=SectionRole.ABOUT)
    (only,) = treatment(
        chapter(
            "1", "General Information", points, chapter("2", "It is rare.", words("2"), level=3)
        ),
        about,
    )
    assert [s.id for s in source_segments(only)] == ["h-2", "p-2"]


def test_a_chapter_without_words_of_its_own_stands_above_its_parts() -> None:
    """ "Lung" alone does not say what is treated there."""
    (only,) = treatment(
        chapter(
            "1",
            "Treatment of Metastatic Elbow Tumor",
            chapter("2", "Lung", words("2"), level=3),
            chapter("3", "Bone", words("3"), level=3),
        )
    )
    assert [s.id for s in source_segments(only)] == ["h-1", "h-2", "p-2", "h-3", "p-3"]


def test_a_chapter_that_no_rule_knows_is_a_topic_of_its_own_after_its_neighbor() -> None:
    found = treatment(
        chapter("1", "General Information About Elbow Tumor", words("1")),
        chapter("2", "How Elbows Are Built and For", words("2")),
        chapter("3", "Treatment of Elbow Tumor", words("3")),
    )
    assert names(found) == ["what", "how-elbows-are-built", "situations"]
    assert titles(found)[1].startswith("Elbow Tumor: How Elbows Are Built and For")


@pytest.mark.parametrize(
    ("title", "headings", "name"),
    [
        ("Osteosarcoma Treatment (PDQ®)–Patient Version", ("Stages of Osteosarcoma",), "treatment"),
        ("Childhood Leukemia (PDQ®)", ("Types of treatment for childhood leukemia",), "treatment"),
        ("Tratamiento del cáncer de colon (PDQ®)", (), "treatment"),
        ("Lung Cancer Prevention (PDQ®)", ("What Is Prevention?",), "prevention"),
        ("Prevención del cáncer de pulmón (PDQ®)", (), "prevention"),
        ("Breast Cancer Screening (PDQ®)", (), "screening"),
        ("Exámenes de detección del cáncer de seno (PDQ®)", (), "screening"),
        ("Acupuncture (PDQ®)", ("Questions and Answers About Acupuncture",), "complementary"),
        ("Sleep Disorders (PDQ®)", ("Treatment of Sleep Disorders",), "supportive"),
    ],
)
def test_a_recipe_fits_a_kind_of_summary(title: str, headings: tuple[str, ...], name: str) -> None:
    assert recipe_for(title, headings).name == name


def test_every_topic_of_every_recipe_has_a_rule_or_is_the_place_of_resources() -> None:
    for title in ("X Treatment", "X Prevention", "X Screening", "X"):
        recipe = recipe_for(title, ())
        assert {topic for topic, _ in recipe.rules} <= set(recipe.topics)


def test_topics_of_a_translation_are_told_by_the_sources_headings() -> None:
    source = summary(chapter("1", "Symptoms of elbow tumor", words("1")))
    other = map_blocks(source.blocks, lambda s: replace(s, content=(Text("xyz"),), language="es"))
    found = sheets(published(replace(source, blocks=other), "es"), source)
    assert names(found) == ["signs"]
    assert "Signos y síntomas" in titles(found)[0]


def test_the_subject_is_named_in_its_own_language() -> None:
    title = "Tratamiento del cáncer de colon"
    (only,) = cut(summary(chapter("1", "Información general", words("1")), title=title))
    assert "Tratamiento del cáncer de colon: " in titles((only,))[0]  # the document says English


def test_a_sheet_says_of_its_own_words_alone_in_which_language_they_are() -> None:
    source = summary(chapter("1", "Symptoms", words("1")), chapter("2", "Stages", words("2")))
    first, second = source.blocks
    (half,) = map_blocks((first,), lambda s: replace(s, content=(Text("xyz"),), language="es"))
    found = sheets(published(replace(source, blocks=(half, second)), "es"), source)
    assert [sheet.language_note is None for sheet in found] == [True, False]


def test_no_sheet_is_identified_as_the_summary() -> None:
    found = cut(summary(chapter("1", "What the PDQ® does", words("1")), title="Elbows (PDQ®)"))
    for sheet in found:
        assert sheet.part
        assert "pdq" not in sheet.part.slug
        assert "What the does" in plain_text(sheet.title.content)
        assert NoticeId.EXCERPT in {n.id for n in sheet.opening}


def test_a_document_without_a_topic_has_no_sheets() -> None:
    about = replace(chapter("a", "About", words("a")), role=SectionRole.ABOUT)
    assert cut(summary(about)) == ()


# Cutting


def test_a_long_topic_is_on_several_sheets_each_below_its_headings() -> None:
    deep = chapter("3", "Chemotherapy", *(words(f"c{n}", 60) for n in range(9)), level=4)
    found = treatment(
        chapter(
            "1",
            "Treatment Option Overview",
            chapter("2", "The following types of treatment are used:", deep, level=3),
        )
    )
    assert len(found) > 1
    assert names(found) == [f"treatments-{n}" for n in range(1, len(found) + 1)]
    assert f"part 1 of {len(found)}" in titles(found)[0]
    for sheet in found:
        assert shown(sheet)[:2] == ["The following types of treatment are used:", "Chemotherapy"]
    ids = [s.id for sheet in found for s in source_segments(sheet)]
    assert [i for i in ids if i.startswith("p-")] == [f"p-c{n}" for n in range(9)]


def test_a_list_goes_on_below_what_leads_to_it() -> None:
    lead = words("lead")
    items = [f"i{n}" for n in range(70)]
    found = treatment(chapter("1", "Symptoms of elbow tumor", lead, bullets(*items)))
    assert len(found) > 1
    for sheet in found:
        assert [s.id for s in segments(sheet.body)][:2] == ["h-1", "p-lead"]
    listed = [s.id for sheet in found for s in segments(sheet.body) if s.id.startswith("p-i")]
    assert listed == [f"p-{item}" for item in items]


def test_an_item_that_is_longer_than_a_sheet_goes_on_after_its_first_words() -> None:
    inner = bullets(*(f"n{n}" for n in range(70)))
    item = ListItem((words("item"), inner))
    found = treatment(chapter("1", "Symptoms", words("lead"), BulletList((item,))))
    assert len(found) > 1
    for sheet in found:
        assert [s.id for s in segments(sheet.body)][:3] == ["h-1", "p-lead", "p-item"]


def test_numbered_items_keep_their_numbers() -> None:
    items = tuple(ListItem((words(f"i{n}", 12),)) for n in range(40))
    found = treatment(chapter("1", "Symptoms", words("lead"), OrderedList(items, 3)))
    lists = [b for sheet in found for b in blocks(sheet.body) if isinstance(b, OrderedList)]
    counted = [entry.start + n for entry in lists for n in range(len(entry.items))]
    assert counted == list(range(3, 43))


def test_a_table_goes_on_below_its_headings(seed: Document) -> None:
    table = next(b for b in blocks(small.document().blocks) if isinstance(b, Table))
    long = replace(table, rows=table.rows * 60)
    found = treatment(chapter("1", "Symptoms", long))
    tables = [b for sheet in found for b in blocks(sheet.body) if isinstance(b, Table)]
    assert len(tables) > 1
    assert all(one.header == table.header for one in tables)
    assert sum(len(one.rows) for one in tables) == len(long.rows)
    assert [one.footer for one in tables] == [()] * (len(tables) - 1) + [table.footer]


@given(st.lists(st.floats(0.5, LINES), min_size=1, max_size=12))
def test_sheets_are_as_few_as_can_be_and_then_as_even(sizes: list[float]) -> None:
    ends = _parted_evenly(sizes)
    loads = [sum(sizes[a:b]) for a, b in itertools.pairwise((0, *ends))]
    assert ends[-1] == len(sizes)
    assert all(load <= LINES for load in loads)
    for count in range(1, len(ends) + 1):
        for inner in itertools.combinations(range(1, len(sizes)), count - 1):
            others = [sum(sizes[a:b]) for a, b in itertools.pairwise((0, *inner, len(sizes)))]
            if all(load <= LINES for load in others):
                assert count == len(ends)
                assert max(loads) <= max(others) + 1e-9


def test_sheets_of_a_translation_are_cut_where_those_of_its_source_are() -> None:
    """Or a desk would hand out another topic in French than in English by one number."""
    source = summary(
        chapter(
            "1",
            "Treatment Option Overview",
            *(chapter(f"s{n}", f"Way {n}", words(f"s{n}", 70), level=3) for n in range(9)),
        )
    )
    longer = map_blocks(source.blocks, lambda s: replace(s, content=(*s.content, Text(" x" * 200))))
    assert names(sheets(published(replace(source, blocks=longer)), source)) == names(
        sheets(published(source), source)
    )


def test_no_piece_is_larger_than_a_sheet_unless_it_cannot_be_parted(seed: Document) -> None:
    ruler = Ruler({})
    for section in seed.blocks:
        assert isinstance(section, Section)
        for piece in ruler.pieces(section):
            assert ruler.size(piece) <= LINES + 1


# The seed


def test_every_clinical_word_of_the_seed_is_on_a_sheet(
    seed: Document, seed_sheets: tuple[Publication, ...]
) -> None:
    """But for the lists of key points, which the headings repeat, and bare chapter headings."""
    held = {s.id for sheet in seed_sheets for s in segments(sheet.body)}
    clinical = [
        section
        for section in seed.blocks
        if isinstance(section, Section) and section.role is not SectionRole.ABOUT
    ]
    points = {
        s.id
        for section in sections(seed.blocks)
        if section.role is SectionRole.KEY_POINTS
        for s in segments((section,))
    }
    missing = {s for s in segments(clinical) if s.id not in held | points}
    assert [" ".join(plain_text(s.content).split()[:2]) for s in sorted(missing, key=_line)] == [
        *("General Information", "Stages of", "Treatment Option"),
    ]


def _line(segment: Segment) -> int:
    return segment.origin.line


def test_the_seed_has_short_names_and_few_sheets(seed_sheets: tuple[Publication, ...]) -> None:
    kinds = dict.fromkeys(name.rstrip("-0123456789") for name in names(seed_sheets))
    assert list(kinds) == [
        *("what", "signs", "tests", "outlook", "treatments", "situations", "after", "care"),
        "more",
    ]
    assert len(seed_sheets) <= 22


@pytest.mark.parametrize("tag", ["en", "es"])
def test_a_leaf_holds_each_sheet_of_the_seed(seed: Document, tag: str) -> None:
    whole = published(seed, tag)
    for sheet in sheets(whole, seed):
        (file,) = handout.write(sheet)
        assert pages(file.data) <= 2, sheet.part


def test_a_long_quotation_goes_on_below_what_introduces_it() -> None:
    inside = (words("lead", 2), Quote(tuple(words(f"q{n}", 40) for n in range(12))))
    found = cut(summary(chapter("1", "Symptoms", *inside)))
    assert len(found) > 1
    for sheet in found:
        (part,) = sheet.body
        assert isinstance(part, Section)
        lead, quote = part.blocks
        assert isinstance(lead, Paragraph)
        assert isinstance(quote, Quote)
    assert sum(len(b.blocks) for s in found for b in blocks(s.body) if isinstance(b, Quote)) == 12
