"""Which editions in which formats: the tasks of a build, in the order to start them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.build.seeds import Seed
from pipeline.diagnostics import Location, failure
from pipeline.edition import Edition
from pipeline.writers.format import Format

# Labels that a document gets besides its own language when nobody asks for one:
# most readers of the English summaries who need another language read Spanish.
COMPANIONS = {"en": ("es",)}


@dataclass(frozen=True, slots=True)
class Task:
    """One edition of one document in one format."""

    seed: Seed
    edition: Edition
    source: Edition  # the edition of the source's own language
    format: Format


def languages_of(seed: Seed, asked: Sequence[str]) -> tuple[str, ...]:
    """The edition tags to build for a seed: those asked for, else its own and its companion."""
    if asked:
        return tuple(dict.fromkeys(asked))
    own = seed.document.language
    return (own, *COMPANIONS.get(own, ()))


def plan(
    seeds: Sequence[Seed],
    editions: dict[str, Edition],
    formats: Sequence[Format],
    asked: Sequence[str] = (),
) -> tuple[Task, ...]:
    """Every wanted file as a task, the slow formats first so that no worker idles at the end.

    Raises:
        PipelineError: two seeds would be written to the same place.
    """
    taken: dict[tuple[str, str], Seed] = {}
    for seed in seeds:
        place = (seed.document.name, seed.document.language)
        if place in taken:
            raise failure(
                "document-duplicate",
                f"is the same document as {taken[place].path}",
                Location(str(seed.path)),
                "rename one of the two files",
            )
        taken[place] = seed
    tasks = [
        Task(seed, editions[tag], editions[seed.document.language], format)
        for seed in seeds
        for tag in languages_of(seed, asked)
        for format in formats
    ]
    return tuple(sorted(tasks, key=lambda task: not task.format.spoken))
