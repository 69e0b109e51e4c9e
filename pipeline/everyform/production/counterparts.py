"""One summary in two languages, each its publisher's own: every seed learns of the other.

Two seeds are the same summary when their files have one name before the language,
or when the `alternates` of one name the address of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from everyform.production.seeds import Seed
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


def related(
    seeds: Sequence[Seed], known: Sequence[Seed] = (), unread: Sequence[Path] = ()
) -> tuple[Seed, ...]:
    """The seeds, each with the address of its counterpart; `known` are not built themselves.

    `unread` are files of which nothing is known but that they are there: nothing of ours
    takes the place of the publisher's text because that has a fault.
    """
    return tuple(_related(seed, (*seeds, *known), unread) for seed in seeds)


def _related(seed: Seed, all_of_them: Sequence[Seed], unread: Sequence[Path]) -> Seed:
    document, metadata = seed.document, seed.document.metadata
    others = {o.document.language: o.document.metadata.url for o in _others(seed, all_of_them)}
    alternates = {**dict(metadata.alternates), **others}
    known = replace(metadata, alternates=tuple(sorted(alternates.items())))
    named = {_language(path) for path in unread if path in beside([seed.path])}
    official = tuple(sorted(others.keys() | named))
    return replace(seed, document=replace(document, metadata=known), official=official)


def _others(seed: Seed, all_of_them: Iterable[Seed]) -> Iterator[Seed]:
    mine, here = seed.document.metadata, seed.document
    for other in all_of_them:
        theirs, there = other.document.metadata, other.document
        named = theirs.url in dict(mine.alternates).values()
        naming = mine.url in dict(theirs.alternates).values()
        if there.language != here.language and (there.name == here.name or named or naming):
            yield other
