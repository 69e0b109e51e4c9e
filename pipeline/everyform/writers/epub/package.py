"""Finished pages -> the bytes of an EPUB 3.3 container: the one place that owns EbookLib.

EbookLib writes the package document, the container and the NCX. Pages and the
navigation document go in as they are, for its own page class drops head content
and attributes; the writer is taught what it leaves out (language of the package,
fixed dates in the ZIP) and writes to memory, so that no error is swallowed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ebooklib import epub

from everyform.labels import NoticeId
from everyform.publication import UNDATED, Publication
from everyform.walk import plain_text

# What a ZIP entry can date: 1980 (UNDATED) to 2107 (APPNOTE 6.3.10, 4.4.6).
_LAST_DATE = date(2107, 12, 31)

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The W3C Schema.org accessibility properties vocabulary.
_ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "unlocked"),
    ("schema:accessibilityHazard", "none"),
    # The string is fixed by EPUB Accessibility 1.1, section 4.3.
    ("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book: its file name, its XHTML, and whether it is the navigation."""

    name: str
    markup: str
    navigation: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and the lines below it."""

    href: str
    words: str
    language: str  # BCP 47
    below: tuple[Entry, ...] = ()


def package(
    publication: Publication, pages: tuple[Page, ...], contents: tuple[Entry, ...], style: str
) -> bytes:
    """The book with `pages` in reading order; the same bytes for the same arguments.

    `contents` goes into the NCX for players older than EPUB 3, among them most
    talking-book machines.
    """
    book = epub.EpubBook()
    book.set_identifier(publication.identifier)
    book.set_direction(publication.edition.direction.value)
    book.language = publication.edition.language
    book.title = plain_text(publication.title.content)
    for namespace, name, value in _metadata(publication):
        attributes = {"property": name} if namespace == "OPF" else {}
        book.add_metadata(namespace, name, value, attributes)
    # The board wrote these words, or its institute where the citation names no board; an
    # adaptation only rests on them. A citation names the place first: "Bethesda, MD: ...".
    attribution = publication.attribution
    author = attribution.board or attribution.publisher.rpartition(": ")[2]
    role = "contributor" if publication.label.facts.adapted else "creator"
    source_language = {_XML_LANG: publication.source_language}
    book.add_metadata("DC", role, author, source_language)
    for number, page in enumerate(pages, start=1):
        item = epub.EpubItem(
            f"page-{number:02d}", page.name, "application/xhtml+xml", page.markup.encode()
        )
        item.properties = ["nav"] if page.navigation else []
        book.add_item(item)
        book.spine.append(item)
    book.add_item(epub.EpubItem("style", "style.css", "text/css", style.encode()))
    book.add_item(epub.EpubNcx())
    book.toc = _points(contents)
    return _Writer(book, publication.modified).data()


def _metadata(publication: Publication) -> Iterator[tuple[str, str, str]]:
    """(namespace, name, value) of everything but identifier, author and date of change."""
    yield "DC", "title", plain_text(publication.title.content)
    yield "DC", "language", publication.edition.language
    if publication.language_note is not None:
        yield "DC", "language", publication.source_language
    yield "DC", "source", publication.attribution.url
    metadata = publication.metadata
    for cancer in metadata.cancer_types:
        if cancer not in metadata.doubtful_types:
            yield "DC", "subject", cancer
    for notice in publication.notices:
        if notice.id is NoticeId.TRADE_MARK:
            yield "DC", "rights", plain_text(notice.segment.content)
    for name, value in _ACCESSIBILITY:
        yield "OPF", name, value
    phrases = publication.phrases
    yield "OPF", "schema:accessibilitySummary", phrases.accessibility_summary_book
    yield "OPF", "a11y:certifiedBy", phrases.certified_by


def _points(entries: tuple[Entry, ...]) -> list[Any]:
    """The contents in the shape that EbookLib takes: pairs of a section and its children."""
    return [(epub.Section(entry.words, entry.href), _points(entry.below)) for entry in entries]


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    def __init__(self, book: epub.EpubBook, modified: date) -> None:
        day = min(max(modified, UNDATED), _LAST_DATE)
        self._moment = datetime(day.year, day.month, day.day)
        super().__init__(io.BytesIO(), book, {"mtime": self._moment, "package_direction": True})

    def data(self) -> bytes:
        """The container. `mimetype` comes first and unpacked, as OCF 3.3 asks."""
        with _DatedZip(self.file_name, self._moment) as self.out:
            self.out.writestr("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
        return bytes(self.file_name.getvalue())

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
        super()._write_opf_file(root)


class _DatedZip(zipfile.ZipFile):
    """A ZIP whose entries all carry one moment and one set of rights, never the clock."""

    def __init__(self, out: io.BytesIO, moment: datetime) -> None:
        super().__init__(out, "w", zipfile.ZIP_DEFLATED)
        self._moment = moment

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Write an entry of this name as of the fixed moment."""
        entry = zipfile.ZipInfo(str(zinfo_or_arcname), self._moment.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
        entry.create_system = 3  # Unix, on every system
        entry.external_attr = 0o644 << 16
        super().writestr(entry, data, entry.compress_type, compresslevel)
