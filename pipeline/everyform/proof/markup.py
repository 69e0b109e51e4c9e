"""A page held against its vocabulary: every byte of it is markup that we use, or words.

A browser and a parser of XML must come to the same tree, or what was proved is not what is
shown. So the tags are read once as they are typed, and once as a tree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from everyform.languages import direction
from everyform.proof.findings import quoted
from everyform.proof.vocabulary import EPUB_TYPE, Rule, vocabulary

# The only tags that close themselves; a browser takes any other for an open one.
_VOID = {"br", "meta", "link"}
_TAG = re.compile(r'</[a-z][a-z0-9]*>|<([a-z][a-z0-9]*)((?: [\w:.-]+="[^"<]*")*)(/?)>')
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_DOCTYPE = "<!DOCTYPE html>\n"
# Elements whose characters a browser takes as they are, and a parser of XML does not.
_RAW = re.compile(r"<(style|script)\b[^>]*>([^<]*)</\1>")
# Letters that no page of ours holds: they turn the order of others around, or are not shown.
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_SHOWN = 12  # of one kind; a page that is foreign altogether needs no longer list

DEEPEST = 100
"""How deep the elements of a page may nest; those of the deepest known summary need 24."""


def parsed(data: bytes) -> etree._Element:
    """The tree of a page that is well-formed XML.

    Raises:
        etree.XMLSyntaxError: it is none, or nests without end.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def foreign(data: bytes, root: etree._Element, kind: str) -> Iterator[str]:
    """What in a page of this `kind` ("web" or "book") no page of ours has, in words."""
    yield from _typed(data, kind)
    rules = vocabulary(kind)
    count = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            wrong = ["a comment or an instruction"]
        else:
            wrong = list(_element(element, rules.get(_name(element))))
        for words in wrong:
            count += 1
            if count <= _SHOWN:
                yield words


def _typed(data: bytes, kind: str) -> Iterator[str]:
    """What the bytes hold beside tags and words."""
    text = data.decode("utf-8", "replace")
    if "\ufffd" in text:
        yield "bytes that are no UTF-8"
    head = _DOCTYPE if kind == "web" else _DECLARATION + _DOCTYPE
    if not text.startswith(head):
        yield "another declaration of what it is"
    if not text.rstrip().endswith("</html>"):
        yield "something after its end"
    place = len(head)
    while (at := text.find("<", place)) >= 0:
        tag = _TAG.match(text, at)
        if tag is None:
            yield f"a tag that is typed as {quoted(text[at : at + 40])}"
            return
        if tag[3] and tag[1] not in _VOID:
            yield f"a tag that closes itself: {quoted(tag[0])}"
        place = tag.end()
    if any("&" in words for _, words in _RAW.findall(text)):
        yield "styles or facts that a browser reads otherwise"
    if (unseen := UNSEEN.search(text)) is not None:
        yield f"the unseen character U+{ord(unseen[0]):04X}"


def _element(element: etree._Element, rule: Rule | None) -> Iterator[str]:
    name, parent = _name(element), element.getparent()
    if rule is None:
        yield f"the element <{name}>"
        return
    place = "" if parent is None else _name(parent)
    if place not in rule.parents and (place or rule.parents):
        yield f"<{name}> in <{place}>"
    if element.prefix is not None:
        yield f"<{element.prefix}:{name}>"
    for attribute, value in element.items():
        shown = f"{etree.QName(attribute).localname}={quoted(value)}"
        if attribute == "class":
            wrong = [c for c in value.split() if not rule.fits(c, place)]
            if wrong:
                yield f"<{name} class={quoted(wrong[0])}> in <{place}>"
            elif value.split()[-1] == "head" and element.xpath(".//@id"):
                yield f"<{name} class='head'> around a segment"
        elif attribute not in rule.attributes or not rule.attributes[attribute].fullmatch(value):
            yield f"<{name} {shown}>"
    yield from _bound(element, name)


def _bound(element: etree._Element, name: str) -> Iterator[str]:
    """Attributes whose value must agree with something else in the page."""
    if name == "a" and _inside(element, "a"):
        yield "a link inside of a link"
    label = element.get("aria-labelledby")
    if label and not any(inner.get("id") == label for inner in element.iter()):
        yield f"<{name}> is called by what stands elsewhere: {quoted(label)}"
    if element.get("hidden") and element.get(EPUB_TYPE) != "landmarks":
        yield f"a hidden <{name}>"
    if name in ("details", "p") and (name == "p") == _inside(element, "nav"):
        yield f"<{name}> {'inside' if name == 'p' else 'outside'} of the contents"
    flat = element.get("data-flat")
    if flat and _letters(flat) != _letters("".join(map(str, element.itertext()))):
        yield f"<{name}> is called {quoted(flat)}"
    side = element.get("dir")
    if side and name != "html" and side != _direction(element):
        yield f"<{name}> runs to the other side: {quoted(''.join(map(str, element.itertext())))}"


def _inside(element: etree._Element, name: str) -> bool:
    return any(_name(around) == name for around in element.iterancestors())


def _direction(element: etree._Element) -> str:
    """That of the element's own language, else of most of the letters inside."""
    language = element.get("lang")
    if language:
        return direction(language).value
    text = "".join(map(str, element.itertext()))
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    leftward = sum(kind in ("R", "AL") for kind in kinds)
    return "rtl" if leftward > kinds.count("L") else "ltr"


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
