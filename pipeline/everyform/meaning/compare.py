"""Does a translation say what its source says? Checks of what can hurt when it is wrong.

Not the style and not the whole meaning: figures, telephone numbers, names of drugs and
genes, tags and omissions in every language; negation, possibility, obligation and
opposites where both languages have cues. What is not checked for a pair is said, not passed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from everyform.diagnostics import clipped
from everyform.document import Segment
from everyform.meaning import amounts, drugs, exchanges, modality, stages, tags, terms
from everyform.meaning.bitext import Bitext, Check, Fault, growth
from everyform.meaning.cues import cues
from everyform.meaning.dates import calendar
from everyform.meaning.notation import notation
from everyform.sentences import split
from everyform.walk import plain_text

__all__ = ["CHECKS", "Bitext", "Fault", "compare", "unchecked"]

# A translation much shorter or longer than its source has lost or gained something. These
# bounds hold for languages of which nobody has measured how long they are, Chinese among
# them; where it was measured, a translation is held to half and double of that, give or
# take a word or two.
_SHORTEST, _LONGEST = 0.18, 2.6
_HALF, _DOUBLE, _SLACK = 0.5, 2.0, 12
# Where official translations were measured, sentence by sentence, in standard deviations of the
# length of such a sentence. Of the institute's own Spanish eight in a thousand lie outside, and
# most of these say something else than the English.
_TOO_SHORT, _TOO_LONG = -2.4, 3.0
# Drafts alone were measured of the others: two of their six hundred sentences lie above.
_TOO_LONG_UNMEASURED = 4.0
_MIN_LENGTH, _SHORT_TEXT = 30, 40  # of a sentence, of a text: shorter ones vary too much
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,/@-]*")
_SITE = re.compile(
    r"[A-Za-z0-9](?:[\w.-]{0,60}[A-Za-z0-9])?\.(?:gov|org|com|edu|net|int|info)\b", re.ASCII
)


def compare(
    source: Segment, target: Segment, names: Mapping[str, str], *, plain: bool = False
) -> tuple[Fault, ...]:
    """Every fault of a translated segment; the segments' languages say which checks apply.

    `plain` words are held against the whole of their source, not sentence by sentence.

    `names` is the term base of the target's language: an English name in lower case -> its
    forms, with `|` between them. Words left as they are, a name as a rule, have no fault.
    """
    if plain_text(source.content) == plain_text(target.content):
        return ()
    pair = Bitext(source, target, names, plain)
    return tuple(dict.fromkeys(fault for check in CHECKS for fault in check(pair)))


def unchecked(source_language: str, target_language: str) -> tuple[str, ...]:
    """The kinds of meaning that nobody checks for this pair of languages, in plain words."""
    return tuple(_unchecked(source_language, target_language))


def _unchecked(source: str, target: str) -> Iterator[str]:
    known = (notation(source), notation(target))
    mine, theirs = cues(source), cues(target)
    if not (mine and theirs):
        yield "negation (not, never, without)"
        yield "opposites (before and after, more and less, left and right)"
        yield "one of a kind for another (organs, treatments, tests, helps and harms)"
    if not (mine and theirs and mine.knows("possibility") and theirs.knows("possibility")):
        yield "possibility and obligation (may, can, must, should)"
        yield "conditions and exceptions (if, unless, only, except)"
        yield "how often and how sure (usually, always, likely)"
        yield "who is meant (your child, you)"
        yield "the order of numbers in a sentence"
        yield "links that changed places, unless their words look like the source's"
    if not all(map(stages.known, (source, target))):
        yield "stages and grades of cancer"
    if not all(map(drugs.known, (source, target))):
        yield "names of drugs, but those in names.tsv"
    if not all(one.strict for one in known):
        yield "numbers in words (two, twice, half, first)"
    if not all(one.listed for one in known):
        yield "units in words (years, milligrams); symbols such as mg are checked"
    if not all(calendar(language).months for language in (source, target)):
        yield "the month in dates; day and year are checked"
    if growth(source, target) is None:
        yield "sentences left out, beyond a count and a rough length"


def _lengths(pair: Bitext) -> Iterator[Fault]:
    """A clause left out or put in makes a sentence shorter or longer than its like are."""
    measured = growth(pair.source.language, pair.target.language)
    if measured is None or pair.free:
        said, put = len(pair.said), len(pair.put)
        least, most = _SHORTEST * said, _LONGEST * said
        if measured:
            least = _HALF * measured.ratio * said - _SLACK
            most = _DOUBLE * measured.ratio * said + _SLACK
        if said >= _SHORT_TEXT and not least <= put <= most:
            yield Fault("meaning-length", f"{said} characters became {put}", False)
        return
    for words, others in pair.passages:
        if not pair.measured:
            words, others = _without_shared(words, others)
        said, put = len(words), len(others)
        expected = measured.ratio * said
        deviation = (put - expected) / math.sqrt(measured.spread * max(expected, 1.0))
        longest = _TOO_LONG if pair.measured else _TOO_LONG_UNMEASURED
        if said >= _MIN_LENGTH and not _TOO_SHORT <= deviation <= longest:
            yield Fault("meaning-length", f"{said} characters became {put}", False)


def _without_shared(said: str, put: str) -> tuple[str, str]:
    """Both texts without the Latin words and figures that stand in both, as names do."""
    here, there = set(_LATIN.findall(said)), set(_LATIN.findall(put))

    def rest(text: str) -> str:
        return _LATIN.sub(lambda run: "" if run[0] in here & there else run[0], text)

    return rest(said), rest(put)


def _omissions(pair: Bitext) -> Iterator[Fault]:
    """A sentence that is surely not there is an error.

    Fewer sentences are a question where nobody has measured how long such texts are: two may
    have become one.
    """
    omitted = pair.alignment.omitted
    for words in omitted:
        yield Fault("meaning-omission", f"left out: {clipped(words)!r}", True)
    said = len(split(pair.said, pair.source.language))
    put = len(split(pair.put, pair.target.language))
    if put < said and not omitted and (not pair.measured or pair.free):
        yield Fault("meaning-sentences", f"{said} sentences became {put}", False)


def _addresses(pair: Bitext) -> Iterator[Fault]:
    """The sites and mail addresses that the words name are named; a page of a site may differ."""
    lost = _sites(pair.said) - _sites(pair.put)
    if lost:
        yield Fault("meaning-address", f"{', '.join(sorted(lost))} is lost", False)


def _sites(text: str) -> set[str]:
    return {match.casefold() for match in _SITE.findall(text)}


CHECKS: tuple[Check, ...] = (
    *amounts.CHECKS,
    *terms.CHECKS,
    *tags.CHECKS,
    *modality.CHECKS,
    *exchanges.CHECKS,
    *stages.CHECKS,
    *drugs.CHECKS,
    _addresses,
    _lengths,
    _omissions,
)
