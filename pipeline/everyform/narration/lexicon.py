"""Pronunciation lexicons: W3C PLS 1.0, one file for each language.

A grapheme in small letters stands for the word in any capitals; one with a
capital stands for itself alone. `<alias>` gives other words, `<phoneme>` sounds
in espeak-ng's own notation (alphabet "x-espeak", as PLS asks of vendors).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from xml.etree import ElementTree

_PLS = "{http://www.w3.org/2005/01/pronunciation-lexicon}"


@cache
def lexicon(language: str) -> Mapping[str, str]:
    """Grapheme -> what to say, for a BCP 47 primary language; empty where we have none.

    Raises:
        ValueError: a lexeme without a pronunciation, or two for one grapheme.
    """
    source = files("everyform.narration").joinpath(f"data/{language}.pls")
    if not source.is_file():
        return MappingProxyType({})
    entries: dict[str, str] = {}
    for lexeme in ElementTree.fromstring(source.read_bytes()).iter(f"{_PLS}lexeme"):
        said = _said(lexeme)
        for grapheme in lexeme.iter(f"{_PLS}grapheme"):
            word = grapheme.text or ""
            if not word or not said or word in entries:
                raise ValueError(f"{language}.pls: {word!r} needs exactly one pronunciation")
            entries[word] = said
    return MappingProxyType(entries)


def _said(lexeme: ElementTree.Element) -> str:
    phoneme = lexeme.findtext(f"{_PLS}phoneme")
    return f"[[{phoneme}]]" if phoneme else lexeme.findtext(f"{_PLS}alias") or ""
