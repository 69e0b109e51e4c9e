"""Finished parts -> the bytes of a container (ISO/IEC 29500-2), always the same ones."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap
from docx.package import Package
from lxml import etree

from everyform.publication import Publication
from everyform.writers.docx.card import core, custom
from everyform.writers.docx.elements import Element

_NEVER = (1980, 1, 1, 0, 0, 0)  # the earliest date that a file in a container can carry
_PLAIN_FILE = 0o100644
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


@dataclass(slots=True)
class Links:
    """The addresses that a sheet leads to, each with the id of its relationship."""

    footer: str = "foot"
    addresses: dict[str, str] = field(default_factory=dict)

    def relate(self, address: str) -> str:
        """The id of the relationship that leads to an address."""
        return self.addresses.setdefault(address, f"link{len(self.addresses) + 1}")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a file as elements."""

    document: Element
    styles: Element
    numbering: Element
    settings: Element
    footer: Element


def package(publication: Publication, parts: Parts, links: Links) -> bytes:
    """A file of these parts that says of itself what `publication` is."""
    made = Package()

    def part(name: str, content_type: str, element: Element) -> XmlPart:
        return XmlPart(PackURI(f"/{name}.xml"), content_type, element, made)

    def plain(name: str, content_type: str, element: etree._Element) -> XmlPart:
        return part(name, content_type, parse_xml(etree.tostring(element)))

    # One name for each space, declared once, as every other program does it.
    etree.cleanup_namespaces(parts.document, top_nsmap={p: nsmap[p] for p in ("w", "r")})
    main = part("word/document", CONTENT_TYPE.WML_DOCUMENT_MAIN, parts.document)
    styles = part("word/styles", CONTENT_TYPE.WML_STYLES, parts.styles)
    numbering = part("word/numbering", CONTENT_TYPE.WML_NUMBERING, parts.numbering)
    settings = part("word/settings", CONTENT_TYPE.WML_SETTINGS, parts.settings)
    footer = part("word/footer", CONTENT_TYPE.WML_FOOTER, parts.footer)
    properties = plain("docProps/core", CONTENT_TYPE.OPC_CORE_PROPERTIES, core(publication))
    own = plain("docProps/custom", _CUSTOM_TYPE, custom(publication))
    made.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "main")
    made.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, properties, "core")
    made.load_rel(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, own, "custom")
    main.load_rel(RELATIONSHIP_TYPE.STYLES, styles, "styles")
    main.load_rel(RELATIONSHIP_TYPE.NUMBERING, numbering, "numbering")
    main.load_rel(RELATIONSHIP_TYPE.SETTINGS, settings, "settings")
    main.load_rel(RELATIONSHIP_TYPE.FOOTER, footer, links.footer)
    for address, number in links.addresses.items():
        main.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, number, is_external=True)
    packed = BytesIO()
    made.save(packed)
    return _dateless(packed)


def _dateless(packed: BytesIO) -> bytes:
    """The same files in a container that says nothing of when and where it was made."""
    out = BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every machine
            entry.external_attr = _PLAIN_FILE << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
