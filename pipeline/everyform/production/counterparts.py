"""One summary in two languages, each its publisher's own: every seed learns of the other.

Two seeds are the same summary when their files have one name before the language,
or when the `alternates` of one name the address of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from everyform.production.seeds import Relation, Seed, Sighted
from everyform.reader import LANGUAGES, SUFFIXES


def beside(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Files that are called like one of `paths` but for the language, and are not among them."""
    given = tuple(paths)
    named = (
        path.with_name(f"{Path(path.stem).stem}.{language}{suffix}")
        for path in given
        if _language(path) in LANGUAGES
        for language in LANGUAGES
        for suffix in SUFFIXES
    )
    return tuple(p for p in dict.fromkeys(named) if p not in given and p.is_file())


def _language(path: Path) -> str:
    """The language that a seed's name says."""
    return Path(path.stem).suffix.removeprefix(".")


def relations(
    seeds: Sequence[Sighted], known: Sequence[Sighted] = (), unread: Sequence[Path] = ()
) -> dict[Path, Relation]:
    """What each seed learns of the others; `known` are not built themselves.

    `unread` are files of which nothing is known but that they are there: nothing of ours
    takes the place of the publisher's text because that has a fault.
    """
    everything = (*seeds, *known)
    return {seed.path: _relation(seed, everything, unread) for seed in seeds}


def related(
    seeds: Sequence[Seed], known: Sequence[Seed] = (), unread: Sequence[Path] = ()
) -> tuple[Seed, ...]:
    """The seeds, each with what it learns of the others (see `relations`)."""
    learned = relations(seeds, known, unread)
    return tuple(seed.learning(learned[seed.path]) for seed in seeds)


def _relation(seed: Sighted, everything: Iterable[Sighted], unread: Sequence[Path]) -> Relation:
    others = {o.facts.language: o.facts.url for o in _others(seed, everything)}
    alternates = {**dict(seed.facts.alternates), **others}
    named = {_language(path) for path in unread if path in beside([seed.path])}
    return Relation(tuple(sorted(alternates.items())), tuple(sorted(others.keys() | named)))


def _others(seed: Sighted, everything: Iterable[Sighted]) -> Iterator[Sighted]:
    mine = seed.facts
    for other in everything:
        theirs = other.facts
        named = theirs.url in dict(mine.alternates).values()
        naming = mine.url in dict(theirs.alternates).values()
        if theirs.language != mine.language and (theirs.name == mine.name or named or naming):
            yield other
