"""Checks of small words that turn a sentence round: not, may, must, unless, before, more.

Only for languages whose cues somebody has listed. A cue that is there on one side and
not on the other is an error where the words are plain; where one language often says
with a cue what the other says without, and where cues are only fewer, a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from everyform.diagnostics import clipped
from everyform.meaning.bitext import Bitext, Check, Fault
from everyform.meaning.cues import Cues
from everyform.meaning.dates import dates


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Source words beside their translation; `sure` when they surely belong together."""

    said: str
    put: str
    mine: Cues
    theirs: Cues
    sure: bool

    @property
    def rough(self) -> bool:
        """Are the cues of one language not measured?"""
        return self.mine.rough or self.theirs.rough

    def has(self, mark: str) -> tuple[bool, bool]:
        """Is a kind of cue in the source, and is it in the translation?"""
        return self.mine.has(mark, self.said), self.theirs.has(mark, self.put)


def _negation(pair: Bitext) -> Iterator[Fault]:
    """As many negations on both sides; one that the other says with a verb ("avoid") is none."""
    for one in _sentences(pair, "negation"):
        there, here = one.mine.count("negation", one.said), one.theirs.count("negation", one.put)
        if there > here:
            loose = one.mine.count("negated", one.said)
            denied = one.theirs.count("denial", one.put)
            said = f"negation is lost: {clipped(one.said)!r}"
        else:
            loose = one.theirs.count("negated", one.put)
            denied = one.mine.count("denial", one.said)
            said = f"negation is added: {clipped(one.put)!r}"
        least, most = min(there, here), max(there, here) - loose
        if one.rough:
            # A negation is often one word with what it denies: only the loss of all is asked.
            if most > 0 == least and not denied:
                yield Fault("meaning-negation", said, False)
        elif most > least and (not least or most > least + denied):
            yield Fault("meaning-negation", said, one.sure and most > least + denied)


def _forbidden(pair: Bitext) -> Iterator[Fault]:
    """What is forbidden must stay so, and nothing else be: "do not call", "avoid the sun".

    A ban is lost where nothing at all denies, and added where something denies once more than
    the source does, so that this holds for languages whose negations are not measured, too.
    """
    for one in _sentences(pair, "forbidden", "negation", "denial"):
        there, here = one.has("forbidden")
        said = one.mine.count("negation", one.said) + one.mine.count("denial", one.said)
        put = one.theirs.count("negation", one.put) + one.theirs.count("denial", one.put)
        if there and not here and not put:
            yield Fault("meaning-ban", f"a ban is lost: {clipped(one.said)!r}", one.sure)
        elif here and not there and put > said:
            yield Fault("meaning-ban", f"a ban is added: {clipped(one.put)!r}", one.sure)


def _possibility(pair: Bitext) -> Iterator[Fault]:
    """ "May" must not go, nor come from nowhere; another word of doubt may stand for it.

    What leads to a list ("Treatment may include the following:") leaves the choice to the list,
    and of what doctors do ("a scan may be used") much is told without it.
    """
    for one in _sentences(pair, "possibility", "doubt"):
        if one.said.rstrip().endswith(":"):
            continue
        firmly = one.mine.without("procedure", one.said)
        if one.mine.has("possibility", firmly) and not one.theirs.has("doubt", one.put):
            yield Fault("meaning-possibility", f"possibility is lost: {clipped(one.said)!r}", False)
        elif one.theirs.has("possibility", one.put) and not one.mine.has("doubt", one.said):
            yield Fault("meaning-possibility", f"possibility is added: {clipped(one.put)!r}", False)


def _obligation(pair: Bitext) -> Iterator[Fault]:
    """ "May" must not become "must"; a must that is gone may be said by an imperative."""
    for one in _sentences(pair, "obligation", "exempt"):
        there = one.mine.has("obligation", one.mine.without("exempt", one.said))
        here = one.theirs.has("obligation", one.theirs.without("exempt", one.put))
        if here and not there:
            yield Fault(
                "meaning-obligation", f"obligation is added: {clipped(one.put)!r}", one.sure
            )
        elif there and not here:
            lost = f"obligation is lost: {clipped(one.said)!r}"
            yield Fault("meaning-obligation-lost", lost, False)


def _unless(pair: Bitext) -> Iterator[Fault]:
    """ "Unless" and "if" turn a sentence into its opposite."""
    for one in _sentences(pair, "unless", "condition"):
        there, here = one.has("unless")
        if there and not here and one.theirs.has("condition", one.put):
            became = f"'unless' became 'if': {clipped(one.put)!r}"
            yield Fault("meaning-condition", became, one.sure)
        elif here and not there and not one.mine.has("negation", one.said):
            became = f"'unless' is added: {clipped(one.put)!r}"
            yield Fault("meaning-condition", became, one.sure)


def _shades(pair: Bitext) -> Iterator[Fault]:
    """Small words whose loss changes much, and which languages place too freely for an error."""
    for one in _sentences(pair, "frequency", "always", "child"):
        for mark in ("condition", "exclusion", "exception", "frequency", "uncertainty"):
            there, here = one.has(mark)
            if there and not here:
                yield Fault(f"meaning-{mark}", f"{mark} is lost: {clipped(one.said)!r}", False)
        for mark, kind in (("always", "frequency"), ("child", "addressee")):
            there, here = one.has(mark)
            if there and not here:
                yield Fault(f"meaning-{kind}", f"{mark!r} is lost: {clipped(one.said)!r}", False)
            elif here and not there:
                yield Fault(f"meaning-{kind}", f"{mark!r} is added: {clipped(one.put)!r}", False)


def _fewer(pair: Bitext) -> Iterator[Fault]:
    """Fewer cues of a kind than in the source, though not none: one of them may be lost."""
    for one in _sentences(pair, "possibility", "condition"):
        for mark in ("possibility", "condition"):
            there, here = one.mine.count(mark, one.said), one.theirs.count(mark, one.put)
            if 0 < here < there:
                fewer = f"{mark}: {there} times, in the translation {here}"
                yield Fault(f"meaning-{mark}", f"{fewer}: {clipped(one.said)!r}", False)


def _sentences(pair: Bitext, *marks: str) -> Iterator[_Sentence]:
    """Sentence by sentence; where their numbers differ, the whole first and each as a guess.

    Nothing where one of the languages has no cues of one of these kinds.
    """
    if pair.cues is None or not all(side.knows(*marks) for side in pair.cues):
        return
    whole = () if pair.even else ((pair.said, pair.put),)
    guessed = () if whole and pair.free else pair.sentences
    for said, put in (*whole, *guessed):
        sure = pair.even or (said, put) in whole
        words = _undated(said, pair.source.language), _undated(put, pair.target.language)
        yield _Sentence(*words, *pair.cues, sure)


def _undated(text: str, language: str) -> str:
    """The text without its dates: May is a month."""
    for date in reversed(dates(text, language)):
        text = f"{text[: date.start]} {text[date.end :]}"
    return text


CHECKS: tuple[Check, ...] = (
    _negation,
    _forbidden,
    _possibility,
    _obligation,
    _unless,
    _shades,
    _fewer,
)
