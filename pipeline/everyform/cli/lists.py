"""The commands that list what there is: formats, editions, and what the machine has."""

from __future__ import annotations

import typer

from everyform.cli.options import CATALOGS, AsJson, Locales, add


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    add(app, formats, languages, doctor)


def formats(as_json: AsJson = False) -> None:
    """List the formats."""
    from everyform.cli.report import print_rows
    from everyform.writers import FORMATS

    kinds = ((f, kind) for f in FORMATS for kind in f.kinds)
    rows = ((f.name, k.suffix, k.media_type, f.holds.value, f.narrated.value) for f, k in kinds)
    headings = ("format", "suffix", "media type", "holds", "narrated")
    print_rows("formats", headings, rows, as_json=as_json)


def languages(locales: Locales = CATALOGS, as_json: AsJson = False) -> None:
    """List the editions that there are words for."""
    from everyform.cli.report import print_findings, print_rows
    from everyform.diagnostics import Diagnostic, PipelineError
    from everyform.editions import available, load_edition
    from everyform.production import exit_code

    rows: list[tuple[str, ...]] = []
    found: list[Diagnostic] = []
    for tag in available(locales):
        try:
            edition = load_edition(tag, locales)
        except PipelineError as error:
            found += error.diagnostics
            continue
        voice = _voice(edition.language)
        rows.append((edition.tag, edition.endonym, edition.direction.value, voice))
    print_findings(found)
    print_rows("languages", ("edition", "name", "direction", "voice"), rows, as_json=as_json)
    raise typer.Exit(exit_code(found))


def doctor(as_json: AsJson = False) -> None:
    """Say what the machine has that outputs need, and what to install where it lacks something."""
    from everyform.cli.report import print_rows
    from everyform.production import examined

    rows = [(one.what, one.found, one.remedy) for one in examined()]
    print_rows("doctor", ("what", "found", "what to do"), rows, as_json=as_json)
    raise typer.Exit(2 if any(remedy for _, _, remedy in rows) else 0)


def _voice(language: str) -> str:
    from everyform.diagnostics import PipelineError
    from everyform.voices import voice_for

    try:
        return voice_for(language).name
    except PipelineError:
        return "none"
