"""The commands that judge what was made: verify a folder of outputs, explain one file."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from everyform.cli.options import CATALOGS, AsJson, Jobs, Locales, Quiet, Verbose, add, day

_HEADINGS = ("document", "edition", "format", "files", "size", "coverage", "time", "verdict")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    add(app, verify, explain, serve)


def verify(
    output: Annotated[Path, typer.Argument(help="A folder of outputs with its manifest.")] = Path(
        "output"
    ),
    jobs: Jobs = None,
    as_of: Annotated[
        date | None, day("The day on which fresh labels must still hold; today by default.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
    locales: Locales = CATALOGS,
    signers: Annotated[
        Path | None, typer.Option(help="Who may have signed it: allowed signers of ssh-keygen.")
    ] = None,
) -> None:
    """Read every finished file back and prove or refute it; 1 when anything is refuted."""
    from everyform import verify as verified
    from everyform.cli.report import findings_data, print_json, print_table, proved, say
    from everyform.cli.surroundings import cores, today
    from everyform.cli.telling import Advance, Findings
    from everyform.production import Verified

    findings = Findings(quiet=quiet or as_json, verbose=verbose and not as_json)
    with ExitStack() as stack:
        bars: list[Advance] = []

        def begun(total: int) -> None:
            if not (quiet or as_json):
                bars.append(stack.enter_context(Advance("verifying", total)))

        def tell(one: Verified) -> None:
            for finding in one.findings:
                findings.hear(finding)
            for bar in bars:
                bar.step(" ".join(one.record.key))

        done = verified(
            output,
            as_of=as_of or today(),
            jobs=jobs or cores(),
            locales=locales,
            signers=signers,
            begun=begun,
            tell=tell,
        )
    if as_json:
        rows = [dict(zip(_HEADINGS, row, strict=True)) for row in proved(done.outputs)]
        told = {"exit_code": done.exit_code, "outputs": rows, "findings": findings_data(done.found)}
        print_json(told)
        raise typer.Exit(done.exit_code)
    for finding in done.found:
        findings.hear(finding)
    findings.end()
    if not quiet:
        print_table("verified", _HEADINGS, proved(done.outputs))
        say(done.signed)
    raise typer.Exit(done.exit_code)


def explain(
    file: Annotated[Path, typer.Argument(help="A finished file of any format.")],
    as_json: AsJson = False,
) -> None:
    """Say what a file is, what it was made from, and what it may be called."""
    from everyform import explain as explained
    from everyform.cli.report import print_json, print_table

    rows = explained(file)
    if as_json:
        told: dict[str, list[str]] = {}
        for what, answer in rows:
            told.setdefault(what, []).append(answer)
        print_json(told)
    else:
        print_table("this file", ("what", "answer"), rows)


def serve(
    output: Annotated[Path, typer.Argument(help="A folder of outputs.")] = Path("output"),
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0: any that is free.")] = 8000,
) -> None:
    """Show the download page of a folder in a browser on this machine, until Ctrl-C."""
    from everyform.cli.report import say
    from everyform.cli.serving import server
    from everyform.diagnostics import Location, failure

    if not (output / "index.html").is_file():
        hint = "build into it first"
        raise failure("shelf-missing", "no download page is there", Location(str(output)), hint)
    try:
        running = server(output, port)
    except OSError as error:
        said = f"the port cannot be had: {error.strerror or error}"
        raise failure("port-taken", said, Location(str(port)), "give another --port") from error
    with running:
        say(f"http://127.0.0.1:{running.server_port}/ shows {output}; Ctrl-C ends it")
        running.serve_forever()
