"""A web page, or a page of a book -> its passages, by the elements that carry an id."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from everyform.proof import styles
from everyform.proof.facts import flat
from everyform.proof.markup import foreign, parsed
from everyform.proof.passage import Card, Gathering, Grid, Passage, Place, Reading, Run, unnamed

MOST_BYTES = 20_000_000
"""A page; that of the longest summary has 0.5 MB."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNREAD = {"script", "style", "head", "template"}
# Elements that stand in a line of text; any other one starts a passage of its own.
_INLINE = set(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
# Attributes whose words are shown or read out.
_SPOKEN = ("aria-label", "title", "alt", "aria-description")
# Attributes that name another place or file.
_NAMING = ("href", "src", "srcset", "poster", "data", "action", "cite")


def read_page(data: bytes) -> Reading:
    """A web page, as a browser reads it.

    Raises:
        ValueError: the page is empty, or says nothing of itself to machines.
    """
    root, strange = _tree(data)
    ids = tuple(_ids(root))
    found = tuple(passages(root))
    return Reading(
        card=_card(root),
        passages=found,
        ids=ids,
        anchors=frozenset(f"#{name}" for name in ids),
        references=tuple(_references(root)),
        pages=(unnamed(found),),
        grids=tuple(grids(root)),
        foreign=strange,
    )


def _tree(data: bytes) -> tuple[etree._Element, tuple[str, ...]]:
    """The page as a tree, and what in it no page of ours has."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"the page has more than {MOST_BYTES // 1_000_000} MB")
    try:
        root = parsed(data)
    except etree.XMLSyntaxError as error:
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
        return root, (f"markup that is not well-formed: {error.msg}",)
    sheets = root.iterfind(".//{*}style")
    styled = (words for sheet in sheets for words in styles.foreign(sheet.text or "", "web"))
    return root, (*foreign(data, root, "web"), *_heads(root), *styled)


def _heads(root: etree._Element) -> Iterator[str]:
    """What stands in the head of a page, each once; its order means nothing."""
    kinds = Counter(_role(child) for head in root.iterfind("{*}head") for child in head)
    if kinds != Counter(meta=5, title=1, style=1, script=1):
        yield "another head than that of a page"
    names = Counter(_role(child) for child in root)
    if names != Counter(head=1, body=1):
        yield "another body than that of a page"


def page_passages(data: bytes) -> Iterator[Passage]:
    """The passages of an HTML page, in document order."""
    yield from read_page(data).passages


def passages(root: etree._Element, language: str = "") -> Iterator[Passage]:
    """Every word below `root` in exactly one passage; `language` is the one around it."""
    yield from _Walk().element(root, language, Place.TEXT)


def grids(root: etree._Element) -> Iterator[Grid]:
    """Every table below `root`, in document order."""
    for table in _those(root, "table"):
        yield tuple(
            tuple(next(_ids(cell), "") for cell in _those(row, "td", "th"))
            for row in _those(table, "tr")
        )


def _those(root: etree._Element, *roles: str) -> Iterator[etree._Element]:
    return (element for element in root.iter() if _role(element) in roles)


class _Walk:
    def element(self, element: etree._Element, language: str, place: Place) -> Iterator[Passage]:
        role = _role(element)
        if role in _UNREAD:
            return
        language, place = _language(element, language), _place(element, place)
        yield from _attributes(element, language, place)
        piece = Gathering(element.get("id", ""), role, place)
        self._link(element, piece)
        yield from self._inside(element, piece, language)
        yield from piece.taken()

    def _inside(
        self, element: etree._Element, piece: Gathering, language: str
    ) -> Iterator[Passage]:
        piece.runs.append(Run(element.text or "", language))
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, piece, language)
            piece.runs.append(Run(child.tail or "", language))

    def _child(self, child: etree._Element, piece: Gathering, language: str) -> Iterator[Passage]:
        if _role(child) not in _INLINE or child.get("id"):
            yield from piece.taken()
            yield from self.element(child, language, piece.place)
            return
        own = _language(child, language)
        if _role(child) == "br":
            piece.runs.append(Run(" ", language))
        if _role(child) in ("sup", "sub"):
            piece.shifted.append((_role(child), "".join(map(str, child.itertext()))))
        self._link(child, piece)
        yield from _attributes(child, own, piece.place)
        yield from self._inside(child, piece, own)

    def _link(self, element: etree._Element, piece: Gathering) -> None:
        if _role(element) == "a" and element.get("href"):
            piece.targets.append(element.get("href", ""))


def _role(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _language(element: etree._Element, around: str) -> str:
    return element.get("lang") or element.get(_XML_LANG) or around


def _place(element: etree._Element, around: Place) -> Place:
    return Place.CONTENTS if _role(element) == "nav" else around


def _attributes(element: etree._Element, language: str, place: Place) -> Iterator[Passage]:
    for name in _SPOKEN:
        words = element.get(name, "")
        if words.strip():
            yield Passage("", f"@{name}", (Run(words, language),), place)


def _ids(root: etree._Element) -> Iterator[str]:
    return (element.get("id", "") for element in root.iter() if element.get("id"))


def _references(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from (element.get(name, "") for name in _NAMING if element.get(name))


def _card(root: etree._Element) -> Card:
    """By the page's title and its JSON-LD (schema.org)."""
    scripts = [script.text for script in root.iterfind(".//{*}script[@type='application/ld+json']")]
    if not scripts:
        raise ValueError("the page has no JSON-LD")
    facts: dict[str, Any] = json.loads(str(scripts[0]), object_pairs_hook=_once)
    if not facts.get("accessibilityFeature"):
        raise ValueError("the JSON-LD names no accessibilityFeature")
    titles = (root.findtext(".//{*}title") or "", facts.get("name", ""))
    return Card(
        titles=titles,
        identifier=facts.get("identifier", ""),
        languages=(facts.get("inLanguage", ""),),
        source=facts.get("isBasedOn", ""),
        rights=facts.get("copyrightNotice", ""),
        citation=facts.get("citation", ""),
        modified=facts.get("dateModified", ""),
        facts=(*flat(facts), ("dir", root.get("dir", ""))),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, each of whose keys stands once.

    Raises:
        ValueError: one stands twice, and readers differ in which they take.
    """
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("the JSON-LD says something twice")
    return dict(pairs)
