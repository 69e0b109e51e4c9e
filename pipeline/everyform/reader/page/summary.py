"""The summary inside a saved page, without the site around it and between its parts.

What the site adds (ways through the site, lists of links to the page's own parts, buttons,
dates, terms of use of the site) is told by element, role, class and fixed wording (`site`).
Whatever is none of these is the summary's and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from everyform.diagnostics import clipped
from everyform.reader.habits import LANGUAGES, habits, matches
from everyform.reader.page import names
from everyform.reader.page.notes import Notes
from everyform.reader.page.site import (
    is_contents,
    is_enlarge_button,
    is_hidden,
    is_line,
    is_section,
    is_sites,
    is_toggle,
    site,
)
from everyform.reader.page.tree import Element, Node, Words, few_words_of, walk, words_of

_FEW = 8
"""Hidden words that are no more than a label; more of them may be folded up text."""


def summary_of(page: Element, notes: Notes) -> Element:
    """The element that holds the summary, the site's parts in it taken out.

    Raises:
        PipelineError: `page-folded` where a part of the summary itself is hidden.

    Codes: `page-site` for each part left out, `page-hidden`, `navigation`; `page-outside`
    for words that stand outside of the summary's sections and were kept.
    """
    found = _place(page)
    if found is not page:
        said = f"the summary is the <{found.name}> of this line; what is around it is the site's"
        notes.note("page-site", said, found.line)
    cleaned = _Cleaning(found, notes).cleaned(found)
    _report_outside(cleaned, notes)
    return cleaned


def _place(page: Element) -> Element:
    """The element that holds the title, the terms of use and every section; else the page."""
    titled = _holding(page, _is_title)
    ending = _holding(page, _is_permission)
    sections = sum(map(is_section, walk(page)))
    for name in site().places:
        holding = [
            element
            for element in walk(page)
            if (element.name == name or element.get("role") == name)
            and id(element) in titled
            and (not ending or id(element) in ending)
            and sum(map(is_section, walk(element))) == sections
        ]
        if holding:
            return max(holding, key=lambda element: len(words_of(element)))
    return page


def _is_title(element: Element) -> bool:
    return element.name == "h1"


def _is_permission(element: Element) -> bool:
    return element.name in names.HEADINGS and any(
        matches(habits(language).permission, words_of(element)) for language in LANGUAGES
    )


def _holding(element: Element, wanted: Callable[[Element], bool]) -> set[int]:
    """The `id()` of every element that is wanted or holds one that is."""
    found: set[int] = set()

    def look(at: Element) -> bool:
        inside = [look(inner) for inner in at.elements]
        holds = any(inside) or wanted(at)
        if holds:
            found.add(id(at))
        return holds

    look(element)
    return found


class _Cleaning:
    """One summary being freed of the site's parts."""

    def __init__(self, summary: Element, notes: Notes) -> None:
        self._notes = notes
        self._titles = _holding(summary, _is_title)
        self._sections = _holding(summary, is_section)

    def cleaned(self, element: Element) -> Element:
        kept: list[Node] = []
        titled = False  # a list of links to the page's own parts comes next
        for child in element.children:
            if isinstance(child, Words):
                kept.append(child)
                continue
            if child.name in names.SILENT:
                continue
            words = few_words_of(child)
            if titled and _only_leads_inside(child):
                self._leave_out("page-site", child)
                titled = False
            elif is_contents(words):
                self._leave_out("page-site", child)
                titled = True
            elif code := self._reason(child, words):
                self._leave_out(code, child)
            else:
                titled = titled and not words_of(child)
                kept.append(self.cleaned(child))
        return replace(element, children=tuple(kept))

    def _leave_out(self, code: str, element: Element) -> None:
        words = words_of(element)
        if not words:
            return
        if code != "page-hidden":
            said = f"left out the site's own words {clipped(words)!r}"
            self._notes.note(code, said, element.line)
            return
        said = f"left out words that the page does not show: {clipped(words)!r}"
        if element.name in names.BLOCKS and len(words.split()) > _FEW:
            hint = "if they are the summary's, open that part in the browser and save again"
            self._notes.warn(code, said, element.line, hint)
        else:
            self._notes.note(code, said, element.line)

    def _reason(self, element: Element, words: str) -> str:
        """The code of the finding with which the element is left out; empty if it stays.

        `words` are all its words, or none where they are many.
        """
        holds_summary = id(element) in self._sections
        if is_hidden(element):
            if holds_summary:
                said = "a part of the summary is folded up or hidden in the saved page"
                hint = "open every part in the browser, then save the page again"
                raise self._notes.failure("page-folded", said, element.line, hint)
            return "page-hidden"
        if holds_summary or id(element) in self._titles:
            return ""
        if is_toggle(element, words):
            return "navigation"
        line = element.name in names.BLOCKS and is_line(words)
        return "page-site" if line or is_sites(element) or is_enlarge_button(element, words) else ""


def _only_leads_inside(element: Element) -> bool:
    """Whether all the words are links to places in the page."""
    links = [inner for inner in walk(element) if inner.name == "a" and "#" in inner.get("href")]
    return bool(links) and words_of(element) == " ".join(filter(None, map(words_of, links)))


def _report_outside(summary: Element, notes: Notes) -> None:
    """Words beside the sections, where the page marks these: they may be the site's."""
    marked = _holding(summary, is_section)
    waiting = [summary] if marked else []
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, Element) and id(child) in marked:
                if not is_section(child):
                    waiting.append(child)
                continue
            if isinstance(child, Element) and child.name in names.HEADINGS:
                continue
            if (words := words_of(child)) and not is_line(words):
                said = f"kept words outside of the summary's sections: {clipped(words)!r}"
                hint = "if they are the site's, take them out of the file"
                notes.warn("page-outside", said, child.line, hint)
