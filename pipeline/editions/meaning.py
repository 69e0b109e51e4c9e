"""Does a translation say what its source says? Checks of what can hurt when it is wrong.

Not the style and not the whole meaning: figures, telephone numbers, names of drugs
and genes in every language; negation, possibility, obligation and opposites where
both languages have cues. What is not checked for a language is said, not passed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.document import Segment
from pipeline.editions.cues import Cues, cues, straight
from pipeline.inline import Drug, Gene, Phone, Pmid
from pipeline.sentences import split
from pipeline.walk import inlines, plain_text

# A number with what groups or parts its digits; a unit right behind it belongs to it.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNITS = (
    *("mg/m²", "mg/m2", "mg/kg"),
    *("mcg", "mg", "µg", "kg", "mL", "ml", "cm", "mm", "Gy", "g", "%"),
)
_UNIT = re.compile(rf"(\d+(?:[.,]\d+)*)\s?({'|'.join(map(re.escape, _UNITS))})(?!\w)")
_TELEPHONE = re.compile(r"\+?\d[\d\-() ]{5,}\d|\d-\d{3}-\d-[A-Z]+")

# A translation much shorter or longer than its source has lost or gained something;
# the bounds are wide enough for languages written without spaces.
_SHORTEST, _LONGEST = 0.18, 2.6
_MIN_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference in meaning. A warning may be waived by a named reviewer; an error not."""

    code: str
    message: str
    error: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of a segment and of its translation, and what is known of both languages."""

    source: Segment
    target: Segment
    terms: Mapping[str, str]  # English name -> the language's, lower case
    source_cues: Cues | None
    target_cues: Cues | None

    @property
    def said(self) -> str:
        """The source's words."""
        return straight(plain_text(self.source.content))

    @property
    def put(self) -> str:
        """The translation's words."""
        return straight(plain_text(self.target.content))

    @property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Sentence beside sentence where both have as many, else the whole words."""
        said = split(self.said, self.source.language)
        put = split(self.put, self.target.language)
        return (
            tuple(zip(said, put, strict=True))
            if len(said) == len(put)
            else ((self.said, self.put),)
        )


Check: TypeAlias = Callable[[Pair], Iterator[Fault]]


def compare(source: Segment, target: Segment, terms: Mapping[str, str]) -> tuple[Fault, ...]:
    """Every fault of a translated segment; the segments' languages say which checks apply."""
    if plain_text(source.content) == plain_text(target.content):
        return ()  # a name
    pair = Pair(source, target, terms, cues(source.language), cues(target.language))
    return tuple(fault for check in CHECKS for fault in check(pair))


def unchecked(source_language: str, target_language: str) -> tuple[str, ...]:
    """The kinds of meaning that nobody checks for this pair of languages."""
    if cues(source_language) and cues(target_language):
        return ()
    return ("negation", "possibility", "obligation", "opposites", "uncertainty", "addressee")


def _numbers(pair: Pair) -> Iterator[Fault]:
    said, put = (Counter(_NUMBER.findall(_digits(text))) for text in (pair.said, pair.put))
    if said != put:
        yield Fault("meaning-number", f"numbers {_listed(said)} became {_listed(put)}", True)


def _units(pair: Pair) -> Iterator[Fault]:
    said, put = (
        Counter(f"{n} {unit}" for n, unit in _UNIT.findall(_digits(text)))
        for text in (pair.said, pair.put)
    )
    lost = said - put
    if lost:
        yield Fault("meaning-unit", f"{_listed(lost)} became {_listed(put)}", True)


def _telephones(pair: Pair) -> Iterator[Fault]:
    said, put = (Counter(_TELEPHONE.findall(_digits(text))) for text in (pair.said, pair.put))
    if said != put:
        yield Fault("meaning-phone", f"telephone {_listed(said)} became {_listed(put)}", True)


def _verbatim(pair: Pair) -> Iterator[Fault]:
    """What nobody translates: gene symbols, telephone numbers and PubMed numbers."""
    kinds = (Gene, Phone, Pmid)
    said, put = (
        Counter(plain_text((n,)) for n in inlines(s.content) if isinstance(n, kinds))
        for s in (pair.source, pair.target)
    )
    if said != put:
        yield Fault("meaning-verbatim", f"{_listed(said)} became {_listed(put)}", True)


def _terms(pair: Pair) -> Iterator[Fault]:
    """Names of the term base: each in the source has its counterpart, and no other has."""
    there = _found({name: (name,) for name in pair.terms}, pair.said, whole_words=True)
    forms = {name: tuple(words.split("|")) for name, words in pair.terms.items()}
    here = _found(forms, pair.put, whole_words=False)
    for name in sorted(there - here):
        yield Fault("meaning-term", f"{name!r} is not there as {pair.terms[name]!r}", True)
    for name in sorted(here - there):
        yield Fault("meaning-term", f"{pair.terms[name]!r} is there without {name!r}", True)


def _found(forms: Mapping[str, tuple[str, ...]], text: str, *, whole_words: bool) -> set[str]:
    """The names with a form in the text; the longest form wins where one holds another.

    Whole words where the language has a space between words, and not else.
    """
    owner = {form.casefold(): name for name, all_of in forms.items() for form in all_of}
    ordered = sorted(map(re.escape, owner), key=len, reverse=True)
    if not ordered:
        return set()
    edge = (r"(?<!\w)", r"(?!\w)") if whole_words else ("", "")
    pattern = re.compile(rf"{edge[0]}(?:{'|'.join(ordered)}){edge[1]}")
    return {owner[match] for match in pattern.findall(text.casefold())}


def _drugs(pair: Pair) -> Iterator[Fault]:
    """A drug link whose name the term base does not know cannot be checked: say so."""
    for node in inlines(pair.source.content):
        if isinstance(node, Drug):
            name = plain_text(node.content).casefold()
            if name not in pair.terms:
                yield Fault("meaning-drug-unlisted", f"no term for the drug {name!r}", False)


def _negation(pair: Pair) -> Iterator[Fault]:
    yield from _kept(pair, "negation", "meaning-negation", both_ways=True, error=True)


def _possibility(pair: Pair) -> Iterator[Fault]:
    yield from _kept(pair, "possibility", "meaning-possibility", both_ways=True, error=True)


def _obligation(pair: Pair) -> Iterator[Fault]:
    yield from _added(pair, "obligation", "meaning-obligation", error=True)
    yield from _kept(pair, "obligation", "meaning-obligation-lost", both_ways=False, error=False)


def _shades(pair: Pair) -> Iterator[Fault]:
    for mark in ("condition", "exclusion", "frequency", "uncertainty"):
        yield from _kept(pair, mark, f"meaning-{mark}", both_ways=False, error=False)


def _addressee(pair: Pair) -> Iterator[Fault]:
    yield from _kept(pair, "child", "meaning-addressee", both_ways=True, error=False)


def _opposites(pair: Pair) -> Iterator[Fault]:
    if pair.source_cues is None or pair.target_cues is None:
        return
    polars = tuple(zip(pair.source_cues.polars, pair.target_cues.polars, strict=True))
    for said, put in pair.sentences:
        for mine, theirs in polars:
            one, other = mine.one.search(said), mine.other.search(said)
            there, opposite = theirs.one.search(put), theirs.other.search(put)
            if one and not other and opposite and not there:
                yield Fault("meaning-opposite", f"{one[0]!r} became {opposite[0]!r}", True)
            elif other and not one and there and not opposite:
                yield Fault("meaning-opposite", f"{other[0]!r} became {there[0]!r}", True)


def _measures(pair: Pair) -> Iterator[Fault]:
    """Numbers with a unit in words: "5 years" must not become five of something else."""
    if pair.source_cues is None or pair.target_cues is None:
        return
    said, put = pair.source_cues.counted(pair.said), pair.target_cues.counted(pair.put)
    if lost := said - put:
        yield Fault("meaning-unit", f"{_listed(lost)} became {_listed(put)}", True)


def _lengths(pair: Pair) -> Iterator[Fault]:
    said, put = len(pair.said), len(pair.put)
    if said >= _MIN_LENGTH and not _SHORTEST <= put / said <= _LONGEST:
        yield Fault("meaning-length", f"{said} characters became {put}", False)


def _sentence_counts(pair: Pair) -> Iterator[Fault]:
    said = len(split(pair.said, pair.source.language))
    put = len(split(pair.put, pair.target.language))
    if put < said:
        yield Fault("meaning-sentences", f"{said} sentences became {put}", False)


def _kept(pair: Pair, mark: str, code: str, *, both_ways: bool, error: bool) -> Iterator[Fault]:
    if pair.source_cues is None or pair.target_cues is None:
        return
    for said, put in pair.sentences:
        there, here = pair.source_cues.has(mark, said), pair.target_cues.has(mark, put)
        if there and not here:
            yield Fault(code, f"{mark} is lost: {_short(said)}", error)
        elif here and not there and both_ways:
            yield Fault(code, f"{mark} is added: {_short(put)}", error)


def _added(pair: Pair, mark: str, code: str, *, error: bool) -> Iterator[Fault]:
    if pair.source_cues is None or pair.target_cues is None:
        return
    for said, put in pair.sentences:
        if pair.target_cues.has(mark, put) and not pair.source_cues.has(mark, said):
            yield Fault(code, f"{mark} is added: {_short(put)}", error)


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:57]}...")


CHECKS: tuple[Check, ...] = (
    _numbers,
    _units,
    _measures,
    _telephones,
    _verbatim,
    _terms,
    _drugs,
    _negation,
    _possibility,
    _obligation,
    _opposites,
    _shades,
    _addressee,
    _lengths,
    _sentence_counts,
)


def _digits(text: str) -> str:
    """Text with every script's digits as ASCII ones."""
    return "".join(str(int(c)) if c.isdigit() and c.isdecimal() else c for c in text)


def _listed(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "nothing"
