"""Reading finished pages back, with a parser that shares nothing with the templates.

Each check answers with a list of complaints, empty when all is well, so that a test can
show the same check failing on a planted fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from everyform.publication import Publication, source_segments
from everyform.walk import plain_text

Pages = Iterable[tuple[str, etree._Element]]  # (file name, root), in reading order

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(data: bytes) -> etree._Element:
    """Strictly: what is not well-formed XML is an error."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def words(element: etree._Element) -> str:
    """The text a reader sees; a line break parts words as a space does."""
    return "".join(_words(element))


def _words(element: etree._Element) -> Iterator[str]:
    yield " " if element.tag == f"{XHTML}br" else element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def lost(publication: Publication, pages: Pages) -> list[str]:
    """Every unit of the source is there once, verbatim, under its id, in order."""
    wanted = [(s.id, plain_text(s.content)) for s in source_segments(publication)]
    names = {name for name, _ in wanted}
    found = [
        (element.get("id"), words(element))
        for _, root in pages
        for element in root.iter(f"{XHTML}*")
        if element.get("id") in names
    ]
    return [
        f"{want} became {have}" for want, have in zip(wanted, found, strict=False) if want != have
    ] + [f"{len(wanted)} units, {len(found)} found"] * (len(wanted) != len(found))


def uncredited(publication: Publication, pages: Pages) -> list[str]:
    """Exactly the notices of the label's row, in order, the citation among them."""
    roots = [root for _, root in pages]
    wanted = [(n.segment.id, plain_text(n.segment.content)) for n in publication.notices]
    found = [
        (element.get("id"), words(element))
        for root in roots
        for element in root.iter(f"{XHTML}*")
        if "notice" in (element.get("class") or "").split()
    ]
    citation = plain_text(publication.citation)
    seen = any(citation in text for _, text in found)
    return [f"notices {found} instead of {wanted}"] * (found != wanted) + [
        f"no citation {citation!r}"
    ] * (not seen)


def misled(pages: Pages) -> list[str]:
    """Ids are unique and every link inside the output leads to one of them."""
    listed = list(pages)
    places = Counter(
        f"{name}#{element.get('id')}"
        for name, root in listed
        for element in root.iter(f"{XHTML}*")
        if element.get("id")
    )
    known = {*places, *(name for name, _ in listed)}
    complaints = [f"{place} {count} times" for place, count in places.items() if count > 1]
    for name, root in listed:
        for link in root.iter(f"{XHTML}a"):
            href = link.get("href") or ""
            target = f"{name}{href}" if href.startswith("#") else href
            if (
                not href.startswith(("https://", "http://", "mailto:", "tel:"))
                and target not in known
            ):
                complaints.append(f"{name} links to {href!r}")
    return complaints


def language_of(element: etree._Element) -> str:
    """The language declared nearest to the element; `lang` and `xml:lang` must agree."""
    for node in (element, *element.iterancestors()):
        if node.get("lang") or node.get(XML_LANG):
            assert node.get("lang") == node.get(XML_LANG)
            return str(node.get("lang"))
    return ""


def mislabelled(publication: Publication, pages: Pages) -> list[str]:
    """Every unit, note and notice stands under the language of its words."""
    languages: dict[str | None, str] = {s.id: s.language for s in source_segments(publication)}
    languages |= {n.segment.id: n.segment.language for n in publication.notices}
    return [
        f"{element.get('id')} is declared {language_of(element)!r}"
        for _, root in pages
        for element in root.iter(f"{XHTML}*")
        if languages.get(element.get("id"), language_of(element)) != language_of(element)
    ]
