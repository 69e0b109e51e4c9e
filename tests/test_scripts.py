"""Other scripts: isolates, mirrored pages, faces; and pseudo-locales that are too long.

Both are made by `tests.pseudo` and never shipped.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from everyform.inline import Emph, Foreign, Link, Phone, Text
from everyform.labels import NoticeId
from everyform.languages import Direction, direction
from everyform.production import Terms, composition, worded
from everyform.proof.docx import docx_passages, read_docx
from everyform.proof.passage import bare
from everyform.proof.pdf import passages
from everyform.publication import Publication, source_segments
from everyform.publisher import Publisher
from everyform.reader import decode, read
from everyform.walk import plain_text
from everyform.writers import FORMATS
from everyform.writers.bidi import Isolate, Piece, isolated
from everyform.writers.format import Format, Narrated
from everyform.writers.large_print import foot
from everyform.writers.pdf.setting import to_pdf
from everyform.writers.scripts import SANS, typeface
from tests import pseudo, xhtml
from tests.judges import paper
from tests.pdf_geometry import beyond, overlaps
from tests.pdf_structure import read_pages
from tests.xhtml import XHTML

TODAY = date(2026, 11, 23)
SMALL = Path(__file__).parent / "fixtures/small.en.md"
PAGES = tuple(format for format in FORMATS if format.narrated is Narrated.NEVER)
every_page_format = pytest.mark.parametrize("format", PAGES, ids=lambda f: f.name)
every_pseudo = pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])


@cache
def publications(tag: str, format: Format) -> tuple[Publication, ...]:
    document = read(decode(SMALL.name, SMALL.read_bytes())).value
    with tempfile.TemporaryDirectory() as folder:
        wording = worded(document, tag, pseudo.make(Path(folder), [document]))
    return composition.publications(wording, format, Terms(TODAY, Publisher()))


@cache
def files(tag: str, format: Format) -> tuple[tuple[Publication, bytes], ...]:
    return tuple(
        (made, file.data) for made in publications(tag, format) for file in format.write(made, None)
    )


def named(name: str) -> Format:
    (format,) = (format for format in PAGES if format.name == name)
    return format


def roots(tag: str, name: str) -> list[etree._Element]:
    ((_, data),) = files(tag, named(name))
    if name == "web":
        return [xhtml.parse(data)]
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = [n for n in book.namelist() if n.endswith(".xhtml")]
        return [xhtml.parse(book.read(n)) for n in names]


# Scripts and faces


def test_each_script_has_its_face() -> None:
    faces = {tag: typeface(tag).family for tag in ("zh-Hans", "zh-Hant", "ko", "ar", "vi")}
    assert faces == {
        "zh-Hans": "Noto Sans CJK SC",
        "zh-Hant": "Noto Sans CJK TC",
        "ko": "Noto Sans CJK KR",
        "ar": "Noto Naskh Arabic",
        "vi": "Noto Sans",
    }
    assert typeface("ko").package == "fonts-noto-cjk"
    assert typeface("vi") is SANS


# Isolates


def shown(pieces: tuple[Piece, ...]) -> str:
    """The words with isolates in brackets; a star after those that stay on one line."""
    parts = []
    for piece in pieces:
        if isinstance(piece, Isolate):
            parts.append(f"⟦{plain_text(piece.content)}⟧{'*' * piece.short}")
        elif isinstance(piece, (Emph, Link, Foreign)):
            parts.append(f"<{shown(piece.content)}>")
        else:
            parts.append(plain_text((piece,)))
    return "".join(parts)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("جرعة 75 mg/m² هنا", "جرعة ⟦75 mg/m²⟧* هنا"),
        (
            "اتصل 1-800-4-CANCER (1-800-422-6237) الآن",
            "اتصل ⟦1-800-4-CANCER (1-800-422-6237)⟧ الآن",
        ),
        ("عقار (Adriamycin) هنا", "عقار (⟦Adriamycin⟧*) هنا"),
        ("من NCI (PDQ وغيره)", "من ⟦NCI⟧* (⟦PDQ⟧* وغيره)"),
        ("هو PDQ®.", "هو ⟦PDQ®⟧*."),
        ("أقل من <5% أو ≥ 10 cm.", "أقل من ⟦<5%⟧* أو ⟦≥ 10 cm⟧*."),
        ("زر https://www.cancer.gov/ أو", "زر ⟦https://www.cancer.gov/⟧ أو"),
        ("هو HER2+، و U.S. Food.", "هو ⟦HER2+⟧*، و ⟦U.S. Food⟧*."),
        ("قال NCI. PDQ هو", "قال ⟦NCI⟧*. ⟦PDQ⟧* هو"),
        ("عمر \u0667\u0665 سنة", "عمر ⟦\u0667\u0665⟧* سنة"),
        ("ال-T هنا", "ال-⟦T⟧* هنا"),
        ("كلمة", "كلمة"),
        ("", ""),
    ],
)
def test_what_runs_against_arabic_is_set_apart(words: str, wanted: str) -> None:
    assert shown(isolated((Text(words),), "ar")) == wanted


def test_what_runs_against_english_is_set_apart() -> None:
    content = (Text("See עברית שלי, and (שלום)."),)
    assert shown(isolated(content, "en")) == "See ⟦עברית שלי⟧*, and (⟦שלום⟧*)."
    assert isolated((Text("75 mg/m²"),), "en") == (Text("75 mg/m²"),)


def test_a_run_goes_over_nodes_and_into_them() -> None:
    phones = (
        Text("اتصل "),
        Phone("1-800-4-CANCER", "+18004226237"),
        Text(" ("),
        Phone("1-800-422-6237", "+18004226237"),
        Text(") الآن"),
    )
    assert shown(isolated(phones, "ar")) == "اتصل ⟦1-800-4-CANCER (1-800-422-6237)⟧ الآن"
    mixed = (Emph((Text("جين RB1"),)), Link((Text("NCI."),), "https://x.org"), Text(" هنا"))
    assert shown(isolated(mixed, "ar")) == "<جين ⟦RB1⟧*>⟦NCI.⟧* هنا"
    cited = (Text("مصدر: "), Foreign((Text("Board. Title."),), "en"))
    assert shown(isolated(cited, "ar")) == "مصدر: ⟦Board. Title.⟧*"


@pytest.mark.parametrize("words", ["a (b " * 999, "((((" * 999, "- 1-" * 999, "\u202ea\u2066ب)"])
def test_no_word_is_lost_whatever_stands_there(words: str) -> None:
    pieces = isolated((Text(f"{words}ع"),), "ar")
    inside = [p.content if isinstance(p, Isolate) else (p,) for p in pieces]
    assert "".join(map(plain_text, inside)) == f"{words}ع"


# Pages


@every_pseudo
@every_page_format
def test_every_page_format_is_whole_in_a_pseudo_locale(format: Format, tag: str) -> None:
    read_back = {".pdf": passages, ".docx": docx_passages}
    for made, data in files(tag, format):
        if format.suffix in read_back:
            rest = bare(" ".join(p.text for p in read_back[format.suffix](data)))
            for segment in source_segments(made):
                _, found, rest = rest.partition(bare(plain_text(segment.content)))
                assert found, segment.id
    if format.suffix not in read_back:
        (made,) = publications(tag, format)
        pages = [(str(n), root) for n, root in enumerate(roots(tag, format.name))]
        assert xhtml.lost(made, pages) == []


@every_pseudo
@pytest.mark.parametrize("name", ["large-print", "handout"])
def test_every_word_has_room_on_the_paper(name: str, tag: str) -> None:
    for _, data in files(tag, named(name)):
        place = Path(f"x.{name}.pdf" if name == "large-print" else f"x.{name}/01.pdf")
        assert beyond(data, paper.margins(place, data), paper.PAPER) == []
        assert overlaps(data) == []


def test_a_line_that_runs_over_the_paper_is_found() -> None:
    words = "very-long-" * 9
    page = (
        '<html lang="en"><head><title>x</title></head><body style="direction: rtl; '
        f'white-space: nowrap">{words}</body></html>'
    )
    (made,) = publications("en-XA", named("web"))
    data = to_pdf(made, page, "html { font-size: 40pt }")
    assert beyond(data, paper.PAPER, paper.PAPER) != []


def test_lines_over_one_another_are_found() -> None:
    page = (
        '<html lang="en"><head><title>x</title></head><body><p>One line of words.</p>'
        '<p style="margin-top: -1.8em">And another one.</p></body></html>'
    )
    (made,) = publications("en-XA", named("web"))
    assert overlaps(to_pdf(made, page, "html { font-size: 20pt }")) != []


def test_a_foot_of_both_directions_is_told_in_its_order() -> None:
    (made,) = publications("ar-XB", named("large-print"))
    ((_, data),) = files("ar-XB", named("large-print"))
    # The mark is Latin here and the title is not: what stands first is painted last.
    assert foot(made, 20.7).startswith("|DRAFT| · ")
    assert all(foot(made, 20.7) in words for words in read_pages(data).artifacts[2:])


def test_a_leftward_line_spells_its_words_and_keeps_brackets_and_accents() -> None:
    words = "كلمة (مُحَمَّد) لا"
    page = (
        '<html lang="ar" dir="rtl"><head><title>x</title></head><body><p>'
        f'{words}</p><p lang="en" dir="ltr">one (two) three</p></body></html>'
    )
    (made,) = publications("ar-XB", named("web"))
    data = to_pdf(made, page, ':lang(ar), :lang(en) { font-family: "Noto Naskh Arabic" }')
    assert [p.text for p in passages(data)] == [words, "one (two) three"]


def test_the_number_of_a_question_keeps_its_full_stop_behind_it() -> None:
    page = (
        '<html lang="ar" dir="rtl"><head><title>x</title></head><body>'
        "<h1><span>1.</span> <span>كلمة</span></h1></body></html>"
    )
    (made,) = publications("ar-XB", named("web"))
    data = to_pdf(made, page, ':lang(ar) { font-family: "Noto Naskh Arabic" }')
    assert [bare(p.text) for p in passages(data)] == ["1.كلمة"]


def test_an_accent_goes_with_its_letter_and_begins_no_line() -> None:
    page = (
        '<html lang="ar" dir="rtl"><head><title>x</title></head><body>'
        "<p>كلمة مُحَمَّد لا</p></body></html>"
    )
    (made,) = publications("ar-XB", named("web"))
    data = to_pdf(made, page, ':lang(ar) { font-family: "Noto Naskh Arabic" }')
    spans: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            operands: list[Any] = list(instruction.operands)
            if str(instruction.operator) == "BDC":
                spans.append(str(operands[1].get("/ActualText", "")))
            # What is raised or lowered stands inside of a span that says letter and accent.
            if str(instruction.operator) == "Ts" and float(operands[0]):
                assert len(spans[-1]) > 1
    assert [span for span in spans if span] == ["مَّ", "حَ", "مُ"]


@pytest.mark.parametrize("name", ["web", "epub"])
def test_a_right_to_left_page_says_where_english_runs_the_other_way(name: str) -> None:
    for root in roots("ar-XB", name):
        assert root.get("dir") == "rtl"
        for element in root.iter(f"{XHTML}*"):
            own = element.get("lang")
            if own is not None and direction(own) is Direction.LEFT_TO_RIGHT:
                assert element.get("dir") == "ltr", etree.tostring(element)
    marked = [bdi for root in roots("ar-XB", name) for bdi in root.iter(f"{XHTML}bdi")]
    words = ["".join(bdi.itertext()) for bdi in marked]
    assert "1-800-4-CANCER (1-800-422-6237)" in words


def test_the_book_turns_its_pages_to_the_right() -> None:
    ((_, data),) = files("ar-XB", named("epub"))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        (opf,) = (n for n in book.namelist() if n.endswith(".opf"))
        assert b'page-progression-direction="rtl"' in book.read(opf)


@every_page_format
def test_every_page_of_a_draft_says_so(format: Format) -> None:
    for made, data in files("en-XA", format):
        mark = made.phrases.draft_mark
        if format.suffix == ".pdf":
            # The words of the foot are no content: their line ends are not spelled out.
            feet = [words.replace(" ", "") for words in read_pages(data).artifacts]
            short = mark.replace(" ", "")
            assert [number for number, words in enumerate(feet) if short not in words] == []
        elif format.suffix == ".docx":
            assert [mark in words for words in read_docx(data).pages] == [True]
        else:
            for root in roots("en-XA", format.name):
                (band,) = (e for e in root.iter(f"{XHTML}p") if e.get("class") == "draft")
                assert xhtml.words(band) == mark


def test_what_is_no_draft_says_nothing() -> None:
    (made,) = publications("en-XA", named("web"))
    reviewed = replace(made, opening=tuple(n for n in made.opening if n.id is not NoticeId.DRAFT))
    (page,) = named("web").write(reviewed, None)
    assert not [e for e in xhtml.parse(page.data).iter(f"{XHTML}p") if e.get("class") == "draft"]
    assert made.phrases.draft_mark not in foot(reviewed, 18)
