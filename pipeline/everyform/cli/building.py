"""The command that makes outputs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from everyform.cli.options import CATALOGS, AsJson, Jobs, Locales, Quiet, Seeds, Verbose, add, day


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, build)


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
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask cluster to build on, such as tcp://host:8786.")
    ] = None,
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
    clinic: Annotated[
        Path | None, typer.Option(help="Which desk gives the sheets out; clinic.toml by default.")
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help="Refuse what is stale, unsure, a draft or unproven.")
    ] = False,
    allow_stale: Annotated[
        bool, typer.Option("--allow-stale", help="Release stale text too; the manifest says so.")
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say why each output is made, or that it stands."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be made, and make nothing.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove outputs that no seed asks for any more.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
    locales: Locales = CATALOGS,
) -> None:
    """Make the editions of every seed that do not stand yet; prove each before it appears."""
    from everyform import Request
    from everyform import build as built
    from everyform.cli.clinic import load_clinic
    from everyform.cli.surroundings import clip_store, cores, load_publisher, memo_store, today
    from everyform.cli.telling import Telling

    paths = tuple(seeds or [Path("seeds")])
    if allow_stale and not release:
        raise typer.BadParameter("--allow-stale is for --release")
    publishing = load_publisher(publisher)
    request = Request(
        as_of=as_of or today(),
        seeds=paths,
        output=output,
        formats=tuple(format or ()),
        languages=tuple(language or ()),
        updated=pdq_updated,
        accessed=accessed,
        publisher=publishing.publisher,
        clinic=load_clinic(clinic),
        signing_key=publishing.signing_key,
        locales=locales,
        clips=clip_store(),
        memo=memo_store(),
        jobs=jobs or cores(),
        scheduler=scheduler,
        release=release,
        allow_stale=allow_stale,
        prune=prune,
        dry_run=dry_run,
    )
    telling = Telling(quiet=quiet, verbose=verbose, silent=as_json)
    with telling:
        result = built(request, telling.hear)
    telling.result(result, output, why=explain or dry_run, as_json=as_json)
    raise typer.Exit(result.exit_code)
