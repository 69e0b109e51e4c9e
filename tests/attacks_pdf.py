"""Attacks on finished PDFs: what a viewer would show, run or tell, and our pages never hold."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.faults import Change, Fault, in_document

_NOT = "You do not need a doctor."


def _first(change: Callable[[Pdf, Any], None]) -> Change:
    """Change the first page."""
    return in_document(lambda document: change(document, document.pages[0].obj))


def _annotation(**keys: Any) -> Change:
    def change(document: Pdf, page: Any) -> None:
        rect = Array([72, 500, 300, 520])
        made = Dictionary(Type=Name.Annot, Rect=rect, F=4, Contents=String(_NOT), **keys)
        page.Annots = Array([*page.get("/Annots", []), document.make_indirect(made)])

    return _first(change)


def _painted(before: bytes = b"", after: bytes = b"") -> Change:
    """More operators before or after those of the first page."""

    def change(document: Pdf, page: Any) -> None:
        page.Contents = document.make_stream(before + page.Contents.read_bytes() + after)

    return _first(change)


def _replaced(old: bytes, new: bytes) -> Change:
    """Other operators in place of the first such ones of the first page."""

    def change(document: Pdf, page: Any) -> None:
        words = page.Contents.read_bytes()
        assert old in words
        page.Contents = document.make_stream(words.replace(old, new, 1))

    return _first(change)


def _catalog(**keys: Any) -> Change:
    def change(document: Pdf) -> None:
        for key, value in keys.items():
            document.Root[f"/{key}"] = value

    return in_document(change)


def _form(document: Pdf, page: Any) -> None:
    """A form over the page: words that lie in no content of its own."""
    drawn = document.make_stream(b"1 1 1 rg 0 0 612 792 re f")
    drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    page.Resources.XObject = Dictionary(Fx=drawn)
    page.Contents = document.make_stream(page.Contents.read_bytes() + b" /Artifact BMC /Fx Do EMC")


def _field(document: Pdf, page: Any) -> None:
    rect = Array([72, 500, 300, 520])
    kinds: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name.Widget, "FT": Name.Tx}
    field = document.make_indirect(Dictionary(Rect=rect, V=String(_NOT), T=String("x"), **kinds))
    page.Annots = Array([*page.get("/Annots", []), field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def _attachment(document: Pdf) -> None:
    document.attachments["tea.txt"] = b"Buy our tea"


def _open_attachment(document: Pdf) -> None:
    _attachment(document)
    document.Root.OpenAction = Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=String("tea.txt")))


def _elements(document: Pdf) -> list[Any]:
    found = [o for o in document.objects if isinstance(o, Dictionary)]
    return [o for o in found if o.get("/Type") == "/StructElem"]


def _element(**keys: Any) -> Change:
    """More keys for the first paragraph."""

    def change(document: Pdf) -> None:
        element = next(e for e in _elements(document) if e.S == "/P")
        for key, value in keys.items():
            element[f"/{key}"] = value

    return in_document(change)


def _link(**keys: Any) -> Change:
    """Other keys for the first link out of the file."""

    def change(document: Pdf) -> None:
        for page in document.pages:
            for annotation in page.obj.get("/Annots", Array()):
                if "/A" in annotation:
                    for key, value in keys.items():
                        annotation[f"/{key}"] = value
                    return
        raise AssertionError("no link")

    return in_document(change)


def _bookmark(**keys: Any) -> Change:
    def change(document: Pdf) -> None:
        entry = document.Root.Outlines.First
        for key, value in keys.items():
            entry[f"/{key}"] = value

    return in_document(change)


def _bookmark_elsewhere(document: Pdf) -> None:
    one = document.Root.Outlines.First.First
    one.Dest, one.Next.Dest = one.Next.Dest, one.Dest


def _metadata(old: bytes, new: bytes) -> Change:
    def change(document: Pdf) -> None:
        stream = document.Root.Metadata
        words = stream.read_bytes()
        assert old in words
        stream.write(words.replace(old, new, 1))

    return in_document(change)


def _info(key: str, words: str) -> Change:
    def change(document: Pdf) -> None:
        document.docinfo[key] = String(words)

    return in_document(change)


def _page(**keys: Any) -> Change:
    def change(document: Pdf, page: Any) -> None:
        for key, value in keys.items():
            page[f"/{key}"] = value

    return _first(change)


def _resource(kind: str, value: Any) -> Change:
    return _first(lambda document, page: page.Resources.__setitem__(f"/{kind}", value))


def _see_through(document: Pdf, page: Any) -> None:
    page.Resources.ExtGState["/a1.0"] = Dictionary(ca=0)


def _orphan(document: Pdf) -> None:
    document.pages[0].obj.Resources.Font["/Hidden"] = Dictionary(Type=Name.Font, Subtype=Name.Type3)


def _later_version(data: bytes) -> bytes:
    """A second version of an object after the end of the file."""
    return data + b"\n5 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF\n"


def _other_letters(document: Pdf) -> None:
    """A font that says other letters than those that its glyphs show, for one mark."""
    page = document.pages[0].obj
    words = page.Contents.read_bytes()
    at = words.index(b"/MCID")
    told = words[:at] + b"/ActualText (Not) " + words[at:]
    page.Contents = document.make_stream(told)


def _bomb(document: Pdf) -> None:
    document.pages[0].obj.Contents = document.make_stream(b"q Q " * 12_000_000)


def _packed_twice(data: bytes) -> bytes:
    packed = zlib.compress(zlib.compress(b"q Q " * 1_000_000))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        stream = pikepdf.Stream(document, b"")
        stream.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
        document.pages[0].obj.Contents = document.make_indirect(stream)
        document.save(
            out, recompress_flate=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )
    return out.getvalue()


def _ranges(document: Pdf) -> None:
    for thing in document.objects:
        if isinstance(thing, Dictionary) and "/ToUnicode" in thing:
            thing.ToUnicode = document.make_stream(
                b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
            )


def _loop(document: Pdf) -> None:
    element = next(e for e in _elements(document) if e.S == "/P")
    element.K = Array([element])


def _deep(document: Pdf) -> None:
    made = Dictionary(Type=Name.StructElem, S=Name.Div)
    for _ in range(5_000):
        made = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=Array([made])))
    document.Root.StructTreeRoot.K = Array([document.Root.StructTreeRoot.K, made])


def _bookmark_loop(document: Pdf) -> None:
    document.Root.Outlines.First.Next = document.Root.Outlines.First


def _script(code: str = "app.alert(1)") -> Any:
    return Dictionary(S=Name.JavaScript, JS=String(code))


_URI = Dictionary(Type=Name.Action, S=Name.URI, URI=String("https://example.org/"))

PLANTED: tuple[tuple[str, str, Change], ...] = (
    (
        "a remark as free text",
        "foreign",
        _annotation(Subtype=Name.FreeText, DA=String("/Helv 12 Tf")),
    ),
    ("a sticky note", "foreign", _annotation(Subtype=Name.Text)),
    ("a stamp", "foreign", _annotation(Subtype=Name.Stamp)),
    ("a field", "foreign", _first(_field)),
    ("a redaction", "foreign", _annotation(Subtype=Name.Redact)),
    ("a film", "foreign", _annotation(Subtype=Name.Screen)),
    ("an attached file on a page", "foreign", _annotation(Subtype=Name.FileAttachment)),
    ("a black box", "foreign", _annotation(Subtype=Name.Square, IC=Array([0, 0, 0]))),
    ("a link of nobody", "foreign", _annotation(Subtype=Name.Link, A=_URI, QuadPoints=Array([]))),
    ("a form over the page", "foreign", _first(_form)),
    ("an attached file", "foreign", in_document(_attachment)),
    ("an attached file that opens", "foreign", in_document(_open_attachment)),
    ("a script at the start", "foreign", _catalog(OpenAction=_script())),
    ("a script in a catalog of scripts", "foreign", _catalog(AA=Dictionary(WC=_script()))),
    ("a form of fields", "foreign", _catalog(AcroForm=Dictionary(Fields=Array([])))),
    ("layers", "foreign", _catalog(OCProperties=Dictionary(OCGs=Array([])))),
    ("a portfolio", "foreign", _catalog(Collection=Dictionary(View=Name.H))),
    (
        "labels of pages",
        "foreign",
        _catalog(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=String("x"))]))),
    ),
    (
        "a base for addresses",
        "foreign",
        _catalog(URI=Dictionary(Base=String("https://example.org/"))),
    ),
    ("a reading thread", "foreign", _catalog(Threads=Array([]))),
    ("a script of a page", "foreign", _page(AA=Dictionary(O=_script()))),
    ("a page turned around", "foreign", _page(Rotate=180)),
    ("a page cut off", "foreign", _page(CropBox=Array([0, 400, 612, 792]))),
    ("a small page", "foreign", _page(MediaBox=Array([0, 400, 612, 792]))),
    ("a page that turns itself", "foreign", _page(Dur=1)),
    ("a picture", "foreign", _resource("XObject", Dictionary(Im=Dictionary(Subtype=Name.Image)))),
    ("a pattern", "foreign", _resource("Pattern", Dictionary(P1=Dictionary(PatternType=1)))),
    ("a font that draws", "foreign", in_document(_orphan)),
    ("letters that are seen through", "foreign", _first(_see_through)),
    (
        "another name for a role",
        "foreign",
        in_document(
            lambda d: d.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary(P=Name.Artifact))
        ),
    ),
    ("words instead of a paragraph", "foreign", _element(ActualText=String(_NOT))),
    ("words for a picture", "foreign", _element(Alt=String(_NOT))),
    ("words for a short form", "foreign", _element(E=String(_NOT))),
    ("a paragraph by another name", "foreign", _element(T=String(_NOT))),
    ("a paragraph that is a private role", "foreign", _element(S=Name.Private)),
    ("other letters than are shown", "foreign", in_document(_other_letters)),
    ("letters that are not painted", "foreign", _painted(b"3 Tr ")),
    ("letters in white", "foreign", _painted(b"", b" 1 1 1 rg")),
    ("letters in the colour of paper", "foreign", _painted(b"1 g ")),
    (
        "a box over the letters",
        "foreign",
        _painted(b"", b" /Artifact BMC 0 0 0 rg 0 0 612 792 re f EMC"),
    ),
    (
        "a thick line over the letters",
        "foreign",
        _painted(b"", b" /Artifact BMC 300 w 0 400 m 612 400 l S EMC"),
    ),
    ("letters that are cut off", "foreign", _painted(b"0 0 10 10 re W n ")),
    ("letters upside down", "foreign", _painted(b"-1 0 0 -1 612 792 cm ")),
    ("letters outside of the page", "foreign", _painted(b"1 0 0 1 2000 0 cm ")),
    ("letters too small to read", "foreign", _painted(b"0.05 0 0 0.05 0 0 cm ")),
    ("letters pushed together", "foreign", _painted(b"1 Tz ")),
    ("a picture in the line", "foreign", _painted(b"", b" BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")),
    ("a shading", "foreign", _painted(b"", b" /Sh sh")),
    (
        "a link that runs a program",
        "foreign",
        _link(A=Dictionary(Type=Name.Action, S=Name.Launch, F=String("x"))),
    ),
    ("a link that runs a script", "foreign", _link(A=_script())),
    ("a link to elsewhere", "links", _link(A=_URI)),
    ("a link by another name", "foreign", _link(Contents=String(_NOT))),
    ("a link that is hidden", "foreign", _link(F=2)),
    ("a link with a picture of its own", "foreign", _link(AP=Dictionary())),
    ("a link after the link", "foreign", _link(PA=_URI)),
    ("a bookmark with other words", "foreign", _bookmark(Title=String(_NOT))),
    ("a bookmark to elsewhere", "foreign", in_document(_bookmark_elsewhere)),
    ("a bookmark that runs a script", "foreign", _bookmark(A=_script())),
    ("a subject of others", "foreign", _info("/Subject", _NOT)),
    ("a remark for programs", "foreign", _info("/Remark", _NOT)),
    ("an author of others", "foreign", _metadata(b"</dc:creator>", b"<x>Example</x></dc:creator>")),
    (
        "a description for programs",
        "foreign",
        _metadata(b"<dc:format>", b"<dc:description>x</dc:description><dc:format>"),
    ),
    (
        "a standard that it does not keep",
        "foreign",
        _metadata(b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"),
    ),
    ("rights lost", "credit", _metadata(b"PDQ is a", b"It is a")),
    ("a later version of itself", "readable", _later_version),
    ("words after the end", "readable", lambda data: data + b"\nstartxref\n0\n%%EOF\n"),
)

BOMBS: tuple[tuple[str, Change], ...] = (
    ("a page of 48 MB", in_document(_bomb)),
    ("a page packed twice", _packed_twice),
    ("a font for all numbers", in_document(_ranges)),
    ("a paragraph inside of itself", in_document(_loop)),
    ("a tree of 5,000 levels", in_document(_deep)),
    ("a bookmark after itself", in_document(_bookmark_loop)),
)

ATTACKS = tuple(
    Fault(name, format, code, plant) for name, code, plant in PLANTED for format in ("large-print",)
)
