"""Where the links into a page lead: each name with the heading it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from everyform.reader.page import names
from everyform.reader.page.site import is_section
from everyform.reader.page.tree import Element, Words, walk

# The site's addresses are "#_8", "#link/_8", "#section/_8", "#cit/section_1.3".
_FORMS = ("", "link/", "section/", "cit/")


def anchors_by_heading(summary: Element) -> Mapping[int, frozenset[str]]:
    """The names by the `id()` of the heading element they lead to.

    A name belongs to the heading that comes next where no words stand between, as that of
    a section does, and else to the one before it; so does the name of the publisher's `div`
    around all that stands under a heading.
    """
    found: dict[int, set[str]] = {}
    heading: set[str] = set()  # names of places before the first heading lead nowhere
    waiting: set[str] = set()
    nodes: list[Element | Words] = [summary]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Words):
            if node.text.strip():
                heading |= waiting
                waiting = set()
            continue
        under = node.name == "div" and is_section(node)
        (heading if under else waiting).update(_named(node))
        if node.name in names.HEADINGS:
            heading = found.setdefault(id(node), set())
            heading |= waiting
            waiting = set()
        nodes.extend(reversed(node.children))
    heading |= waiting
    return {key: spelled(ids) for key, ids in found.items()}


def anchors_inside(element: Element) -> frozenset[str]:
    """The names of the element and of all inside it."""
    return spelled(name for inner in walk(element) for name in _named(inner))


def spelled(ids: Iterable[str]) -> frozenset[str]:
    """Each name as links write it after the number sign."""
    return frozenset(form + name for name in ids for form in _FORMS)


def _named(element: Element) -> list[str]:
    own = [element.get("id")]
    if element.name == "a":
        own.append(element.get("name"))
    return [name for name in own if name]
