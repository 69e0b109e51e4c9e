"""An EPUB -> its passages along the spine, its contents, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree

from everyform.proof import container, package, styles
from everyform.proof.container import opened
from everyform.proof.markup import foreign
from everyform.proof.pages import grids, passages
from everyform.proof.passage import Card, Passage, Place, Reading, Run, unnamed

_OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_CONTAINER_FILE = "META-INF/container.xml"
_PAGE = "application/xhtml+xml"
_CONTENTS = "application/x-dtbncx+xml"


def read_book(data: bytes) -> Reading:
    """A book, along its spine; the older table of contents (NCX) comes last.

    Places are "file#id", relative to the package document.

    Raises:
        ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError: it is no book.
    """
    book = _Book(opened(data))
    listed = frozenset(("mimetype", _CONTAINER_FILE, book.path, *book.files))
    return replace(book.reading(), foreign=(*container.foreign(data, listed), *book.foreign()))


def book_passages(data: bytes) -> Iterator[Passage]:
    """The passages of an EPUB, along its spine."""
    yield from read_book(data).passages


class _Book:
    def __init__(self, held: dict[str, bytes]) -> None:
        self._held = held
        self._container = _parsed(held[_CONTAINER_FILE])
        self.path = _value(next(self._container.iter(f"{_CONTAINER}rootfile")), "full-path")
        self._package = _parsed(held[self.path])
        self._items = {
            _value(item, "id"): (
                normpath(_value(item, "href")),
                _value(item, "media-type"),
                held[self._full(_value(item, "href"))],
            )
            for item in self._package.iter(f"{_OPF}item")
        }
        self.files = [self._full(name) for name, _, _ in self._items.values()]
        self._pages = {
            name: _parsed(data) for name, kind, data in self._items.values() if kind == _PAGE
        }
        self._spine = [
            self._items[_value(reference, "idref")][0]
            for reference in self._package.iter(f"{_OPF}itemref")
        ]

    def _full(self, href: str) -> str:
        """A name in the container, of what the package document calls `href`."""
        return normpath(join(dirname(self.path), href))

    def foreign(self) -> Iterator[str]:
        """What in the book no book of ours has, in words."""
        if self._held["mimetype"] != b"application/epub+zip":
            yield "another media type"
        yield from package.foreign(self._container)
        yield from package.foreign(self._package)
        order = [name for name, kind, _ in self._items.values() if kind == _PAGE]
        if sorted(order) != sorted(self._spine):
            yield "pages that are not in the spine, or in it twice"
        navigation = [i for i in self._package.iter(f"{_OPF}item") if i.get("properties") == "nav"]
        if len(navigation) != 1:
            yield "no table of contents, or another beside it"
        for name, kind, data in self._items.values():
            if kind == _PAGE:
                strange = (*foreign(data, self._pages[name], "book"), *_heads(self._pages[name]))
                yield from (f"{words} in {name}" for words in strange)
            elif kind == _CONTENTS:
                yield from package.foreign(_parsed(data))
            else:
                yield from styles.foreign(data.decode("utf-8", "replace"), "book")

    def _directions(self) -> set[str]:
        """In which directions the package, its spine and its pages run."""
        spine = self._package.find(f"{_OPF}spine")
        ways = {page.get("dir", "") for page in self._pages.values()}
        return ways | {
            self._package.get("dir", ""),
            "" if spine is None else spine.get("page-progression-direction", ""),
        }

    def reading(self) -> Reading:
        """The book as a reading system would show it."""
        ids = [
            f"{name}#{element.get('id')}"
            for name, page in self._pages.items()
            for element in page.iter()
            if element.get("id")
        ]
        files = [name for name, _, _ in self._items.values()]
        contents = tuple(self._older_contents())
        pages = [tuple(self._passages(name)) for name in self._spine]
        return Reading(
            card=self._card(),
            passages=(*(passage for page in pages for passage in page), *contents),
            ids=tuple(ids),
            anchors=frozenset((*ids, *files)),
            references=tuple(self._references(contents)),
            pages=tuple(map(unnamed, pages)),
            grids=tuple(grid for name in self._spine for grid in grids(self._pages[name])),
        )

    def _passages(self, name: str) -> Iterator[Passage]:
        page = self._pages[name]
        title = page.find(".//{*}title")
        if title is not None:
            language = _language(title) or _language(page)
            runs = (Run(title.text or "", language),)
            yield Passage("", "title", runs, Place.CONTENTS, (name,))
        for passage in passages(page):
            targets = tuple(_resolved(name, target) for target in passage.targets)
            yield replace(passage, targets=targets)

    def _references(self, contents: tuple[Passage, ...]) -> Iterator[str]:
        for name, page in self._pages.items():
            for element in page.iter():
                for attribute in ("href", "src"):
                    if isinstance(element.tag, str) and element.get(attribute):
                        yield _resolved(name, _value(element, attribute))
        for passage in contents:
            yield from passage.targets

    def _older_contents(self) -> Iterator[Passage]:
        """The NCX, which has no way to say the language of an entry."""
        for name, kind, data in self._items.values():
            if kind == _CONTENTS:
                for point in _parsed(data).iter(f"{_NCX}navPoint"):
                    words = point.findtext(f"{_NCX}navLabel/{_NCX}text") or ""
                    content = point.find(f"{_NCX}content")
                    source = "" if content is None else _value(content, "src")
                    runs, target = (Run(words, ""),), _resolved(name, source)
                    yield Passage("", "navpoint", runs, Place.CONTENTS, (target,))

    def _card(self) -> Card:
        root = self._package
        older = [_parsed(d) for _, kind, d in self._items.values() if kind == _CONTENTS]
        changed = root.xpath(
            "//o:meta[@property='dcterms:modified']/text()",
            namespaces={"o": _OPF.strip("{}")},
        )
        return Card(
            titles=(
                *(element.text or "" for element in root.iter(f"{_DC}title")),
                *(ncx.findtext(f"{_NCX}docTitle/{_NCX}text") or "" for ncx in older),
            ),
            identifier=root.findtext(f".//{_DC}identifier") or "",
            languages=tuple(e.text or "" for e in root.iter(f"{_DC}language")),
            source=root.findtext(f".//{_DC}source") or "",
            rights=root.findtext(f".//{_DC}rights") or "",
            citation="",
            modified=str(changed[0])[:10] if isinstance(changed, list) and changed else "",
            made_with=tuple(
                meta.get("content", "")
                for meta in root.iter(f"{_OPF}meta")
                if meta.get("name") == "generator"
            ),
            facts=(*package.facts(root), *(("dir", way) for way in self._directions())),
        )


def _heads(page: etree._Element) -> Iterator[str]:
    """What stands in the head of a page: its title and the style sheet."""
    kinds = [etree.QName(child).localname for head in page.iterfind("{*}head") for child in head]
    parts = [etree.QName(child).localname for child in page]
    if sorted(kinds) != ["link", "title"] or parts != ["head", "body"]:
        yield "another head or body than that of a page"


def _resolved(page: str, target: str) -> str:
    """A target as seen from the package document; what leads out stays as it is."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or target.startswith("/"):
        return target
    path = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
    return f"{path}#{parts.fragment}" if parts.fragment else path


def _language(element: etree._Element) -> str:
    return element.get("lang", "")


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _value(element: etree._Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise ValueError(f"<{etree.QName(element).localname}> has no {name!r}")
    return value
