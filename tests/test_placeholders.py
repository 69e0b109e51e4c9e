"""Markup as numbered tags: nothing is lost on the way out and back, and no fault gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyform.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from everyform.inline import (
    CrossReference,
    Emph,
    Gene,
    Inline,
    LineBreak,
    Link,
    Phone,
    SegmentId,
    Slot,
    SlotName,
    Strong,
    Text,
)
from everyform.walk import document_segments, map_inlines, plain_text
from tests.publications import document

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    WORDS.map(Text),
    st.just(LineBreak()),
    st.just(Slot(SlotName.UPDATED)),
    WORDS.map(lambda words: Phone(words, "+18004226237")),
)
INLINES: st.SearchStrategy[Inline] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda c: Emph(tuple(c))),
        st.lists(inner, min_size=1, max_size=3).map(lambda c: Gene(tuple(c))),
        st.builds(lambda c, t: Link(tuple(c), t), st.lists(inner, min_size=1, max_size=3), WORDS),
    ),
    max_leaves=8,
)


def joined(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, as a parser of messages cannot tell them apart."""
    out: list[Inline] = []
    for node in content:
        if isinstance(node, Text) and out and isinstance(last := out[-1], Text):
            out[-1] = Text(last.text + node.text)
        elif isinstance(node, Emph | Gene | Link):
            inside = joined(node.content)
            out.append(Link(inside, node.target) if isinstance(node, Link) else type(node)(inside))
        else:
            out.append(node)
    return tuple(out)


@given(st.lists(INLINES, max_size=4).map(tuple))
def test_content_goes_out_and_comes_back(content: tuple[Inline, ...]) -> None:
    assert joined(from_msgstr(to_msgid(content), content)) == joined(content)


def test_every_segment_of_the_sample_goes_out_and_comes_back() -> None:
    for segment in document_segments(document()):
        assert from_msgstr(to_msgid(segment.content), segment.content) == segment.content


SOURCE: tuple[Inline, ...] = (
    Text("See "),
    Link((Text("Ewing "), Strong((Text("sarcoma"),))), "https://www.cancer.gov/x"),
    Text(" & <all>"),
    LineBreak(),
    CrossReference((Text("here"),), SegmentId("h-1")),
)
MSGID = 'See <g id="1">Ewing <g id="2">sarcoma</g></g> &amp; &lt;all><x id="3"/><g id="4">here</g>'


def test_a_message_shows_words_and_numbers_only() -> None:
    assert to_msgid(SOURCE) == MSGID


def test_tags_may_change_places() -> None:
    said = '<g id="4">Aquí</g><x id="3"/>: <g id="1"><g id="2">sarcoma</g> de Ewing</g>'
    content = from_msgstr(said, SOURCE)
    assert plain_text(content) == "Aquí : sarcoma de Ewing"
    assert content[0] == CrossReference((Text("Aquí"),), SegmentId("h-1"))
    assert next(n for n in content if isinstance(n, Link)).target == "https://www.cancer.gov/x"


@pytest.mark.parametrize(
    ("msgstr", "said"),
    [
        (MSGID.replace('<g id="4">here</g>', "here"), "lost: id 4"),
        (MSGID.replace('<x id="3"/>', ""), "lost: id 3"),
        (MSGID.replace('id="4"', 'id="5"'), "the source has none"),
        (MSGID + '<x id="3"/>', "twice"),
        (MSGID.replace('<x id="3"/>', '<g id="3"></g>'), 'id="3" is <x> in the source'),
        (MSGID.replace('<g id="4">here</g>', '<x id="4"/>'), 'id="4" is <g> in the source'),
        (MSGID.removesuffix("</g>"), "is not closed"),
        (MSGID + "</g>", "closes nothing"),
        (MSGID.replace("&lt;", "<"), "write &lt;"),
        (MSGID.replace("&amp;", "&"), "write &lt;"),
        (MSGID.replace('<g id="1">', "<g id='1'>"), "write &lt;"),
        (MSGID.replace('<g id="1">', "<b>"), "write &lt;"),
    ],
)
def test_a_broken_tag_is_named(msgstr: str, said: str) -> None:
    with pytest.raises(BrokenTags, match=said):
        from_msgstr(msgstr, SOURCE)


def test_nothing_may_be_put_into_a_telephone_number() -> None:
    source = (Emph((Text("a"),)), Phone("1-800-4-CANCER", "+18004226237"))
    with pytest.raises(BrokenTags, match="inside"):
        from_msgstr('<g id="2">1-800<g id="1">a</g></g>', source)


def test_the_identity_mapping_is_what_a_catalog_of_names_does() -> None:
    assert map_inlines(SOURCE, lambda node: node) == from_msgstr(MSGID, SOURCE)
