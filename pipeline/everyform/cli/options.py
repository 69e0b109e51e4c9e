"""The options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from everyform.resources import LOCALES


def add(app: typer.Typer, *commands: Callable[..., None]) -> None:
    """Add commands; each is listed with the first sentence of what it says of itself, uncut."""
    for command in commands:
        (first, *_) = (command.__doc__ or "").splitlines()
        app.command(short_help=first)(command)


def day(help: str) -> Any:
    """An option that takes a date as ISO 8601 writes it."""
    return typer.Option(
        parser=date.fromisoformat, metavar="YYYY-MM-DD", show_default=False, help=help
    )


def _locales() -> Path:
    """The project's catalogs, by the shortest path that an editor can open from here."""
    here = Path.cwd()
    return LOCALES.relative_to(here) if LOCALES.is_relative_to(here) else LOCALES


Seeds = Annotated[list[Path] | None, typer.Argument(help="Seeds or folders of seeds.")]
One = Annotated[Path, typer.Argument(help="One seed.")]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Processes at once; one for each core by default.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print errors only.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Print everything: notes, every finding.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for a machine.")]
Locales = Annotated[Path, typer.Option(help="The folder of the catalogs.", show_default=False)]
CATALOGS = _locales()
