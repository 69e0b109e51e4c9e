"""Elements of WordprocessingML (ISO/IEC 29500-1, 17), and how the parts of a file are named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = BaseOxmlElement

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# What a bookmark may be called (17.13.6.2): 40 letters, figures and low lines.
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")


def w(tag: str, *children: Element, **values: str | int) -> Element:
    """An element with its attributes, all of the main namespace of WordprocessingML."""
    made = cast(Element, OxmlElement(f"w:{tag}"))
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def flags(*tags: str) -> list[Element]:
    """Properties that are true by standing there."""
    return [w(tag) for tag in tags]


def words(text: str) -> Element:
    """The words of a run, whose white space counts."""
    made = w("t")
    made.text = text
    made.set(_SPACE, "preserve")
    return made


def bookmark_name(identifier: str) -> str:
    """What the bookmark of a segment is called: "p-12ab34cd-2" is "p_12ab34cd_2".

    No two ids have one name, as an id holds no low line.

    Raises:
        ValueError: the id is longer than a bookmark's name, or holds other signs.
    """
    if not _ID.fullmatch(identifier):
        raise ValueError(f"no bookmark can be called {identifier!r}")
    return identifier.replace("-", "_")


def ordered(tags: Iterable[str], *properties: Element) -> list[Element]:
    """Properties in the order that the schema asks for."""
    places = {qn(f"w:{tag}"): at for at, tag in enumerate(tags)}
    return sorted(properties, key=lambda one: places[str(one.tag)])
