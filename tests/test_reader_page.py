"""A saved page of the publisher: what of it becomes blocks, and what of it is the site's."""

from __future__ import annotations

from textwrap import dedent

import pytest

from everyform.diagnostics import PipelineError, Severity
from everyform.inline import (
    Emph,
    Foreign,
    LineBreak,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from everyform.reader import draft
from everyform.reader.page import parse_page
from everyform.reader.page.tree import MAX_LINES


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
        slowly.</p>

        loose words
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
    assert [block.line for block in found] == [1, 4, 5, 5, 9]


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
    assert codes('<ol class="lower-alpha"><li>one</ol>') == ["list-letters"]
    assert codes('<ul class="lower-alpha"><li>one</ul><ol type="1"><li>one</ol>') == []


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
            '<nci-definition data-gloss-id="46683" data-gloss-audience="Health Professional" '
            'data-gloss-dictionary="Genetics" hreflang="en">fever</nci-definition>',
            "/Common/PopUps/popDefinition.aspx?id=46683&version=healthprofessional"
            "&language=English&dictionary=Genetics",
        ),
        (
            '<a class="cgdp-definition-link" '
            'href="https://www.cancer.gov/publications/dictionaries/cancer-terms/def/46683?a=1">'
            "fever</a>",
            "/Common/PopUps/popDefinition.aspx?id=46683&version=patient&dictionary=Cancer.gov",
        ),
        (
            "<a href=\"#\" onclick=\"popWindow('defbyid','CDR0000046683&amp;"
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


def test_raised_words_in_the_publishers_other_markup() -> None:
    assert content('<p>10<span class="sup">9</span> PDQ<sup>®</sup></p>') == (
        Text("10"),
        Superscript((Text("9"),)),
        Text(" PDQ®"),
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


def test_parts_of_the_site_between_the_sections_are_left_out() -> None:
    for part in (
        '<div id="_toc_section_1" class="pdq-on-this-page"><h3>x</h3><ul><li>y</li></ul></div>',
        '<nav class="in-this-section"><h6>In This Section</h6></nav>',
        "<h4>Table of content for this section</h4><ul><li><a href='#_1'>x</a></li></ul>",
        '<a class="article-image-enlarge no-resize" href="#">Enlarge</a>',
        "<button>Ampliar</button>",
        '<div class="back-to-top"><a href="#top">Up</a></div>',
        "<div>Reviewed: July 4, 2024</div>",
        '<div id="nvcgSlSyndication">Copy this</div>',
        '<div role="dialog">Hello</div>',
    ):
        page = f"<h2>One</h2>{part}<p>words</p>"
        assert outline(blocks(page)) == ["## One", "words"]
        assert set(codes(page)) == {"page-site"}
    assert outline(blocks("<h2>One</h2><p><a href='#_1'>words</a></p>")) == ["## One", "words"]


def test_what_holds_the_summary_is_not_the_sites() -> None:
    sections = '<h2>One</h2><div class="pdq-sections"><p>words</p></div>'
    for page in (
        f"<form><h1>Title</h1>{sections}</form>",
        f'<div class="sidebar"><h1>Title</h1></div><div role="dialog">{sections}</div>',
        f"<main><h1>Title</h1><nav>{sections}</nav></main>",
    ):
        assert outline(blocks(page)) == ["# Title", "## One", "words"]
    inner = "<article><h1>Title</h1><p>one</p></article>"
    assert outline(blocks(f"<article>{inner}<p>two</p></article><p>three</p>")) == [
        "# Title",
        "one",
        "two",
    ]


def test_the_place_of_the_summary_holds_its_end() -> None:
    end = "<h3>Permission to Use This Summary</h3><p>words</p>"
    page = f"<p>site</p><main><article><h1>Title</h1></article>{end}</main>"
    assert outline(blocks(page)) == ["# Title", "### Permission to Use This Summary", "words"]
    with pytest.raises(PipelineError, match="page-folded"):
        parse_page(f'<h1>Title</h1><div hidden><section id="_2">{end}</section></div>', "x.html")


def test_only_a_list_right_below_the_title_of_contents_is_one() -> None:
    links = '<ul><li><a href="#x">more</a></li></ul>'
    for page, expected in [
        (f"<h2>On This Page</h2>{links}<p>words</p>", ["words"]),
        (f"<h2>On This Page</h2><a id='y'></a> {links}<p>words</p>", ["words"]),
        (f"<h2>On This Page</h2><p>words</p>{links}", ["words", [["more"]]]),
        ("<h2>On This Page</h2><ul><li>see <a href='#x'>more</a></li></ul>", [[["see more"]]]),
        (f"<p>words</p>{links}", ["words", [["more"]]]),
    ]:
        assert outline(blocks(page)) == expected


def test_blocks_among_words_stay_apart_and_quotations_have_marks() -> None:
    assert outline(blocks("<h2><div>One</div><div>Two</div></h2>")) == ["## One Two"]
    assert outline(blocks("<p>He says <q>no</q>.</p>")) == ["He says “no”."]


def test_a_picture_among_words_leads_where_its_link_leads() -> None:
    assert content('<p>See <a href="/big.jpg"><img alt="A hill." src="/hill.jpg"></a></p>') == (
        Text("See "),
        draft.Picture("A hill.", "/big.jpg"),
    )


def test_characters_that_nobody_can_print_are_refused() -> None:
    with pytest.raises(PipelineError, match="control-character"):
        parse_page("<p>a\x85b</p>", "x.html")
    assert outline(blocks("<p>a</p><script>\x85</script>")) == ["a"]


def test_unknown_elements_keep_their_words() -> None:
    page = "<p>One <nci-thing>two</nci-thing> three.</p><odd-box><p>Four.</p></odd-box>"
    assert outline(blocks(page)) == ["One two three.", "Four."]
    assert codes(page) == ["element-unknown", "element-unknown"]


def test_what_is_hidden_or_for_machines_is_no_word() -> None:
    page = """\
        <p>Seen.<script>var a = "unseen";</script><style>p {}</style><span hidden>unseen</span>
        <span style="display: none">unseen</span><noscript>unseen</noscript>
        <span class="visually-hidden">unseen</span><em aria-hidden="true">unseen</em>
        <template><p>unseen</p></template></p><!-- unseen -->
        """
    assert outline(blocks(page)) == ["Seen."]
    assert codes(page) == ["page-hidden"] * 4


def test_hidden_text_of_some_length_is_doubted() -> None:
    for words, severity in [("Show more", Severity.NOTE), ("word " * 9, Severity.WARNING)]:
        found = parse_page(f"<p>Seen.</p><div hidden><p>{words}</p></div>", "x.html")
        assert outline(found.value) == ["Seen."]
        assert [(f.code, f.severity) for f in found.diagnostics] == [("page-hidden", severity)]


def test_what_is_operated_drawn_or_crossed_out_is_named() -> None:
    page = """\
        <p>Read <del>not </del>this.</p><svg><text>drawn</text></svg><button>Push</button>
        <iframe src="https://www.cancer.gov/x"></iframe><svg><path d="M0"/></svg>
        """
    assert outline(blocks(page)) == ["Read this."]
    assert codes(page) == ["page-struck", "page-embedded", "page-operated", "page-embedded"]
    assert codes("<p>5<math><mo>=</mo></math>5</p>") == ["element-unknown"] * 2


def test_loose_items_and_definitions_are_lists() -> None:
    assert outline(blocks("<div><li>one</li> <li>two</li>after</div>")) == [
        [["one"], ["two"]],
        "after",
    ]
    assert codes("<div><li>one</li></div>") == ["list-loose"]
    assert outline(blocks("<ul><li>one</li><ul><li>in</li></ul><li>two</li></ul>")) == [
        [["one", [["in"]]], ["two"]]
    ]
    assert outline(blocks("<ol><strong>Title</strong><li>one</li></ol>")) == ["Title", [["one"]]]
    page = "<dl><div><dt>A</dt><dt>B</dt><dd>both</dd><dd>again</dd></div><dt>C</dt></dl>"
    assert outline(blocks(page)) == [[["A", "B", "both", "again"], ["C"]]]
    assert codes(page) == ["definition-list"]
    assert codes("<ul><li></li><li>one</li></ul>") == ["empty-item"]


def test_tables_of_odd_shapes() -> None:
    page = """\
        <table><thead><tr><th colspan="2">Doses</th></tr><tr><th>Drug</th><th>Dose</th></tr></thead>
        <tbody><tr><td>Alpha</td></tr><tr><td>Beta</td><td>2</td></tr></tbody></table>
        """
    (found,) = blocks(page)
    assert isinstance(found, draft.Table)
    assert found.caption is not None
    assert draft.words(found.caption.content) == "Doses"
    assert outline((found,)) == [
        ("table", [[["Drug"], ["Dose"]], [["Alpha"], []], [["Beta"], ["2"]]])
    ]
    assert codes(page) == ["table-short-row", "table-span", "table-caption"]
    (spaced,) = blocks("<table><tr><th>A<th>B<tr><td>c<td>&nbsp;</table>")
    assert outline((spaced,)) == [("table", [[["A"], ["B"]], [["c"], []]])]
    assert outline(blocks("<table><tr><td><p>One</p><p>Two</p></td></tr></table>")) == [
        "One",
        "Two",
    ]
    (crossed,) = blocks("<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c</table>")
    assert outline((crossed,)) == [("table", [[["a"], ["b"]], [["c"], ["b"]]])]
    (headed,) = blocks("<table><tr><th>A<th>B<tr><tr><th>c<td>d</table>")
    assert isinstance(headed, draft.Table)
    assert (len(headed.header), len(headed.rows), headed.rows_headed) == (1, 1, True)


def test_no_word_of_a_broken_table_is_lost() -> None:
    page = "<table>one<caption>two</caption><tbody>three<tr><td>four<td>five</table>"
    found = blocks(page)
    assert outline(found) == ["one", "three", ("table", [[["four"], ["five"]]])]
    assert codes(page) == ["table-loose"]
    assert outline(blocks("<table><caption>One</caption></table>")) == ["One"]
    assert outline(blocks("<table><caption><ul><li>One</ul></caption><tr><td>a<td>b</table>")) == [
        [["One"]],
        ("table", [[["a"], ["b"]]]),
    ]


def test_a_figure_may_hold_a_table_or_only_words() -> None:
    (table,) = blocks(
        "<figure><table><tr><th>A<th>B<tr><td>c<td>d</table><figcaption>Ages</figcaption></figure>"
    )
    assert isinstance(table, draft.Table)
    assert table.caption is not None
    assert outline(blocks("<figure><p>One</p><figcaption>Two</figcaption></figure>")) == [
        "One",
        "Two",
    ]
    assert codes('<figure><img src="/a.jpg"></figure>') == ["figure-undescribed"]


def test_the_address_of_a_saved_copy_is_no_address() -> None:
    (found,) = blocks('<figure><img alt="A hill." src="./Hill_files/1.jpg"></figure>')
    assert isinstance(found, draft.Figure)
    assert found.target == ""


def test_words_in_another_language_are_marked() -> None:
    page = (
        '<html lang="en"><p>A <i lang="es-MX">codo</i>.<p lang="es">Codo.<p lang="en-US">Arm.'
        '<p lang="la">Cubitus.'
    )
    assert [block.content for block in blocks(page) if isinstance(block, draft.Paragraph)] == [
        (Text("A "), Emph((Foreign((Text("codo"),), "es"),)), Text(".")),
        (Foreign((Text("Codo."),), "es"),),
        (Text("Arm."),),
        (Text("Cubitus."),),
    ]


def test_a_span_around_blocks_is_around_their_words() -> None:
    found = blocks('<a href="/x"><p>One</p><ul><li>Two</li></ul></a>')
    assert outline(found) == ["One", [["Two"]]]
    assert isinstance(found[0], draft.Paragraph)
    assert found[0].content == (Link((Text("One"),), "/x"),)


def test_headings_inside_items_and_folding_buttons() -> None:
    page = "<h2><button>Care</button></h2><ul><li><h4>Rest</h4>at home</li></ul><h3></h3>"
    assert outline(blocks(page)) == ["## Care", [["Rest", "at home"]]]
    assert codes(page) == ["heading-inside", "empty-heading"]


def test_anchors_lead_to_the_heading_of_their_place() -> None:
    page = """\
        <section id="a"><h2 id="b">One</h2><p id="c">words</p><div id="d">
        <h3>Two</h3></div></section><p><a name="e"></a>more</p>
        """
    one, _, two, _ = blocks(page)
    assert isinstance(one, draft.Heading)
    assert isinstance(two, draft.Heading)
    assert {"a", "b", "c", "link/a", "section/c"} < one.anchors
    assert {"d", "e"} < two.anchors
    assert not {"d", "e"} & one.anchors


def test_preformatted_lines_stay_lines() -> None:
    assert content("<pre>One\n two</pre>") == (Text("One"), LineBreak(), Text("two"))


@pytest.mark.parametrize(
    "page",
    [
        "<p>words</p",
        "<p>words <br",
        "<section><p>a</p><p>b</p>",
        "<section></div><p>a</p>",
        "<section><div></section><div>",
        "<ul><li>a</li><li><b>b</b></li>",
        "<p>a</p><script>b",
        "<section><script>'</section>'</script><p>a</p>",
    ],
)
def test_a_page_that_ends_inside_something_is_refused(page: str) -> None:
    with pytest.raises(PipelineError, match="page-cut-off"):
        parse_page(page, "x.html")


@pytest.mark.parametrize(
    "page",
    [
        "<section><p>a</p></div></section></p>",
        "<html><body><p>a<p>b",
        "<table><tr><td>a</table><ul><li>b</ul>",
        "<div><a name='x'/><span>a</div>",
        "<p>a < b & c</p><!-- <div> --><script>'<div>'</script>",
        '<p title="<div>">a</p><br/>',
        "<a name='x'/>",
    ],
)
def test_what_need_not_end_ends_nothing(page: str) -> None:
    assert "page-cut-off" not in codes(page)


def test_words_after_the_end_of_the_page_are_read() -> None:
    page = "<html><body><p>one</p></body>two</html\n>three<p>four</p>"
    assert outline(blocks(page)) == ["one", "two three", "four"]


def test_a_line_is_right_to_the_end_of_a_long_page() -> None:
    page = "\n" * (MAX_LINES - 1) + "<p>last</p>"
    (found,) = parse_page(page, "x.html").value
    assert found.line == MAX_LINES


def test_elements_may_lie_as_deep_as_in_any_page() -> None:
    assert outline(blocks("<div>" * 100 + "<p>deep</p>" + "</div>" * 100)) == ["deep"]
    page = "<ul><li>" * 19 + "deep" + "</li></ul>" * 19
    assert codes(page) == []


def test_what_is_too_deep_or_too_much_is_refused() -> None:
    for page, code in [
        ("<div>" * 10_000 + "words", "nesting-too-deep"),
        ("<div>" * 200 + "words", "nesting-too-deep"),
        ("<ul><li>" * 30 + "words" + "</li></ul>" * 30, "nesting-too-deep"),
        ("<p>" + "<i><b>" * 30 + "words" + "</b></i>" * 30, "nesting-too-deep"),
        ("<p " + " ".join(f"a{n}" for n in range(100_000)) + ">words", "too-large"),
        ("<br>" * 500_000, "too-large"),
        ("\n" * 70_000 + "<p>words", "too-large"),
        ("<p>" + "x" * 11_000_000, "too-large"),
        ('<table><tr><td colspan="1000" rowspan="9">' + "<tr>" * 900 + "<td></table>", "too-large"),
        ('<!DOCTYPE html [<!ENTITY a "b">]><p>&a;', "page-entities"),
        ("<!-- -->", "page-empty"),
    ]:
        with pytest.raises(PipelineError) as caught:
            parse_page(page, "x.html")
        assert [d.code for d in caught.value.diagnostics if d.severity is Severity.ERROR] == [code]
