"""The package document, the container file and the NCX of an EPUB: what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from everyform.proof.facts import Fact
from everyform.proof.findings import quoted

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_TAG = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
_NAME = r"[\w.-]+"
_PLACE = r"[\w-]+\.xhtml(#\S+)?"

# Element -> the element that it stands in, and its attributes with their expressions.
_ELEMENTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    f"{_OPF}package": (
        "",
        {
            "unique-identifier": "id",
            "version": r"3\.0",
            "dir": "ltr|rtl",
            "prefix": "rendition: http://www.idpf.org/vocab/rendition/#",
            _XML_LANG: _TAG,
        },
    ),
    f"{_OPF}metadata": (f"{_OPF}package", {}),
    f"{_OPF}meta": (
        f"{_OPF}metadata",
        {"property": r"[\w:]+", "name": "generator", "content": ".+"},
    ),
    f"{_DC}identifier": (f"{_OPF}metadata", {"id": "id"}),
    **{
        f"{_DC}{name}": (
            f"{_OPF}metadata",
            {_XML_LANG: _TAG} if name in ("creator", "contributor") else {},
        )
        for name in ("title", "language", "source", "subject", "rights", "creator", "contributor")
    },
    f"{_OPF}manifest": (f"{_OPF}package", {}),
    f"{_OPF}item": (
        f"{_OPF}manifest",
        {
            "href": r"[\w-]+\.(xhtml|css|ncx)",
            "id": _NAME,
            "media-type": r"application/xhtml\+xml|text/css|application/x-dtbncx\+xml",
            "properties": "nav",
        },
    ),
    f"{_OPF}spine": (f"{_OPF}package", {"toc": "ncx", "page-progression-direction": "ltr|rtl"}),
    f"{_OPF}itemref": (f"{_OPF}spine", {"idref": _NAME}),
    f"{_NCX}ncx": ("", {"version": "2005-1", _XML_LANG: _TAG}),
    f"{_NCX}head": (f"{_NCX}ncx", {}),
    f"{_NCX}meta": (f"{_NCX}head", {"name": r"dtb:\w+", "content": r"[\w:-]+"}),
    f"{_NCX}docTitle": (f"{_NCX}ncx", {}),
    f"{_NCX}navMap": (f"{_NCX}ncx", {}),
    f"{_NCX}navPoint": (f"{_NCX}navMap {_NCX}navPoint", {"id": _NAME, "playOrder": r"\d+"}),
    f"{_NCX}navLabel": (f"{_NCX}navPoint", {}),
    f"{_NCX}text": (f"{_NCX}navLabel {_NCX}docTitle", {}),
    f"{_NCX}content": (f"{_NCX}navPoint", {"src": _PLACE}),
    f"{_OCF}container": ("", {"version": r"1\.0"}),
    f"{_OCF}rootfiles": (f"{_OCF}container", {}),
    f"{_OCF}rootfile": (
        f"{_OCF}rootfiles",
        {"full-path": r"EPUB/content\.opf", "media-type": r"application/oebps-package\+xml"},
    ),
}
# Elements that hold words; the others hold elements alone.
_WORDS = {f"{_OPF}meta", f"{_NCX}text"}


def foreign(root: etree._Element) -> Iterator[str]:
    """What in one of these three has no place there, in words."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield "a comment or an instruction beside the pages"
            continue
        name = etree.QName(element).localname
        if element.tag not in _ELEMENTS:
            yield f"the element <{name}> beside the pages"
            continue
        parents, attributes = _ELEMENTS[element.tag]
        parent = element.getparent()
        if ("" if parent is None else str(parent.tag)) not in (parents.split() or [""]):
            yield f"<{name}> in another place than ours"
        for attribute, value in element.items():
            if not re.fullmatch(attributes.get(attribute, r"(?!)"), value, re.DOTALL):
                yield f"<{name} {etree.QName(attribute).localname}={quoted(value)}>"
        words = f"{element.tail or ''}"
        if element.tag not in _WORDS and not element.tag.startswith(_DC):
            words += element.text or ""
        if words.strip():
            yield f"words in <{name}>: {quoted(words)}"


def facts(package: etree._Element) -> Iterator[Fact]:
    """The statements of a package document: `dc:name[language]`, or the name of a property."""
    metadata = package.find(f"{_OPF}metadata")
    for element in () if metadata is None else metadata:
        if not isinstance(element.tag, str):
            continue
        words = element.text or ""
        if element.tag.startswith(_DC):
            language = element.get(_XML_LANG)
            name = f"dc:{etree.QName(element).localname}"
            yield f"{name}[{language}]" if language else name, words
        elif element.get("property"):
            yield element.get("property", ""), words
        else:
            yield element.get("name", ""), element.get("content", "")
