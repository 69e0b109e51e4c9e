"""A tagged PDF, read by its structure tree: what a screen reader is told, in its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from pipeline.proof.passage import Passage
from pipeline.proof.pdf_text import page_words

# Elements whose words belong to the passage around them (ISO 32000-1, 14.8.4.4).
_INLINE = {"Span", "Link", "Reference", "Quote", "Code", "Annot"}


@dataclass(frozen=True, slots=True)
class Tags:
    """A structure element: its role, and under it text and elements in reading order."""

    role: str
    id: str
    language: str
    kids: tuple[Tags | str, ...]

    def text(self) -> str:
        """All words below, in order."""
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)


def read_tags(data: bytes) -> Tags:
    """The structure tree of a PDF with the words at their places.

    Raises:
        ValueError: the file has no structure tree.
    """
    with pikepdf.open(BytesIO(data)) as document:
        root = document.Root.get("/StructTreeRoot")
        if root is None:
            raise ValueError("the PDF is not tagged")
        words = _Words(document)
        language = str(document.Root.get("/Lang", ""))
        return Tags("Root", "", language, tuple(_kids(root, words, language, None)))


def passages(data: bytes) -> Iterator[Passage]:
    """Every block of words in reading order."""

    def go(tags: Tags) -> Iterator[Passage]:
        own: list[str] = []
        for kid in tags.kids:
            if isinstance(kid, str):
                own.append(kid)
            elif kid.role in _INLINE:
                own.append(kid.text())
            else:
                if own:
                    yield passage(tags, own)
                    own = []
                yield from go(kid)
        if own:
            yield passage(tags, own)

    def passage(tags: Tags, own: list[str]) -> Passage:
        return Passage(tags.id, tags.role.lower(), tags.language, "".join(own))

    yield from go(read_tags(data))


class _Words:
    """The text of each marked-content sequence, by page and number."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._found: dict[tuple[int, int], dict[int, str]] = {}
        for page in document.pages:
            texts: dict[int, str] = defaultdict(str)
            for words in page_words(page):
                if words.number is not None:
                    texts[words.number] += words.text
            self._found[page.obj.objgen] = texts

    def at(self, page: pikepdf.Object | None, number: int) -> str:
        if page is None:
            raise ValueError("marked content that names no page")
        return self._found[page.objgen].get(number, "")


def _kids(
    element: pikepdf.Object, words: _Words, language: str, page: pikepdf.Object | None
) -> Iterator[Tags | str]:
    page = element.Pg if "/Pg" in element else page
    inside = element.K if "/K" in element else pikepdf.Array()
    for kid in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(kid, pikepdf.Dictionary):
            kind = kid.get("/Type")
            if kind == "/MCR":
                yield words.at(kid.Pg if "/Pg" in kid else page, int(kid.MCID))
            elif kind != "/OBJR":
                own = str(kid.get("/Lang", language))
                name = kid.get("/ID")
                yield Tags(
                    str(kid.S).removeprefix("/"),
                    "" if name is None else bytes(name).decode(),
                    own,
                    tuple(_kids(kid, words, own, page)),
                )
        else:
            yield words.at(page, int(kid))
