"""The canonical form: the identity for every document, and a schema that holds it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from everyform.canonical import from_json, to_json
from everyform.diagnostics import Location, PipelineError
from everyform.document import (
    Block,
    BulletList,
    Cell,
    CellScope,
    Document,
    Figure,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    ReviewFrequency,
    Row,
    Section,
    SectionRole,
    Segment,
    Table,
)
from everyform.inline import (
    CrossReference,
    Emph,
    Foreign,
    Inline,
    LineBreak,
    Link,
    SegmentId,
    Slot,
    SlotName,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from everyform.reader import decode, read

SEED = Path(__file__).parent.parent / "seeds" / "osteosarcoma-treatment.en.md"
SCHEMA: dict[str, Any] = json.loads(
    (files("everyform.canonical") / "data" / "document.schema.json").read_text("utf-8")
)
DOCUMENT = read(decode("seeds/osteosarcoma-treatment.en.md", SEED.read_bytes())).value

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.builds(SegmentId, st.from_regex(r"(h|p|li|c|fig|cap)-[0-9a-f]{8}(-\d)?", fullmatch=True))
targets = words.map(lambda path: f"https://example.org/{path}")
languages = st.sampled_from(["en", "es", "zh-Hans"])


def spans(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content = st.lists(inner, max_size=3).map(tuple)
    digits = st.from_regex(r"[0-9]{1,8}", fullmatch=True)
    return st.one_of(
        *(st.builds(kind, content) for kind in (Emph, Strong, Superscript, Subscript)),
        st.builds(Link, content, targets),
        st.builds(CrossReference, content, ids),
        st.builds(Foreign, content, languages),
        st.builds(Term, content, digits, words, languages, targets),
    )


leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, words), st.just(LineBreak()), st.builds(Slot, st.sampled_from(SlotName), words)
)
inlines = st.lists(st.recursive(leaves, spans, max_leaves=5), max_size=4).map(tuple)
places = st.builds(Location, st.sampled_from(["a.md", "b.md"]), st.integers(0, 10**6))
segments = st.builds(Segment, ids, inlines, languages, places)


def containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(ListItem, blocks, st.none() | ids), max_size=3).map(tuple)
    cells = st.lists(st.builds(Cell, blocks, st.sampled_from(CellScope)), max_size=3).map(tuple)
    rows = st.lists(st.builds(Row, cells, st.booleans()), max_size=2).map(tuple)
    return st.one_of(
        st.builds(BulletList, items),
        st.builds(OrderedList, items, st.integers(0, 999)),
        st.builds(Quote, blocks),
        st.builds(Table, st.none() | segments, rows, rows),
        st.builds(Section, segments, st.integers(2, 6), blocks, st.sampled_from(SectionRole)),
    )


simple: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, segments),
    st.builds(Figure, segments, st.none() | segments, targets),
)
bodies = st.lists(st.recursive(simple, containers, max_leaves=6), max_size=3).map(tuple)
days = st.none() | st.dates(min_value=date(1000, 1, 1))
documents = st.builds(
    lambda title, body, language, reviewed, frequency, citation, pmid: replace(
        DOCUMENT,
        title=title,
        blocks=body,
        language=language,
        metadata=replace(
            DOCUMENT.metadata, last_reviewed=reviewed, review_frequency=frequency, updated=reviewed
        ),
        attribution=replace(DOCUMENT.attribution, citation=citation, pmid=pmid),
    ),
    segments,
    bodies,
    languages,
    days,
    st.none() | st.sampled_from(ReviewFrequency),
    inlines,
    st.none() | words,
)


@settings(max_examples=60, deadline=None)
@given(documents)
def test_round_trip_is_the_identity(document: Document) -> None:
    text = to_json(document)
    assert from_json(text) == document
    assert to_json(from_json(text)) == text


def test_the_seed_follows_the_schema_and_comes_back() -> None:
    text = to_json(DOCUMENT)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert from_json(text) == DOCUMENT
    assert text.endswith("}\n")
    assert "\\u" not in text


def test_reading_twice_gives_the_same_bytes() -> None:
    again = read(decode("seeds/osteosarcoma-treatment.en.md", SEED.read_bytes())).value
    assert to_json(again) == to_json(DOCUMENT)


def test_one_changed_word_changes_few_lines() -> None:
    text = SEED.read_text("utf-8").replace("Talk with your child", "Speak with your child", 1)
    other = read(decode("seeds/osteosarcoma-treatment.en.md", text.encode())).value
    before, after = to_json(DOCUMENT).splitlines(), to_json(other).splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 2  # the id, the words


def broken(**changes: Any) -> str:
    data = json.loads(to_json(DOCUMENT))
    return json.dumps({**data, **changes})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "canonical-syntax"),
        ("[" * 100_000, "canonical-syntax"),
        ("{}", "canonical-schema"),
        (broken(schema="everyform/document/2"), "canonical-schema"),
        (broken(extra=1), "canonical-schema"),
        (broken(blocks=[{"type": "video"}]), "canonical-schema"),
        (broken(metadata={}), "canonical-schema"),
    ],
)
def test_other_forms_are_refused(text: str, code: str) -> None:
    with pytest.raises(PipelineError) as caught:
        from_json(text, "canonical.en.json")
    assert [d.code for d in caught.value.diagnostics] == [code]


def test_the_place_of_a_fault_is_named() -> None:
    data = json.loads(to_json(DOCUMENT))
    data["blocks"][0]["blocks"][0]["level"] = 9
    with pytest.raises(PipelineError, match=r"\$\.blocks\[0\]\.blocks\[0\]\.level"):
        from_json(json.dumps(data))


def test_an_unreal_date_is_refused() -> None:
    data = json.loads(to_json(DOCUMENT))
    data["metadata"]["lastReviewed"] = "2025-02-30"
    with pytest.raises(PipelineError, match="canonical-schema"):
        from_json(json.dumps(data))
