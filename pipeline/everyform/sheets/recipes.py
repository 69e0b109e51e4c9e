"""Recipes for sheets: which sections of a kind of summary belong to which topic, as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# The first that fits; the last fits every summary.
_ORDER = ("prevention", "screening", "complementary", "treatment", "supportive")


@dataclass(frozen=True, slots=True)
class Recipe:
    """The topics of a kind of summary in the order of their sheets, and how to tell them.

    `rules` are topics and patterns of headings; the first that a heading fits says its topic.
    """

    name: str
    topics: tuple[str, ...]
    rules: tuple[tuple[str, re.Pattern[str]], ...]
    containers: re.Pattern[str]  # headings of chapters that add nothing to those below them

    def topic(self, heading: str) -> str | None:
        """The topic of a section by its heading; None where no rule knows it."""
        found = (topic for topic, pattern in self.rules if pattern.search(heading))
        return next(found, None)


def recipe_for(title: str, headings: Iterable[str]) -> Recipe:
    """The recipe of a summary, by its title and its headings of level 2, in the source's words."""
    chapters = tuple(headings)
    for name in _ORDER:
        data = _data(name)
        by_heading = _any(data["headings"])
        if _any(data["title"]).search(title) or any(map(by_heading.search, chapters)):
            return _recipe(name)
    raise LookupError("the last recipe fits every summary")  # pragma: no cover


@cache
def _recipe(name: str) -> Recipe:
    data = _data(name)
    rules = tuple((rule["topic"], _any(rule["patterns"])) for rule in data["rule"])
    return Recipe(name, tuple(data["topics"]), rules, _any(data["containers"]))


@cache
def _data(name: str) -> dict[str, Any]:
    source = files("everyform.sheets").joinpath(f"data/{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of the patterns, in large or small letters; nothing where there is none."""
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)
