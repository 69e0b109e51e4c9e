"""Whether a page can be read as what it says it is: whole, its publisher's, in its own words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from everyform.diagnostics import Location
from everyform.reader.metadata import is_publishers
from everyform.reader.page.notes import Notes
from everyform.reader.page.tags import never_ended
from everyform.reader.page.tree import Element, Words, walk
from everyform.reader.source import odd_characters

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_UTF_8 = ("utf-8", "utf8")
# A browser that translates a page marks its root element so before it can be saved.
_TRANSLATED = frozenset({"translated-ltr", "translated-rtl"})
_LOST = "\ufffd"  # U+FFFD REPLACEMENT CHARACTER: what stood here was lost in a conversion


def check_page(page: Element, text: str, notes: Notes) -> None:
    """Refuse a page whose summary is elsewhere, incomplete, or not the publisher's words.

    Raises:
        PipelineError: `page-frames`, `encoding`, `page-translated`, `page-publisher`,
            `page-cut-off`.
    """
    for element in walk(page):
        if element.name in ("frameset", "frame"):
            said = "the page is a set of frames: its words are in other files"
            raise notes.failure("page-frames", said, element.line, "save the frame's own page")
    _check_encoding(page, text, notes)
    if _TRANSLATED & {*page.get("class").split()}:
        said = "a browser had translated the page when it was saved"
        hint = "save it untranslated: a machine's words are not the publisher's"
        raise notes.failure("page-translated", said, page.line, hint)
    address = page_address(page)
    if address and not is_publishers(address):
        said = f"the page is not the publisher's: its address is {address}"
        raise notes.failure("page-publisher", said, 0)
    if tag := never_ended(text):
        opened = text.count("\n", 0, tag.start) + 1
        said = f"the page is cut off: it ends inside the <{tag.name}> of line {opened}"
        last = text.rstrip().count("\n") + 1
        raise notes.failure("page-cut-off", said, last, "save the page again, to its end")


def check_characters(summary: Element, notes: Notes) -> None:
    """Report characters among the summary's words that no output can carry, or that are lost.

    Raises:
        PipelineError: `control-character`. Codes: `bidi-character`, `character-lost`.
    """
    for element in walk(summary):
        for words in element.children:
            if not isinstance(words, Words) or (words.text.isascii() and words.text.isprintable()):
                continue
            where = Location(notes.path, words.line)
            notes.found += odd_characters(words.text, where, column=False)
            if _LOST in words.text:
                said = "a character was lost when the page was saved (U+FFFD stands for it)"
                notes.warn("character-lost", said, words.line, "compare with the page")
    notes.stop_on_error()


def page_address(page: Element) -> str:
    """The page's own address as it gives it; empty where it gives none."""
    for element in walk(page):
        if element.name == "link" and element.get("rel").casefold() == "canonical":
            return element.get("href")
    for element in walk(page):
        if element.name == "meta" and element.get("property") == "og:url":
            return element.get("content")
    return ""


def same_address(one: str, other: str) -> bool:
    """Whether two addresses name the same page, whatever their scheme and query."""
    try:
        here, there = urlsplit(one), urlsplit(other)
    except ValueError:
        return False
    return here.path.rstrip("/").casefold() == there.path.rstrip("/").casefold()


def _check_encoding(page: Element, text: str, notes: Notes) -> None:
    """A page that says it is in another encoding, and has characters that tell the difference."""
    if text.isascii():
        return
    for element in walk(page):
        if element.name != "meta":
            continue
        match = _CHARSET.search(element.get("content"))
        said = element.get("charset") or (match[1] if match else "")
        if said and said.casefold() not in _UTF_8:
            message = f"the page says that it is in {said}; only UTF-8 is read"
            hint = "save it as UTF-8, or correct what it says"
            raise notes.failure("encoding", message, element.line, hint)
