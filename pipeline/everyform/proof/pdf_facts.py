"""What a PDF says of itself to programs, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from lxml import etree

from everyform.proof.facts import Fact
from everyform.proof.passage import Card

_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ARRAYS = {f"{_RDF}{name}" for name in ("Alt", "Bag", "Seq", "li")}
_NAMESPACES = {
    "dc": _DC.strip("{}"),
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_XMP = "{http://ns.adobe.com/xap/1.0/}"


def card(document: pikepdf.Pdf) -> Card:
    """By its Info dictionary and its XMP packet (ISO 16684-1).

    Raises:
        ValueError: there is no XMP packet.
    """
    metadata = document.Root.get("/Metadata")
    if metadata is None:
        raise ValueError("the PDF has no XMP")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    packet = etree.fromstring(metadata.read_bytes(), parser)
    return Card(
        titles=(*_values(packet, f"{_DC}title"), _info(document, "/Title")),
        identifier=" ".join(_values(packet, f"{_DC}identifier")),
        languages=tuple(_values(packet, f"{_DC}language")),
        source=" ".join(_values(packet, f"{_DC}source")),
        rights=" ".join(_values(packet, f"{_DC}rights")),
        citation=_info(document, "/Subject"),
        modified=" ".join(_values(packet, f"{_XMP}ModifyDate")),
        made_with=(_info(document, "/Producer"), *sorted(set(_fonts(document)))),
        facts=(*_statements(document), *_properties(packet)),
    )


def _statements(document: pikepdf.Pdf) -> Iterator[Fact]:
    """The entries of the Info dictionary."""
    info = document.trailer.get("/Info", pikepdf.Dictionary())
    yield from ((key, str(info[key])) for key in info.keys())  # noqa: SIM118


def _properties(packet: etree._Element) -> Iterator[Fact]:
    """The properties of an XMP packet by prefix and name, each value of an array by itself."""
    for element in packet.iter():
        parent = element.getparent()
        if not isinstance(element.tag, str):
            yield "a remark", str(element)
        elif parent is None or element.tag in (f"{_RDF}RDF", f"{_RDF}Description"):
            attributes = set(element.keys()) - {f"{_RDF}about"}
            yield from ((name, element.get(name, "")) for name in sorted(attributes))
        elif parent.tag == f"{_RDF}Description":
            name = f"{element.prefix}:{etree.QName(element).localname}"
            if _NAMESPACES.get(str(element.prefix)) != etree.QName(element).namespace:
                name = str(element.tag)
            items = list(element.iter(f"{_RDF}li"))
            for item in items or [element]:
                language = item.get(_XML_LANG)
                yield f"{name}[{language}]" if language else name, item.text or ""
        elif element.tag not in _ARRAYS:
            yield str(element.tag), element.text or ""
        if isinstance(element.tag, str) and (element.tail or "").strip():
            yield "between the properties", element.tail or ""


def bookmarks(document: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    """The words of each bookmark in their order, and the page that it leads to, 0 for none."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    waiting = [document.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        entry = waiting.pop()
        if entry is None or entry.objgen in seen:
            continue
        seen.add(entry.objgen)
        place = entry.get("/Dest")
        page = place[0] if isinstance(place, pikepdf.Array) and len(place) else None
        number = numbers.get(page.objgen, 0) if isinstance(page, pikepdf.Dictionary) else 0
        yield str(entry.get("/Title", "")), number
        waiting += [entry.get("/Next"), entry.get("/First")]


def target(annotation: pikepdf.Object) -> str:
    """Where a link annotation leads: an address, or "#name" inside the file; "" for nowhere."""
    action = annotation.get("/A")
    if action is not None and "/URI" in action:
        return str(action.URI)
    if action is not None and "/D" in action:
        return f"#{action.D}"
    destination = annotation.get("/Dest")
    return "" if destination is None else f"#{destination}"


def places(document: pikepdf.Pdf) -> frozenset[str]:
    """Every named destination, as "#name"."""
    names = document.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    older = document.Root.get("/Dests", pikepdf.Dictionary())
    return frozenset(
        (
            *(f"#{name}" for name in ([] if names is None else _names(names))),
            *(f"#{str(name).removeprefix('/')}" for name in older.keys()),  # noqa: SIM118
        )
    )


def _names(tree: pikepdf.Object) -> Iterator[str]:
    """The keys of a name tree (ISO 32000-1, 7.9.6)."""
    yield from (str(key) for key in list(tree.get("/Names", pikepdf.Array()))[::2])
    for kid in tree.get("/Kids", pikepdf.Array()):
        yield from _names(kid)


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    """The embedded fonts: family without the tag of its subset, and revision."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            name = str(thing.FontName).removeprefix("/").rpartition("+")[2]
            program = thing.get("/FontFile2")
            yield name if program is None else f"{name} {_revision(program.read_bytes())}".strip()


def _revision(font: bytes) -> str:
    """The `fontRevision` of the `head` table (OpenType 1.9): 16.16 fixed point."""
    tables = int.from_bytes(font[4:6])
    for entry in range(12, 12 + 16 * tables, 16):
        if font[entry : entry + 4] == b"head":
            at = int.from_bytes(font[entry + 8 : entry + 12])
            return f"{int.from_bytes(font[at + 4 : at + 8]) / 65_536:.3f}"
    return ""


def _values(packet: etree._Element, name: str) -> Iterator[str]:
    """The text of a property, plain or in an array."""
    for element in packet.iter(name):
        items = [item.text or "" for item in element.iter(f"{_RDF}li")]
        yield from items or [element.text or ""]


def _info(document: pikepdf.Pdf, key: str) -> str:
    info = document.trailer.get("/Info", pikepdf.Dictionary())
    return str(info.get(key, ""))
