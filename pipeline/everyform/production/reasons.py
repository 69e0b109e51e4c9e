"""Why an output is made, or that it stands; and which outputs no seed asks for any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, Severity
from everyform.production.known import KnownSeed
from everyform.production.manifest import Manifest, OutputRecord, finding
from everyform.production.planning import chosen_for, fits
from everyform.production.request import Request, Step
from everyform.production.standing import Standing
from everyform.production.told import Edition
from everyform.writers import FORMATS
from everyform.writers.format import Format

_CATALOGS = (".po", ".tsv")  # what the findings of an edition's words lie in


@dataclass(frozen=True, slots=True)
class Wanted:
    """One edition of a seed in one format, held against what an earlier build made."""

    seed: KnownSeed
    edition: Edition
    format: Format
    step: Step
    previous: OutputRecord | None


def wanted(
    request: Request,
    formats: Sequence[Format],
    told: Sequence[tuple[KnownSeed, Edition]],
    before: Manifest,
    standing: Standing,
) -> list[Wanted]:
    """What is asked for, each held against what an earlier build made."""
    records = {record.key: record for record in before.outputs}
    found = []
    for seed, edition in told:
        for format in chosen_for(edition.tag, seed.facts.language, formats):
            record = records.get((seed.name, edition.tag, format.name))
            why = tuple(_why(record, edition, format, request, standing))
            stands = record if not why else None
            step = Step(seed.name, edition.tag, format.name, why, stands)
            found.append(Wanted(seed, edition, format, step, record))
    return found


def unfit(
    formats: Sequence[Format], told: Sequence[tuple[KnownSeed, Edition]], locales: Path
) -> Iterator[Diagnostic]:
    """What was asked for by name and is not made, by what the edition is."""
    for seed, edition in told:
        for format in formats:
            if not fits(format, edition.tag, seed.facts.language):
                reason, hint = "plain words are no whole summary", "ask for handouts"
                if format.two_languages:
                    reason = "it is in the language of its source"
                    hint = "ask for an edition in another language"
                said = f"{edition.tag} is not made as {format.name}: {reason}"
                where = Location(str(locales))
                yield Diagnostic(Severity.WARNING, "format-unfit", said, where, hint)


def _why(
    record: OutputRecord | None,
    edition: Edition,
    format: Format,
    request: Request,
    standing: Standing,
) -> Iterator[str]:
    """Why an output is made; nothing where it stands."""
    keyed = edition.keyed.get(format.name)
    if record is None:
        yield "new"
        return
    if request.release:
        yield "release"
        return
    if keyed is None or not record.units:
        yield "unknown"
        return
    now = keyed.short
    names = [name for name in now if record.made_of.get(name) != now[name]]
    names += [name for name in record.made_of if name not in now]
    if not names and tuple(unit.key for unit in record.units) != keyed.units:
        names = ["text"]
    yield from names
    home = f"{record.document}/{record.edition}/{edition.stem}.{format.name}"
    if not all(file.path.startswith((f"{home}.", f"{home}/")) for file in record.files):
        yield "name"
    if not all(standing.holds(file) for file in record.files):
        yield "files"


def orphans(
    request: Request,
    seeds: Sequence[KnownSeed],
    pairs: Sequence[tuple[KnownSeed, str]],
    before: Manifest,
) -> Iterator[OutputRecord]:
    """Outputs that no seed asks for any more; `pairs` are the seeds with their editions.

    Those of a seed that has gone from one of the folders given; those of its editions that
    are not made any more, unless the request names languages; and those in formats that
    there are no more.
    """
    documents = {(seed.name, seed.language) for seed in seeds}
    asked = {(seed.name, tag) for seed, tag in pairs}
    formats = {format.name for format in FORMATS}
    for record in before.outputs:
        path = Path(record.source_path)
        gone = path.parent in request.seeds and not path.exists()
        ours = (record.document, record.language) in documents
        unasked = not request.languages and (record.document, record.edition) not in asked
        if gone or (ours and (unasked or record.format not in formats)):
            yield record


def refreshed(one: Wanted) -> OutputRecord:
    """The record of an output that stands, with where its words come from now.

    Findings of the catalogs are those of now, what was met in the making stays.
    """
    assert one.previous is not None
    met = (f for f in one.previous.findings if Path(f.path).suffix not in _CATALOGS)
    return replace(
        one.previous,
        source_path=one.seed.path.as_posix(),
        source_sha256=one.seed.sha256,
        catalogs=one.edition.catalogs,
        findings=(*map(finding, one.edition.found), *met),
    )


def orphaned(orphans: Sequence[OutputRecord], request: Request) -> Iterator[Diagnostic]:
    """What is said of outputs that no seed asks for."""
    for record in orphans:
        place = request.output / (record.files[0].path if record.files else record.document)
        what = f"{record.document}.{record.edition} as {record.format}"
        said = f"no seed asks for {what} any more"
        if request.prune:
            message, hint = f"{said}; it was removed", ""
        else:
            message, hint = said, "remove it with --prune"
        yield Diagnostic(Severity.WARNING, "output-orphaned", message, Location(str(place)), hint)
