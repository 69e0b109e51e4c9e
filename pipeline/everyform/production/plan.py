"""Which editions in which formats: the tasks of a build, in the order to start them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from everyform.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Reported,
    Severity,
)
from everyform.editions import translations
from everyform.production.seeds import Seed, distinct
from everyform.production.wording import Wording, worded
from everyform.resources import LOCALES
from everyform.writers.format import Format, Narrated

# Labels that a document gets besides its own language when nobody asks for one:
# most readers of the English summaries who need another language read Spanish.
COMPANIONS = {"en": ("es",)}


@dataclass(frozen=True, slots=True)
class Task:
    """One edition of one document in one format."""

    seed: Seed
    wording: Wording
    format: Format


def languages_of(seed: Seed, asked: Sequence[str], locales: Path) -> Reported[tuple[str, ...]]:
    """The edition tags to build for a seed.

    Those asked for; else its own language, every language with a catalog of it, and
    its companion. A language that the publisher wrote the summary in itself, with
    that text among the seeds, is left to it.

    Reports:
        `edition-official`: an edition that gave way, where somebody meant it to be made.
    """
    own = seed.document.language
    content = translations(seed.document, locales)
    wanted = dict.fromkeys(asked or (own, *content, *COMPANIONS.get(own, ())))
    kept = tuple(tag for tag in wanted if tag not in seed.official)
    found = [
        Diagnostic(
            Severity.WARNING,
            "edition-official",
            f"no edition {tag} is made of it: the publisher's own text is among the seeds",
            Location(str(seed.path)),
        )
        for tag in wanted
        if tag in seed.official and (tag in content or tag in asked)
    ]
    return Reported(kept, tuple(found))


def plan(
    seeds: Sequence[Seed],
    formats: Sequence[Format],
    asked: Sequence[str] = (),
    locales: Path = LOCALES,
) -> Reported[tuple[Task, ...]]:
    """Every wanted file as a task, the slow formats first so that no worker idles at the end.

    Raises:
        PipelineError: two seeds would be written to the same place.

    Reports:
        Why an edition cannot be made, an error; the others are planned all the same.
        What is wrong with a catalog is with the `Wording`.
    """
    if twice := distinct(seeds).diagnostics:
        raise PipelineError(*twice)
    tasks: list[Task] = []
    found: list[Diagnostic] = []
    for seed, tag in _editions(seeds, asked, locales, found):
        try:
            wording = worded(seed.document, tag, locales)
        except PipelineError as error:
            found += error.diagnostics
        else:
            tasks += (Task(seed, wording, format) for format in formats)
    ordered = sorted(tasks, key=lambda task: task.format.narrated is Narrated.NEVER)
    return Reported(tuple(ordered), tuple(dict.fromkeys(found)))


def _editions(
    seeds: Sequence[Seed], asked: Sequence[str], locales: Path, found: list[Diagnostic]
) -> Iterator[tuple[Seed, str]]:
    """Each seed with each of its editions; of two seeds with one name, the first has it."""
    taken: dict[tuple[str, str], Seed] = {}
    for seed in seeds:
        tags, noticed = languages_of(seed, asked, locales)
        found += noticed
        for tag in tags:
            first = taken.setdefault((seed.document.name, tag), seed)
            if first is seed:
                yield seed, tag
                continue
            message = f"no edition {tag} is made of it: {first.path} has taken its place"
            where = Location(str(seed.path))
            found.append(Diagnostic(Severity.WARNING, "edition-elsewhere", message, where))
