"""The command line. Exit codes: 0 made, 1 refuted or refused, 2 could not be built."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from everyform.cli import building, checking, desk, lists, proofs, settle
from everyform.cli.ending import ended

EXIT_CODES = """Exit codes: 0 done, perhaps with warnings; 1 something was refuted or refused;
2 a document could not be built, or the call or the machine is wrong."""

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: quick, and read well by a screen reader
    help="One patient cancer summary in; every accessible edition of it out.",
    epilog=" ".join(EXIT_CODES.split()),
)
for group in (building, checking, lists, proofs, settle, desk):
    group.register(app)


def main() -> None:
    """Run the command line, and end the process."""
    ended(app)


@app.callback(invoke_without_command=True)
def _all_of_them(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="No colors, as with NO_COLOR in the environment.")
    ] = False,
) -> None:
    if no_color:
        os.environ["NO_COLOR"] = "1"
    if version:
        from everyform import __version__

        print(__version__)
        raise typer.Exit
