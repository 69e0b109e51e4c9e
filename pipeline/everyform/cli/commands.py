"""The commands that make things. Exit codes: 0 made, 1 refuted or refused, 2 could not be built."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from everyform import __version__
from everyform.cli import desk, proofs, settle
from everyform.cli.ending import ended
from everyform.cli.options import CATALOGS, Jobs, Locales, Seeds, day
from everyform.cli.report import (
    TOTALS,
    findings_data,
    made,
    print_findings,
    print_table,
    progress,
    say,
    totals,
)
from everyform.cli.stopping import Stopped, uninterrupted
from everyform.cli.surroundings import clip_store, cores, load_publisher, today
from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity, failure
from everyform.editions import available, find_edition, load_edition
from everyform.labels import is_stale, review_due
from everyform.production import (
    Outcome,
    Seed,
    Settings,
    Task,
    Terms,
    begin,
    beside,
    conclude,
    distinct,
    distinct_paths,
    exit_code,
    find_seeds,
    locked,
    plan,
    read_seed,
    refusals,
    related,
    run,
    unwritable,
    without_drafts,
    write_canonical,
)
from everyform.voices import fresh, voice_for
from everyform.writers import FORMATS
from everyform.writers.format import Format

EXIT_CODES = """Exit codes: 0 done, perhaps with warnings; 1 something was refuted or refused;
2 a document could not be built, or the call or the machine is wrong."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="One patient cancer summary in; every accessible edition of it out.",
    epilog=" ".join(EXIT_CODES.split()),
)
proofs.register(app)
settle.register(app)
desk.register(app)


def main() -> None:
    """Run the command line, and end the process."""
    ended(app)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command()
def build(
    seeds: Seeds = None,
    format: Annotated[
        list[str] | None, typer.Option("--format", help="Only this format; may repeat.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", help="Only this edition; may repeat.")
    ] = None,
    output: Annotated[Path, typer.Option(help="Where the editions go.")] = Path("output"),
    jobs: Jobs = None,
    as_of: Annotated[
        date | None, day("The day on which the review must still hold; today by default.")
    ] = None,
    pdq_updated: Annotated[
        date | None, day("The date of the summary's last change, for its citation.")
    ] = None,
    accessed: Annotated[
        date | None, day("The date on which the text was copied, for its citation.")
    ] = None,
    publisher: Annotated[
        Path | None, typer.Option(help="Who publishes; publisher.toml by default.")
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help="Refuse what is stale, unsure, a draft or unproven.")
    ] = False,
    allow_stale: Annotated[
        bool, typer.Option("--allow-stale", help="Release stale text too; the manifest says so.")
    ] = False,
    locales: Locales = CATALOGS,
) -> None:
    """Make every edition of every seed; prove each file before it appears."""
    formats = _formats(format or [])
    asked = [find_edition(tag, locales) for tag in language or []]
    paths = find_seeds(seeds or [Path("seeds")])
    if (pdq_updated or accessed) and len(paths) != 1:
        raise typer.BadParameter("--pdq-updated and --accessed need exactly one seed")
    if allow_stale and not release:
        raise typer.BadParameter("--allow-stale is for --release")
    publishing = load_publisher(publisher)
    terms = Terms(as_of or today(), publishing.publisher)

    read, found = _read(paths, pdq_updated, accessed, terms.as_of)
    others = beside(paths)
    known, unsure = _read(others, None, None, terms.as_of)
    files = {seed.path for seed in (*read, *known)}
    unread = [path for path in (*paths, *others) if path not in files]
    found += (finding for finding in unsure if Path(finding.location.path) in unread)
    read = list(related(read, known, unread))
    if release:
        judged = [(s, list(refusals(s, terms.as_of, allow_stale=allow_stale))) for s in read]
        found += [finding for _, findings in judged for finding in findings]
        read = [seed for seed, findings in judged if not findings]
    tasks, unplanned = plan(read, formats, asked, locales)
    found += unplanned
    if release:
        tasks, drafts = without_drafts(tasks, locales)
        found += drafts
    for seed in read:
        found += _staleness(seed, terms.as_of)
    outcomes: list[Outcome] = []
    if read:
        # What is released is spoken now: a store could have been changed.
        with _folder(output), fresh() if release else nullcontext(clip_store()) as clips:
            before, dropped = begin(output)
            earlier = frozenset(file.sha256 for file in before.files.values())
            settings = Settings(output, clips, terms, release, allow_stale, earlier)
            outcomes, more = _made(read, tasks, settings, jobs or cores(), publishing.signing_key)
        found += (*dropped, *more)
    print_findings(found)
    print_table("made", ("edition", "format", "files", "size", "place"), made(outcomes))
    raise typer.Exit(exit_code(found))


@app.command()
def check(
    seeds: Seeds = None,
    notes: Annotated[bool, typer.Option(help="Also print every repair that was made.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all findings as JSON, for a machine.")
    ] = False,
) -> None:
    """Read seeds and say what was found, what could do harm first; make nothing."""
    read, found = _read(find_seeds(seeds or [Path("seeds")]), None, None, today())
    if as_json:
        print(json.dumps(findings_data(found), ensure_ascii=False, indent=1))
        raise typer.Exit(exit_code(found))
    print_findings(found, notes=notes, for_editor=True)
    rows = [(str(s.path), s.document.name, s.document.language) for s in read]
    print_table("read", ("seed", "document", "language"), rows)
    print_table("found", TOTALS, totals(found))
    raise typer.Exit(exit_code(found))


@app.command()
def formats() -> None:
    """List the formats."""
    kinds = ((f, kind) for f in FORMATS for kind in f.kinds)
    rows = ((f.name, k.suffix, k.media_type, f.holds.value, f.narrated.value) for f, k in kinds)
    print_table("formats", ("format", "suffix", "media type", "holds", "narrated"), rows)


@app.command()
def languages(locales: Locales = CATALOGS) -> None:
    """List the editions that there are words for."""
    editions = (load_edition(tag, locales) for tag in available(locales))
    rows = ((e.tag, e.endonym, e.direction.value, _voice(e.language)) for e in editions)
    print_table("languages", ("edition", "name", "direction", "voice"), rows)


def _voice(language: str) -> str:
    try:
        return voice_for(language).name
    except PipelineError:
        return "none"


def _formats(names: list[str]) -> tuple[Format, ...]:
    known = {format.name: format for format in FORMATS}
    for name in names:
        if name not in known:
            raise failure(
                "format-unknown",
                f"no format {name!r}; there are {', '.join(known)}",
                Location("--format"),
            )
    return tuple(known[name] for name in dict.fromkeys(names)) or FORMATS


def _read(
    paths: tuple[Path, ...], updated: date | None, accessed: date | None, as_of: date
) -> tuple[list[Seed], list[Diagnostic]]:
    """Every seed that can be read, and everything that was found; bad ones stop no others."""
    seeds: list[Seed] = []
    single, twice = distinct_paths(paths)
    found = list(twice)
    for path in single:
        try:
            seed, noticed = read_seed(path, updated=updated, accessed=accessed, as_of=as_of)
        except PipelineError as error:
            found += error.diagnostics
        else:
            seeds.append(seed)
            found += noticed
    kept, twice = distinct(seeds)
    return list(kept), [*found, *twice]


@contextmanager
def _folder(output: Path) -> Iterator[None]:
    """The output folder for this build alone.

    Raises:
        PipelineError: it cannot be written.
    """

    def waiting() -> None:
        say(f"waiting for another build into {output} to end")

    with ExitStack() as stack:
        try:
            stack.enter_context(locked(output, waiting))
        except OSError as error:
            raise unwritable(error, output) from error
        yield


def _made(
    seeds: Sequence[Seed],
    tasks: Sequence[Task],
    settings: Settings,
    jobs: int,
    signing_key: Path | None,
) -> tuple[list[Outcome], list[Diagnostic]]:
    """Everything made and written down; what is made so far also where somebody stops it."""
    try:
        for seed in seeds:
            write_canonical(seed, settings.output)
        outcomes = _run(tasks, settings, jobs)
        found = [finding for outcome in outcomes for finding in outcome.diagnostics]
        try:
            found += conclude(seeds, settings.output, signing_key).diagnostics
        except PipelineError as error:
            found += error.diagnostics
    except Stopped:
        with uninterrupted():
            begin(settings.output)  # which takes over what the journal names
        say("stopped; what is made so far stays, and the next build goes on")
        raise
    return outcomes, found


def _run(tasks: Sequence[Task], settings: Settings, jobs: int) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with progress(len(tasks)) as step:
        for outcome in run(tasks, settings, jobs):
            step(f"{outcome.document}.{outcome.edition} {outcome.format}")
            outcomes.append(outcome)
    return outcomes


def _staleness(seed: Seed, as_of: date) -> list[Diagnostic]:
    metadata = seed.document.metadata
    due = review_due(metadata.last_reviewed, metadata.review_frequency)
    if not is_stale(due, as_of):
        return []
    reason = f"its review was due by {due}" if due else "it says no date of review"
    message = f"stale as of {as_of}: {reason}; every output says so first"
    hint = "get the current text from cancer.gov"
    return [Diagnostic(Severity.WARNING, "stale", message, Location(str(seed.path)), hint)]
