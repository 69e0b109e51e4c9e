"""The seeds of a request: each read or recalled, and each told of the others."""

from __future__ import annotations

from pathlib import Path

from everyform.diagnostics import Diagnostic, PipelineError, Reported
from everyform.production import keys
from everyform.production.counterparts import beside, relations
from everyform.production.known import KnownSeed, know
from everyform.production.memo import Memo
from everyform.production.request import Request
from everyform.production.seeds import distinct, distinct_paths


def known_seeds(paths: tuple[Path, ...], request: Request, memo: Memo) -> Reported[list[KnownSeed]]:
    """The seeds at `paths` that can be read, each with what it learns of the others.

    Reports:
        What was found in each, and why others cannot be read; bad ones stop no others.
    """
    read, found = _read(paths, request, memo)
    others = beside(paths)
    known, unsure = _read(others, request, memo)
    there = {seed.path for seed in (*read, *known)}
    unread = [path for path in (*paths, *others) if path not in there]
    learned = relations(read, known, unread)
    for seed in read:
        seed.learn(learned[seed.path])
    # Of a seed that is only looked at, nothing is told but why it could not be read.
    blamed = [finding for finding in unsure if Path(finding.location.path) in unread]
    return Reported(read, (*found, *blamed))


def _read(
    paths: tuple[Path, ...], request: Request, memo: Memo
) -> tuple[list[KnownSeed], list[Diagnostic]]:
    single, twice = distinct_paths(paths)
    seeds: list[KnownSeed] = []
    found = list(twice)
    for path in single:
        try:
            seed = know(
                path,
                memo,
                keys.house(),
                updated=request.updated,
                accessed=request.accessed,
                as_of=request.as_of,
            )
        except PipelineError as error:
            found += error.diagnostics
        else:
            seeds.append(seed)
            found += seed.found
    kept, twice = distinct(seeds)
    return list(kept), [*found, *twice]
