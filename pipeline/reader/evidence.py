"""What tells that an item belongs to a list: the ways in which siblings are alike.

Nothing in the copy marks where a nested list closes. An editor still sees it, because
items of one list begin and end alike. Each likeness is one piece of evidence with a weight;
weights are in one unit, "how much an editor would be swayed", set on real summaries: 1 is
a hint, 3 convinces alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from pipeline.inline import Emph, Inline, Link, Strong, Term, Text
from pipeline.reader import draft
from pipeline.reader.habits import Habits

COMPARED = 12
"""Siblings looked at, the nearest ones; the time for long lists stays linear."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LABEL = re.compile(r"[^:.;?!]{1,60}:\s+\S")
_ENUMERATOR = re.compile(r"\((\d{1,2})\)")


class Opening(Enum):
    """How an item's first words are set."""

    STRONG = "strong words"
    EMPHASIS = "emphasised words"
    LINK = "a link alone"
    PLAIN = "plain words"


class Ending(Enum):
    """The last mark of an item; a colon is left out, since it only announces a list."""

    PERIOD = "a period"
    SEMICOLON = "a semicolon"
    NONE = "no mark"
    COLON = "a colon"


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be compared of an item."""

    words: tuple[str, ...]  # the first few, without case
    opening: Opening
    all_strong: bool
    capital: bool | None  # None: begins with a digit or a mark
    ending: Ending
    suffix: str | None  # what makes first words parallel; None: too short a word to tell
    label: str  # the words before the colon in "Insomnia: being unable ..."
    article: bool  # begins with "a", "the", ...
    enumerator: int | None  # the n of "(n) ..."
    senses: frozenset[str]  # stems of the words that carry sense
    begins_with_sense: bool  # the first word is not one of the small ones
    opens: bool  # promises a list: ends in a colon
    leads: bool  # promises a list by its words: "... such as"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for (weight above 0) or against an item's place among certain siblings."""

    weight: float
    reason: str

    def __str__(self) -> str:
        return f"{self.reason} ({self.weight:+g})"


def shape_of(item: draft.Item, habits: Habits) -> Shape:
    """The comparable features of an item's own line."""
    text = draft.own_words(item)
    words = _WORD.findall(text.casefold())
    first = words[0] if words else ""
    stripped = text.rstrip()
    last = stripped[-1:]
    enumerator = _ENUMERATOR.match(text)
    letter = next((c for c in text if c.isalnum()), "")
    return Shape(
        words=tuple(words[:5]),
        opening=_opening(item),
        all_strong=_all_strong(item),
        capital=letter.isupper() if letter.isalpha() else None,
        ending=_ending(last, words),
        suffix=_suffix(first, habits),
        label=_label(text),
        article=first in habits.articles,
        enumerator=int(enumerator[1]) if enumerator else None,
        senses=_stems(words, habits),
        begins_with_sense=len(first) > 3 and first not in habits.small_words,
        opens=last == ":",
        leads=any(stripped.casefold().endswith(f" {lead}") for lead in habits.lead_ins),
    )


def _label(text: str) -> str:
    return text.partition(":")[0] if _LABEL.match(text) else ""


def senses(text: str, habits: Habits) -> frozenset[str]:
    """The stems of the words that carry sense."""
    return _stems(_WORD.findall(text.casefold()), habits)


def _stems(words: Sequence[str], habits: Habits) -> frozenset[str]:
    return frozenset(w[:6] for w in words if len(w) > 3 and w not in habits.small_words)


def _suffix(word: str, habits: Habits) -> str | None:
    if len(word) < 4:  # "red", "is"
        return None
    return next((ending for ending in habits.word_endings if word.endswith(ending)), "")


def belonging(shape: Shape, siblings: Sequence[Shape]) -> tuple[Evidence, ...]:
    """The evidence that an item of this shape is the next after `siblings`."""
    near = siblings[-COMPARED:]
    return tuple(
        evidence
        for evidence in (
            _same_words(shape, near),
            _next_number(shape, near),
            _same_opening(shape, near),
            _same_case(shape, near),
            _same_ending(shape, near),
            _same_suffix(shape, near),
            _same_label(shape, near),
            _same_article(shape, near),
        )
        if evidence is not None
    )


def total(evidence: Sequence[Evidence]) -> float:
    """The sum of the weights."""
    return sum(piece.weight for piece in evidence)


def _same_words(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    shared = max(_common(shape.words, sibling.words) for sibling in near)
    if shared:
        # A common "the" or "in" tells less than a common "stage".
        telling = min(2, sum(word[:6] in shape.senses for word in shape.words[:shared]))
        weight = min(4.0, min(shared, 3) + 0.75 * telling)
        return Evidence(weight, f"begins like a sibling: {' '.join(shape.words[:shared])!r}")
    among = [_common(a.words, b.words) for a, b in pairwise(near)]
    if among and min(among) >= 2:
        alike = " ".join(near[0].words[:2])
        return Evidence(-3.0, f"the siblings begin alike ({alike!r}), it does not")
    return None


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _next_number(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    last = near[-1].enumerator
    if shape.enumerator is None and last is None:
        return None
    if last is not None and shape.enumerator == last + 1:
        return Evidence(5.0, f"({shape.enumerator}) follows ({last})")
    return Evidence(-3.0, "the numbers do not follow")


def _same_opening(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    openings = {s.opening for s in near}
    if len(openings) > 1:
        return None
    how = f"opens with {shape.opening.value}"
    if shape.opening in openings:
        return Evidence(0.5 if shape.opening is Opening.PLAIN else 2.0, how)
    weight = -0.5 if Opening.LINK in openings else -2.5  # not every word of a list is a term
    return Evidence(weight if len(near) > 1 else weight / 2, f"{how}, the siblings do not")


def _same_case(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    cases = {s.capital for s in near if s.capital is not None}
    if shape.capital is None or len(cases) != 1:
        return None
    which = "a capital" if shape.capital else "a small letter"
    if shape.capital in cases:
        return Evidence(0.5, f"begins with {which}")
    # Among fragments without a final mark a capital may be that of a name.
    weight = -1.0 if all(s.ending is Ending.NONE for s in near) else -2.0
    return Evidence(weight, f"begins with {which}, the siblings do not")


def _same_ending(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    if near[-1].ending is Ending.SEMICOLON:
        return Evidence(3.0, "the sentence of the sibling before goes on")
    endings = {s.ending for s in near if s.ending is not Ending.COLON}
    if len(endings) != 1:
        return None
    if shape.ending is Ending.COLON:
        opener = any(s.opens for s in near)
        return Evidence(1.5, "opens a list as a sibling does") if opener else None
    if shape.ending in endings:
        return Evidence(0.5, f"ends with {shape.ending.value}")
    return Evidence(-1.5, f"ends with {shape.ending.value}, the siblings do not")


def _same_suffix(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    suffixes = {s.suffix for s in near if s.suffix is not None}
    if shape.suffix is None or len(suffixes) != 1 or (shape.suffix == "" and suffixes == {""}):
        return None
    if shape.suffix in suffixes:
        return Evidence(1.5, f"its first word ends in -{shape.suffix} as the siblings' do")
    weight = -1.5 if len(near) > 1 else -0.5
    return Evidence(weight, "its first word is not parallel to the siblings'")


def _same_label(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    labels = {bool(s.label) for s in near if not s.opens or s.label}
    if labels == {True} and shape.label:
        return Evidence(1.5, "a label and its text, as the siblings")
    if labels == {True} and len(near) > 1 and not shape.opens:
        return Evidence(-1.5, "no label, the siblings have one")
    if labels == {False} and shape.label and len(near) > 1:
        return Evidence(-1.0, "a label, the siblings have none")
    return None


def _same_article(shape: Shape, near: Sequence[Shape]) -> Evidence | None:
    if not shape.article or len(near) < 2 or any(s.article for s in near):
        return None
    return Evidence(-1.5, "begins with an article, the siblings do not")


def _opening(item: draft.Item) -> Opening:
    first = item.blocks[0] if item.blocks else None
    content = first.content if isinstance(first, draft.Paragraph) else ()
    lead = next((n for n in content if not isinstance(n, Text) or n.text.strip()), None)
    match lead:
        case Strong():
            return Opening.STRONG
        case Emph(inner):
            return Opening.STRONG if isinstance(inner[0], Strong) else Opening.EMPHASIS
        case Link() | Term() if _only_links(content):
            return Opening.LINK
        case _:
            return Opening.PLAIN


def _all_strong(item: draft.Item) -> bool:
    first = item.blocks[0] if item.blocks else None
    content = first.content if isinstance(first, draft.Paragraph) else ()
    return all(isinstance(node, Strong) for node in content)


def _only_links(content: Sequence[Inline | draft.Picture]) -> bool:
    return all(
        isinstance(node, Link | Term | draft.Picture)
        or (isinstance(node, Text) and not node.text.strip(" .,;"))
        for node in content
    )


def _ending(last: str, words: Sequence[str]) -> Ending:
    match last:
        case ":":
            return Ending.COLON
        case "." | "?" | "!":
            return Ending.PERIOD
        case ";" | ",":
            return Ending.SEMICOLON
        case _:
            joined = words and words[-1] in ("or", "and", "o", "y")
            return Ending.SEMICOLON if joined else Ending.NONE
