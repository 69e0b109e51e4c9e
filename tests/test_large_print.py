from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from everyform.document import SectionRole
from everyform.inline import Emph, Inline, Link, Strong, Subscript, Superscript, Text
from everyform.labels import NoticeId
from everyform.proof.passage import Place
from everyform.proof.pdf import passages
from everyform.walk import plain_text
from everyform.writers import large_print as book
from everyform.writers.page import render
from everyform.writers.pdf.setting import to_pdf
from tests.pdf_documents import (
    drawable,
    large_print,
    long_publication,
    long_structure,
    lost,
    metadata,
    structure,
)
from tests.pdf_geometry import ABOVE, BELOW, Margins, Piece, beyond, pieces
from tests.pdf_structure import Element, read_pages, read_structure, squeezed
from tests.publications import para, publication, section


@pytest.mark.parametrize("tag", ["en", "es"])
def test_no_segment_is_lost(tag: str) -> None:
    made = drawable(publication(tag=tag))
    assert lost(made, squeezed(structure(tag).text())) == []


def test_a_lost_segment_is_found() -> None:
    made = drawable(publication())
    more = replace(made, body=(*made.body, para("These words are not in the file.")))
    assert len(lost(more, squeezed(structure().text()))) == 1


@pytest.mark.parametrize("stale", [True, False])
def test_the_notices_of_the_row_are_there_and_no_others(stale: bool) -> None:
    made = publication(stale=stale, blocks=(para("Words."),))
    (file,) = book.write(made)
    text = squeezed(read_structure(file.data).text())
    for notice in made.notices:
        assert text.count(squeezed(plain_text(notice.segment.content))) == 1
    absent = set(NoticeId) - {notice.id for notice in made.notices}
    assert NoticeId.DRAFT in absent
    assert (NoticeId.STALE in absent) is not stale
    other = publication(stale=not stale)
    for notice in other.notices:
        if notice.id in absent:
            assert squeezed(plain_text(notice.segment.content)) not in text


def test_the_stale_notice_comes_before_everything_but_the_titles() -> None:
    top = structure().elements()
    assert [e.role for e in top[:5]] == ["P", "H1", "P", "P", "P"]
    assert "may be out of date" in top[3].text()
    assert "not an NCI PDQ" in top[4].text()


def test_the_title_obeys_the_label() -> None:
    for stale in (True, False):
        made = publication(stale=stale, blocks=(para("Words."),))
        (file,) = book.write(made)
        with pikepdf.open(io.BytesIO(file.data)) as pdf:
            title = str(pdf.docinfo["/Title"])
        assert title == plain_text(made.title.content)
        assert ("PDQ" in title) is not stale
        feet = "".join(read_pages(file.data).artifacts)
        assert ("PDQ" in feet) is not stale


def test_the_contents_name_the_page_of_each_heading() -> None:
    top = long_structure()
    (contents,) = (
        sect
        for sect in top.find("Sect")
        if sect.elements()[1:2] and sect.elements()[1].role == "TOC"
    )
    listed = {}
    for link in contents.find("Link"):
        words, page = squeezed(link.text()).rsplit(" ", 1)
        listed[words] = int(page)
    headings = [h for role in ("H2", "H3") for h in top.find(role)]
    real = {squeezed(h.text()): h.pages()[0] + 1 for h in headings}
    for name in ("About this edition", "Contents"):
        del real[name]
    assert listed == real
    assert len(listed) == 24


def test_every_page_after_the_cover_has_its_number_and_the_short_title_in_the_foot() -> None:
    cover, *feet = read_pages(large_print()).artifacts
    assert cover.strip() == ""
    for number, foot in enumerate(feet, start=2):
        assert "Example Treatment" in foot
        assert str(number) in foot
        assert "text from" not in foot


def test_the_outline_has_every_heading() -> None:
    with pikepdf.open(io.BytesIO(large_print())) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Example Treatment — text from the National Cancer Institute"
        ]
        names = [item.title for item in outline.root[0].children]
    assert names[:3] == ["About this edition", "Contents", "First chapter"]


def _followers(top: Element) -> Iterator[tuple[Element, Element]]:
    """Each heading with what comes next, each lead-in with its list."""
    steps = {"H1", "H2", "H3", "H4", "P", "LI", "TOCI"}
    order = [e for e in top.everything() if e.role in steps]
    for first, second in itertools.pairwise(order):
        lead = first.role == "P" and "ead-in" in first.text() and second.role == "LI"
        if first.role.startswith("H") or lead:
            yield first, second


def _parted(top: Element) -> list[str]:
    return [a.text() for a, b in _followers(top) if a.pages()[-1] != b.pages()[0]]


def test_headings_and_lead_ins_stay_with_what_follows() -> None:
    pairs = list(_followers(long_structure()))
    assert len(pairs) > 24 + 24
    assert _parted(long_structure()) == []


def test_parted_headings_and_lead_ins_are_found() -> None:
    made = long_publication()
    page, styles = _page_and_styles()
    careless = styles.replace("break-after: avoid", "break-after: auto")
    careless = careless.replace("break-before: avoid", "break-before: auto")
    careless = careless.replace("break-inside: avoid", "break-inside: auto")
    careless = re.sub("(orphans|widows): [0-9]", r"\1: 1", careless)
    assert _parted(read_structure(to_pdf(made, page, careless))) != []


def _page_and_styles() -> tuple[str, str]:
    """What the writer gives to the engine for the long publication."""
    given = []

    def catch(made: object, page: str, styles: str) -> bytes:
        given.append((page, styles))
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(book, "to_pdf", catch)
        list(book.write(long_publication()))
    return given[0]


def _sizes_and_colours(data: bytes) -> tuple[set[float], set[tuple[float, ...]], set[str]]:
    sizes, colours, faces = set(), set(), set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator == "Tf":
                    # The engine counts in CSS pixels: 4/3 of a pixel is a point.
                    sizes.add(round(float(str(instruction.operands[1])) * 0.75, 2))
                    font = page.Resources.Font[str(instruction.operands[0])]
                    faces.add(str(font.BaseFont).partition("+")[2])
                elif operator in ("rg", "RG"):
                    colours.add(tuple(float(str(value)) for value in instruction.operands))
    return sizes, colours, faces


def test_sizes_faces_and_contrast_are_the_profile_s() -> None:
    (file,) = book.write(long_publication())
    sizes, colours, faces = _sizes_and_colours(file.data)
    assert sizes == {18, 20, 22, 28}
    assert all(contrast_with_white(colour) >= 7 for colour in colours)
    assert len(colours) == 2
    assert faces == {"Noto-Sans", "Noto-Sans-Bold"}


def contrast_with_white(colour: tuple[float, ...]) -> float:
    """WCAG 2.2, contrast ratio."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    red, green, blue = linear
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_a_pale_colour_is_found() -> None:
    assert contrast_with_white((0.0, 0.0, 0.0)) == pytest.approx(21)
    assert contrast_with_white((0.2, 0.4, 1.0)) < 7


def test_margins_leave_room_for_the_binding() -> None:
    styles = render("large-print.css", profile=book.profiles()["acb-2025"], faces=())
    assert "margin: 1.0in;" in styles
    assert "margin-left: 1.5in;" in styles


def test_the_profiles_differ_as_their_guidelines_do() -> None:
    styles = {
        name: render("large-print.css", profile=profile, faces=())
        for name, profile in book.profiles().items()
    }
    assert list(styles) == ["acb-2025", "aph", "ukaaf"]
    assert "text-decoration: underline;" in styles["acb-2025"]
    assert "underline" not in styles["ukaaf"]
    assert "leader(" in styles["acb-2025"]
    assert "leader(" not in styles["aph"]
    assert all("font-style: italic" not in sheet for sheet in styles.values())
    heights = [profile.line_height for profile in book.profiles().values()]
    assert heights == [1.322, 1.437, 1.15]


@pytest.mark.parametrize("profile", ["aph", "ukaaf"])
def test_the_other_profiles_make_a_book_too(profile: str) -> None:
    made = drawable(publication())
    (file,) = book.write(made, profile=profile)
    assert lost(made, squeezed(read_structure(file.data).text())) == []
    assert file.data != large_print()


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(KeyError):
        list(book.write(publication(), profile="tiny"))


def test_contents_stop_at_the_third_level_and_leave_key_points_out() -> None:
    deep = section("h-4", "Four", 4)
    points = section("h-k", "Key Points", 3, role=SectionRole.KEY_POINTS)
    blocks = (para("x"), section("h-2", "Two", 2, points, section("h-3", "Three", 3, deep)))
    (two,) = book.entries(blocks)
    assert two.section.title.id == "h-2"
    assert [entry.section.title.id for entry in two.entries] == ["h-3"]
    assert two.entries[0].entries == ()


def test_a_document_without_headings_has_no_contents() -> None:
    (file,) = book.write(publication(blocks=(para("Only words."),)))
    assert list(read_structure(file.data).find("TOC")) == []


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Bone Cancer", "Bone Cancer"),
        ("Undifferentiated Pleomorphic Sarcoma", "Undifferentiated…"),
        ("Bone, Skin and Lung", "Bone, Skin and Lung"),
        ("Words and, then — more of them", "Words and, then…"),
        ("Pneumonoultramicroscopicsilicovolcano", ""),
        ("儿童骨肉瘤和骨未分化多形性肉瘤治疗", "儿童骨肉瘤和骨未分…"),
        ("骨肉瘤\uff0c骨未分化多形性肉瘤的治疗", "骨肉瘤\uff0c骨未分化多…"),
    ],
)
def test_a_short_title_is_made_of_whole_words(words: str, short: str) -> None:
    assert book.shortened(words, 10.4) == short


def test_the_file_says_what_it_is() -> None:
    made = publication(tag="es", updated=date(2025, 3, 7))
    (file,) = book.write(drawable(made))
    words = metadata(file.data)
    assert "<pdfuaid:part>1</pdfuaid:part>" in words
    assert "<rdf:li>es</rdf:li><rdf:li>en</rdf:li>" in words
    assert f"<dc:source>{made.attribution.url}</dc:source>" in words
    assert f"<dc:identifier>{made.identifier}</dc:identifier>" in words
    assert "marca registrada" in words
    assert "<rdf:li>treatment</rdf:li>" in words
    assert "2025-03-07" in words
    with pikepdf.open(io.BytesIO(file.data)) as pdf:
        assert str(pdf.Root.Lang) == "es"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/ModDate"]) == "D:20250307"
        box = [float(value) for value in pdf.pages[0].MediaBox]
    assert box == [0, 0, 612, 792]


def _lines(data: bytes) -> list[str]:
    """What stands on each line of the text, by the height at which it is painted."""
    lines: dict[tuple[int, int], str] = {}
    for piece in pieces(data):
        if not piece.artifact:
            place = (piece.page, round(piece.bottom))
            lines[place] = lines.get(place, "") + piece.words
    return list(lines.values())


def test_no_line_breaks_inside_a_word_where_marks_stand_in_marks() -> None:
    """The engine alone takes each word inside of them for the first of its line."""
    names = ["hysteroscopically", "chemotherapy", "radiation", "rest"]
    links = [Link((Text(f" {name} "),), "https://x.org") for name in names]
    blocks = tuple(para(Strong((Text("a" * number), *links))) for number in range(1, 30))
    (file,) = book.write(publication(blocks=blocks))
    known = {word for p in passages(file.data) for word in re.findall(r"[a-z]+", p.text)}
    shown = {word for line in _lines(file.data) for word in re.findall(r"[a-z]+", line)}
    assert shown >= set(names)
    assert shown - known == set()


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    word = "methylprednisolone" * 12
    content = (Strong((Text("Take "), Emph((Text(word),)), Text(" as told."))),)
    (file,) = book.write(publication(blocks=(para(*content),)))
    assert beyond(file.data, Margins(0, 0, 0, 0), Margins(0, 0, 0, 0)) == []
    (passage,) = (p for p in passages(file.data) if p.id.startswith("para-"))
    assert passage.text.replace("\u200b", "") == f"Take {word} as told."


def test_raised_and_lowered_figures_keep_the_lines_apart_and_can_be_read() -> None:
    """No line is moved by them; they are large print, too (UKAAF G003: 16 pt at least)."""
    raised, lowered = Superscript((Text("9"),)), Subscript((Text("2"),))
    words: list[Inline] = [Text("Some words to fill the lines of a page, with 10"), raised]
    words += [Text(" cells in H"), lowered, Text("O, and so on to the end. ")]
    (file,) = book.write(publication(blocks=(para(*words * 8),)))
    found = [piece for piece in pieces(file.data) if not piece.artifact]
    start = next(n for n, piece in enumerate(found) if piece.words.startswith("Some words"))
    lines: set[float] = set()
    shifts: dict[str, set[float]] = {"9": set(), "2": set()}
    for before, piece in itertools.pairwise(found[start:]):
        if piece.page != found[start].page:
            break
        if (figure := piece.words.strip()) in shifts:
            if before.right < piece.left + 1:  # in the same line
                shifts[figure].add(round(_baseline(piece) - _baseline(before), 1))
            assert _size(piece) >= 16
        elif piece.words.strip():
            lines.add(round(_baseline(piece), 1))
    gaps = [a - b for a, b in itertools.pairwise(sorted(lines, reverse=True))]
    assert len(gaps) > 5
    assert max(gaps) - min(gaps) < 0.2
    spans = read_structure(file.data).find("Span")
    told = {span.text(): float(span.attributes.get("BaselineShift", 0)) for span in spans}
    assert shifts == {"9": {round(told["9"], 1)}, "2": {round(told["2"], 1)}}
    assert told["9"] > 0 > told["2"]


def _size(piece: Piece) -> float:
    """The type size, of which a piece's box is so much."""
    return (piece.top - piece.bottom) / (ABOVE + BELOW)


def _baseline(piece: Piece) -> float:
    return piece.bottom + BELOW * _size(piece)


def test_contents_and_bookmarks_show_a_power_as_one() -> None:
    chapter = section("h-power", "", 2, para("Cells."))
    words = (Text("10"), Superscript((Text("9"),)), Text(" cells"))
    chapter = replace(chapter, title=replace(chapter.title, content=words))
    (file,) = book.write(publication(blocks=(chapter,)))
    with pikepdf.open(io.BytesIO(file.data)) as pdf, pdf.open_outline() as outline:
        names = [child.title for item in outline.root for child in (item, *item.children)]
    assert "10\u2079 cells" in names
    contents = "".join(p.text for p in passages(file.data) if p.place is Place.CONTENTS)
    assert "10\u2079 cells" in contents
