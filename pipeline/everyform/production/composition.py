"""Wording x format x date -> the publications that files are made and judged by.

Making and verifying both come through here, so that a copied folder is judged by
the same decisions that it was made by, and by nothing that a writer did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from everyform.clinic import Clinic
from everyform.diagnostics import Diagnostic, Reported
from everyform.labels import Facts, is_stale, label, review_due
from everyform.narration import script
from everyform.production.wording import Wording
from everyform.publication import Publication, compose
from everyform.publisher import Publisher
from everyform.sheets import Column, sheets
from everyform.voices import record
from everyform.voices.recording import Recording
from everyform.walk import document_segments
from everyform.writers.format import Format, Narrated


@dataclass(frozen=True, slots=True)
class Terms:
    """What an edition is published under: the day to judge its review by, who publishes, and the
    desk that gives its sheets out.
    """

    as_of: date
    publisher: Publisher
    clinic: Clinic = field(default_factory=Clinic)


def publications(wording: Wording, format: Format, terms: Terms) -> tuple[Publication, ...]:
    """The whole publication, or its sheets for a format that gives out parts."""
    document, metadata = wording.document, wording.document.metadata
    due = review_due(metadata)
    facts = Facts(
        whole=format.whole,
        translated=any(s.language != document.language for s in document_segments(document)),
        adapted=wording.adapted,
        stale=is_stale(due, terms.as_of),
    )
    other = wording.counterpart if format.two_languages else None
    draft = wording.draft or (other is not None and other.draft)
    row = label(facts, voiced=format.narrated is Narrated.ALWAYS, draft=draft)
    compose_in = partial(
        compose,
        source=wording.source,
        label=row,
        publisher=terms.publisher,
        original=wording.original,
    )
    whole = compose_in(document, edition=wording.edition)
    if format.whole:
        return (whole,)
    column = None
    if other is not None:
        column = Column(compose_in(other.document, edition=other.edition), other.glue)
    return sheets(whole, wording.original, wording.glue, terms.clinic, column)


def recorded(
    publication: Publication, format: Format, clips: Path, speakers: int | None = None
) -> Reported[Recording | None]:
    """The publication spoken, where the format is; what the folder `clips` holds is used again.

    `speakers` clips are spoken at once, by default as many as there are processors.

    Raises:
        PipelineError: see `voices.record`.
    """
    if format.narrated is Narrated.NEVER:
        return Reported(None)
    said, noticed = script(publication)
    recording, heard = record(said, clips, jobs=speakers)
    found: tuple[Diagnostic, ...] = (*noticed, *heard)
    return Reported(recording, found)
