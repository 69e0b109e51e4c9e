"""A web page or a chapter of a book -> its passages, by the elements that carry an id."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath

from lxml import etree

from pipeline.proof.passage import Passage

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HIDDEN = {"script", "style", "title", "head", "template"}
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def page_passages(data: bytes) -> Iterator[Passage]:
    """The identified passages of an HTML page, in document order."""
    yield from _identified(etree.fromstring(data, etree.HTMLParser(encoding="utf-8")), "")


def book_passages(data: bytes) -> Iterator[Passage]:
    """The identified passages of an EPUB, along its spine."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        container = _parsed(book.read("META-INF/container.xml"))
        package_path = _value(next(container.iter(f"{_CONTAINER}rootfile")), "full-path")
        package = _parsed(book.read(package_path))
        language = package.findtext(".//{http://purl.org/dc/elements/1.1/}language") or ""
        paths = {
            item.get("id"): normpath(join(dirname(package_path), _value(item, "href")))
            for item in package.iter(f"{_OPF}item")
        }
        for reference in package.iter(f"{_OPF}itemref"):
            yield from _identified(_parsed(book.read(paths[_value(reference, "idref")])), language)


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _value(element: etree._Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise ValueError(f"<{etree.QName(element).localname}> has no {name!r}")
    return value


def _identified(root: etree._Element, language: str) -> Iterator[Passage]:
    """Elements with an id and words of their own; containers of other ids are passed through."""

    def go(element: etree._Element, language: str) -> Iterator[Passage]:
        if not isinstance(element.tag, str):
            return
        role = etree.QName(element).localname
        if role in _HIDDEN:
            return
        language = element.get("lang") or element.get(_XML_LANG) or language
        name = element.get("id", "")
        if name and not any(isinstance(e.tag, str) and e.get("id") for e in _below(element)):
            yield Passage(name, role, language, "".join(element.itertext()))
            return
        for child in element:
            yield from go(child, language)

    yield from go(root, language)


def _below(element: etree._Element) -> Iterator[etree._Element]:
    descendants = element.iter()
    next(descendants)
    yield from descendants
