"""The objects of a PDF held against a grammar of ours: what is not in it is foreign.

A PDF can hold forms, scripts, attachments, pictures, layers and remarks that a viewer shows
or runs. None of ours has any: the grammar names the parts that one may be made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

import pikepdf

# What stands under a key: another kind of dictionary by its name, "[kind]" for an array of
# them, or one of the plain kinds below, or "=value" for a value that never differs.
_Kind: TypeAlias = str
_SHOWN = 12

# (ISO 32000-1: 7.5.5 trailer, 7.7 document structure, 12.3 outlines, 12.5.6.5 links,
# 14.7 structure, 9.7 fonts.)
_GRAMMAR: Mapping[str, Mapping[str, _Kind]] = {
    "trailer": {
        **dict.fromkeys(("/Size", "/W", "/Index", "/Length", "/Filter", "/ID", "/Type"), "plain"),
        "/Root": "catalog",
        "/Info": "info",
        "/DecodeParms": "plain",
    },
    "catalog": {
        "/Type": "=/Catalog",
        "/Pages": "pages",
        "/Names": "names",
        "/StructTreeRoot": "structure",
        "/Outlines": "outlines",
        "/Metadata": "packet",
        "/Lang": "plain",
        "/MarkInfo": "marked",
        "/ViewerPreferences": "viewer",
    },
    "info": dict.fromkeys(
        ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/ModDate"), "plain"
    ),
    "marked": {"/Marked": "=True"},
    "viewer": {"/DisplayDocTitle": "=True"},
    "packet": {"/Type": "=/Metadata", "/Subtype": "=/XML", "/Length": "plain"},
    "names": {"/Dests": "name tree"},
    "name tree": {"/Names": "places"},
    "pages": {"/Type": "=/Pages", "/Kids": "[page]", "/Count": "plain"},
    "page": {
        "/Type": "=/Page",
        "/Parent": "pages",
        "/MediaBox": "box",
        "/BleedBox": "box",
        "/TrimBox": "box",
        "/Resources": "resources",
        "/Contents": "painting",
        "/Annots": "[link]",
        "/StructParents": "plain",
        "/Tabs": "=/S",
    },
    "painting": {"/Length": "plain", "/Filter": "=/FlateDecode"},
    "resources": {
        "/Font": "fonts",
        "/ExtGState": "states",
        "/ColorSpace": "spaces",
        **dict.fromkeys(("/XObject", "/Pattern", "/Shading"), "empty"),
    },
    "fonts": {"*": "font"},
    "states": {"*": "state"},
    "state": {"/ca": "=1", "/CA": "=1"},
    "spaces": {"/lab-d50": "numbers", "/lab-d65": "numbers"},
    "empty": {},
    "link": {
        "/Type": "=/Annot",
        "/Subtype": "=/Link",
        "/Rect": "box",
        "/BS": "border",
        "/F": "=4",  # printed, and nothing else (12.5.3)
        "/Contents": "plain",
        "/StructParent": "plain",
        "/Dest": "plain",
        "/A": "action",
    },
    "border": {"/W": "=0"},
    "action": {"/Type": "=/Action", "/S": "=/URI", "/URI": "plain"},
    "outlines": {"/Count": "plain", "/First": "entry", "/Last": "entry"},
    "entry": {
        "/Title": "plain",
        "/Dest": "place",
        "/Count": "plain",
        **dict.fromkeys(("/Next", "/Prev", "/First", "/Last"), "entry"),
        "/Parent": "entry or outlines",
    },
    "structure": {
        "/Type": "=/StructTreeRoot",
        "/K": "kids",
        "/IDTree": "id tree",
        "/ParentTree": "parent tree",
        "/ParentTreeNextKey": "plain",
    },
    "id tree": {"/Names": "elements by name"},
    "parent tree": {"/Nums": "elements by number"},
    "element": {
        "/Type": "=/StructElem",
        "/S": "role",
        "/P": "element or structure",
        "/K": "kids",
        "/Pg": "page",
        "/ID": "plain",
        "/Lang": "plain",
        "/Alt": "plain",
        "/A": "attributes",
    },
    "attributes": {
        "/O": "owner",
        "/ListNumbering": "numbering",
        "/Scope": "scope",
        "/BaselineShift": "plain",
        "/BBox": "box",
    },
    "content": {"/Type": "=/MCR", "/Pg": "page", "/MCID": "plain"},
    "object": {"/Type": "=/OBJR", "/Obj": "link", "/Pg": "page"},
    "font": {
        "/Type": "=/Font",
        "/Subtype": "=/Type0",
        "/BaseFont": "plain",
        "/Encoding": "=/Identity-H",
        "/DescendantFonts": "[face]",
        "/ToUnicode": "letters",
    },
    "face": {
        "/Type": "=/Font",
        "/Subtype": "plain",
        "/BaseFont": "plain",
        "/CIDSystemInfo": "plain",
        "/CIDToGIDMap": "=/Identity",
        "/W": "numbers",
        "/FontDescriptor": "descriptor",
    },
    "descriptor": {
        **dict.fromkeys(("/Flags", "/Ascent", "/Descent", "/CapHeight", "/FontBBox"), "plain"),
        **dict.fromkeys(("/ItalicAngle", "/StemV", "/StemH", "/FontName", "/FontFamily"), "plain"),
        "/Type": "=/FontDescriptor",
        "/FontFile2": "program",
        "/FontFile3": "program",
    },
    "program": {
        **dict.fromkeys(("/Length", "/Length1"), "plain"),
        "/Filter": "=/FlateDecode",
        "/Subtype": "=/OpenType",
    },
    "letters": {"/Length": "plain", "/Filter": "=/FlateDecode"},
}
_ROLES = (
    "Document Sect Div H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table THead TBody TR TH TD Caption"
    " Figure TOC TOCI Reference Span Link BlockQuote Note Quote"
)
_WORDS: Mapping[str, re.Pattern[str]] = {
    "role": re.compile("/(" + "|".join(_ROLES.split()) + ")"),
    "owner": re.compile("/(List|Table|Layout)"),
    "numbering": re.compile("/(Disc|Circle|Square|Decimal|None)"),
    "scope": re.compile("/(Row|Column|Both)"),
}


def foreign(document: pikepdf.Pdf, data: bytes) -> Iterator[str]:
    """What in a PDF no file of ours has, in words."""
    if data.count(b"startxref") != 1 or not data.rstrip().endswith(b"%%EOF"):
        yield "more than one version of itself, or bytes after its end"
    if not data.startswith(b"%PDF-1.7"):
        yield "another version of its format"
    walk = _Walk()
    yield from walk.strange(document)
    for thing in document.objects:
        if thing.objgen in walk.seen or not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        if thing.get("/Type") not in ("/ObjStm", "/XRef"):
            yield "an object that nothing leads to"
            return


class _Walk:
    """Every object below the trailer, each once, by its kind."""

    def __init__(self) -> None:
        self.seen: set[tuple[int, int]] = set()
        self._kinds: dict[tuple[int, int], str] = {}
        self._open: list[tuple[pikepdf.Object, str, str]] = []

    def strange(self, document: pikepdf.Pdf) -> Iterator[str]:
        """What does not fit, in words."""
        count = 0
        self._open = [(document.trailer, "trailer", "the file")]
        while self._open:
            for words in self._fit(*self._open.pop()):
                count += 1
                if count <= _SHOWN:
                    yield words

    def _fit(self, thing: pikepdf.Object, kind: str, where: str) -> Iterator[str]:
        if thing.is_indirect:
            known = self._kinds.setdefault(thing.objgen, kind)
            if thing.objgen in self.seen:
                if known != kind:
                    yield f"a {known} as a {kind}"
                return
            self.seen.add(thing.objgen)
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            yield f"no {kind} in {where}"
            return
        grammar = _GRAMMAR[kind]
        for key in thing.keys():  # noqa: SIM118
            wanted = grammar.get(key) or grammar.get("*")
            if wanted is None:
                yield f"the key {key} of a {kind}"
            else:
                yield from self._value(thing[key], wanted, f"{key} of a {kind}")

    def _value(self, value: pikepdf.Object, kind: str, where: str) -> Iterator[str]:
        if kind.startswith("="):
            if str(value) != kind[1:]:
                yield f"{where} that is {str(value)[:40]!r}"
        elif kind in _WORDS:
            if not _WORDS[kind].fullmatch(str(value)):
                yield f"{where} that is {str(value)[:40]!r}"
        elif kind in ("plain", "numbers", "place", "box"):
            if not _plain(value, page=kind == "place"):
                yield f"{where} that is more than a value"
        elif kind.startswith("["):
            yield from self._all(value, kind[1:-1], where)
        elif kind == "places":
            yield from (f"{where} that leads elsewhere" for v in value if not _plain(v, page=True))
        elif kind in ("elements by name", "elements by number"):
            yield from self._elements(list(value)[1::2], where)
        elif kind == "kids":
            kids = value if isinstance(value, pikepdf.Array) else [value]
            for kid in kids:
                if isinstance(kid, pikepdf.Dictionary):
                    self._open.append((kid, _kid(kid), where))
        elif kind == "attributes" and isinstance(value, pikepdf.Array):
            yield from self._all(value, kind, where)
        elif kind == "entry or outlines":
            self._open.append((value, "entry" if "/Title" in value else "outlines", where))
        elif kind == "element or structure":
            self._open.append((value, "element" if "/S" in value else "structure", where))
        else:
            self._open.append((value, kind, where))

    def _all(self, value: pikepdf.Object, kind: str, where: str) -> Iterator[str]:
        if not isinstance(value, pikepdf.Array):
            yield f"{where} that is no list"
            return
        self._open += [(thing, kind, where) for thing in value]
        if value.is_indirect:
            self.seen.add(value.objgen)

    def _elements(self, values: list[pikepdf.Object], where: str) -> Iterator[str]:
        for value in values:
            for thing in value if isinstance(value, pikepdf.Array) else [value]:
                if isinstance(thing, pikepdf.Dictionary):
                    self._open.append((thing, "element", where))
                elif thing is not None:
                    yield f"{where} that is no element"


def _kid(kid: pikepdf.Object) -> str:
    return {"/MCR": "content", "/OBJR": "object"}.get(str(kid.get("/Type")), "element")


def _plain(value: object, *, page: bool = False) -> bool:
    """Is this a number, a name, a string, or a list or set of such?

    A place in the file also names a page, which the walk finds by another way.
    """
    if isinstance(value, pikepdf.Array):
        return all(_plain(part, page=page) for part in value)
    if isinstance(value, pikepdf.Stream):
        return False
    if isinstance(value, pikepdf.Dictionary):
        if page and value.get("/Type") == "/Page":
            return True
        return all(_plain(value[key]) for key in value.keys())  # noqa: SIM118
    return isinstance(value, (int, float, bool, Decimal, str, pikepdf.String, pikepdf.Name))
