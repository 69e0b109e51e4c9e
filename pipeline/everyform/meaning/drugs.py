"""The drugs that a text names, by a list of their international nonproprietary names.

Languages write a drug's name by their own spelling and not by their own word: cyclophosphamide,
ciclofosfamida, sikofosfamid. So one list serves all that write in Latin or Cyrillic letters: two
spellings are one name where what they have in common, the skeleton, is equal. Scripts that have
other letters need lists of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from everyform.meaning.bitext import Bitext, Check, Fault, exchanged
from everyform.meaning.notation import any_of

_WORD = re.compile(r"[^\W\d_]{5,40}")

# Cyrillic letters by their sound; those of names in Latin letters suffice.
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюя",
        [*"abvgdee", "g", *"ziiklmnoprstuf", "h", "c", "ch", "sh", "sh", *"ie", "iu", "ia"],
        strict=True,
    )
)
_SOUNDS = (
    # The order counts: a digraph goes before its letters.
    *(("ph", "f"), ("th", "t"), ("ch", "k"), ("ae", "e"), ("oe", "e"), ("y", "i")),
    *(("qu", "k"), ("x", "ks"), ("h", ""), ("j", "i"), ("z", "s"), ("w", "v")),
)
_SOFT = re.compile(r"c(?=[eis])")
_TWICE = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?:om|ov|[aeiou]*s?)$")
_SHORTEST = 5  # of a skeleton: shorter ones are those of other words too


def skeleton(word: str) -> str:
    """What the spellings of a name have in common; "" where too little is left of a word."""
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in word.casefold())
    bare = unicodedata.normalize("NFKD", letters)
    bare = "".join(letter for letter in bare if "a" <= letter <= "z")
    for spelling, sound in _SOUNDS:
        bare = bare.replace(spelling, sound)
    bare = _TWICE.sub(r"\1", _SOFT.sub("s", bare).replace("c", "k"))
    stem = _ENDING.sub("", bare)
    return stem if len(stem) >= _SHORTEST else ""


@cache
def _listed() -> Mapping[str, str]:
    """Skeleton -> English name."""
    text = files("everyform.meaning").joinpath("data/drugs.txt").read_text("utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    return {stem: name for row in rows for name in row.split() if (stem := skeleton(name))}


@cache
def _forms(language: str) -> Mapping[str, str]:
    """Form -> English name, for a language of another script; empty where nobody listed them."""
    name = language.partition("-")[0].lower()
    source = files("everyform.meaning").joinpath(f"data/drugs.{name}.tsv")
    if not (name.isascii() and name.isalpha()) or not source.is_file():
        return {}
    rows = (line for line in source.read_text("utf-8").splitlines() if not line.startswith("#"))
    pairs = (row.split("\t") for row in rows)
    return {form: english for english, forms in pairs for form in forms.split("|")}


@cache
def _written(language: str) -> re.Pattern[str]:
    return re.compile(any_of(_forms(language)))


# Arabic spells a foreign name with long vowels or without them, and writes "in" and "the" onto it.
_VOWELS = re.compile("[اويىآأإ]")
_FRONT = re.compile("^[وف]?(?:[بك]?(?:ال)?|ل{1,2})")


@cache
def _consonants(language: str) -> Mapping[str, str]:
    """Arabic consonants of a listed name -> English name; those of two names are none's."""
    found: dict[str, str] = {}
    shared = set()
    for form, english in _forms(language).items():
        stem = _VOWELS.sub("", form)
        if found.setdefault(stem, english) != english:
            shared.add(stem)
    return {s: e for s, e in found.items() if len(s) >= _SHORTEST and s not in shared}


def _spelled_otherwise(text: str, language: str) -> Iterator[str]:
    stems = _consonants(language)
    for word in _WORD.findall(text):
        for whole in (word, _FRONT.sub("", word)):
            if english := stems.get(_VOWELS.sub("", whole)):
                yield english
                break


def known(language: str) -> bool:
    """Can drugs be found in texts of this language?"""
    return bool(_forms(language)) or language.partition("-")[0].lower() not in ("ar", "ko", "zh")


@lru_cache(maxsize=4096)
def drugs(text: str, language: str) -> frozenset[str]:
    """The English names of the drugs that a text names."""
    return frozenset(_found(text, language))


def _found(text: str, language: str) -> Iterator[str]:
    spelled = _listed()
    for word in _WORD.findall(text):
        if english := spelled.get(skeleton(word)):
            yield english
    if forms := _forms(language):
        yield from (forms[match] for match in _written(language).findall(text))
        yield from _spelled_otherwise(text, language)


def _exchanged(pair: Bitext) -> Iterator[Fault]:
    """The same drugs on both sides, sentence by sentence."""
    if known(pair.source.language) and known(pair.target.language):
        yield from exchanged(pair, "meaning-drug", drugs)


CHECKS: tuple[Check, ...] = (_exchanged,)
