"""What the publisher's site puts around the words of a summary, as data (`data/page.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from everyform.reader.habits import LANGUAGES, habits, matches
from everyform.reader.page.tree import Element

ENLARGE = frozenset().union(*(habits(language).enlarge for language in LANGUAGES))
"""The words of the link to a large picture, in every language."""

_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """How the site's own parts are told, and the summary's."""

    places: tuple[str, ...]
    sections: frozenset[str]
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
    text = (files("everyform.reader") / "data" / "page.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Site(
        places=tuple(data["places"]),
        sections=frozenset(data["sections"]),
        elements=frozenset(data["elements"]),
        roles=frozenset(data["roles"]),
        classes=frozenset(data["classes"]),
        hidden_classes=frozenset(data["hidden_classes"]),
        toggles=frozenset(data["toggles"]),
        contents=tuple(re.compile(source, re.IGNORECASE) for source in data["contents"]),
        lines=tuple(re.compile(source, re.IGNORECASE) for source in data["lines"]),
    )


def is_section(element: Element) -> bool:
    """Whether the element is marked as one of the summary's sections."""
    numbered = element.name == "section" and element.get("id").startswith("_")
    return numbered or bool(site().sections & _marks(element))


def is_hidden(element: Element) -> bool:
    """Whether the page shows the element to nobody, or to users of screen readers only."""
    return bool(
        "hidden" in element.attributes
        or element.get("aria-hidden") == "true"
        or site().hidden_classes & _marks(element)
        or _UNSEEN.search(element.get("style"))
    )


def is_toggle(element: Element, words: str) -> bool:
    """Whether the element only leads to the other version of the same summary."""
    named = bool(words) and any(words in habits(tag).navigation for tag in LANGUAGES)
    return named or bool(site().toggles & _marks(element))


def is_enlarge_button(element: Element, words: str) -> bool:
    """Whether the element only opens the table or figure beside it, and leads nowhere."""
    if element.name not in ("a", "button") or words not in ENLARGE:
        return False
    address = element.get("href").casefold()
    return not address or address.startswith(("#", "javascript:"))


def is_contents(words: str) -> bool:
    """Whether the words are the title of a list of links to the page's own parts."""
    return bool(words) and matches(site().contents, words)


def is_line(text: str) -> bool:
    """Whether the words are a line of the site's own, such as the date of its last change."""
    return bool(text) and matches(site().lines, text)


def is_sites(element: Element) -> bool:
    """Whether element, role or class say that it is a part of the site."""
    return bool(
        element.name in site().elements
        or element.get("role") in site().roles
        or site().classes & _marks(element)
    )


def _marks(element: Element) -> frozenset[str]:
    """The words of the element's class, and its id."""
    return frozenset({*element.get("class").casefold().split(), element.get("id").casefold()})
