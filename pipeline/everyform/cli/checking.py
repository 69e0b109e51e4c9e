"""The command that reads seeds and makes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from everyform.cli.options import AsJson, Seeds, add


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, check)


def check(
    seeds: Seeds = None,
    notes: Annotated[bool, typer.Option(help="Also print every repair that was made.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read seeds and say what was found, what could do harm first; make nothing."""
    from everyform.cli.report import (
        TOTALS,
        findings_data,
        print_findings,
        print_json,
        print_table,
        totals,
    )
    from everyform.cli.surroundings import today
    from everyform.diagnostics import PipelineError
    from everyform.production import (
        Seed,
        distinct,
        distinct_paths,
        exit_code,
        find_seeds,
        read_seed,
    )

    single, twice = distinct_paths(find_seeds(seeds or [Path("seeds")]))
    found, read = list(twice), list[Seed]()
    for path in single:
        try:
            seed, noticed = read_seed(path, as_of=today())
        except PipelineError as error:
            found += error.diagnostics
        else:
            read.append(seed)
            found += noticed
    found += distinct(read).diagnostics
    if as_json:
        print_json(findings_data(found))
        raise typer.Exit(exit_code(found))
    print_findings(found, notes=notes, for_editor=True)
    rows = [(str(s.path), s.document.name, s.document.language) for s in read]
    print_table("read", ("seed", "document", "language"), rows)
    print_table("found", TOTALS, totals(found))
    raise typer.Exit(exit_code(found))
