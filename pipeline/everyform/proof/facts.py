"""What a file must tell programs, statement by statement, and that it tells them nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

from everyform.diagnostics import Diagnostic
from everyform.labels import NoticeId
from everyform.languages import three_letters
from everyform.proof.findings import found, quoted
from everyform.proof.passage import bare
from everyform.publication import UNDATED, Publication, main_language
from everyform.walk import plain_text

Fact: TypeAlias = tuple[str, str]
"""Where a statement stands, by its format's own name, and what it says."""

# The last day that an entry of a ZIP file can carry (APPNOTE 6.3.10, 4.4.6).
_LAST_DATE = date(2107, 12, 31)
_NO_CODE = "XXX"  # ID3v2.4, 4.8: a language that is not known

# Statements that end in the version of a program.
_VERSIONED = {"generator", "/Producer", "pdf:Producer"}
_VERSION = re.compile(r"[0-9.]+$")

# What a page and a book offer (W3C Schema.org accessibility properties vocabulary).
_FEATURES = (
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)


def told(wanted: Iterable[Fact], held: Iterable[Fact], file: str) -> Iterator[Diagnostic]:
    """Each statement once, in its words; none that is not wanted."""
    expected, said = Counter(map(_plain, wanted)), Counter(map(_plain, held))
    for name, words in sorted((expected - said).elements()):
        yield found("credit", file, f"{name} does not say {quoted(words)}")
    for name, words in sorted((said - expected).elements()):
        yield found("foreign", file, f"{name} says {quoted(words)}")


def _plain(fact: Fact) -> Fact:
    name, words = fact
    return name, bare(_VERSION.sub("", words) if name in _VERSIONED else words)


def flat(data: Any, name: str = "") -> Iterator[Fact]:
    """JSON as statements: the keys on the way to each value, joined by dots."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from flat(value, f"{name}.{key}" if name else str(key))
    elif isinstance(data, list):
        for value in data:
            yield from flat(value, name)
    else:
        yield name, str(data)


def web(publication: Publication) -> Iterator[Fact]:
    """Of a web page: its direction, and its JSON-LD by https://schema.org/MedicalWebPage."""
    metadata = publication.metadata
    yield "dir", publication.edition.direction.value
    yield "@context", "https://schema.org"
    yield "@type", "MedicalWebPage"
    yield "identifier", publication.identifier
    yield "name", _title(publication)
    yield "inLanguage", main_language(publication)
    yield "dateModified", publication.modified.isoformat()
    yield "isBasedOn", publication.attribution.url
    yield "citation", plain_text(publication.citation)
    yield "creditText", plain_text(publication.citation)
    yield "copyrightNotice", _trade_mark(publication)
    yield "license", f"#{publication.attribution.permission}"
    yield "audience.@type", "PeopleAudience"
    yield "audience.audienceType", metadata.audience
    yield "isAccessibleForFree", "True"
    yield "accessMode", "textual"
    yield "accessModeSufficient.@type", "ItemList"
    yield "accessModeSufficient.itemListElement", "textual"
    yield from (("accessibilityFeature", feature) for feature in _FEATURES)
    yield "accessibilityHazard", "none"
    yield "accessibilitySummary", publication.phrases.accessibility_summary_page
    if metadata.last_reviewed is not None:
        yield "lastReviewed", metadata.last_reviewed.isoformat()


def book(publication: Publication) -> Iterator[Fact]:
    """Of an EPUB: the metadata of its package document (EPUB 3.3, 5.5)."""
    metadata, attribution = publication.metadata, publication.attribution
    yield "dir", publication.edition.direction.value
    day = min(max(publication.modified, UNDATED), _LAST_DATE)
    yield "dcterms:modified", f"{day.isoformat()}T00:00:00Z"
    yield "generator", "Ebook-lib"
    yield "schema:accessMode", "textual"
    yield "schema:accessModeSufficient", "textual"
    yield from (("schema:accessibilityFeature", feature) for feature in _FEATURES)
    yield "schema:accessibilityHazard", "none"
    yield "dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    yield "schema:accessibilitySummary", publication.phrases.accessibility_summary_book
    yield "a11y:certifiedBy", publication.phrases.certified_by
    yield "dc:identifier", publication.identifier
    yield "dc:title", _title(publication)
    yield "dc:language", publication.edition.language
    if publication.language_note is not None:
        yield "dc:language", publication.source_language
    yield "dc:source", attribution.url
    for cancer in metadata.cancer_types:
        if cancer not in metadata.doubtful_types:
            yield "dc:subject", cancer
    yield "dc:rights", _trade_mark(publication)
    role = "contributor" if publication.label.facts.adapted else "creator"
    author = attribution.board or _institute(publication)
    yield f"dc:{role}[{publication.source_language}]", author


def paper(publication: Publication) -> Iterator[Fact]:
    """Of a PDF: its Info dictionary (ISO 32000-1, 14.3.3) and its XMP packet."""
    attribution, subjects = publication.attribution, publication.metadata.tags
    languages = (publication.edition.language, publication.source_language)
    yield "/Title", _title(publication)
    yield "/Author", attribution.publisher
    yield "/Subject", plain_text(publication.citation)
    yield "/Keywords", ", ".join(subjects)
    yield "/Creator", "everyform"
    yield "/Producer", "WeasyPrint"
    yield "/ModDate", f"D:{publication.modified.isoformat().replace('-', '')}"
    yield "pdfuaid:part", "1"
    yield "dc:format", "application/pdf"
    yield "dc:identifier", publication.identifier
    yield "dc:title[x-default]", _title(publication)
    yield "dc:creator", attribution.publisher
    yield from (("dc:language", language) for language in dict.fromkeys(languages))
    yield "dc:source", attribution.url
    yield "dc:rights[x-default]", _trade_mark(publication)
    if subjects:
        yield from (("dc:subject", subject) for subject in subjects)
        yield "pdf:Keywords", ", ".join(subjects)
    yield "pdf:Producer", "WeasyPrint"
    yield "xmp:CreatorTool", "everyform"
    yield "xmp:ModifyDate", publication.modified.isoformat()


def document(publication: Publication) -> Iterator[Fact]:
    """Of a Word document: its properties (ISO/IEC 29500-2, 8), direction and language."""
    attribution = publication.attribution
    yield "dir", publication.edition.direction.value
    yield "w:lang", publication.edition.language
    yield "dc:title", _title(publication)
    yield "dc:subject", plain_text(publication.citation)
    yield "dc:creator", attribution.publisher
    yield "cp:keywords", ", ".join(publication.metadata.tags)
    yield "dc:identifier", publication.identifier
    yield "dc:language", main_language(publication)
    yield "cp:lastModifiedBy", "everyform"
    for name in ("dcterms:created", "dcterms:modified"):
        yield name, f"{publication.modified.isoformat()}T00:00:00Z"
    yield "Source", attribution.url
    yield "Rights", _trade_mark(publication)


def sound(publication: Publication, title: str, number: int | None, total: int) -> Iterator[Fact]:
    """Of an MP3: the frames of its ID3v2.4 tag but for its chapters and the places of clips.

    `number` of `total` files; None for the whole.
    """
    attribution, modified = publication.attribution, publication.modified
    both = (publication.edition.language, publication.source_language)
    yield "TALB", _title(publication)
    yield "TIT2", title
    yield "TPE1", _institute(publication)
    yield "TCOM", publication.phrases.narrator
    yield "TCON", "Audiobook"
    spoken = dict.fromkeys(map(_code, (main_language(publication), *both)))
    yield from (("TLAN", code) for code in spoken)
    if modified != UNDATED:
        yield "TDRC", modified.isoformat()
        yield "TCOP", f"{modified.year} {_institute(publication)}. {_trade_mark(publication)}"
    if number is not None:
        yield "TRCK", f"{number}/{total}"
    yield "UFID:everyform", publication.identifier
    yield "WOAS", attribution.url
    notices = (plain_text(notice.segment.content) for notice in publication.notices)
    yield f"COMM[{_code(publication.edition.language)}]", "\n".join(notices)


def _title(publication: Publication) -> str:
    return plain_text(publication.title.content)


def _trade_mark(publication: Publication) -> str:
    notices = (n.segment for n in publication.notices if n.id is NoticeId.TRADE_MARK)
    return " ".join(plain_text(segment.content) for segment in notices)


def _institute(publication: Publication) -> str:
    """A citation names the place first: "Bethesda, MD: National Cancer Institute"."""
    return publication.attribution.publisher.rpartition(": ")[2]


def _code(language: str) -> str:
    return three_letters(language) or _NO_CODE
