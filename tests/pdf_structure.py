"""Reads a PDF back as a screen reader does: its structure tree, with the words in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Element:
    role: str
    language: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Element | str | Annotation] = field(default_factory=list)
    own_pages: list[int] = field(default_factory=list)  # of its own words, from 0
    alternative: str = ""  # the words for a picture
    box: tuple[float, ...] = ()  # left, bottom, right, top in points

    def pages(self) -> list[int]:
        """The pages its words are on, in reading order, words inside first to last."""
        inside = [page for kid in self.elements() for page in kid.pages()]
        return sorted(self.own_pages + inside)

    def everything(self) -> Iterator[Element]:
        yield self
        for kid in self.elements():
            yield from kid.everything()

    def text(self) -> str:
        return "".join(
            kid.text() if isinstance(kid, Element) else kid if isinstance(kid, str) else ""
            for kid in self.kids
        )

    def find(self, role: str) -> Iterator[Element]:
        for kid in self.kids:
            if isinstance(kid, Element):
                if kid.role == role:
                    yield kid
                yield from kid.find(role)

    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def annotations(self) -> list[Annotation]:
        return [kid for kid in self.kids if isinstance(kid, Annotation)]

    def outline(self) -> str:
        """Roles alone, e.g. `Document(H1 P L(LI(Lbl LBody(P))))`."""
        inside = " ".join(kid.outline() for kid in self.elements())
        return f"{self.role}({inside})" if inside else self.role


@dataclass
class Annotation:
    contents: str
    printed: bool


@dataclass
class Pages:
    """The marked words of each page by their numbers, and the words of artifacts."""

    words: list[dict[int, str]]
    artifacts: list[str]


def read_structure(data: bytes) -> Element:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = _read_pages(pdf)
        places = {page.objgen: number for number, page in enumerate(pdf.pages)}
        tops = _kids(pdf.Root.StructTreeRoot)
        assert len(tops) == 1
        top = _element(tops[0], pages, places, None)
    assert not any(pages.words), "words in no structure element"
    return top


def read_pages(data: bytes) -> Pages:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _read_pages(pdf)


def squeezed(text: str) -> str:
    return re.sub("[ \t\n\r\f\v\x85\u2028\u2029]+", " ", text).strip()


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _element(node: Any, pages: Pages, places: dict[Any, int], around: int | None) -> Element:
    home = places[node["/Pg"].objgen] if "/Pg" in node else around
    element = Element(str(node["/S"])[1:], str(node.get("/Lang", "")))
    if "/A" in node:
        element.attributes = {str(k)[1:]: str(v).lstrip("/") for k, v in node["/A"].items()}
        element.box = tuple(float(side) for side in node["/A"].get("/BBox", []))
    element.alternative = str(node.get("/Alt", ""))
    for kid in _kids(node):
        if isinstance(kid, int):
            assert home is not None
            element.kids.append(pages.words[home].pop(kid, ""))  # a drawing has none
            element.own_pages.append(home)
        elif kid.get("/Type") == "/MCR":
            page = places[kid["/Pg"].objgen]
            element.kids.append(pages.words[page].pop(int(kid["/MCID"])))
            element.own_pages.append(page)
        elif kid.get("/Type") == "/OBJR":
            annotation = kid["/Obj"]
            printed = bool(int(annotation.get("/F", 0)) & 4)
            element.kids.append(Annotation(str(annotation.get("/Contents", "")), printed))
        else:
            element.kids.append(_element(kid, pages, places, home))
    return element


def _read_pages(pdf: pikepdf.Pdf) -> Pages:
    fonts: dict[tuple[int, int], dict[int, str]] = {}
    found = Pages([], [])
    for page in pdf.pages:
        marked: dict[int, str] = {}
        stack: list[tuple[int | None, str | None]] = []
        turned_at = 0
        turned: list[str] | None = None  # glyphs of "ReversedChars", the last one first
        font: dict[int, str] = {}
        artifact = ""
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            match operator:
                case "BDC":
                    properties: Any = operands[1]
                    number = int(properties["/MCID"]) if "/MCID" in properties else None
                    actual = properties.get("/ActualText")
                    if number is not None:
                        assert number not in marked
                        marked[number] = "" if actual is None else str(actual)
                    elif actual is not None and turned is not None:
                        turned.append(str(actual))
                    elif actual is not None:
                        artifact += str(actual)
                    stack.append((number, None if actual is None else str(actual)))
                case "BMC":
                    if str(operands[0]) == "/ReversedChars":
                        turned, turned_at = [], len(stack)
                    stack.append(stack[-1] if stack else (None, None))
                case "EMC":
                    number, actual = stack.pop()
                    if turned is not None and len(stack) == turned_at:
                        words = "".join(reversed(turned)).replace("\u200b", "")
                        turned = None
                        if number is None:
                            artifact += words
                        else:
                            marked[number] += words
                case "Tf":
                    entry: Any = page.Resources.Font[str(operands[0])]
                    if entry.objgen not in fonts:
                        fonts[entry.objgen] = to_unicode(entry.ToUnicode.read_bytes())
                    font = fonts[entry.objgen]
                case "Tj" | "TJ":
                    parts: Any = operands[0] if operator == "TJ" else [operands[0]]
                    codes = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
                    glyphs = [
                        font[int.from_bytes(codes[i : i + 2], "big")]
                        for i in range(0, len(codes), 2)
                    ]
                    text = "".join(glyphs)
                    assert stack, f"{text!r} is outside of marked content"
                    number, actual = stack[-1]
                    if turned is not None:
                        turned += glyphs if actual is None else []
                    elif number is None:
                        artifact += text if actual is None else ""
                    elif actual is None:
                        marked[number] += text.replace("\u200b", "")
                case _:
                    pass
        assert not stack
        found.words.append(marked)
        found.artifacts.append(artifact)
    return found


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Glyph -> letters, by the map of a font."""
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", cmap.split(b"beginbfchar", 1)[1])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
