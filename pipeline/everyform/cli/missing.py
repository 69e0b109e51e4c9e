"""`everyform status --register simple`: what nobody has written in plain words yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from everyform.cli.seeds import each_seed
from everyform.diagnostics import Diagnostic, clipped

if TYPE_CHECKING:
    from everyform.document import Document
    from everyform.editions import Content

_SHOWN = 90  # characters of a message


def print_missing(
    seeds: list[Path] | None, language: str | None, register: str, locales: Path
) -> None:
    """A table of the messages without words in a register, the most wanted first."""
    from everyform.cli.report import print_findings, print_table
    from everyform.edition import Register
    from everyform.editions import desk, has_words, language_of, missing

    if register != Register.PLAIN.value:
        raise typer.BadParameter(f"there is no register {register!r}, only {Register.PLAIN.value}")
    found: list[Diagnostic] = []
    catalogs: list[tuple[Document, Content | None]] = []
    for document in (seed.document for seed in each_seed(seeds)):
        tag = f"{language_of(language or document.language)}-{register}"
        content = None
        if has_words(document, tag, locales):
            content, noticed = desk.judged_content(document, tag, locales)
            found += noticed
        catalogs.append((document, content))
    wanted = missing(catalogs)
    print_findings(found)
    rows = [(str(len(m.documents)), str(m.words), clipped(m.msgid, _SHOWN)) for m in wanted]
    print_table("without plain words", ("documents", "words", "message"), rows)
    print(f"{len(wanted)} messages, {sum(m.words for m in wanted)} words")
