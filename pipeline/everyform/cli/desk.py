"""The translation desk's commands: extract, merge, status, review, and XLIFF out and in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from everyform.cli.missing import print_missing
from everyform.cli.options import CATALOGS, Locales, One, Seeds, add, day
from everyform.cli.seeds import each_seed
from everyform.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Severity,
    clipped,
    failure,
)

if TYPE_CHECKING:
    from everyform.document import Document
    from everyform.editions import Content, Coverage, Role, Waived


def _role(words: str) -> Role:
    from everyform.editions import Role

    known = [role.value for role in Role]
    if words not in known:
        raise typer.BadParameter(f"{words!r} is none of {', '.join(known)}")
    return Role(words)


Language = Annotated[str, typer.Option("--language", help="The edition's tag, such as es.")]


_AGENCYS = (".xlf", ".xliff")


def register(app: typer.Typer) -> None:
    """Add the desk's commands to the command line."""
    add(app, extract, merge, status, review, waive, send, receive)


def extract(seeds: Seeds = None, locales: Locales = CATALOGS) -> None:
    """Write the messages of each document as a template, locales/<document>.pot."""
    from everyform.editions import desk

    for seed in each_seed(seeds):
        print(desk.write_template(seed.document, locales))


def merge(language: Language, seeds: Seeds = None, locales: Locales = CATALOGS) -> None:
    """Bring an edition's catalogs up to their documents, or begin them."""
    from everyform.editions import desk, edition_to_begin

    language = edition_to_begin(language, locales)
    for seed in each_seed(seeds):
        if seed.document.language != language:
            print(desk.merge(seed.document, language, locales))


def status(
    seeds: Seeds = None,
    language: Annotated[str | None, typer.Option(help="Only this edition.")] = None,
    register: Annotated[
        str | None,
        typer.Option(metavar="simple", help="What plain words are missing, most wanted first."),
    ] = None,
    locales: Locales = CATALOGS,
) -> None:
    """How far each translation has come, what is held back or was waived, and what nothing checks.

    Exits 1 where words are held back since a check of their meaning blocks.
    """
    if register is not None:
        print_missing(seeds, language, register, locales)
        return
    from everyform.cli.report import print_findings, print_table
    from everyform.cli.surroundings import today
    from everyform.editions import (
        HELD_BACK,
        State,
        coverage,
        desk,
        disagreements,
        find_edition,
        names_of,
        translations,
        unchecked,
        waived,
    )
    from everyform.production import exit_code

    found: list[Diagnostic] = []
    progress: list[tuple[str, ...]] = []
    waivers: list[tuple[str, ...]] = []
    gaps: list[tuple[str, ...]] = []
    held: list[tuple[str, ...]] = []
    lacking: list[tuple[str, ...]] = []
    shown: list[tuple[Document, Content]] = []
    wanted = find_edition(language, locales) if language else None
    for document in (seed.document for seed in each_seed(seeds)):
        there = translations(document, locales)
        if not there or wanted not in (None, document.language, *there):
            lacking.append(("no catalog", document.name, wanted or "any"))
        for tag in there:
            if wanted not in (None, tag):
                continue
            try:
                content, noticed = desk.judged_content(document, tag, locales)
            except PipelineError as error:
                found += error.diagnostics
                continue
            found += (*noticed, *_from_the_future(content, today()))
            shown.append((document, content))
            held += (
                ("held back", document.name, tag, f.code, f.message)
                for f in noticed
                if f.hint == HELD_BACK
            )
            names = names_of(tag, locales)
            progress += _progress(document.name, tag, coverage(document, content))
            waivers += _waivers(document.name, tag, waived(document, content, names))
            kinds = unchecked(document.language, tag)
            gaps += (("not checked", document.name, tag, kind) for kind in kinds)
    found += disagreements(shown)
    print_findings(found)
    headings = ("document", "edition", "section", *(s.value for s in State), "words", "done")
    print_table("translations", headings, progress)
    print_table("held back", ("", "document", "edition", "code", "message"), held)
    columns = ("", "document", "edition", "code", "by", "reason", "message")
    print_table("waived", columns, waivers)
    print_table("no catalog", ("", "document", "edition"), lacking)
    print_table("not checked", ("", "document", "edition", "kind of meaning"), gaps)
    raise typer.Exit(exit_code(found) or int(bool(held)))


def review(
    seed: One,
    language: Language,
    role: Annotated[
        Any,
        typer.Option(
            parser=_role, metavar="linguistic|medical", help="What the reviewer answers for."
        ),
    ],
    by: Annotated[str, typer.Option(help="The reviewer's name.")],
    message: Annotated[
        list[str] | None, typer.Option(help="Only this message (its source words); may repeat.")
    ] = None,
    on: Annotated[date | None, day("The day; today by default.")] = None,
    locales: Locales = CATALOGS,
) -> None:
    """Record that a named reviewer approves the words as they stand now."""
    from everyform.cli.report import print_findings
    from everyform.cli.surroundings import today
    from everyform.editions import desk, find_edition
    from everyform.production import read_seed

    tag = find_edition(language, locales)
    document = read_seed(seed).value.document
    content, found = desk.judged_content(document, tag, locales)
    lines, noticed = desk.lines_of(document, tag, locales)
    print_findings((*found, *noticed))
    by_file: dict[str, list[str]] = {}
    for entry in (*content.entries.values(), *lines):
        if entry.shown and (not message or entry.msgid in message):
            by_file.setdefault(entry.origin.path, []).append(entry.msgid)
    known = {msgid for msgids in by_file.values() for msgid in msgids}
    for words in message or []:
        if words not in known:
            said = f"{words[:60]!r} is no message of it that readers are shown"
            raise failure("review-unknown", said, Location(content.path))
    if on and on > today():
        raise typer.BadParameter("--on lies after today")
    for path, msgids in by_file.items():
        try:
            count = desk.approve(Path(path), msgids, role, by, on or today())
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        print(f"{count} messages approved in {path}")


def waive(
    seed: One,
    language: Language,
    message: Annotated[str, typer.Option(help="The message (its source words).")],
    code: Annotated[str, typer.Option(help="What the check says, such as meaning-negation.")],
    by: Annotated[str, typer.Option(help="The reviewer's name.")],
    reason: Annotated[str, typer.Option(help="Why the words are right as they are.")],
    locales: Locales = CATALOGS,
) -> None:
    """Record that a named reviewer takes what a check says of a message for no fault."""
    from everyform.editions import desk, find_edition, judgements, names_of

    tag = find_edition(language, locales)
    document, path, content = _catalog(seed, tag, locales)
    judged = judgements(document, content, names_of(tag, locales))
    faults = (fault for one in judged if one.entry.msgid == message for fault in one.faults)
    covered = tuple(dict.fromkeys(fault.message for fault in faults if fault.code == code))
    if message in content.entries and not covered:
        said = f"no check says {code} of this message; there is nothing to waive"
        raise failure("waiver-stale", said, Location(str(path)), "see `everyform status`")
    entry = content.entries.get(message)
    path = Path(entry.origin.path) if entry else path  # it may be one that documents share
    try:
        desk.waive(path, message, code, by, reason)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    print(f"waived in {path}: {'; '.join(covered)}")


def send(
    seed: One,
    language: Language,
    output: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    locales: Locales = CATALOGS,
) -> None:
    """Write a catalog as XLIFF 1.2, for an agency."""
    from everyform.editions import find_edition, messages, to_xliff
    from everyform.production import publish_file, unwritable

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
    from everyform.cli.report import print_findings
    from everyform.editions import desk, find_edition, from_xliff, messages

    if seed.suffix in _AGENCYS and file.suffix not in _AGENCYS:
        said = "the seed stands first, then the file that came back"
        hint = f"everyform receive {file} {seed} --language {language}"
        raise failure("arguments-exchanged", said, Location(str(seed)), hint)
    language = find_edition(language, locales)
    document, path, _ = _catalog(seed, language, locales)
    try:
        data = file.read_bytes()
    except OSError as error:
        said = error.strerror or str(error)
        raise failure("xliff-unreadable", said, Location(str(file))) from error
    returned, found = from_xliff(str(file), data, language, messages(document))
    print_findings(found)
    print(f"{desk.take_back(path, returned)} messages changed in {path}")


def _catalog(seed: Path, language: str, locales: Path) -> tuple[Document, Path, Content]:
    """A seed's document and its catalog in a language; what was found in the catalog is printed."""
    from everyform.cli.report import print_findings
    from everyform.editions import content_path, desk
    from everyform.production import read_seed

    document = read_seed(seed).value.document
    path = content_path(document, language, locales)
    content, found = desk.content_of(document, language, locales)
    print_findings(found)
    return document, path, content


def _from_the_future(content: Content, now: date) -> Iterator[Diagnostic]:
    """The approvals that nobody can have given yet."""
    for entry in content.entries.values():
        for approval in entry.approvals:
            if approval.date > now:
                said = f"{approval.by} approves {clipped(entry.msgid)!r} on {approval.date}"
                hint = "a day that has not come; have it reviewed again"
                yield Diagnostic(Severity.WARNING, "review-future", said, entry.origin, hint)


def _progress(name: str, tag: str, rows: tuple[Coverage, ...]) -> Iterator[tuple[str, ...]]:
    from everyform.editions import State, total

    for title, row in (*((row.title, row) for row in rows), ("all", total(rows))):
        counts = (str(row.units[state]) for state in State)
        yield name, tag, title, *counts, str(row.words.total()), f"{row.done:.1%}"


def _waivers(name: str, tag: str, waivers: tuple[Waived, ...]) -> Iterator[tuple[str, ...]]:
    for one in waivers:
        state = "waived for nothing" if one.stale else "waived"
        yield state, name, tag, one.code, one.by, one.reason, "; ".join(one.faults) or one.msgid
