"""What a sheet to edit says of itself to programs: its properties (ISO/IEC 29500-2, 8)."""

from __future__ import annotations

from lxml import etree

from everyform.labels import NoticeId
from everyform.publication import Publication, main_language
from everyform.walk import plain_text

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_TYPE = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"

_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties that a maker has named
_FIRST_OWN = 2  # the first number in it that is free (ISO/IEC 29500-1, 22.3.2.2)


def core(publication: Publication) -> etree._Element:
    """Title, author, subject, language and dates: those of the source, and no clock's."""
    spaces = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _TYPE}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=spaces)
    day = f"{publication.modified.isoformat()}T00:00:00Z"
    for space, name, words in (
        (_DC, "title", plain_text(publication.title.content)),
        (_DC, "subject", plain_text(publication.citation)),
        (_DC, "creator", publication.attribution.publisher),
        (_CORE, "keywords", ", ".join(publication.metadata.tags)),
        (_DC, "identifier", publication.identifier),
        (_DC, "language", main_language(publication)),
        (_CORE, "lastModifiedBy", "everyform"),
        (_TERMS, "created", day),
        (_TERMS, "modified", day),
    ):
        made = etree.SubElement(root, f"{{{space}}}{name}")
        made.text = words
        if space == _TERMS:
            made.set(f"{{{_TYPE}}}type", "dcterms:W3CDTF")
    return root


def custom(publication: Publication) -> etree._Element:
    """What the core has no words for: where the text is from, and whose trade mark is named."""
    rights = (n.segment for n in publication.notices if n.id is NoticeId.TRADE_MARK)
    properties = {
        "Source": publication.attribution.url,
        "Rights": " ".join(plain_text(segment.content) for segment in rights),
    }
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _VARIANT})
    for number, (name, words) in enumerate(properties.items(), start=_FIRST_OWN):
        made = etree.SubElement(root, f"{{{_CUSTOM}}}property")
        made.set("fmtid", _OWN)
        made.set("pid", str(number))
        made.set("name", name)
        etree.SubElement(made, f"{{{_VARIANT}}}lpwstr").text = words
    return root
