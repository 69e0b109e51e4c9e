"""The kinds of source: by its name, how a file becomes a draft, and which rules mend that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from everyform.diagnostics import Reported
from everyform.reader import draft
from everyform.reader.markdown import parse
from everyform.reader.page import MAX_CHARACTERS as MAX_PAGE
from everyform.reader.page import read_page
from everyform.reader.rule import Rule, Setting
from everyform.reader.rules import PAGE_RULES, RULES
from everyform.reader.source import MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source.

    `parse` takes the file's text without its header. `nested`: the source says how its
    lists are nested, so that a fixes file has nothing to settle. `header_beside`: the
    metadata may stand in a file of their own, beside it.
    """

    suffixes: tuple[str, ...]
    parse: Callable[[str, Setting], Reported[draft.Blocks]]
    rules: tuple[Rule, ...]
    max_characters: int
    nested: bool = False
    header_beside: bool = False


def _markdown(body: str, setting: Setting) -> Reported[draft.Blocks]:
    return parse(body, setting.path)


MARKDOWN = Kind((".md",), _markdown, RULES, MAX_CHARACTERS)
PAGE = Kind((".html", ".htm"), read_page, PAGE_RULES, MAX_PAGE, nested=True, header_beside=True)
KINDS = (MARKDOWN, PAGE)

SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
"""The ends of the names of sources."""


def kind_of(path: str) -> Kind:
    """The kind of the file with this name; Markdown unless its suffix says another."""
    named = path.casefold()
    return next((kind for kind in KINDS if named.endswith(kind.suffixes)), MARKDOWN)


def has_header_beside(path: str) -> bool:
    """Whether the metadata of this file may stand beside it, in a file that ends in `.toml`."""
    return kind_of(path).header_beside
