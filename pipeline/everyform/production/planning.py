"""Which editions in which formats: the tasks of a build, in the order to start them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from everyform.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Reported,
    Severity,
)
from everyform.edition import Register
from everyform.editions import language_of, register_of, translations
from everyform.production.keys import Keyed
from everyform.production.manifest import OutputRecord
from everyform.production.seeds import Seed, Sighted, distinct
from everyform.production.wording import Wording, worded
from everyform.resources import LOCALES
from everyform.writers import FORMATS
from everyform.writers.format import Format


@dataclass(frozen=True, slots=True)
class Task:
    """One edition of one document in one format.

    `keys` say what its files would be made of; `previous` is what an earlier build made in
    the same place.
    """

    seed: Seed
    wording: Wording
    format: Format
    keys: Keyed | None = None
    previous: OutputRecord | None = None


class Planned(Sighted, Protocol):
    """A seed, as far as telling its editions needs it."""

    @property
    def official(self) -> tuple[str, ...]:
        """Other languages in which the publisher's text is a seed too."""


Sight = TypeVar("Sight", bound=Planned)


def languages_of(seed: Planned, asked: Sequence[str], locales: Path) -> Reported[tuple[str, ...]]:
    """The edition tags to build for a seed.

    Those asked for; else its own language and every language with a catalog of it. A
    language that the publisher wrote the summary in itself, with that text among the seeds,
    is left to it.

    Reports:
        `edition-official`: an edition that gave way, where somebody meant it to be made.
    """
    content = translations(seed.facts, locales)
    wanted = dict.fromkeys(asked or (seed.facts.language, *content))
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
    for seed, tag in editions(seeds, asked, locales, found):
        try:
            wording = worded(seed.document, tag, locales)
        except PipelineError as error:
            found += error.diagnostics
        else:
            wanted = chosen_for(tag, seed.facts.language, formats)
            tasks += (Task(seed, wording, format) for format in wanted)
    return Reported(ordered(tasks), tuple(dict.fromkeys(found)))


def fits(format: Format, tag: str, language: str) -> bool:
    """Is there an output of an edition in this format? `language` is the source's.

    Plain words are an adaptation, and none of these is the whole summary (see labels.py): they
    are given out in sheets. Two languages stand side by side only where there are two.
    """
    if format.two_languages and language_of(tag) == language:
        return False
    return not format.whole or register_of(tag) is Register.STANDARD


def chosen_for(tag: str, language: str, formats: Sequence[Format]) -> tuple[Format, ...]:
    """Those of the formats that an edition is made in; `language` is the source's.

    Where nobody asked for some of the formats only, each says itself whether it is meant.
    """
    asked = len(formats) < len(FORMATS)
    register = register_of(tag)
    return tuple(f for f in formats if fits(f, tag, language) and (asked or register in f.unasked))


def ordered(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The slow ones first, so that no worker idles at the end."""
    return tuple(sorted(tasks, key=lambda task: -task.format.effort))


def editions(
    seeds: Sequence[Sight], asked: Sequence[str], locales: Path, found: list[Diagnostic]
) -> Iterator[tuple[Sight, str]]:
    """Each seed with each of its editions; of two seeds with one name, the first has it.

    `found` grows by what there is to say of editions that are not made.
    """
    taken: dict[tuple[str, str], Sight] = {}
    for seed in seeds:
        tags, noticed = languages_of(seed, asked, locales)
        found += noticed
        for tag in tags:
            first = taken.setdefault((seed.facts.name, tag), seed)
            if first is seed:
                yield seed, tag
                continue
            message = f"no edition {tag} is made of it: {first.path} has taken its place"
            where = Location(str(seed.path))
            found.append(Diagnostic(Severity.WARNING, "edition-elsewhere", message, where))
