"""The summary inside a saved page, without the site around it and between its parts.

What the site adds (ways through the site, lists of links to the page's own parts, buttons,
dates, terms of use of the site) is told by element, role, class and fixed wording, all of
them data. Whatever is none of these is the summary's and stays.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipeline.reader.habits import LANGUAGES, habits, matches
from pipeline.reader.page import names
from pipeline.reader.page.notes import Notes
from pipeline.reader.page.tree import Element, Node, Words, walk, words_of
from pipeline.reader.rule import clipped

_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """How the site's own parts are told; see `data/page.toml`."""

    places: tuple[str, ...]
    elements: frozenset[str]
    roles: frozenset[str]
    classes: frozenset[str]
    hidden_classes: frozenset[str]
    toggles: frozenset[str]
    contents: tuple[re.Pattern[str], ...]
    lines: tuple[re.Pattern[str], ...]


@cache
def site() -> Site:
    """The publisher's site."""
    text = (files("pipeline.reader") / "data" / "page.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Site(
        places=tuple(data["places"]),
        elements=frozenset(data["elements"]),
        roles=frozenset(data["roles"]),
        classes=frozenset(data["classes"]),
        hidden_classes=frozenset(data["hidden_classes"]),
        toggles=frozenset(data["toggles"]),
        contents=tuple(re.compile(source, re.IGNORECASE) for source in data["contents"]),
        lines=tuple(re.compile(source, re.IGNORECASE) for source in data["lines"]),
    )


def summary_of(page: Element, notes: Notes) -> Element:
    """The element that holds the summary, the site's parts in it taken out.

    Codes: `page-site` for each part left out, `page-hidden`, `navigation`.
    """
    whole = _body(page)
    found = _place(whole)
    if found is not whole:
        said = f"the summary is the <{found.name}> of this line; what is around it is the site's"
        notes.note("page-site", said, found.line)
    return _cleaned(found, notes)


def _body(page: Element) -> Element:
    return next((e for e in walk(page) if e.name == "body"), page)


def _place(body: Element) -> Element:
    """The element that holds the title and the most words; else the whole body."""
    for name in site().places:
        holding = [e for e in walk(body) if _is_place(e, name) and _has_title(e)]
        if holding:
            return max(holding, key=lambda element: len(words_of(element)))
    return body


def _is_place(element: Element, name: str) -> bool:
    return element.name == name or element.get("role") == name


def _has_title(element: Element) -> bool:
    return any(inner.name == "h1" for inner in walk(element))


def _cleaned(element: Element, notes: Notes) -> Element:
    kept: list[Node] = []
    titled = False  # a list of links to the page's own parts comes next
    for child in element.children:
        if isinstance(child, Words):
            kept.append(child)
            continue
        if titled and _only_leads_inside(child):
            notes.note("page-site", f"left out {_shown(child)}", child.line)
            titled = False
            continue
        titled = titled and not words_of(child)
        if child.name in names.SILENT:
            continue
        if matches(site().contents, words_of(child)):
            notes.note("page-site", f"left out {_shown(child)}", child.line)
            titled = True
        elif not _left_out(child, notes):
            kept.append(_cleaned(child, notes))
    return replace(element, children=tuple(kept))


def _left_out(element: Element, notes: Notes) -> bool:
    code = _reason(element)
    if code and words_of(element):
        notes.note(code, f"left out {_shown(element)}", element.line)
    return bool(code)


def _reason(element: Element) -> str:
    """The code of the finding with which the element is left out; empty if it stays."""
    marks = {*element.get("class").casefold().split(), element.get("id").casefold()}
    if marks & site().toggles or _is_toggle(element):
        return "navigation"
    if any(inner.name == "h1" for inner in walk(element)):
        return ""
    if (
        "hidden" in element.attributes
        or element.get("aria-hidden") == "true"
        or marks & site().hidden_classes
        or _UNSEEN.search(element.get("style"))
    ):
        return "page-hidden"
    if (
        element.name in site().elements
        or element.get("role") in site().roles
        or marks & site().classes
        or (element.name in names.BLOCKS and matches(site().lines, words_of(element)))
    ):
        return "page-site"
    return ""


def _is_toggle(element: Element) -> bool:
    """Whether the element's words only lead to the other version of the same summary."""
    links = [inner for inner in walk(element) if inner.name == "a"]
    words = words_of(element)
    return len(links) == 1 and any(words in habits(tag).navigation for tag in LANGUAGES)


def _only_leads_inside(element: Element) -> bool:
    """Whether all the words are links to places in the page."""
    links = [inner for inner in walk(element) if inner.name == "a" and "#" in inner.get("href")]
    return bool(links) and words_of(element) == " ".join(filter(None, map(words_of, links)))


def _shown(element: Element) -> str:
    return f"the site's own {clipped(words_of(element))!r}"
