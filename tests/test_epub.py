"""The EPUB, read back from its container: whole, credited, navigable, the same twice."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from everyform.labels import Facts, label
from everyform.languages import Direction
from everyform.publication import Publication
from everyform.walk import plain_text
from everyform.writers.epub.book import write
from everyform.writers.format import Narrated
from everyform.writers.formats import EPUB
from tests import xhtml
from tests.publications import HOSTILE, para, publication, section
from tests.xhtml import XHTML, XML_LANG

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def book(of: Publication) -> bytes:
    (file,) = write(of)
    return file.data


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(data: bytes) -> etree._Element:
    files = unpacked(data)
    (root,) = xhtml.parse(files["META-INF/container.xml"]).iter(f"{CONTAINER}rootfile")
    return xhtml.parse(files[str(root.get("full-path"))])


def pages(data: bytes, fault: tuple[bytes, bytes] = (b"", b"")) -> xhtml.Pages:
    """The documents of the spine in order; `fault` replaces words before they are read."""
    opf, files = package(data), unpacked(data)
    names = {item.get("id"): item.get("href") for item in opf.iter(f"{OPF}item")}
    for reference in opf.iter(f"{OPF}itemref"):
        name = str(names[reference.get("idref")])
        content = files[f"EPUB/{name}"]
        yield name, xhtml.parse(content.replace(*fault) if fault[0] else content)


def root_of(data: bytes, name: str) -> etree._Element:
    return dict(pages(data))[name]


def metadata(data: bytes) -> list[tuple[str, str]]:
    (block,) = package(data).iter(f"{OPF}metadata")
    return [(str(e.get("property") or etree.QName(e).localname), e.text or "") for e in block]


@pytest.fixture(params=["en", "es"])
def made(request: pytest.FixtureRequest) -> Publication:
    return publication(tag=request.param)


def test_the_row_of_the_registry() -> None:
    row = (EPUB.name, EPUB.suffix, EPUB.media_type)
    assert row == ("epub", ".epub", "application/epub+zip")
    assert EPUB.whole and EPUB.narrated is Narrated.NEVER and not EPUB.in_folder


def test_the_book_loses_nothing_and_credits_the_source(made: Publication) -> None:
    data = book(made)
    assert xhtml.lost(made, pages(data)) == []
    assert xhtml.uncredited(made, pages(data)) == []
    assert xhtml.misled(pages(data)) == []
    assert xhtml.mislabelled(made, pages(data)) == []


@pytest.mark.parametrize(
    "fault",
    [
        (b"Quoted words.", b"Quoted word."),
        (b"outer</p>", b"</p>"),
        (b"Words before any chapter.", b""),
        (b'<cite id="title-0000"', b"<cite"),
    ],
)
def test_a_lost_word_is_found(fault: tuple[bytes, bytes]) -> None:
    made = publication()
    assert xhtml.lost(made, pages(book(made), fault)) != []


def test_files_in_the_wrong_order_are_found() -> None:
    made = publication()
    assert xhtml.lost(made, reversed(list(pages(book(made))))) != []


@pytest.mark.parametrize(
    "fault",
    [
        (b"PDQ is a registered trademark.", b"PDQ."),
        (b"PDQ\xc2\xae Example Board", b"A board"),
        (b'class="notice n-notpdq"', b'class="n-notpdq"'),
    ],
)
def test_a_wrong_credit_is_found(fault: tuple[bytes, bytes]) -> None:
    made = publication()
    assert xhtml.uncredited(made, pages(book(made), fault)) != []


def test_a_link_to_a_missing_place_is_found() -> None:
    fault = (b"text-03.xhtml#heading-ccc1", b"text-02.xhtml#heading-ccc1")
    assert xhtml.misled(pages(book(publication()), fault)) != []


def test_a_wrong_language_is_found() -> None:
    made = publication(tag="es")
    fault = (b' lang="en" xml:lang="en"', b"")
    assert xhtml.mislabelled(made, pages(book(made), fault)) != []


def test_hostile_words_come_out_as_words() -> None:
    texts = "".join(xhtml.words(root) for _, root in pages(book(publication())))
    assert all(words in texts for words in HOSTILE)
    assert HOSTILE[0] in [
        xhtml.words(title)
        for _, root in pages(book(publication()))
        for title in root.iter(f"{XHTML}title")
    ]


def test_hostile_words_in_the_package() -> None:
    made = publication()
    made = replace(made, title=section("title-0001", HOSTILE[0] + "&", 2).title)
    assert ("title", HOSTILE[0] + "&") in metadata(book(made))


def test_the_container_opens_the_way_players_expect() -> None:
    data = book(publication())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, *rest = archive.infolist()
        assert archive.testzip() is None
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert data[38:58] == b"application/epub+zip"  # OCF 3.3: at this very place
    assert {entry.compress_type for entry in rest} == {zipfile.ZIP_DEFLATED}
    assert {entry.date_time for entry in (first, *rest)} == {(2025, 12, 30, 0, 0, 0)}


def test_one_file_for_each_chapter_and_one_for_what_stands_before() -> None:
    names = [name for name, _ in pages(book(publication()))]
    texts = [f"text-0{n}.xhtml" for n in (1, 2, 3, 4)]
    assert names == ["title.xhtml", "contents.xhtml", *texts, "credits.xhtml"]


def test_the_title_page_holds_what_must_be_known_first() -> None:
    title = root_of(book(publication(tag="es")), "title.xhtml")
    ids = [e.get("id") for e in title.iter(f"{XHTML}*") if e.get("id")]
    assert ids == ["title", "title-0000", "important", "n-stale", "n-notpdq", "n-language"]
    assert "Las palabras con subrayado de puntos" in xhtml.words(title)


def test_the_summary_itself_carries_its_own_title() -> None:
    made = publication(stale=False)
    title = root_of(book(made), "title.xhtml")
    assert [e.get("id") for e in title.iter(f"{XHTML}*") if e.get("id")] == ["title-0000"]
    assert xhtml.lost(made, pages(book(made))) == []


def test_the_contents_go_down_to_the_fourth_level() -> None:
    data = book(publication())
    contents, _ = root_of(data, "contents.xhtml").iter(f"{XHTML}nav")
    assert (contents.get(EPUB_TYPE), contents.get("role")) == ("toc", "doc-toc")
    hrefs = [a.get("href") for a in contents.iter(f"{XHTML}a")]
    assert hrefs == [
        "title.xhtml",
        "text-01.xhtml",
        "text-02.xhtml#heading-aaa1",
        "text-02.xhtml#heading-kkk1",
        "text-02.xhtml#heading-qqq1",
        "text-02.xhtml#heading-rrr1",
        "text-03.xhtml#heading-bbb1",
        "text-03.xhtml#heading-ccc1",
        "text-03.xhtml#heading-ccc2",
        "text-04.xhtml#heading-use1",
        "credits.xhtml",
    ]
    ncx = xhtml.parse(unpacked(data)["EPUB/toc.ncx"])
    assert [e.get("src") for e in ncx.iter(f"{NCX}content")] == hrefs


def test_the_contents_stop_at_the_fourth_level() -> None:
    deep = section("h-2", "two", 2, section("h-4", "four", 4, section("h-5", "five", 5)))
    contents, _ = root_of(book(publication(blocks=(deep,))), "contents.xhtml").iter(f"{XHTML}nav")
    listed = [xhtml.words(a) for a in contents.iter(f"{XHTML}a")]
    assert listed == ["Title page", "two", "four", "Source and notices"]


def test_landmarks_lead_to_the_text_and_to_the_credits() -> None:
    _, landmarks = root_of(book(publication()), "contents.xhtml").iter(f"{XHTML}nav")
    assert [(a.get(EPUB_TYPE), a.get("href")) for a in landmarks.iter(f"{XHTML}a")] == [
        ("titlepage", "title.xhtml"),
        ("toc", "contents.xhtml"),
        ("bodymatter", "text-01.xhtml"),
        ("credits", "credits.xhtml"),
    ]


def test_a_book_without_a_text_still_opens() -> None:
    data = book(publication(blocks=()))
    assert [name for name, _ in pages(data)] == ["title.xhtml", "contents.xhtml", "credits.xhtml"]
    assert xhtml.misled(pages(data)) == []


def test_metadata_says_how_the_book_can_be_read(made: Publication) -> None:
    found = metadata(book(made))
    phrases = made.phrases
    for expected in (
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", phrases.accessibility_summary_book),
        ("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"),
        ("a11y:certifiedBy", phrases.certified_by),
        ("identifier", made.identifier),
        ("title", plain_text(made.title.content)),
        ("creator", "PDQ® Example Board"),
        ("source", made.attribution.url),
        ("subject", "bone"),
        ("rights", phrases.notice_tm),
    ):
        assert found.count(expected) == 1, expected
    assert [v for k, v in found if k == "dcterms:modified"] == ["2025-12-30T00:00:00Z"]


def test_metadata_names_the_languages_in_order() -> None:
    def languages(tag: str) -> list[str]:
        return [v for k, v in metadata(book(publication(tag=tag))) if k == "language"]

    assert languages("en") == ["en"]
    assert languages("es") == ["es", "en"]
    root = package(book(publication(tag="es")))
    assert root.get(XML_LANG) == "es"
    (creator,) = root.iter(f"{DC}creator")
    assert creator.get(XML_LANG) == "en"


def test_an_adaptation_is_not_ascribed_to_the_board() -> None:
    adapted = label(Facts(whole=False, translated=False, adapted=True, stale=True))
    kinds = dict(metadata(book(replace(publication(), label=adapted))))
    assert "creator" not in kinds
    assert kinds["contributor"] == "PDQ® Example Board"


def test_without_a_board_the_institute_is_the_author() -> None:
    made = publication()
    publisher = "Bethesda, MD: National Cancer Institute"
    attribution = replace(made.attribution, board="", publisher=publisher)
    found = metadata(book(replace(made, attribution=attribution)))
    assert [words for kind, words in found if kind == "creator"] == ["National Cancer Institute"]


def test_a_doubtful_type_of_cancer_is_no_subject() -> None:
    made = publication()
    header = replace(made.metadata, cancer_types=("bone", "lung"), doubtful_types=("lung",))
    found = metadata(book(replace(made, metadata=header)))
    assert [words for kind, words in found if kind == "subject"] == ["bone"]


def test_a_right_to_left_book_turns_its_pages_that_way() -> None:
    made = publication()
    edition = replace(made.edition, language="ar", direction=Direction.RIGHT_TO_LEFT)
    data = book(replace(made, edition=edition))
    (spine,) = package(data).iter(f"{OPF}spine")
    assert spine.get("page-progression-direction") == "rtl"
    assert package(data).get("dir") == "rtl"
    assert {root.get("dir") for _, root in pages(data)} == {"rtl"}


@pytest.mark.parametrize(
    ("day", "dated"),
    [(date(1, 1, 1), "1980-01-01"), (date(2026, 2, 3), "2026-02-03"), (date.max, "2107-12-31")],
)
def test_any_date_of_change_fits_the_container(day: date, dated: str) -> None:
    data = book(replace(publication(), modified=day))
    assert ("dcterms:modified", f"{dated}T00:00:00Z") in metadata(data)


_DIGEST = """
import hashlib
from everyform.writers.epub.book import write
from tests.publications import publication
print(hashlib.sha256(next(write(publication())).data).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Kiritimati"), ("2", "Etc/GMT+12")])
def test_same_bytes_in_another_process_and_zone(seed: str, zone: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    other = subprocess.run(
        [sys.executable, "-c", _DIGEST], env=environment, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == hashlib.sha256(book(publication())).hexdigest()


def test_other_words_make_other_bytes() -> None:
    assert book(publication(blocks=(para("one"),))) != book(publication(blocks=(para("two"),)))
