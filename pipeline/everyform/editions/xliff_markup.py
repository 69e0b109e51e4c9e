"""A message as the content of an XLIFF 1.2 element, and back, whatever a tool did to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
N = f"{{{NAMESPACE}}}"


def parser() -> etree.XMLParser:
    """A parser that opens no other file, whatever the one it reads asks for."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def element(name: str, message: str) -> etree._Element:
    """A message as an element; one that is not in the notation of messages is plain words.

    Raises:
        ValueError: it holds a character that XML cannot.
    """
    # Raw, a parser would read the one as a line feed and refuse the other.
    spelled = message.replace("\r", "&#13;").replace("]]>", "]]&gt;")
    try:
        made = etree.fromstring(f'<{name} xmlns="{NAMESPACE}">{spelled}</{name}>', parser())
        if _content(made) == message:
            return made
    except etree.XMLSyntaxError:
        pass
    made = etree.Element(f"{N}{name}", nsmap={None: NAMESPACE})
    made.text = message
    return made


def message(element: etree._Element) -> str:
    """The content of a source or target in the notation of messages.

    Words that a tool set in `mrk` are words, its comments are not. Where it laid out the
    tags on lines of their own, that white space is no part of the words: a break between
    two tags stands for the space there.
    """
    return _content(element, laid_out=True)


def tag_faults(target: etree._Element, msgid: str) -> str:
    """What the tags of a target lack or have over those of its message; "" for nothing."""
    wanted, there = Counter(_tags(element("source", msgid))), Counter(_tags(target))
    lost, extra = sorted((wanted - there).elements()), sorted((there - wanted).elements())
    said = [f"lost: {', '.join(lost)}"] * bool(lost) + [f"added: {', '.join(extra)}"] * bool(extra)
    return "; ".join(said)


def _tags(element: etree._Element) -> Iterator[str]:
    for inside in element.iterdescendants():
        if isinstance(inside.tag, str) and inside.tag != f"{N}mrk":
            yield f"{etree.QName(inside).localname} {inside.get('id', '')}".strip()


def _content(element: etree._Element, *, laid_out: bool = False) -> str:
    def words(text: str | None, break_means: str) -> str:
        if laid_out and len(element) and text and "\n" in text and not text.strip():
            return break_means
        return (text or "").replace("&", "&amp;").replace("<", "&lt;")

    parts = [words(element.text, "")]
    for child in element:
        parts.append(_tagged(child, _content(child, laid_out=laid_out)))
        parts.append(words(child.tail, "" if child.getnext() is None else " "))
    return "".join(parts)


def _tagged(child: etree._Element, words: str) -> str:
    if not isinstance(child.tag, str):
        return ""  # a comment or an instruction to some tool
    number = child.get("id", "")
    match etree.QName(child).localname:
        case "x":
            return f'<x id="{number}"/>'
        case "g":
            return f'<g id="{number}">{words}</g>'
        case _:  # a mark; the code of another tool is found by `tag_faults`
            return words
