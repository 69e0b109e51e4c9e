"""Where the links of a translation lead: to pages in its language, or what is said otherwise.

The institute's dictionary has each of its entries in English and in Spanish under one CDR
number; which of them a link opens stands in its address. A page in another language is named as
such after the link, as the institute does in its own Spanish text: "PDQ (en inglés)". A
translator may know the institute's page in the language: locales/*/links.tsv holds one a line,
the address in the source, a tab, and the address in the language; `#` begins a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from everyform.diagnostics import Location, failure
from everyform.document import Document, Segment
from everyform.editions.pairs import read_pairs
from everyform.inline import Inline, Link, Term, Text
from everyform.phrases import Phrases
from everyform.walk import map_blocks, map_inlines, plain_text

# Primary language -> how the address of an entry calls it.
_LANGUAGES = {"en": "English", "es": "Spanish"}
_ASKED = re.compile(r"(?<=[?&]language=)[A-Za-z]+")
# The first folder of the institute's pages in Spanish.
_SPANISH = "/espanol"
_PAGES = ("http", "https")
# Nobody but the institute's own pages may take the place of what the institute links to.
_OWN = re.compile(r"https://(?:[a-z0-9-]+\.)*cancer\.gov(?:/\S*)?")

MOST_BYTES = 1_000_000


def read_links(path: Path) -> Mapping[str, str]:
    """The address in the source -> the institute's page in the language; empty without a file.

    Raises:
        PipelineError: a line is no pair of the institute's addresses, or one stands twice.
    """
    found: dict[str, str] = {}
    for number, there, here in read_pairs(path, "links-syntax", MOST_BYTES):
        said = ""
        if not (_OWN.fullmatch(there) and _OWN.fullmatch(here)):
            said = "expected two addresses at https://...cancer.gov, with a tab between them"
        elif there in found:
            said = f"{there!r} stands twice"
        if said:
            raise failure("links-syntax", said, Location(str(path), number))
        found[there] = here
    return found


def in_own_language(content: Iterable[Inline], language: str) -> tuple[Inline, ...]:
    """The content with each term led to its entry in a BCP 47 language.

    A term stays as it is where the dictionary has no entries in the language, or its address
    names none.
    """
    primary = _primary(language)
    called = _LANGUAGES.get(primary)

    def own(node: Inline) -> Inline:
        if called is None or not isinstance(node, Term) or not _ASKED.search(node.target):
            return node
        return replace(node, language=primary, target=_ASKED.sub(called, node.target))

    return map_inlines(content, own)


def told(
    document: Document, source: str, phrases: Phrases, pages: Mapping[str, str] | None = None
) -> Document:
    """A translated document whose links lead to pages in its language, or say that they do not.

    `source` is the BCP 47 language that the document was translated from; a page is in that
    one, if its address does not tell otherwise. `pages` are those that `read_links` gives.
    Segments that kept the source's words stay as they are, and a link whose translation says
    it already is not told twice.
    """
    words = {"en": phrases.in_en, "es": phrases.in_es}
    known = pages or {}
    own = frozenset(known.values())

    def led(node: Inline) -> Inline:
        if not isinstance(node, Link) or node.target not in known:
            return node
        return replace(node, target=known[node.target])

    def say(segment: Segment) -> Segment:
        if _primary(segment.language) == _primary(source):
            return segment
        content = tuple(
            _told(map_inlines(segment.content, led), segment.language, source, words, own)
        )
        return replace(segment, content=content)

    return replace(document, blocks=map_blocks(document.blocks, say))


def _told(
    content: tuple[Inline, ...],
    language: str,
    source: str,
    words: Mapping[str, str],
    own: frozenset[str],
) -> Iterator[Inline]:
    """Links that stand inside other marks are rare, and told after the mark."""
    for place, node in enumerate(content):
        yield node
        inner = (node, *getattr(node, "content", ()))
        led = {n.target for n in inner if isinstance(n, Link)} - own
        web = [address for address in led if urlsplit(address).scheme in _PAGES]
        there = {_language(address, source) for address in web} - {_primary(language)}
        following = plain_text(content[place + 1 : place + 2]).lstrip().casefold()
        for other in sorted(there):
            said = words[other]
            if not following.startswith(said.casefold()):
                yield Text(said if said[0] == "\uff08" else f" {said}")


def _language(address: str, source: str) -> str:
    """The primary language of a page."""
    path = f"{urlsplit(address).path}/"
    return "es" if path.startswith(f"{_SPANISH}/") else _primary(source)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
