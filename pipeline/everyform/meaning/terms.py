"""Checks of names: drugs and what else the term base lists, and symbols nobody translates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from everyform.inline import Drug, Gene, Inline, Phone, Pmid
from everyform.meaning.bitext import Bitext, Check, Fault, plain
from everyform.meaning.notation import any_of
from everyform.meaning.telephones import dialled
from everyform.walk import inlines, plain_text

# Arabic writes "and", "in", "like", "for" and "the" onto the word: وبالسيسبلاتين.
_ARABIC_FRONT = "(?:[وف]?(?:[بك]?(?:ال)?|ل{1,2}))?"
_ARABIC_BACK = "(?:[اهية]{0,2})"
_ENDING = "s|es|[\u0430\u0443\u0435\u044b]|\u043e\u043c"  # the last ones Cyrillic
# Spaces stand between the words of these scripts; a name is then a whole word, which
# may have an ending of the plural or of a case.
_SPACED = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def _names(pair: Bitext) -> Iterator[Fault]:
    """Each name in the source has its counterpart, and no other name is there."""
    there = set(_found(_english(tuple(pair.terms)), pair.said))
    here = set(_found(_forms(tuple(pair.terms.items())), pair.put))
    for name in sorted(there - here):
        yield Fault("meaning-term", f"{name!r} is not there as {pair.terms[name]!r}", True)
    for name in sorted(here - there):
        yield Fault("meaning-term", f"{pair.terms[name]!r} is there without {name!r}", True)
    if there == here:
        yield from _places(pair)


def _places(pair: Bitext) -> Iterator[Fault]:
    """The same names in other sentences: one drug's words may have become another's."""
    mine, theirs = _english(tuple(pair.terms)), _forms(tuple(pair.terms.items()))
    for said, put in pair.sentences:
        there, here = set(_found(mine, said)), set(_found(theirs, put))
        if there - here and here - there:
            became = f"{_listed(there - here)} became {_listed(here - there)}"
            yield Fault("meaning-term-place", became, pair.even)


def _tagged_names(pair: Bitext) -> Iterator[Fault]:
    """A tag around a name is around the same name in the translation."""
    mine, theirs = _english(tuple(pair.terms)), _forms(tuple(pair.terms.items()))
    left = Counter(_tagged(pair.target.content, theirs))
    for key in _tagged(pair.source.content, mine):
        if left[key]:
            left[key] -= 1
        else:
            yield Fault("meaning-term", f"the link of {', '.join(key[1])!r} is not on it", True)


def _tagged(
    content: Iterable[Inline], pattern: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in inlines(content):
        if isinstance(node, Drug):
            names = tuple(sorted(set(_found(pattern, plain(plain_text(node.content))))))
            if names:
                yield node.target, names


def _unlisted(pair: Bitext) -> Iterator[Fault]:
    """A drug link whose name the term base does not know cannot be checked: say so."""
    for node in inlines(pair.source.content):
        if isinstance(node, Drug):
            name = plain_text(node.content).casefold()
            if name not in pair.terms:
                yield Fault("meaning-drug-unlisted", f"no term for the drug {name!r}", False)


def _verbatim(pair: Bitext) -> Iterator[Fault]:
    """What nobody translates: gene symbols, PubMed numbers, and what a telephone dials."""
    said, put = (Counter(_kept(s.content)) for s in (pair.source, pair.target))
    if said != put:
        became = f"{_listed((said - put).elements())} became {_listed((put - said).elements())}"
        yield Fault("meaning-verbatim", became, True)


def _kept(content: Iterable[Inline]) -> Iterator[str]:
    for node in inlines(content):
        match node:
            case Phone(text):
                yield dialled(plain(text))
            case Gene() | Pmid():
                yield plain_text((node,))
            case _:
                pass


@lru_cache(maxsize=64)
def _english(names: tuple[str, ...]) -> Mapping[str, str]:
    """A pattern for each English name in lower case; a plural is the same name."""
    return {rf"(?<!\w){re.escape(name)}(?:s|es)?(?!\w)": name for name in names}


@lru_cache(maxsize=64)
def _forms(terms: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """A pattern for each form of a name -> the English name."""
    return {_form(form): name for name, forms in terms for form in forms.split("|")}


def _form(form: str) -> str:
    words = any_of([plain(form.strip()).casefold()])
    if _SPACED.search(words):
        return rf"(?<!\w){words}(?:{_ENDING})?(?!\w)"
    if _ARABIC.search(words):
        return rf"(?<!\w){_ARABIC_FRONT}{words}{_ARABIC_BACK}(?!\w)"
    return words


def _found(patterns: Mapping[str, str], text: str) -> Iterator[str]:
    """The names in a text; the longest form wins where one holds another."""
    ordered = sorted(patterns, key=len, reverse=True)
    if not ordered:
        return
    for match in _either(tuple(ordered)).finditer(text.casefold()):
        yield patterns[ordered[(match.lastindex or 1) - 1]]


@lru_cache(maxsize=64)
def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for pattern in patterns))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "nothing"


CHECKS: tuple[Check, ...] = (_names, _tagged_names, _unlisted, _verbatim)
