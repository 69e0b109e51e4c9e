"""Checks of where a translation puts its tags: around the words they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from everyform.inline import Inline, LineBreak, Phone, Pmid, Slot, Text
from everyform.meaning.bitext import Bitext, Check, Fault, plain
from everyform.walk import inlines, plain_text

# A tag around so little of the source does not go around nearly all of its translation.
_SMALL, _NEARLY_ALL = 0.5, 0.97
_MIN_LENGTH = 24
# How much liker the words of two tags must be the other way round (two likenesses from 0
# to 1 added up) for a warning and for an error. Of 70 pairs of tags in each of the drafts in
# Spanish, Arabic and Chinese none comes above 0.11.
_LIKER, _SURE = 0.2, 0.6

# What is looked at, so that a hostile catalog costs no time.
_MOST_TAGS, _MOST_CHARACTERS = 24, 120

_Tags = Mapping[tuple[Inline, int], str]


def _placed(pair: Bitext) -> Iterator[Fault]:
    """A tag neither loses its words nor takes those of the whole sentence."""
    theirs = _words(pair.target.content)
    for tag, words in _words(pair.source.content).items():
        here = theirs.get(tag)
        if here is None:
            continue
        if words.strip() and not here.strip():
            yield Fault("meaning-tag", f"the tag of {words!r} is around nothing", True)
        small = len(words) <= _SMALL * len(pair.said) and len(pair.said) >= _MIN_LENGTH
        if small and len(here) >= _NEARLY_ALL * len(pair.put.strip(" .。،؟?!")):
            yield Fault("meaning-tag", f"the tag of {words!r} is around all words", True)


def _swapped(pair: Bitext) -> Iterator[Fault]:
    """Two tags whose words are each other's, as far as related words look alike."""
    mine, theirs = _words(pair.source.content), _words(pair.target.content)
    shared = [tag for tag in mine if tag in theirs][:_MOST_TAGS]
    for one, other in combinations(shared, 2):
        if one[0] == other[0]:
            continue  # two numbers of one telephone, two stressed words: nothing is lost
        straight = _alike(mine[one], theirs[one]) + _alike(mine[other], theirs[other])
        crossed = _alike(mine[one], theirs[other]) + _alike(mine[other], theirs[one])
        if crossed - straight >= _LIKER:
            became = f"the tags of {mine[one]!r} and {mine[other]!r} seem to have changed places"
            yield Fault("meaning-tag-place", became, crossed - straight >= _SURE)


def _words(content: Iterable[Inline]) -> _Tags:
    """The words of each tag; a tag is known by all but its words, and equal ones by their order."""
    seen: Counter[Inline] = Counter()
    found: dict[tuple[Inline, int], str] = {}
    for node in inlines(content):
        bare: Inline
        match node:
            case Text() | LineBreak() | Slot():
                continue
            case Phone() | Pmid():
                bare = replace(node, text="")
            case _:
                bare = replace(node, content=())
        seen[bare] += 1
        found[bare, seen[bare]] = plain(plain_text((node,)))
    return found


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> float:
    """From 0 to 1: how alike two words look."""
    words = (one[:_MOST_CHARACTERS].casefold(), other[:_MOST_CHARACTERS].casefold())
    return SequenceMatcher(None, *words, autojunk=False).ratio()


CHECKS: tuple[Check, ...] = (_placed, _swapped)
