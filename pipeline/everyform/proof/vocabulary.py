"""The elements, attributes and classes that our pages are made of (data/vocabulary.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

# What an element with a name may carry; a language is a BCP 47 tag, in outline.
_NAMED = {
    "id": r"\S+",
    "lang": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    XML_LANG: r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "dir": "ltr|rtl",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What an element may be: where it stands, what it carries, and its classes by place.

    `parents` of the root are none. Attributes match their expression as a whole.
    """

    parents: frozenset[str]
    attributes: Mapping[str, re.Pattern[str]]
    classes: tuple[tuple[re.Pattern[str], frozenset[str]], ...]

    def fits(self, name: str, parent: str) -> bool:
        """May an element of class `name` stand in a `parent`?"""
        return any(
            pattern.fullmatch(name) and (not parents or parent in parents)
            for pattern, parents in self.classes
        )


@cache
def vocabulary(kind: str) -> Mapping[str, Rule]:
    """The rules by element for a "web" page or a page of a "book"."""
    path = files("everyform.proof") / "data" / "vocabulary.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    sets = {f"@{name}": words.split() for name, words in data["sets"].items()}
    rows = {**data["tree"], **data[kind]}
    return {name: _rule(row, sets) for name, row in rows.items()}


def _rule(row: Mapping[str, Any], sets: Mapping[str, list[str]]) -> Rule:
    given = dict(_NAMED) if row.get("named") else {}
    given |= {
        EPUB_TYPE if name == "epub:type" else name: pattern
        for name, pattern in row.get("attributes", {}).items()
    }
    return Rule(
        frozenset(_places(row["in"], sets)),
        {name: re.compile(pattern, re.DOTALL) for name, pattern in given.items()},
        tuple(
            (re.compile(name), frozenset(_places(parents, sets)))
            for name, parents in row.get("classes", {}).items()
        ),
    )


def _places(words: str, sets: Mapping[str, list[str]]) -> Iterator[str]:
    """The elements of a list; none for "*"."""
    for word in words.split():
        if word != "*":
            yield from sets.get(word, (word,))
