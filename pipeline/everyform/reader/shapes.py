"""What can be compared of list items: how they begin and end, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from everyform.inline import Emph, Inline, Link, Strong, Term, Text
from everyform.reader import draft
from everyform.reader.habits import Habits

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LABEL = re.compile(r"[^:.;?!]{1,60}:\s+\S")
_RUN_IN = re.compile(r"[^:.;?!]{1,60}\.\s+\S")
_ENUMERATOR = re.compile(r"\((\d{1,2})\)")
_SENTENCE_END = re.compile(r"(?<=[.;?!])\s+")
_TITLE_WORDS = 9
_MARKS = (".", ":", ";", ",", "?", "!")


class Opening(Enum):
    """How an item's first words are set."""

    STRONG = "strong words"
    EMPHASIS = "emphasised words"
    PLAIN = "plain words"


class Ending(Enum):
    """The last mark of an item; a colon is left out, since it only announces a list."""

    PERIOD = "a period"
    SEMICOLON = "a semicolon"
    NONE = "no mark"
    COLON = "a colon"


@dataclass(frozen=True, slots=True)
class Stage:
    """The name of a stage: FIGO, III and A1 for "FIGO stage IIIA1"."""

    system: str
    numeral: str
    part: str

    def has(self, other: Stage) -> bool:
        """Whether the other is a part of this one, as IIIA1 is of IIIA and of III."""
        same = (self.system, self.numeral) == (other.system, other.numeral)
        return same and other.part.startswith(self.part) and other.part != self.part

    def __str__(self) -> str:
        return f"{self.system} {self.numeral}{self.part}".strip()


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be compared of an item."""

    words: tuple[str, ...]  # the first few, without case
    end: tuple[str, ...]  # the last few words
    opening: Opening
    link: bool  # nothing but links
    capital: bool | None  # None: begins with a digit or a mark
    ending: Ending
    suffix: str | None  # what makes first words parallel; None: too short a word to tell
    label: str  # the words before the colon in "Insomnia: being unable ..."
    run_in: bool  # a first sentence of few words heads the others: "Surgery. Surgery to ..."
    article: bool  # begins with "a", "the", ...
    enumerator: int | None  # the n of "(n) ..."
    senses: frozenset[str]  # stems of the words that carry sense
    begins_with_sense: bool  # the first word is not one of the small ones
    text: str  # its own words
    opens: bool  # promises a list: ends in a colon
    leads: bool  # promises a list by its words: "... such as"
    announced: int | None  # how many items it promises: 3 for "There are three types of ..."
    sentence: bool  # says something, and names not only something: "It may hurt."
    title_strong: bool  # strong words and nothing else
    title: bool  # names in a few words what text below it would be about: "Hot flashes"
    stage: Stage | None  # the stage it begins with: IIIA for "In stage IIIA, ..."

    @property
    def label_end(self) -> str:
        """The last word of a label of more than one."""
        words = _WORD.findall(self.label.casefold())
        return words[-1] if len(words) > 1 else ""

    @property
    def label_mark(self) -> str:
        """The mark after the label: ":" or "."; empty without one."""
        return ":" if self.label else "." if self.run_in else ""

    def heads(self, habits: Habits) -> frozenset[str]:
        """The senses of what text below the item would be about: its label, or all it says."""
        if self.label:
            return senses(self.label, habits)
        if self.run_in:
            return senses(self.text.partition(".")[0], habits)
        return self.senses if self.title else frozenset()


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
        end=tuple(words[-3:]),
        opening=_opening(item),
        link=_is_link(item),
        capital=letter.isupper() if letter.isalpha() else None,
        ending=_ending(last, words),
        suffix=_suffix(first, habits),
        label=_label(text),
        run_in=_RUN_IN.match(text) is not None,
        article=first in habits.articles,
        enumerator=int(enumerator[1]) if enumerator else None,
        senses=_stems(words, habits),
        begins_with_sense=len(first) > 3 and first not in habits.small_words,
        text=draft.same_words(text),
        opens=last == ":",
        leads=any(stripped.casefold().endswith(f" {lead}") for lead in habits.lead_ins),
        announced=_announced(stripped, habits),
        sentence=_says(text, habits),
        title_strong=_opening(item) is Opening.STRONG and _all_strong(item),
        title=0 < len(words) <= _TITLE_WORDS and last not in _MARKS and letter.isupper(),
        stage=_stage(text, habits),
    )


def senses(text: str, habits: Habits) -> frozenset[str]:
    """The stems of the words that carry sense."""
    return _stems(_WORD.findall(text.casefold()), habits)


def _announced(text: str, habits: Habits) -> int | None:
    """How many items the last sentence promises, if it says so."""
    match = habits.announced.search(_SENTENCE_END.split(text)[-1])
    if match is None:
        return None
    word = match["number"].casefold()
    return int(word) if word.isdecimal() else habits.numerals.index(word) + 2


def _says(text: str, habits: Habits) -> bool:
    """Whether the first clause has a verb of its own, before any "that", comma or bracket."""
    clause = _WORD.findall(habits.clause_end.split(text, maxsplit=1)[0].casefold())
    asks = bool(clause) and clause[0] in habits.subordinating
    return not asks and any(word in habits.stating for word in clause)


def _stage(text: str, habits: Habits) -> Stage | None:
    match = habits.stage.match(text)
    return Stage(match["system"] or "", match["numeral"], match["part"]) if match else None


def _label(text: str) -> str:
    return text.partition(":")[0] if _LABEL.match(text) else ""


def _stems(words: Sequence[str], habits: Habits) -> frozenset[str]:
    return frozenset(w[:6] for w in words if len(w) > 3 and w not in habits.small_words)


def _suffix(word: str, habits: Habits) -> str | None:
    if len(word) < 4:  # "red", "is"
        return None
    return next((ending for ending in habits.word_endings if word.endswith(ending)), "")


def _opening(item: draft.Item) -> Opening:
    first = item.blocks[0] if item.blocks else None
    content = first.content if isinstance(first, draft.Paragraph) else ()
    lead = next((n for n in content if not isinstance(n, Text) or n.text.strip()), None)
    match lead:
        case Strong():
            return Opening.STRONG
        case Emph(inner):
            return Opening.STRONG if isinstance(inner[0], Strong) else Opening.EMPHASIS
        case _:
            return Opening.PLAIN


def _all_strong(item: draft.Item) -> bool:
    first = item.blocks[0] if item.blocks else None
    content = first.content if isinstance(first, draft.Paragraph) else ()
    return all(isinstance(node, Strong) for node in content)


def _is_link(item: draft.Item) -> bool:
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, draft.Paragraph) and _only_links(first.content)


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
