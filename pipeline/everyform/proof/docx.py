"""A Word document -> its passages in order, its lists and headings, and what it says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from everyform.languages import Direction
from everyform.proof import docx_markup, docx_parts
from everyform.proof.docx_lists import Numbering, Styles
from everyform.proof.docx_markup import R, W, local
from everyform.proof.docx_parts import Parts
from everyform.proof.docx_text import Text, grids
from everyform.proof.passage import Card, Passage, Place, Reading

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_VARIANT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_PREFIXES = {_DC: "dc:", _TERMS: "dcterms:", _CORE: "cp:"}
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of what a maker has named

# Part -> the kind of its vocabulary.
_KINDS = {
    docx_parts.MAIN: "text",
    docx_parts.FOOT: "text",
    docx_parts.STYLES: "styles",
    docx_parts.NUMBERING: "numbering",
    docx_parts.SETTINGS: "settings",
}
_FIELDS = (" NUMPAGES ", " PAGE ")  # what the foot of each page counts


def read_docx(data: bytes) -> Reading:
    """A Word document, as a word processor shows it: the text, then the foot of every page.

    Raises:
        ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError: it is none.
    """
    parts = Parts(data)
    main, foot = parts.trees[docx_parts.MAIN], parts.trees[docx_parts.FOOT]
    styles = Styles(parts.trees[docx_parts.STYLES])
    numbering = Numbering(parts.trees[docx_parts.NUMBERING])
    text = Text(styles, numbering, parts.links)
    shown = tuple(text.passages(main, Place.TEXT))
    margin = tuple(text.passages(foot, Place.FURNITURE))
    strange = (
        *parts.foreign(),
        *_foreign(parts),
        *styles.foreign(),
        *numbering.foreign(),
        *text.foreign,
        *_framed(main, foot),
        *(f"an address that nothing leads to: {name}" for name in set(parts.links) - text.used),
    )
    return Reading(
        card=_card(parts, styles, main),
        passages=(*shown, *margin),
        ids=tuple(text.ids),
        anchors=frozenset(f"#{name}" for name in text.ids),
        references=(*text.references, *parts.links.values()),
        pages=("\n".join(passage.text for passage in margin),),
        grids=tuple(grids(main)),
        foreign=strange,
        ranks=text.ranks,
        printed=True,
        editable=True,
    )


def docx_passages(data: bytes) -> Iterator[Passage]:
    """The passages of a Word document, without the foot of its pages."""
    found = read_docx(data).passages
    yield from (passage for passage in found if passage.place is Place.TEXT)


def _foreign(parts: Parts) -> Iterator[str]:
    for name, kind in _KINDS.items():
        strange = docx_markup.foreign(parts.held[name], parts.trees[name], kind)
        yield from (f"{words} in {name}" for words in strange)
    roots = {docx_parts.MAIN: "document", docx_parts.FOOT: "ftr"}
    for name, root in roots.items():
        if local(parts.trees[name]) != root:
            yield f"another root of {name}"
    for name in (docx_parts.CORE, docx_parts.CUSTOM):
        strange = docx_markup.declared(parts.held[name], parts.trees[name])
        yield from (f"{words} in {name}" for words in strange)


def _framed(main: etree._Element, foot: etree._Element) -> Iterator[str]:
    """Whether every page has the foot, and the foot counts the pages."""
    bodies = main.findall(f"{W}body")
    last = bodies[-1][-1] if bodies and len(bodies[-1]) else None
    sections = list(main.iter(f"{W}sectPr"))
    if len(bodies) != 1 or len(sections) != 1 or sections[0] is not last:
        yield "another division of its pages"
    if [one.get(f"{R}id") for one in main.iter(f"{W}footerReference")] != ["foot"]:
        yield "pages that have no foot, or another one"
    fields = Counter(one.get(f"{W}instr", "") for one in foot.iter(f"{W}fldSimple"))
    if fields != Counter(_FIELDS):
        yield "a foot that does not count the pages"


def _card(parts: Parts, styles: Styles, main: etree._Element) -> Card:
    facts = [*_core(parts.trees[docx_parts.CORE]), *_custom(parts.trees[docx_parts.CUSTOM])]
    said = dict(facts)
    section = main.find(f"{W}body/{W}sectPr")
    leftward = section is not None and section.find(f"{W}bidi") is not None
    way = Direction.RIGHT_TO_LEFT if leftward else Direction.LEFT_TO_RIGHT
    return Card(
        titles=(said.get("dc:title", ""),),
        identifier=said.get("dc:identifier", ""),
        languages=(said.get("dc:language", ""), styles.language),
        source=said.get("Source", ""),
        rights=said.get("Rights", ""),
        citation=said.get("dc:subject", ""),
        modified=said.get("dcterms:modified", "")[:10],
        facts=(*facts, ("dir", way.value), ("w:lang", styles.language)),
    )


def _core(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The core properties; what is none of ours stands under a name that none of ours has."""
    for one in root:
        space, _, name = str(one.tag).rpartition("}")
        prefix = _PREFIXES.get(f"{space}}}", "?")
        typed = [(_TYPE, "dcterms:W3CDTF")] if prefix == "dcterms:" else []
        plain = not len(one) and one.items() == typed
        yield f"{prefix}{name}" if plain else f"?{name}", one.text or ""


def _custom(root: etree._Element) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(root, start=2):
        name, inside = one.get("name", ""), list(one)
        wanted = [("fmtid", _OWN), ("pid", str(number)), ("name", name)]
        plain = one.tag == f"{_CUSTOM}property" and one.items() == wanted
        words = [child for child in inside if child.tag == f"{_VARIANT}lpwstr" and not len(child)]
        if not plain or len(inside) != 1 or len(words) != 1:
            yield f"?{name}", ""
        yield name, "".join(child.text or "" for child in inside)
