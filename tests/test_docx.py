"""Sheets to edit: what a word processor finds in them, and that the proof misses no change."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from docx import Document as open_docx
from docx.document import Document as WordDocument
from lxml import etree

from everyform.document import BulletList, ListItem, OrderedList, Section, Segment
from everyform.inline import SegmentId, Text
from everyform.labels import NoticeId
from everyform.proof import Finished, Proof, prove
from everyform.proof.docx import read_docx
from everyform.publication import Part, Publication, sheet_mark
from everyform.walk import plain_text, segments
from everyform.writers.docx import write
from everyform.writers.docx.elements import bookmark_name
from everyform.writers.docx.styles import PARAGRAPH, RUN
from tests.pdf_documents import sheets
from tests.publications import document, para, publication, section, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"

Change = Callable[[str], str]


def only(made: Publication) -> bytes:
    (file,) = write(made)
    return file.data


@cache
def sheet() -> Publication:
    """A sheet with lists in lists, a link in the sheet, a foreign word and a table."""
    return sheets()[0]


@cache
def made(tag: str = "en", number: int = 0) -> bytes:
    return only(sheets(tag)[number])


def opened(data: bytes) -> WordDocument:
    return open_docx(io.BytesIO(data))


def part(data: bytes, name: str = MAIN) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def tree(data: bytes, name: str = MAIN) -> etree._Element:
    return etree.fromstring(part(data, name).encode())


def changed(data: bytes, change: Change, name: str = MAIN) -> bytes:
    """The file with one part changed; its container is like the writer's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == name:
                after = change(content.decode()).encode()
                assert after != content
                content = after
            new.writestr(entry, content)
    return out.getvalue()


def proved(made: Publication, data: bytes) -> Proof:
    files = [Finished("example/example.handout-docx/01-x.docx", data)]
    return prove(document(), made, "document", files)


def codes(data: bytes, about: Publication | None = None) -> set[str]:
    return {finding.code for finding in proved(about or sheet(), data).findings}


def body(*blocks: Section) -> Publication:
    return replace(sheet(), body=blocks, part=Part(1, 1, "x", None))


def swap(old: str, new: str, count: int = 1) -> Change:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, count)

    return change


def rewrite(pattern: str, new: str) -> Change:
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


# What is in it


@pytest.mark.parametrize("tag", ["en", "es"])
def test_every_segment_and_every_notice_stands_once_under_its_name(tag: str) -> None:
    for one in sheets(tag):
        names = [e.get(f"{W}name") for e in tree(only(one)).iter(f"{W}bookmarkStart")]
        wanted = [s.id for s in segments(one.body)]
        wanted += [n.segment.id for n in one.notices]
        assert [names.count(bookmark_name(name)) for name in wanted] == [1] * len(wanted)
        assert len(names) == len(set(names))


def test_it_is_named_after_its_place_and_topic() -> None:
    names = [file.name for one in sheets() for file in write(one)]
    assert names[0].startswith("01-first-chapter")


def test_a_whole_document_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="one excerpt"):
        list(write(publication()))


def test_headings_have_the_styles_that_word_knows() -> None:
    found = [(p.style.name, p.text) for p in opened(made()).paragraphs if p.style is not None]
    shown = [(name, text) for name, text in found if name and name.startswith("Heading")]
    assert shown[0] == ("Heading 1", plain_text(sheet().title.content))
    assert ("Heading 2", "First chapter") in shown
    assert shown[-1] == ("Heading 2", "Source and notices")
    assert ("Heading 2", "7. What is it?") in [
        (p.style.name, p.text)
        for one in sheets()
        for p in opened(only(one)).paragraphs
        if p.style is not None
    ]


def lists() -> Publication:
    """Bullets in numbers in bullets, then a list that counts on, and one that begins anew."""

    def item(text: str, *more: BulletList | OrderedList) -> ListItem:
        return ListItem((para(text), *more))

    inner = OrderedList((item("step one", BulletList((item("deep"),))), item("step two")), start=4)
    outer = BulletList((item("first", inner), ListItem((para("second"), para("more of it")))))
    again = OrderedList((item("anew"), item("and on")))
    return body(section("h-lists", "Lists", 2, outer, again))


def test_lists_have_levels_starts_and_restarts() -> None:
    ranks = read_docx(only(lists())).ranks or {}
    held = {
        plain_text(s.content): (ranks[s.id].depth, ranks[s.id].label)
        for s in segments(lists().body)
    }
    assert held == {
        "Lists": (0, ""),
        "first": (1, "•"),
        "step one": (2, "4."),
        "deep": (3, "•"),
        "step two": (2, "5."),
        "second": (1, "•"),
        "more of it": (1, ""),
        "anew": (1, "1."),
        "and on": (1, "2."),
    }
    assert proved(lists(), only(lists())).holds


def test_lists_deeper_than_a_file_can_have_stay_at_the_deepest_level() -> None:
    block = BulletList((ListItem((para("the deepest"),)),))
    for depth in range(11):
        block = BulletList((ListItem((para(f"{depth} deep"), block)),))
    deep = body(section("h-deep", "Deep", 2, block))
    assert proved(deep, only(deep)).holds


def test_a_table_has_a_marked_head_and_a_lost_one_is_shown_in_lines() -> None:
    (holder,) = (one for one in sheets() if "Doses" in str(one.body))
    (table,) = opened(only(holder)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Drug", "Dose"],
        ["cisplatin", "1 mg"],
        ["aspirin", "2 mg"],
    ]
    root = tree(only(holder))
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in root.iter(f"{W}tr")]
    assert heads == [True, False, False]
    assert "Place in the table not known:" in "".join(map(str, root.itertext()))


def test_links_lead_where_the_source_leads() -> None:
    links = {link.text: link.url for p in opened(made()).paragraphs for link in p.hyperlinks}
    assert links["cisplatin"] == "https://www.cancer.gov/drugs/cisplatin"
    assert links["1-800-4-CANCER"] == "tel:+18004226237"
    assert links["tissue"].endswith("version=patient")
    assert links["See this picture on the website of its publisher"].startswith("https://media.")


def test_links_in_the_sheet_lead_to_its_bookmarks() -> None:
    target = section("h-there", "There", 3, para("Words."))
    point = ListItem((para("There"),), repeats=SegmentId("h-there"))
    linked = body(section("h-top", "Top", 2, BulletList((point,)), target))
    anchors = [link.get(f"{W}anchor") for link in tree(only(linked)).iter(f"{W}hyperlink")]
    assert [anchor for anchor in anchors if anchor] == ["h_there"]
    assert codes(only(linked), linked) == set()


def test_every_page_says_whence_it_is_and_its_number() -> None:
    (one,) = opened(made()).sections
    notice, mark, _ = (paragraph.text for paragraph in one.footer.paragraphs)
    assert notice == plain_text(sheet().compact_notice.content)
    assert mark == sheet_mark(sheet())
    fields = [f.get(f"{W}instr") for f in tree(made(), "word/footer.xml").iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_it_says_that_changes_are_not_checked_before_the_text() -> None:
    texts = [p.text for p in opened(made()).paragraphs]
    at = texts.index(sheet().phrases.may_be_edited)
    assert at < texts.index("First chapter")
    assert codes(changed(made(), swap("what you change is no longer", "and it stays"))) >= {
        "notices"
    }


def test_the_properties_are_those_of_the_source_and_of_no_clock() -> None:
    core, own = opened(made()).core_properties, sheet()
    assert core.title == plain_text(own.title.content)
    assert core.author == own.attribution.publisher
    assert core.identifier == own.identifier
    assert core.language == "en"
    assert core.created is not None and core.created.date() == own.modified == date(2025, 12, 30)
    assert core.modified == core.created
    assert own.attribution.url in part(made(), "docProps/custom.xml")


# Languages and directions


def test_the_language_of_the_edition_is_the_default_and_others_are_marked() -> None:
    default = tree(made("es"), "word/styles.xml").find(f".//{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None and default.get(f"{W}val") == "es"
    runs = {
        "".join(run.itertext()): lang.get(f"{W}val")
        for run in tree(made()).iter(f"{W}r")
        if (lang := run.find(f"{W}rPr/{W}lang")) is not None
    }
    assert runs == {"dos palabras": "es"}


def test_arabic_runs_to_the_left_and_its_numbers_do_not() -> None:
    text = "اتصل على 1-800-4-CANCER الآن"
    arabic = Segment(SegmentId("p-ar"), (Text(text),), "ar", para("x").segment.origin)
    (first, *_) = sheets("ar")
    block = replace(section("h-x", "X", 2), blocks=(replace(para("x"), segment=arabic),))
    one = replace(first, body=(block,), language_note=None)
    root = tree(only(one))
    (start,) = (e for e in root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "p_ar")
    paragraph = start.getparent()
    assert paragraph is not None and paragraph.find(f"{W}pPr/{W}bidi") is not None
    ways = {
        "".join(run.itertext()): run.find(f"{W}rPr/{W}rtl") is not None
        for run in paragraph.iter(f"{W}r")
    }
    assert ways["1-800-4-CANCER"] is False
    assert ways["اتصل على "] is True
    # Marks of direction keep the number whole; they are no words.
    assert {"\u200f\u200e", "\u200e\u200f"} <= set(ways)
    assert "".join(words for words in ways if set(words) - {"\u200e", "\u200f"}) == text
    section_end = root.find(f"{W}body/{W}sectPr")
    assert section_end is not None and section_end.find(f"{W}bidi") is not None


@pytest.mark.parametrize(("tag", "face"), [("zh-Hans", "Microsoft YaHei"), ("ko", "Malgun Gothic")])
def test_letters_of_east_asia_have_a_face_and_a_language(tag: str, face: str) -> None:
    styles = part(only(sheets(tag)[0]), "word/styles.xml")
    assert f'w:eastAsia="{face}"' in styles and f'w:eastAsia="{tag}"' in styles


# The file itself


def test_the_same_sheet_is_the_same_bytes_with_no_date() -> None:
    assert only(sheet()) == only(sheet())
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def everything(data: bytes) -> Iterator[etree._Element]:
    for name in (MAIN, "word/styles.xml", "word/footer.xml", "word/numbering.xml"):
        yield from tree(data, name).iter(etree.Element)


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """Word refuses a file whose properties stand otherwise."""
    for one in sheets():
        for element in everything(only(one)):
            for kind, order in ((f"{W}pPr", PARAGRAPH), (f"{W}rPr", RUN)):
                names = [etree.QName(child).localname for child in element]
                if element.tag == kind:
                    assert names == sorted(names, key=order.index)


def test_the_spaces_of_names_are_declared_once_under_the_names_that_all_know() -> None:
    """Some programs know a link by the letters before its name, and drop any other."""
    assert part(made()).count("xmlns:") == 2
    assert '<w:hyperlink r:id="link1">' in part(made())


def test_what_no_bookmark_can_be_called_is_refused() -> None:
    for name in ("p_1", "1-p", "p-" + "x" * 40, "p é"):
        with pytest.raises(ValueError, match="bookmark"):
            bookmark_name(name)


def test_names_of_bookmarks_lead_back_to_their_segments() -> None:
    names = {s.id for one in sheets() for s in segments(one.body)}
    assert {name for one in sheets() for name in read_docx(only(one)).ids} >= names


# The proof

_ITEM = r"<w:p><w:pPr>(?:(?!</w:p>).)*<w:numPr>(?:(?!</w:p>).)*</w:p>"


def test_what_was_written_is_proved() -> None:
    for tag in ("en", "es"):
        for one in sheets(tag)[:2]:
            proof = proved(one, only(one))
            assert proof.findings == () and proof.held == proof.expected


def _two_items(text: str) -> str:
    first, second = (m[0] for m in re.finditer(_ITEM, text, re.DOTALL) if "inner" in m[0])
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


_BOX = "<w:p><w:r><w:pict/></w:r></w:p>"
_ADDED = "<w:p><w:r><w:t>Buy our tea.</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("coverage", swap("being unable", "unable")),
        ("coverage", swap("Quoted words.", "")),
        ("order", _two_items),
        ("nesting", rewrite(r'(ilvl w:val=")1("/>)', r"\g<1>2\2")),
        ("nesting", rewrite(r'(ilvl w:val=")1("/>)', r"\g<1>0\2")),
        ("nesting", swap('w:val="Heading2"', 'w:val="Heading1"')),
        ("nesting", swap('<w:pStyle w:val="Callout"/>', '<w:pStyle w:val="Heading4"/>')),
        ("foreign", rewrite(r"<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
        ("foreign", rewrite(r"<w:r>", '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
        ("foreign", rewrite(r"<w:r>", '<w:r><w:rPr><w:color w:val="0050C8"/></w:rPr>')),
        ("foreign", rewrite(r"<w:r>", '<w:r><w:rPr><w:sz w:val="2"/></w:rPr>')),
        ("foreign", rewrite(r"<w:r>", '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')),
        ("foreign", swap("<w:sectPr>", f"{_BOX}<w:sectPr>")),
        ("foreign", swap("<w:sectPr>", '<w:altChunk w:id="x"/><w:sectPr>')),
        ("foreign", rewrite(r"(<w:r>.*?</w:r>)", r'<w:ins w:id="1" w:author="x">\1</w:ins>')),
        ("foreign", rewrite(r"(<w:r>.*?</w:r>)", r'<w:del w:id="1" w:author="x">\1</w:del>')),
        ("foreign", rewrite(r"<w:r>", '<w:r><w:commentReference w:id="1"/>')),
        ("foreign", swap("<w:body>", "<w:body><!-- remark -->")),
        ("foreign", swap("<w:body>", "<w:body>Words of nobody.")),
        ("foreign", swap("Note this.", "Note\u202e this.")),
        ("foreign", rewrite(r"<w:footerReference[^>]*/>", "")),
        ("foreign", swap('w:h="15840"', 'w:h="158"')),
        ("extra", swap("<w:sectPr>", f"{_ADDED}<w:sectPr>")),
        ("language", swap('w:val="es"', 'w:val="fr"')),
        ("language", rewrite(r'<w:lang w:val="es"[^>]*/>', "")),
        ("language", rewrite(r'(<w:p><w:pPr>)(<w:pStyle w:val="Callout"/>)', r"\1\2<w:bidi/>")),
        ("links", rewrite('r:id="link3"', 'r:id="link4"')),
        ("links", rewrite(r'<w:hyperlink[^>]*r:id="link3">(.*?)</w:hyperlink>', r"\1")),
        ("notices", rewrite(r'<w:p>(?:(?!</w:p>).)*w:name="n_part".*?</w:p>', "")),
        ("notices", swap("This document is not an NCI", "This document is an NCI")),
        ("citation", swap("PDQ® Example Board", "Example Board")),
        ("ids", rewrite(r"(<w:p>(?:(?!</w:p>).)*Quoted words.*?</w:p>)", r"\1\1")),
        ("coverage", swap('w:val="subscript"', 'w:val="superscript"')),
    ],
)
def test_a_change_of_the_text_is_refuted(code: str, change: Change) -> None:
    found = codes(changed(made(), change))
    assert code in found, found
    assert not proved(sheet(), changed(made(), change)).holds


@pytest.mark.parametrize(
    ("name", "code", "change"),
    [
        ("word/_rels/document.xml.rels", "links", swap("drugs/cisplatin", "drugs/aspirin")),
        ("word/_rels/document.xml.rels", "foreign", rewrite(r' TargetMode="External"', "")),
        ("word/_rels/document.xml.rels", "foreign", swap("hyperlink", "attachedTemplate")),
        ("word/_rels/document.xml.rels", "foreign", swap('Target="styles.xml"', 'Target="x.xml"')),
        ("word/styles.xml", "language", swap('w:lang w:val="en"', 'w:lang w:val="fr"')),
        ("word/styles.xml", "foreign", swap("heading 2", "Quote")),
        ("word/styles.xml", "foreign", swap('outlineLvl w:val="1"', 'outlineLvl w:val="2"')),
        ("word/styles.xml", "foreign", swap('color w:val="0050C8"', 'color w:val="FFFFFF"')),
        ("word/styles.xml", "foreign", swap('w:ascii="Arial"', 'w:ascii="Wingdings"')),
        (
            "word/numbering.xml",
            "nesting",
            swap('startOverride w:val="3"', 'startOverride w:val="5"'),
        ),
        (
            "word/numbering.xml",
            "nesting",
            swap('abstractNumId w:val="1"', 'abstractNumId w:val="0"'),
        ),
        ("word/numbering.xml", "foreign", swap('lvlText w:val="•"', 'lvlText w:val="not"')),
        ("word/numbering.xml", "foreign", swap('w:val="%1."', 'w:val="%2."')),
        ("word/settings.xml", "foreign", swap("<w:compat>", "<w:trackRevisions/><w:compat>")),
        ("word/footer.xml", "notices", swap("registered", "common")),
        ("word/footer.xml", "foreign", swap(" NUMPAGES ", " AUTHOR ")),
        ("word/footer.xml", "extra", swap("Page ", "Sheet ")),
        ("docProps/core.xml", "identification", rewrite(r"(<dc:title>)[^<]*", r"\1Other")),
        ("docProps/core.xml", "credit", rewrite(r"(<dc:language>)en", r"\1fr")),
        ("docProps/core.xml", "foreign", swap("<dc:title>", "<dc:x>y</dc:x><dc:title>")),
        ("docProps/custom.xml", "credit", swap("registered", "common")),
        ("docProps/custom.xml", "credit", swap("cancer.gov", "example.org")),
        ("[Content_Types].xml", "foreign", swap("document.main", "template.main")),
    ],
)
def test_a_change_around_the_text_is_refuted(name: str, code: str, change: Change) -> None:
    found = codes(changed(made(), change, name))
    assert code in found, found


def test_a_lost_not_is_found() -> None:
    one = body(section("h-x", "X", 2, para("This is not to be lost.")))
    assert codes(changed(only(one), swap("is not to be", "is to be")), one) == {"coverage"}


def test_another_file_in_the_container_is_foreign() -> None:
    out = io.BytesIO(made())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert "foreign" in codes(out.getvalue())


def test_entities_are_not_expanded() -> None:
    bomb = (
        "<!DOCTYPE x [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(9)) + "]>"
    )
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    assert codes(changed(made(), swap(head, head + bomb))) & {"foreign", "readable"}


def test_a_notice_that_the_writer_leaves_out_is_found() -> None:
    kept = tuple(n for n in sheet().opening if n.id is not NoticeId.STALE)
    assert "notices" in codes(only(replace(sheet(), opening=kept)))


def test_lines_to_write_on_are_printed() -> None:
    ask = section("glue-ask", "Questions", 2, BulletList((ListItem((para("Why?"),)),)))
    phone = replace(para("x"), segment=words("glue-phone", Text("Phone:")))
    one = body(section("h-do", "Do", 2, phone), ask)
    root = tree(only(one))
    rules = [tab for tab in root.iter(f"{W}tab") if tab.get(f"{W}leader") == "underscore"]
    assert len(rules) == 2
    assert sum(run.find(f"{W}tab") is not None for run in root.iter(f"{W}r")) == 2
    assert proved(one, only(one)).holds
