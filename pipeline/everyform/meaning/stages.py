"""Stages and grades of cancer, in figures, Roman numerals and words: they decide the treatment."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from everyform.meaning.bitext import Bitext, Check, Fault, exchanged
from everyform.meaning.notation import any_of

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_FIGURE = r"(?:0|[IVX]{1,4}|[1-9])(?:[A-Ea-e][1-3]?)?(?![^\W_])"
# Lists of stages are short; a pattern without a bound could be made to run for hours.
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Ways:
    """How one language names stages: patterns whose groups are all the values of one mention."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]  # kind and mention
    value: re.Pattern[str]
    words: Mapping[str, str]  # a value in words -> its figure


@cache
def _ways(language: str) -> _Ways | None:
    name = language.partition("-")[0].lower()
    text = files("everyform.meaning").joinpath("data/stages.toml").read_text("utf-8")
    data = tomllib.loads(text).get(name)
    if data is None:
        return None
    words = {form: figure for figure, forms in data["values"].items() for form in forms}
    joined = name in ("zh", "ko")
    edge = "" if joined else r"(?!\w)"
    # A word stands for a stage only beside "stage", so that "two stages" is none.
    value = rf"(?:{_FIGURE}|(?:{any_of(words)}){edge})"
    # Arabic writes "and" onto what follows.
    apart = edge if name != "ar" else ""
    between = rf"(?:[\s,/()\u2010-\u2015-]|(?:{any_of(data['joiners'])}){apart})"
    values = rf"{value}(?:{between}{{1,{_MOST}}}{value}){{0,{_MOST}}}"
    patterns = []
    for kind in ("stage", "grade"):
        term = any_of(data[kind])
        front = rf"(?<![^\W_])(?:{term})\s?({values})"
        patterns.append((kind, re.compile(front if not joined else rf"({values})\s?(?:{term})")))
        if data.get("behind") and not joined:
            patterns.append((kind, re.compile(rf"({values})\s(?:{term}){edge}")))
    return _Ways(tuple(patterns), re.compile(value), words)


@lru_cache(maxsize=4096)
def stages(text: str, language: str) -> frozenset[str]:
    """The stages and grades that a text names: "stage 3B", "grade 2"."""
    ways = _ways(language)
    return frozenset(_found(text, ways)) if ways else frozenset()


def _found(text: str, ways: _Ways) -> Iterator[str]:
    for kind, mention in ways.patterns:
        # Many languages write their words of stages with a capital at the start of a sentence.
        for low, match in _mentions(mention, text):
            for value in ways.value.findall(match):
                figure = ways.words.get(value if low else value.casefold())
                yield f"{kind} {figure or _figure(value)}"


def _mentions(mention: re.Pattern[str], text: str) -> Iterator[tuple[bool, str]]:
    lowered = re.sub(r"(?<!\w)[^\W\d_](?=[^\W\d_A-Z]{2})", lambda m: m[0].lower(), text)
    yield from ((True, match[1]) for match in mention.finditer(lowered))


def _figure(value: str) -> str:
    roman = re.match(r"[IVX]+", value)
    if roman is None:
        return value.upper()
    return _ROMAN.get(roman[0], roman[0]) + value[roman.end() :].upper()


def _exchanged(pair: Bitext) -> Iterator[Fault]:
    """The same stages on both sides, sentence by sentence."""
    if known(pair.source.language) and known(pair.target.language):
        yield from exchanged(pair, "meaning-stage", stages)


def known(language: str) -> bool:
    """Can stages be found in texts of this language?"""
    return _ways(language) is not None


CHECKS: tuple[Check, ...] = (_exchanged,)
