"""The structure tree mirrors the HTML, one to one."""

from __future__ import annotations

import pytest

from tests.pdf_documents import large_print, long_structure, structure
from tests.pdf_structure import Element, read_pages, read_structure, squeezed
from tests.test_pdf import made


def tree(body: str, styles: str = 'html { font-family: "Noto Sans" }') -> Element:
    return read_structure(made(body, styles=styles))


_SMALL = 'html { font-family: "Noto Sans" } @page { size: 8cm 6cm; margin: 1cm }'
_LONG = "words that go on for more than one line of a small page, " * 4


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        ("<h1>a</h1><p>b</p>", "Document(H1 P)"),
        ("<main><section><h2>a</h2><p>b</p></section></main>", "Document(Sect(H2 P))"),
        ("<ul><li>a</li><li>b</li></ul>", "Document(L(LI(Lbl LBody) LI(Lbl LBody)))"),
        (
            "<ul><li><p>a</p><ol><li>b</li></ol></li></ul>",
            "Document(L(LI(Lbl LBody(P L(LI(Lbl LBody))))))",
        ),
        ("<p>a <em>b <strong>c</strong></em> d</p>", "Document(P)"),
        ('<p>a <span lang="es">b</span></p>', "Document(P(Span))"),
        ('<div lang="es"><p>b</p></div>', "Document(Div(P))"),
        ('<p>a <a href="https://x.org"><em>b</em></a></p>', "Document(P(Link))"),
        ("<blockquote><p>a</p></blockquote>", "Document(BlockQuote(P))"),
        ("<figure><p>a</p><figcaption>b</figcaption></figure>", "Document(Div(P P))"),
        (
            '<nav role="doc-toc"><h2 id="x">a</h2><ol><li><a href="#x">b</a>'
            '<ol><li><a href="#x">c</a></li></ol></li></ol></nav>',
            "Document(Sect(H2 TOC(TOCI(Reference(Link) TOC(TOCI(Reference(Link)))))))",
        ),
        (
            "<table><caption>a</caption><thead><tr><th>b</th></tr></thead>"
            "<tbody><tr><td>c</td></tr></tbody></table>",
            "Document(Table(Caption THead(TR(TH)) TBody(TR(TD))))",
        ),
    ],
)
def test_one_structure_element_for_one_html_element(body: str, outline: str) -> None:
    assert (
        tree(body, 'nav ol { list-style: none } html { font-family: "Noto Sans" }').outline()
        == outline
    )


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        (f"<p>{_LONG * 3}</p>", "Document(P)"),
        (f"<ul><li>{_LONG * 3}</li><li>b</li></ul>", "Document(L(LI(Lbl LBody) LI(Lbl LBody)))"),
        (f'<p>See <a href="https://x.org">{_LONG * 3}</a></p>', "Document(P(Link))"),
    ],
)
def test_an_element_over_lines_and_pages_stays_one(body: str, outline: str) -> None:
    top = tree(body, _SMALL)
    assert len(set(top.pages())) > 1
    assert top.outline() == outline
    assert _LONG.strip() in squeezed(top.text())


def test_a_link_has_a_rectangle_a_line_and_says_its_words_not_its_address() -> None:
    (link,) = tree(f'<p>See <a href="https://x.org">{_LONG}</a></p>', _SMALL).find("Link")
    rectangles = link.annotations()
    assert len(rectangles) > 2
    assert {r.contents for r in rectangles} == {_LONG.strip()}
    assert all(r.printed for r in rectangles)


def test_nested_elements_add_no_rectangles_to_a_link() -> None:
    (link,) = tree('<p><a href="https://x.org">a <em>b</em> <sup>c</sup></a></p>').find("Link")
    assert len(link.annotations()) == 1


def test_each_anchor_of_the_page_is_one_link() -> None:
    top = structure()
    links = [squeezed(link.text()) for link in top.find("Link")]
    for words in ("tissue", "more", "the deep part"):
        assert links.count(words) == 1
    assert all(link.annotations() for link in top.find("Link"))


def test_parts_in_another_language_say_so() -> None:
    top = structure("es")
    assert top.language == "es"
    (body,) = (
        sect
        for sect in top.elements()
        if "First chapter" in sect.text()
        and sect.elements()[0].role == "H2"
        and "heading" not in sect.role
        and sect.elements()[0].text().startswith("First")
    )
    assert body.language == "en"
    assert any(e.language == "es" and "dos palabras" in e.text() for e in body.find("Span"))
    notes = [p for p in body.find("P") if p.language == "es"]
    assert any("Imagen" in note.text() for note in notes)
    assert structure("en").language == "en"


def test_no_language_is_said_twice() -> None:
    def walk(element: Element, around: str) -> None:
        assert element.language != around or not element.language
        for kid in element.elements():
            walk(kid, element.language or around)

    for tag in ("en", "es"):
        walk(structure(tag), "")


def test_a_table_says_what_heads_what() -> None:
    top = long_structure()
    (table,) = top.find("Table")
    heads = {squeezed(th.text()): th.attributes for th in table.find("TH")}
    assert heads["Name of drug"] == {"O": "Table", "Scope": "Column"}
    assert heads["drug 3"] == {"O": "Table", "Scope": "Row"}


def test_a_table_over_pages_has_its_head_once_and_again_as_an_artifact() -> None:
    (table,) = long_structure().find("Table")
    pages = sorted(set(table.pages()))
    assert len(pages) > 1
    assert table.text().count("Name of drug") == 1
    assert len(list(table.find("THead"))) == 1
    from everyform.writers.large_print import write
    from tests.pdf_documents import long_publication

    (file,) = write(long_publication())
    artifacts = read_pages(file.data).artifacts
    for page in pages[1:]:
        assert "Name of drug" in artifacts[page]


def test_a_ragged_row_is_squared_with_empty_cells() -> None:
    top = tree(
        "<table><tbody><tr><th>a</th><td>b</td><td>c</td></tr><tr><td>d</td></tr></tbody></table>"
    )
    assert top.outline() == "Document(Table(TBody(TR(TH TD TD) TR(TD TD TD))))"


def test_an_empty_cell_is_a_cell() -> None:
    top = tree("<table><tbody><tr><td></td><td>b</td></tr></tbody></table>")
    assert top.outline() == "Document(Table(TBody(TR(TD TD))))"


def test_lists_say_how_they_count_and_count_from_their_start() -> None:
    top = structure()
    lists = [e.attributes["ListNumbering"] for e in top.find("L")]
    assert set(lists) == {"Disc", "Decimal"}
    labels = [squeezed(label.text()) for label in top.find("Lbl")]
    assert "3." in labels
    assert "•" in labels


def test_leaders_are_artifacts_and_page_numbers_are_words() -> None:
    (toc, *_) = structure().find("TOC")
    assert ". ." not in toc.text()
    assert squeezed(toc.text()).startswith("First chapter ")
    assert ". . ." in read_pages(large_print()).artifacts[2]


def test_words_on_both_sides_of_a_line_end_or_an_element_stay_apart() -> None:
    body = "<p>one <em>two</em> <strong>three</strong><br/>four " + "and so on " * 30 + "</p>"
    text = tree(body, _SMALL).text()
    assert text.startswith("one two three four and so on and")
    assert "onand" not in text


def test_blocks_are_not_glued_by_spaces() -> None:
    assert tree("<p>one</p> <p>two</p>").text() == "onetwo"


@pytest.mark.parametrize(
    "body", ["<p><code>x</code></p>", "<video>x</video>", "<hr/><dl><dt>x</dt></dl>"]
)
def test_an_element_without_a_role_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="the tags do not know"):
        tree(body)


def test_a_drawing_is_a_figure_with_its_words_and_its_place() -> None:
    top = tree('<p>x <svg width="9" height="9" aria-label="a box"><path d="M0 0h9v9z"/></svg></p>')
    (figure,) = top.find("Figure")
    assert figure.alternative == "a box"
    left, bottom, right, upper = figure.box
    assert (round(right - left, 2), round(upper - bottom, 2)) == (6.75, 6.75)
    assert left > 0 and bottom > 0
