"""The commands that judge what was made: verify a folder of outputs, explain one file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from everyform.cli.options import CATALOGS, Jobs, Locales, day
from everyform.cli.report import print_findings, print_table, progress, proved, say
from everyform.cli.surroundings import cores, today
from everyform.production import NAME, checked, exit_code, verify_folder
from everyform.production import explain as explained
from everyform.voices import fresh

_HEADINGS = ("document", "edition", "format", "files", "size", "coverage", "time", "verdict")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (verify, explain):
        app.command()(command)


def verify(
    output: Annotated[Path, typer.Argument(help="A folder of outputs with its manifest.")] = Path(
        "output"
    ),
    jobs: Jobs = None,
    as_of: Annotated[
        date | None, day("The day on which fresh labels must still hold; today by default.")
    ] = None,
    locales: Locales = CATALOGS,
    signers: Annotated[
        Path | None, typer.Option(help="Who may have signed it: allowed signers of ssh-keygen.")
    ] = None,
) -> None:
    """Read every finished file back and prove or refute it; 1 when anything is refuted."""
    verified = []
    signed, unsigned = checked(output, signers) if (output / NAME).exists() else ("", ())
    # A recording is held against sounds that are spoken now; a store could have been changed.
    with fresh() as clips:
        problems, results, total = verify_folder(
            output, clips, as_of or today(), jobs or cores(), locales
        )
        found = [*unsigned, *problems]
        with progress(total, "verifying") as step:
            for result in results:
                step(" ".join(result.record.key))
                verified.append(result)
                found += result.findings
    print_findings(found)
    print_table("verified", _HEADINGS, proved(verified))
    say(signed)
    raise typer.Exit(exit_code(found))


def explain(
    file: Annotated[Path, typer.Argument(help="A finished file of any format.")],
) -> None:
    """Say what a file is, what it was made from, and what it may be called."""
    print_table("this file", ("what", "answer"), explained(file))
