"""Dictionary words in the markups the institute has used, and the one address they all get.

<a class="definition" href="/Common/PopUps/popDefinition.aspx?id=46683&...">tissue</a>
<a class="definition" data-glossary-id="CDR0000046683" href="...">tissue</a>
<nci-definition data-gloss-id="46683" data-gloss-lang="en">tissue</nci-definition>
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from everyform.reader.page.notes import Notes
from everyform.reader.page.tree import Element, words_of

TERM_ELEMENT = "nci-definition"

_PAGE = "/Common/PopUps/popDefinition.aspx"
_IN_ADDRESS = re.compile(r"popdefinition\.aspx\?(?:[^#]*&)?id=(?:CDR)?0*([1-9]\d*)", re.IGNORECASE)
_IN_PATH = re.compile(r"/(?:dictionaries|diccionarios)/[^/]+/def/(?:CDR)?0*([1-9]\d*)(?![^?#])")
_CDR_ID = re.compile(r"(?:CDR)?0*([1-9]\d*)", re.IGNORECASE)
_IN_SCRIPT = re.compile(r"CDR0*([1-9]\d*)", re.IGNORECASE)
_ID_ATTRIBUTES = ("data-glossary-id", "data-gloss-id")
_CLASSES = frozenset({"definition", "cgdp-definition-link"})
_LANGUAGES = {"en": "English", "english": "English", "es": "Spanish", "spanish": "Spanish"}
_DICTIONARY = "Cancer.gov"


def is_term(element: Element) -> bool:
    """Whether the element marks a word that the institute's dictionary explains."""
    if element.name == TERM_ELEMENT or any(element.get(name) for name in _ID_ATTRIBUTES):
        return True
    classed = not _CLASSES.isdisjoint(element.get("class").split())
    return element.name == "a" and (classed or "'defbyid'" in element.get("onclick"))


def term_address(element: Element, notes: Notes) -> str:
    """The address of the word's entry; the page's own where that names the entry.

    Elsewhere one of the same form is made of the entry's number. Without a number the
    page's own address, which may be empty. Codes: `term-id`, `term-unknown`.
    """
    address = element.get("href")
    own = _IN_ADDRESS.search(address)
    numbers = [own[1]] if own else []
    for name in _ID_ATTRIBUTES:
        if match := _CDR_ID.fullmatch(element.get(name)):
            numbers.append(match[1])
    numbers += _IN_PATH.findall(address)
    for name in ("onclick", "href"):
        numbers += _IN_SCRIPT.findall(element.get(name))
    if not numbers:
        said = f"the dictionary's entry for {words_of(element)!r} is not named"
        notes.warn("term-unknown", said, element.line)
        return address
    if len(set(numbers)) > 1:
        named = ", ".join(dict.fromkeys(numbers))
        said = f"{words_of(element)!r} names several entries of the dictionary: {named}"
        notes.warn("term-id", said, element.line, "the first was taken; compare with the page")
    return address if own else _made(numbers[0], element)


def _made(number: str, element: Element) -> str:
    audience = element.get("data-gloss-audience").casefold().replace(" ", "")
    query = {"id": number, "version": audience or "patient"}
    said = element.get("data-gloss-lang") or element.get("hreflang")
    if language := _LANGUAGES.get(said.casefold()):
        query["language"] = language
    query["dictionary"] = element.get("data-gloss-dictionary") or _DICTIONARY
    return f"{_PAGE}?{urlencode(query)}"
