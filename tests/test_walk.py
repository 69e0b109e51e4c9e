"""The traversals, and that the page writers' sample document really holds every node."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from everyform.document import Block, Section, Segment
from everyform.inline import Inline, Leaf, Span, Strong, Subscript, Superscript, Text
from everyform.walk import (
    blocks,
    document_segments,
    flat_text,
    heading_text,
    inlines,
    map_inlines,
    map_segments,
    plain_text,
    segments,
)
from tests.publications import document


def test_the_sample_holds_every_block_and_every_inline() -> None:
    sample = document()
    assert {type(b) for b in blocks(sample.blocks)} == set(get_args(Block))
    nodes = {type(n) for s in document_segments(sample) for n in inlines(s.content)}
    cited = {type(n) for n in inlines(sample.attribution.citation)}
    assert nodes | cited == set(get_args(Inline))


def test_every_inline_is_a_leaf_or_a_span() -> None:
    assert set(get_args(Inline)) == {*get_args(Leaf), *get_args(Span)}
    assert not set(get_args(Leaf)) & set(get_args(Span))


def test_mapping_with_the_identity_changes_nothing() -> None:
    sample = document()
    assert map_segments(sample, lambda segment: segment) == sample
    for segment in document_segments(sample):
        assert map_inlines(segment.content, lambda node: node) == segment.content


def test_mapping_reaches_every_segment_once() -> None:
    sample = document()
    seen: list[Segment] = []

    def note(segment: Segment) -> Segment:
        seen.append(segment)
        return replace(segment, content=(Text(segment.id),))

    mapped = map_segments(sample, note)
    assert [s.id for s in seen] == [s.id for s in document_segments(sample)]
    assert [plain_text(s.content) for s in document_segments(mapped)] == [s.id for s in seen]


@pytest.mark.parametrize("number", [None, 7])
def test_a_heading_says_its_number(number: int | None) -> None:
    (heading,) = (
        b
        for b in blocks(document().blocks)
        if isinstance(b, Section) and b.title.id == "heading-qqq1"
    )
    expected = "What is it?" if number is None else "7. What is it?"
    assert heading_text(replace(heading, number=number)) == expected


def test_no_words_are_lost_to_plain_text() -> None:
    words = " ".join(plain_text(s.content) for s in segments(document().blocks))
    for said in ("1-800-4-CANCER", "PMID: 26389380", "BRAF", "cisplatin", "Note this.", "by mouth"):
        assert said in words


def test_a_power_is_one_where_only_characters_are_shown() -> None:
    for raised, shown in (("9", "10⁹"), ("-3", "10⁻³"), ("st", "10st"), ("2+", "10²⁺")):
        content = (Text("10"), Strong((Superscript((Text(raised),)),)), Subscript((Text("2"),)))
        assert flat_text(content) == f"{shown}2"
        assert plain_text(content) == f"10{raised}2"
