"""The translation desk's commands: extract, merge, status, review, and XLIFF out and in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.build import Seed, find_seeds, publish_file, read_seed, unwritable
from pipeline.cli.options import CATALOGS, Locales, Seeds
from pipeline.cli.report import print_findings, print_table
from pipeline.cli.surroundings import today
from pipeline.diagnostics import Diagnostic, Location, failure
from pipeline.document import Document
from pipeline.editions import (
    Content,
    Coverage,
    Role,
    State,
    coverage,
    desk,
    find_edition,
    from_xliff,
    messages,
    read_content,
    template,
    to_xliff,
    total,
)

Language = Annotated[str, typer.Option("--language", help="The edition's tag, such as es.")]
One = Annotated[Path, typer.Argument(help="One seed.")]


def register(app: typer.Typer) -> None:
    """Add the desk's commands to the command line."""
    for command in (extract, merge, status, review, send, receive):
        app.command()(command)


def extract(seeds: Seeds = None, locales: Locales = CATALOGS) -> None:
    """Write the messages of each document as a template, locales/<document>.pot."""
    for seed in _seeds(seeds):
        path = locales / f"{seed.document.name}.pot"
        template(seed.document).save(str(path))
        print(path)


def merge(language: Language, seeds: Seeds = None, locales: Locales = CATALOGS) -> None:
    """Bring an edition's catalogs up to their documents, or begin them."""
    language = find_edition(language, locales)
    for seed in _seeds(seeds):
        if seed.document.language != language:
            print(desk.merge(seed.document, language, locales))


def status(
    seeds: Seeds = None,
    language: Annotated[str | None, typer.Option(help="Only this edition.")] = None,
    locales: Locales = CATALOGS,
) -> None:
    """How far each translation has come, by section, in units and words."""
    rows: list[tuple[str, ...]] = []
    found: list[Diagnostic] = []
    wanted = find_edition(language, locales) if language else None
    for seed in _seeds(seeds):
        for tag in desk.translations(seed.document, locales):
            if wanted in (None, tag):
                lines, noticed = _status(seed, tag, locales)
                rows += lines
                found += noticed
    print_findings(found)
    headings = ("document", "edition", "section", *(s.value for s in State), "words", "done")
    print_table("translations", headings, rows)


def review(
    seed: One,
    language: Language,
    role: Annotated[Role, typer.Option(help="What the reviewer answers for.")],
    by: Annotated[str, typer.Option(help="The reviewer's name.")],
    message: Annotated[
        list[str] | None, typer.Option(help="Only this message (its source words); may repeat.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day; today by default.")
    ] = None,
    locales: Locales = CATALOGS,
) -> None:
    """Record that a named reviewer approves the words as they stand now."""
    _, path, content = _catalog(seed, find_edition(language, locales), locales)
    day = _day(on)
    wanted = message or [e.msgid for e in content.entries.values() if e.shown]
    print(f"{desk.approve(path, wanted, role, by, day)} messages approved in {path}")


def send(
    seed: One,
    language: Language,
    output: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    locales: Locales = CATALOGS,
) -> None:
    """Write a catalog as XLIFF 1.2, for an agency."""
    language = find_edition(language, locales)
    document, _, content = _catalog(seed, language, locales)
    data = to_xliff(document.name, document.language, language, messages(document), content.entries)
    target = output or Path(f"{document.name}.{language}.xlf")
    try:
        publish_file(target, data)
    except OSError as error:
        raise unwritable(error, target) from error
    print(target)


def receive(
    seed: One,
    file: Annotated[Path, typer.Argument(help="The XLIFF file that came back.")],
    language: Language,
    locales: Locales = CATALOGS,
) -> None:
    """Put an agency's XLIFF 1.2 back into the catalog."""
    language = find_edition(language, locales)
    document = read_seed(seed).value.document
    try:
        data = file.read_bytes()
    except OSError as error:
        said = error.strerror or str(error)
        raise failure("xliff-unreadable", said, Location(str(file))) from error
    returned, found = from_xliff(str(file), data, language, messages(document))
    print_findings(found)
    path = desk.content_path(document, language, locales)
    print(f"{desk.take_back(path, returned)} messages changed in {path}")


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _seeds(paths: list[Path] | None) -> Iterator[Seed]:
    for path in find_seeds(paths or [Path("seeds")]):
        yield read_seed(path).value


def _catalog(seed: Path, language: str, locales: Path) -> tuple[Document, Path, Content]:
    """A seed's document and its catalog in a language; what was found in the catalog is printed."""
    document = read_seed(seed).value.document
    path = desk.content_path(document, language, locales)
    content, found = read_content(path, document, language)
    print_findings(found)
    return document, path, content


def _status(
    seed: Seed, tag: str, locales: Path
) -> tuple[Iterable[tuple[str, ...]], tuple[Diagnostic, ...]]:
    document = seed.document
    path = desk.content_path(document, tag, locales)
    content, found = read_content(path, document, tag)
    _, judged = desk.load_translation(document, tag, locales)
    rows = coverage(document, content, desk.names_of(tag, locales))
    whole = total(rows)
    lines = [_row(document.name, tag, row.title, row) for row in rows]
    lines.append(_row(document.name, tag, "all", whole))
    return lines, tuple(dict.fromkeys((*found, *judged)))


def _row(name: str, tag: str, title: str, row: Coverage) -> tuple[str, ...]:
    counts = (str(row.units[state]) for state in State)
    return name, tag, title, *counts, str(row.words.total()), f"{row.done:.1%}"
