"""The words of a page and the elements among them -> inline nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from everyform.diagnostics import clipped
from everyform.inline import (
    Emph,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from everyform.reader import draft
from everyform.reader.habits import LANGUAGES
from everyform.reader.markdown import MAX_INLINE_DEPTH
from everyform.reader.page import names
from everyform.reader.page.notes import Notes
from everyform.reader.page.terms import is_term, term_address
from everyform.reader.page.tree import Element, Node, Words, words_of

_RAISED = "sup"  # the publisher's class where `sup` itself is not used
_SIGNS = frozenset({"®", "™", "℠"})  # raised everywhere by their own shape

LANGUAGE_ATTRIBUTES = ("lang", "xml:lang")

_WHITE = re.compile(r"[ \t\n\r\f\v]+")
_AT_A_SITE = re.compile(r"(?:https?:)?//|/(?!/)", re.IGNORECASE)
_Nodes: TypeAlias = list[Inline | draft.Picture]
_Span: TypeAlias = Strong | Emph | Superscript | Subscript | Link | Foreign


def content_of(nodes: Iterable[Node], notes: Notes) -> draft.Content:
    """The words of these nodes, ends trimmed; pictures come out at the top level.

    Blocks among them are taken as words. Codes: `element-unknown`, `page-struck`,
    `page-embedded`, `page-operated`, `link-empty`, and those of `terms`.
    """
    return draft.trimmed(tuple(_settled(_nodes(nodes, notes, 0))))


def _nodes(nodes: Iterable[Node], notes: Notes, depth: int) -> _Nodes:
    found: _Nodes = []
    for node in nodes:
        if isinstance(node, Words):
            found.append(Text(_WHITE.sub(" ", node.text)))
        else:
            found.extend(_element(node, notes, depth))
    return found


def _element(element: Element, notes: Notes, depth: int) -> _Nodes:
    name = element.name
    if name in names.SILENT:
        return []
    if name in names.STRUCK or name in names.EMBEDDED:
        left_out(element, notes)
        return []
    if depth > MAX_INLINE_DEPTH:
        said = "links or emphasis are nested too deep to be read safely"
        raise notes.failure("nesting-too-deep", said, element.line)
    inside = _settled(_nodes(element.children, notes, depth + 1))
    if (language := foreign(element, notes)) and draft.words(inside):
        inside = _span(Foreign((), language), inside)
    if name == "br":
        return [LineBreak(), *inside]  # the parser puts words into no such element; none is lost
    if name == "img":
        return [picture(element), *inside]
    if name == "q":
        return [Text("“"), *inside, Text("”")]
    if name == "a" or is_term(element):
        return _link(element, inside, notes)
    if name in names.STRONG:
        return _span(Strong(()), inside)
    if name in names.EMPHASIS:
        return _span(Emph(()), inside)
    if name == "sup" or _RAISED in element.get("class").split():
        return inside if draft.words(inside) in _SIGNS else _span(Superscript(()), inside)
    if name == "sub":
        return _span(Subscript(()), inside)
    if name in names.BLOCKS:
        return [Text(" "), *inside, Text(" ")]
    if name not in names.SPANS:
        unknown(element, notes)
    return inside


def foreign(element: Element, notes: Notes) -> str:
    """The language of the element's words where it is not the page's; else empty.

    Only the languages in which the publisher writes count: no voice speaks the others, and
    a Latin word is better said by the voice around it than not at all.
    """
    said = next(filter(None, map(element.get, LANGUAGE_ATTRIBUTES)), "")
    language = said.split("-")[0].casefold()
    return language if language in LANGUAGES and notes.language not in ("", language) else ""


def left_out(element: Element, notes: Notes) -> None:
    """Report what the page does not give as words of the summary."""
    words = words_of(element)
    shown = repr(clipped(words)) if words else "it may show something"
    hint = "compare with the page"
    if element.name in names.STRUCK:
        said = f"left out what the page has crossed out: {shown}"
        notes.warn("page-struck", said, element.line, hint)
    elif element.name in names.SHOWN and (words or element.name != "svg"):  # most are icons
        notes.warn("page-embedded", f"left out <{element.name}>: {shown}", element.line, hint)
    elif words:
        notes.note("page-operated", f"left out <{element.name}>: {shown}", element.line)


def unknown(element: Element, notes: Notes) -> None:
    """Report an element that this reader does not know; its words are kept."""
    if words := words_of(element):
        said = f"<{element.name}> is not known here; its words were kept: {clipped(words)!r}"
        notes.warn("element-unknown", said, element.line, "compare them with the page")


def picture(element: Element) -> draft.Picture:
    """The image with its description and its address as the page has it.

    The address of a copy that a browser saved beside the page, or in it, tells nobody where
    the picture is: then there is none, which leads to the summary's own page.
    """
    alt = _WHITE.sub(" ", element.get("alt")).strip()
    sources = (element.get(name) for name in ("src", "data-src"))
    return draft.Picture(alt, next(filter(_AT_A_SITE.match, sources), ""))


def _link(element: Element, inside: _Nodes, notes: Notes) -> _Nodes:
    target = term_address(element, notes) if is_term(element) else element.get("href")
    if not target:  # the mark of a place, not a link
        return inside
    if not draft.words(inside) and not any(isinstance(n, draft.Picture) for n in inside):
        said = f"a link without words to {target!r} was left out"
        notes.warn("link-empty", said, element.line)
        return inside
    shown = [
        replace(node, target=target) if isinstance(node, draft.Picture) else node for node in inside
    ]
    return _span(Link((), target), shown)


def _span(empty: _Span, inside: _Nodes) -> _Nodes:
    """The span around these nodes: white space goes before and after it, pictures after."""
    words = tuple(node for node in inside if not isinstance(node, draft.Picture))
    pictures = [node for node in inside if isinstance(node, draft.Picture)]
    kept = tuple(n for n in draft.trimmed(words) if not isinstance(n, draft.Picture))
    if not kept:
        return [*words, *pictures]
    before, after = _edge(words[0], 0), _edge(words[-1], -1)
    return [*before, replace(empty, content=kept), *after, *pictures]


def _edge(node: Inline, end: int) -> _Nodes:
    """What `draft.trimmed` takes away at this end."""
    if isinstance(node, LineBreak):
        return [node]
    return [Text(" ")] if isinstance(node, Text) and node.text[end] == " " else []


def _settled(nodes: Sequence[Inline | draft.Picture]) -> _Nodes:
    """Neighbouring texts are one; white space never doubles, nor stands beside a line break."""
    found: _Nodes = []
    run: list[str] = []  # neighbouring texts; joined once, as there may be thousands

    def flush(*, at_break: bool) -> None:
        text = _WHITE.sub(" ", "".join(run))
        run.clear()
        if found and isinstance(found[-1], LineBreak):
            text = text.lstrip(" ")
        if at_break:
            text = text.rstrip(" ")
        if text:
            found.append(Text(text))

    for node in nodes:
        if isinstance(node, Text):
            run.append(node.text)
            continue
        flush(at_break=isinstance(node, LineBreak))
        if not (isinstance(node, LineBreak) and found and isinstance(found[-1], LineBreak)):
            found.append(node)
    flush(at_break=False)
    return found
