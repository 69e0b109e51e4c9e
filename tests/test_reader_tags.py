"""Tags, marks and comments among words: what they become, and that none reaches a page."""

from __future__ import annotations

import pytest

from everyform.diagnostics import PipelineError, Severity
from everyform.document import Figure
from everyform.inline import Emph, Inline, LineBreak, Link, Strong, Subscript, Superscript, Text
from everyform.reader import read
from everyform.walk import blocks, document_segments, plain_text
from tests.reading import framed


def content(words: str) -> tuple[Inline, ...]:
    """What the reader makes of one paragraph."""
    source, before = framed(f"## Care\n\n{words}\n")
    segments = document_segments(read(source).value)
    (found,) = (s.content for s in segments if s.origin.line == before + 3)
    return found


def findings(body: str) -> list[tuple[int, str, str]]:
    """Line, severity and code of what is said of the tags in a body."""
    source, before = framed(f"## Care\n\n{body}\n")
    return [
        (d.location.line - before - 2, d.severity.value, d.code)
        for d in read(source).diagnostics
        if d.code.startswith(("tag-", "super", "sub", "comment"))
    ]


@pytest.mark.parametrize(
    ("words", "nodes"),
    [
        ("ice<br>tape", (Text("ice"), LineBreak(), Text("tape"))),
        ("ice <BR/> <br> tape", (Text("ice"), LineBreak(), Text("tape"))),
        ("<br>ice<br>", (Text("ice"),)),
        ("10<sup>9</sup>/L", (Text("10"), Superscript((Text("9"),)), Text("/L"))),
        ("10^-9^", (Text("10"), Superscript((Text("-9"),)))),
        ("H<sub>2</sub>O", (Text("H"), Subscript((Text("2"),)), Text("O"))),
        ("(ab)~3~", (Text("(ab)"), Subscript((Text("3"),)))),
        ("a <b>b</b>", (Text("a "), Strong((Text("b"),)))),
        ("a <I>b</i>", (Text("a "), Emph((Text("b"),)))),
        ("a **b<br>c**", (Text("a "), Strong((Text("b"), LineBreak(), Text("c"))))),
        ("a&nbsp;b &lt;br&gt;", (Text("a\xa0b <br>"),)),
        ("a \\<br> b", (Text("a <br> b"),)),
        ("a `<br>` b", (Text("a <br> b"),)),
        (
            "[a<sup>2</sup>](https://example.org/)",
            (Link((Text("a"), Superscript((Text("2"),))), "https://example.org/"),),
        ),
        ("x<sup>a<sub>b</sub></sup>",
         (Text("x"), Superscript((Text("a"), Subscript((Text("b"),)))))),
    ],
)  # fmt: skip
def test_what_is_read(words: str, nodes: tuple[Inline, ...]) -> None:
    assert content(words) == nodes


@pytest.mark.parametrize(
    "words",
    [
        "about ~5 cm to ~7 cm",
        "(~5) or (~7)",
        "~5~",
        "5~6~7",
        "2^3",
        "2^3 and 3^4",
        "^a b^",
        "a^^2^^",
        "~~gone~~",
        "x~~2~~",
        "10\\^9\\^",
        "p < 5 and q > 3",
        "a <5 b> c",
        "<MM/DD/YYYY>",
    ],
)
def test_what_stays_as_it_is(words: str) -> None:
    (node,) = content(words)
    assert node == Text(words.replace("\\", ""))
    assert findings(words) == []


@pytest.mark.parametrize("tag", ["q", "del", "script", "knee", "iframe", "td"])
def test_an_unknown_tag_stays_among_the_words_and_is_warned_of(tag: str) -> None:
    words = f"a <{tag}>b</{tag}>"
    assert content(words) == (Text(words),)
    assert findings(f"One\ntwo {words}") == [(2, "warning", "tag-unknown")]


def test_dress_goes_and_is_warned_of() -> None:
    assert content('a <span class="x">b</span>') == (Text("a b"),)
    assert content("a</p><p>b") == (Text("a"), LineBreak(), Text("b"))
    assert findings('a <span class="x">b</span> <u>c</u>') == [
        (1, "warning", "tag-dropped"),
        (1, "warning", "tag-dropped"),
    ]


def test_a_figure_is_not_let_down_by_a_tag_without_a_partner() -> None:
    assert plain_text(content("10<sup>9 a liter")) == "10<sup>9 a liter"
    assert plain_text(content("10<sup>**9</sup>** a liter")) == "10<sup>9</sup> a liter"
    assert plain_text(content("a <b>b")) == "a b"
    for words in ("10<sup>9", "9</sup>", "a <b>b", "10<sup>9</sub>"):
        assert {code for _, _, code in findings(words)} == {"tag-unclosed"}


def test_marks_of_pandoc_are_notes_at_their_line() -> None:
    assert findings("One\n10^9^ and\nH~2~O") == [
        (2, "note", "superscript"),
        (3, "note", "subscript"),
    ]


def test_a_cell_beyond_the_header_has_its_line() -> None:
    body = "| a | b |\n| - | - |\n| c | d |\n| e | f | g <q>h |"
    assert findings(body) == [(4, "warning", "tag-unknown")]


def test_a_picture_is_described_in_plain_words() -> None:
    source, _ = framed("## Care\n\n![10<sup>9</sup><br>H~2~O <b>x</b>](/a.jpg)\n")
    (figure,) = (b for b in blocks(read(source).value.blocks) if isinstance(b, Figure))
    assert plain_text(figure.description.content) == "10^9 H2O x"


def test_tags_too_deep_are_refused() -> None:
    source, _ = framed("## Care\n\n" + "<sup>a" * 50 + "</sup>" * 50 + "\n")
    with pytest.raises(PipelineError) as caught:
        read(source)
    assert [d.code for d in caught.value.diagnostics if d.severity is Severity.ERROR] == [
        "nesting-too-deep"
    ]


def test_a_comment_parts_nothing() -> None:
    bare = read(framed("## Care\n\n- ice\n- tape\n\nRest.\n")[0]).value
    typed = (
        "## Care\n\n- ice\n<!-- one -->\n- tape <!-- two\n\n- or\n\nthree -->\n\nRest.<!-- -->\n"
    )
    with_comments, found = read(framed(typed)[0])
    words = [plain_text(s.content) for s in document_segments(with_comments)]
    assert words == [plain_text(s.content) for s in document_segments(bare)]
    assert [type(b) for b in blocks(with_comments.blocks)] == [type(b) for b in blocks(bare.blocks)]
    assert [d.code for d in found if d.code.startswith("comment")] == ["comment"] * 3


def test_lines_after_a_comment_keep_their_numbers() -> None:
    assert findings("a\n\n<!--\nx\n\ny -->\n\nb <q>\n") == [
        (3, "note", "comment"),
        (8, "warning", "tag-unknown"),
    ]
