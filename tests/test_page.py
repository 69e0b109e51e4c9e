"""A saved page of the publisher: what of it becomes blocks, and what of it is the site's."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pipeline.diagnostics import PipelineError, Severity
from pipeline.inline import Emph, LineBreak, Link, Strong, Subscript, Superscript, Text
from pipeline.reader import draft
from pipeline.reader.page import parse_page


def blocks(page: str) -> draft.Blocks:
    return parse_page(dedent(page), "x.html").value


def codes(page: str) -> list[str]:
    return [finding.code for finding in parse_page(dedent(page), "x.html").diagnostics]


def content(page: str) -> draft.Content:
    (paragraph,) = blocks(page)
    assert isinstance(paragraph, draft.Paragraph)
    return paragraph.content


def outline(found: draft.Blocks) -> list[object]:
    """The words of the blocks; what lies inside an item follows its words as a list."""
    said: list[object] = []
    for block in found:
        match block:
            case draft.Heading(_, level, content):
                said.append("#" * level + " " + draft.words(content))
            case draft.Paragraph(_, content):
                said.append(draft.words(content))
            case draft.List(items):
                said.append([outline(item.blocks) for item in items])
            case draft.Quote(_, inner) | draft.Callout(_, inner):
                said.append(("quote", outline(inner)))
            case draft.Figure(_, alt, _, caption):
                said.append(("figure", alt, caption and draft.words(caption.content)))
            case draft.Table(_, header, rows, footer):
                cells = [[outline(c.blocks) for c in r.cells] for r in (*header, *rows, *footer)]
                said.append(("table", cells))
    return said


def test_headings_paragraphs_and_their_lines() -> None:
    found = blocks(
        """\
        <h1>Marsh Fever (PDQ®)–Patient Version</h1>

        <h2
           id="a">What it is</h2><div class="pdq-sections"><section id="_1">
        <h3>Signs</h3><p id="_2" tabindex="-1">
        It begins
        slowly.</p>loose words
        </section></div>
        """
    )
    assert outline(found) == [
        "# Marsh Fever (PDQ®)–Patient Version",
        "## What it is",
        "### Signs",
        "It begins slowly.",
        "loose words",
    ]
    assert [block.line for block in found] == [1, 4, 5, 5, 7]


def test_lists_keep_the_nesting_of_the_page() -> None:
    found = blocks(
        """\
        <ul><li>Rest <div class="pdq-content-list"><ul><li>at home<ol><li>in bed</li></ol></li>
        <li>at work</li></ul></div></li><li>Water<p>More of it.</p><ul><li>cold</li></ul>
        And tea.</li></ul><ul><li>Another list</li></ul>
        """
    )
    assert outline(found) == [
        [
            ["Rest", [["at home", [["in bed"]]], ["at work"]]],
            ["Water", "More of it.", [["cold"]], "And tea."],
        ],
        [["Another list"]],
    ]
    first, second = found
    assert isinstance(first, draft.List)
    assert isinstance(second, draft.List)
    assert [item.line for item in first.items] == [1, 2]
    assert [item.after_blank for item in (*first.items, *second.items)] == [True, False, True]


def test_ordered_lists_begin_where_the_page_says() -> None:
    (found,) = blocks('<ol start="3"><li>three<li>four<li value="5">five</ol>')
    assert isinstance(found, draft.List)
    assert found.ordered
    assert [item.number for item in found.items] == [3, 4, 5]
    assert codes('<ol><li>one<li value="7">seven</ol>') == ["list-number"]
    assert codes('<ol type="A"><li>one</ol>') == ["list-letters"]


@pytest.mark.parametrize(
    ("term", "target"),
    [
        (
            '<a class="definition" href="/Common/PopUps/popDefinition.aspx?id=46683&amp;'
            'version=patient&amp;language=English&amp;dictionary=Cancer.gov">fever</a>',
            "/Common/PopUps/popDefinition.aspx?id=46683&version=patient&language=English"
            "&dictionary=Cancer.gov",
        ),
        (
            '<a class="definition" data-glossary-id="CDR0000046683" '
            'href="/publications/dictionaries/cancer-terms/def/fever">fever</a>',
            "/Common/PopUps/popDefinition.aspx?id=46683&version=patient&dictionary=Cancer.gov",
        ),
        (
            '<nci-definition data-gloss-id="46683" data-gloss-dictionary="Cancer.gov" '
            'data-gloss-lang="es">fever</nci-definition>',
            "/Common/PopUps/popDefinition.aspx?id=46683&version=patient&language=Spanish"
            "&dictionary=Cancer.gov",
        ),
        (
            '<a class="definition" href="#" onclick="popWindow(\'defbyid\',\'CDR0000046683&amp;'
            "version=patient');\">fever</a>",
            "/Common/PopUps/popDefinition.aspx?id=46683&version=patient&dictionary=Cancer.gov",
        ),
    ],
)
def test_dictionary_words_in_every_markup(term: str, target: str) -> None:
    assert content(f"<p>A {term}.</p>") == (
        Text("A "),
        Link((Text("fever"),), target),
        Text("."),
    )
    assert codes(f"<p>A {term}.</p>") == []


def test_dictionary_words_without_an_entry_or_with_two() -> None:
    assert codes('<p><a class="definition" href="#x">fever</a></p>') == ["term-unknown"]
    two = '<a class="definition" data-glossary-id="CDR02" href="/popDefinition.aspx?id=1">f</a>'
    assert codes(f"<p>{two}</p>") == ["term-id"]


def test_marks_among_words() -> None:
    assert content(
        "<p>H<sub>2</sub>O, 10<sup>9</sup><br/>\n<b>bold </b><i> slanted</i>"
        '<a href="https://www.cancer.gov/x?a=1&amp;b=2"> here</a> <span>  end</span></p>'
    ) == (
        Text("H"),
        Subscript((Text("2"),)),
        Text("O, 10"),
        Superscript((Text("9"),)),
        LineBreak(),
        Strong((Text("bold"),)),
        Text(" "),
        Emph((Text("slanted"),)),
        Text(" "),
        Link((Text("here"),), "https://www.cancer.gov/x?a=1&b=2"),
        Text(" end"),
    )


def test_tables_lay_out_their_spans() -> None:
    (found,) = blocks(
        """\
        <table><caption>Doses</caption>
        <thead><tr><th rowspan="2">Drug</th><th colspan="2">Dose</th></tr>
        <tr><th>day</th><th>night</th></tr></thead>
        <tbody><tr><th rowspan="2">Alpha</th><td>1</td><td>2</td></tr>
        <tr><td colspan="2">none</td></tr>
        <tr><th>Beta</th><td>3</td></tr>
        <tr><td colspan="3">A remark.</td></tr></tbody></table>
        """
    )
    assert isinstance(found, draft.Table)
    assert outline((found,)) == [
        (
            "table",
            [
                [["Drug"], ["Dose"], ["Dose"]],
                [["Drug"], ["day"], ["night"]],
                [["Alpha"], ["1"], ["2"]],
                [["Alpha"], ["none"], ["none"]],
                [["Beta"], ["3"], []],
                [["A remark."], [], []],
            ],
        )
    ]
    assert (len(found.header), found.caption and draft.words(found.caption.content)) == (2, "Doses")
    assert not any(row.ragged for row in (*found.header, *found.rows))


def test_figures_have_description_caption_and_the_large_picture() -> None:
    page = """\
        <p>Before.<figure id="f"><a href="https://www.cancer.gov/big.jpg"
        class="article-image-enlarge">Enlarge</a><img alt="A map; drawing shows a hill."
        src="s.jpg">
        <figcaption>A map. Here is <em>the</em> hill.</figcaption></figure>after.</p>
        """
    found = blocks(page)
    assert outline(found) == [
        "Before.",
        ("figure", "A map; drawing shows a hill.", "A map. Here is the hill."),
        "after.",
    ]
    assert isinstance(found[1], draft.Figure)
    assert found[1].target == "https://www.cancer.gov/big.jpg"
    assert codes(page) == ["figure", "figure-link"]


def test_a_video_leaves_its_caption() -> None:
    page = """\
        <figure class="video"><div data-video-id="q" data-video-title="how it goes"><noscript>
        <p><a href="https://www.youtube.com/watch?v=q">View this video.</a></p></noscript></div>
        <figcaption>This shows how it goes.</figcaption></figure>
        """
    assert outline(blocks(page)) == ["This shows how it goes."]
    assert codes(page) == ["page-video"]


def test_unknown_elements_keep_their_words() -> None:
    page = "<p>One <nci-thing>two</nci-thing> three.</p><odd-box><p>Four.</p></odd-box>"
    assert outline(blocks(page)) == ["One two three.", "Four."]
    assert codes(page) == ["element-unknown", "element-unknown"]


def test_what_is_hidden_or_for_machines_is_no_word() -> None:
    page = """\
        <p>Seen.<script>var a = "unseen";</script><style>p {}</style><span hidden>unseen</span>
        <span style="display: none">unseen</span><noscript>unseen</noscript>
        <template><p>unseen</p></template></p><!-- unseen -->
        """
    assert outline(blocks(page)) == ["Seen."]
    assert codes(page) == ["page-hidden", "page-hidden"]


def test_what_is_too_deep_or_too_much_is_refused() -> None:
    for page, code in [
        ("<div>" * 10_000 + "words", "nesting-too-deep"),
        ("<div>" * 200 + "words", "nesting-too-deep"),
        ("<ul><li>" * 30 + "words", "nesting-too-deep"),
        ("<p><b>" + "<i><b>" * 30 + "words", "nesting-too-deep"),
        ("<p " + " ".join(f"a{n}" for n in range(100_000)) + ">words", "too-large"),
        ("<br>" * 500_000, "too-large"),
        ("\n" * 70_000 + "<p>words", "too-large"),
        ("<p>" + "x" * 11_000_000, "too-large"),
        ('<table><tr><td colspan="1000" rowspan="9">' + "<tr>" * 900 + "<td>", "too-large"),
        ('<!DOCTYPE html [<!ENTITY a "b">]><p>&a;', "page-entities"),
        ("<!-- -->", "page-empty"),
    ]:
        with pytest.raises(PipelineError) as caught:
            parse_page(page, "x.html")
        assert [d.code for d in caught.value.diagnostics if d.severity is Severity.ERROR] == [code]
