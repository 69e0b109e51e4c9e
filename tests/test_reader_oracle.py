"""The seed against the facts an editor wrote down about it: tests/oracle/seed_expectations.json."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from everyform.diagnostics import Reported
from everyform.document import (
    Block,
    BulletList,
    Document,
    ListItem,
    OrderedList,
    Paragraph,
    Section,
    SectionRole,
)
from everyform.inline import (
    CrossReference,
    Drug,
    Emph,
    Gene,
    Inline,
    Link,
    RunIn,
    Slot,
    SlotName,
    Strong,
    Term,
)
from everyform.reader import decode, read
from everyform.walk import blocks, document_segments, inlines, plain_text, sections

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "osteosarcoma-treatment.en.md"
FACTS: dict[str, Any] = json.loads(
    (ROOT / "tests" / "oracle" / "seed_expectations.json").read_text("utf-8")
)
COUNTS = FACTS["repaired_counts"]


@pytest.fixture(scope="module")
def seed() -> Reported[Document]:
    return read(decode("seeds/osteosarcoma-treatment.en.md", SEED.read_bytes()))


@pytest.fixture(scope="module")
def document(seed: Reported[Document]) -> Document:
    return seed.value


def own_paragraph(item: ListItem) -> Paragraph:
    first = item.blocks[0]
    assert isinstance(first, Paragraph)
    return first


def line_of(item: ListItem) -> int:
    return own_paragraph(item).segment.origin.line


def items(
    roots: Sequence[Block], depth: int = 1, parent: int | None = None
) -> Iterator[tuple[ListItem, int, int | None]]:
    """Every item with its depth and the line of the item it lies under."""
    for block in roots:
        if isinstance(block, BulletList | OrderedList):
            for item in block.items:
                yield item, depth, parent
                yield from items(item.blocks, depth + 1, line_of(item))
        elif isinstance(block, Section):
            yield from items(block.blocks)


def every_inline(document: Document) -> Iterator[Inline]:
    for segment in document_segments(document):
        yield from inlines(segment.content)


def sequence(document: Document) -> list[dict[str, Any]]:
    """The oracle's block sequence: what stands in which line, in reading order."""

    def go(roots: Sequence[Block], depth: int, parent: int | None) -> Iterator[dict[str, Any]]:
        for block in roots:
            match block:
                case Section():
                    line = block.title.origin.line
                    yield {"line": line, "type": "heading", "level": block.level}
                    yield from go(block.blocks, 0, None)
                case Paragraph(segment):
                    yield {"line": segment.origin.line, "type": "paragraph"}
                case BulletList(entries):
                    for entry in entries:
                        row = {"line": line_of(entry), "type": "list_item", "depth": depth + 1}
                        yield row if parent is None else {**row, "parent_line": parent}
                        yield from go(entry.blocks[1:], depth + 1, line_of(entry))
                case _:
                    raise AssertionError(f"the seed has no {block}")

    title = {"line": document.title.origin.line, "type": "heading", "level": 1}
    return [title, *go(document.blocks, 0, None)]


def test_the_seed_is_the_file_the_facts_are_about() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == FACTS["sha256"]


def test_headings(document: Document) -> None:
    levels = Counter(section.level for section in sections(document.blocks))
    assert levels == {2: COUNTS["h2"], 3: COUNTS["h3"], 4: COUNTS["h4"]}
    assert 1 + levels.total() == COUNTS["headings_total"]
    boxes = [s for s in sections(document.blocks) if s.role is SectionRole.KEY_POINTS]
    assert len(boxes) == COUNTS["of_which_key_points_boxes"]
    assert plain_text(document.title.content) == FACTS["summary_title"]["text"]


def test_paragraphs_lists_and_items(document: Document) -> None:
    found = list(items(document.blocks))
    inside = {id(block) for item, _, _ in found for block in item.blocks}
    paragraphs = [b for b in blocks(document.blocks) if isinstance(b, Paragraph)]
    lists = [b for b in blocks(document.blocks) if isinstance(b, BulletList | OrderedList)]
    nested = [b for b in lists if id(b) in inside]
    assert len(paragraphs) - len(found) == COUNTS["paragraphs"]
    assert len(found) == COUNTS["list_items"]
    assert len(lists) == COUNTS["lists_total"]
    assert len(nested) == COUNTS["nested_lists"]
    assert sum(depth == 1 for _, depth, _ in found) == COUNTS["top_level_items"]
    assert sum(depth > 1 for _, depth, _ in found) == COUNTS["nested_items"]
    assert max(depth for _, depth, _ in found) == COUNTS["max_list_depth"]


def test_block_sequence(document: Document) -> None:
    expected = []
    for row in FACTS["block_sequence_after_repair"]:
        if row["type"] != "dropped":
            expected.append({key: row[key] for key in row if key in SEQUENCE_KEYS})
    assert sequence(document) == expected


SEQUENCE_KEYS = ("line", "type", "level", "depth", "parent_line")


@pytest.mark.parametrize("name", sorted(FACTS["nested_lists"]))
def test_nested_list_trees(document: Document, name: str) -> None:
    facts = FACTS["nested_lists"][name]
    first, last = facts["lines"]

    def tree(entries: Sequence[ListItem]) -> list[dict[str, Any]]:
        return [
            {
                "line": line_of(entry),
                "text": plain_text(own_paragraph(entry).segment.content),
                "children": [
                    child
                    for block in entry.blocks[1:]
                    if isinstance(block, BulletList)
                    for child in tree(block.items)
                ],
            }
            for entry in entries
        ]

    (found,) = (
        block
        for block in blocks(document.blocks)
        if isinstance(block, BulletList) and line_of(block.items[0]) == first
    )
    assert tree(found.items) == facts["tree"]
    assert last == max(line for line in _lines(facts["tree"]))


def _lines(tree: list[dict[str, Any]]) -> Iterator[int]:
    for node in tree:
        yield node["line"]
        yield from _lines(node["children"])


@pytest.mark.parametrize("box", sorted(FACTS["key_points"]))
def test_key_points_are_tied_to_their_headings(document: Document, box: str) -> None:
    headings = {s.title.id: s for s in sections(document.blocks)}
    tied = {line_of(item): item.repeats for item, _, _ in items(document.blocks) if item.repeats}
    for fact in FACTS["key_points"][box]["items"]:
        section = headings[tied[fact["line"]]]
        assert section.title.origin.line == fact["target_heading_line"]
        assert section.level == fact["target_level"]


def test_only_key_points_are_tied(document: Document) -> None:
    tied = sum(item.repeats is not None for item, _, _ in items(document.blocks))
    assert tied == sum(len(box["items"]) for box in FACTS["key_points"].values())


def test_links_by_kind(document: Document) -> None:
    found = list(every_inline(document))
    terms = [node for node in found if isinstance(node, Term)]
    references = [node for node in found if isinstance(node, CrossReference)]
    links = [node for node in found if isinstance(node, Link | Drug)]
    kinds = FACTS["links_by_kind"]
    assert len(terms) == COUNTS["glossary_links"] == kinds["glossary_popup"]
    assert len(references) == kinds["self_anchor"]
    assert len(terms) + len(references) + len(links) == COUNTS["links_total"]
    assert all(link.target.startswith(("http://", "https://")) for link in links)
    assert sum(isinstance(node, Emph | Gene) for node in found) == COUNTS["em_spans"]
    assert sum(isinstance(node, Strong | RunIn) for node in found) == COUNTS["strong_inline_spans"]


def test_terms(document: Document) -> None:
    terms = [node for node in every_inline(document) if isinstance(node, Term)]
    assert sorted({int(term.cdr_id) for term in terms}) == FACTS["glossary"]["ids_sorted"]
    assert {(term.language, term.dictionary) for term in terms} == {("en", "Cancer.gov")}
    assert all(term.target.startswith("https://www.cancer.gov/Common/") for term in terms)
    printed: dict[str, list[str]] = {}
    for term in terms:
        printed.setdefault(term.cdr_id, []).append(plain_text(term.content))
    for fact in FACTS["glossary"]["terms"]:
        expected = [occurrence["text"] for occurrence in fact["occurrences"]]
        assert printed[str(fact["id"])] == expected


def test_other_links_keep_their_words_and_addresses(document: Document) -> None:
    expected = []
    for fact in FACTS["links_non_glossary"]:
        if fact["kind"] in ("nav_health_professional_relative", "self_anchor"):
            continue
        href = fact["href"]
        full = href if href.startswith("http") else "https://www.cancer.gov" + href
        expected.append((fact["line"], fact["text"], full))
    found = [
        (segment.origin.line, plain_text(node.content), node.target)
        for segment in document_segments(document)
        for node in inlines(segment.content)
        if isinstance(node, Link | Drug)
    ]
    assert found == expected


def test_references_into_the_summary(document: Document) -> None:
    fact = FACTS["self_anchor_links"]
    lines = {s.title.id: s.title.origin.line for s in sections(document.blocks)}
    found = [
        (segment.origin.line, lines[node.target])
        for segment in document_segments(document)
        for node in inlines(segment.content)
        if isinstance(node, CrossReference)
    ]
    assert found == [(line, fact["resolves_to_heading_line"]) for line in fact["lines"]]


def test_citation(document: Document) -> None:
    fact = FACTS["citation"]
    attribution = document.attribution
    assert attribution.board.replace("®", "") == fact["editorial_board"]
    assert attribution.title == fact["title"]
    assert attribution.publisher == fact["publisher"]
    assert attribution.url == fact["url"]
    assert attribution.pmid == fact["pmid"]
    slots = [node.name for node in inlines(attribution.citation) if isinstance(node, Slot)]
    assert slots == [SlotName.UPDATED, SlotName.ACCESSED]
    (permission,) = (s for s in sections(document.blocks) if s.role is SectionRole.PERMISSION)
    assert permission.title.id == attribution.permission
    assert permission.title.origin.line == FACTS["permission_section"]["heading_line"]
    paragraphs = [b for b in permission.blocks if isinstance(b, Paragraph)]
    assert [p.segment.origin.line for p in paragraphs] == FACTS["permission_section"]["lines"]


def test_units(document: Document) -> None:
    segments = list(document_segments(document))
    assert len(segments) == FACTS["translatable_units_after_repair"]["total"]
    assert len({segment.id for segment in segments}) == len(segments)


def test_dropped_and_promoted_lines(seed: Reported[Document]) -> None:
    lines: dict[str, list[int]] = {}
    for finding in seed.diagnostics:
        lines.setdefault(finding.code, []).append(finding.location.line)
    assert lines["title-duplicate"] + lines["navigation"] == COUNTS["dropped_lines"]
    assert lines["strong-heading"] == COUNTS["promoted_lines"]


def test_metadata(document: Document) -> None:
    values = FACTS["front_matter"]["values"]
    metadata = document.metadata
    assert (metadata.title, metadata.url) == (values["title"], values["url"])
    assert (metadata.licence, metadata.source) == (values["license"], values["source"])
    assert metadata.cancer_types == tuple(values["cancerTypes"])
    assert str(metadata.last_reviewed) == values["lastReviewed"]
    assert metadata.review_frequency is not None
    assert metadata.review_frequency.value == values["reviewFrequency"]
    assert (document.name, document.language) == ("osteosarcoma-treatment", "en")
    assert document.topic == "Osteosarcoma Treatment"


def test_section_roles(document: Document) -> None:
    roles = {plain_text(s.title.content): s.role for s in document.blocks if isinstance(s, Section)}
    assert roles["Related resources"] is SectionRole.RESOURCES
    assert roles["About This PDQ Summary"] is SectionRole.ABOUT
    assert list(roles.values()).count(SectionRole.BODY) == 6


def test_literal_brackets_stay(document: Document) -> None:
    texts = {s.origin.line: plain_text(s.content) for s in document_segments(document)}
    for fact in FACTS["literal_square_brackets_not_links"]:
        assert fact["text"] in texts[fact["line"]]
