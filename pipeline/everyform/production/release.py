"""What a release refuses: one clear line for each reason, before anything is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from everyform.diagnostics import Diagnostic, Location, Reported, Severity
from everyform.editions import content_path
from everyform.labels import is_stale
from everyform.production.planning import Task
from everyform.production.seeds import Sighted

# Findings of the reader that a person must settle: where an item belongs, what heads a cell.
UNSURE = ("list-nesting-unsure", "item-end-unsure", "table-ragged")


class Found(Sighted, Protocol):
    """A seed with what was found in it."""

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What its reader noticed."""


def refusals(seed: Found, as_of: date, *, allow_stale: bool) -> Iterator[Diagnostic]:
    """Why a document must not be released as of a day, in any edition."""
    where = Location(str(seed.path))
    due = seed.facts.due
    if is_stale(due, as_of) and not allow_stale:
        reason = f"its review was due by {due}" if due else "it says no date of review"
        hint = "get the current text from cancer.gov, or give --allow-stale"
        message = f"not released: stale as of {as_of}, {reason}"
        yield Diagnostic(Severity.ERROR, "release-stale", message, where, hint)
    unsure = [finding for finding in seed.found if finding.code in UNSURE]
    if unsure:
        lines = ", ".join(sorted({str(f.location.line) for f in unsure}, key=int))
        message = f"not released: {len(unsure)} doubtful places (line {lines})"
        fixes = f"{seed.facts.name}.fixes.yaml"
        hint = f"settle lists by `everyform settle` or in {fixes}, tables in the source"
        yield Diagnostic(Severity.ERROR, "release-unsure", message, where, hint)


def without_drafts(tasks: Iterable[Task], locales: Path) -> Reported[tuple[Task, ...]]:
    """The tasks whose words their reviewers have approved; one error for each other edition."""
    kept: list[Task] = []
    found: list[Diagnostic] = []
    for task in tasks:
        if not task.wording.draft:
            kept.append(task)
            continue
        tag = task.wording.edition.tag
        where = Location(str(content_path(task.wording.original, tag, locales)))
        who = "a qualified translator and a clinician"
        message = f"not released: the edition {tag} is a draft, not yet approved by {who}"
        hint = f"see `everyform status --language {tag}` and `everyform review`"
        found.append(Diagnostic(Severity.ERROR, "release-draft", message, where, hint))
    return Reported(tuple(kept), tuple(dict.fromkeys(found)))
