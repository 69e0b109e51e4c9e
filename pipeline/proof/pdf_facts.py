"""What a PDF says of itself to programs, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from lxml import etree

from pipeline.proof.passage import Card

_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
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
    )


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
