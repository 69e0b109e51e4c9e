"""The translation desk: a document's catalogs found, judged, merged, and put to use."""

from __future__ import annotations

import codecs
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import polib

from everyform.diagnostics import Location, Reported, clipped, failure
from everyform.document import Document
from everyform.edition import Register
from everyform.editions.content import Content, State, read_content
from everyform.editions.editions import (
    folder_of,
    interface_words,
    language_of,
    register_of,
    tag_of,
)
from everyform.editions.extract import messages, template
from everyform.editions.glue import read_glue
from everyform.editions.header import MOST_BYTES, parsed
from everyform.editions.judging import judged
from everyform.editions.links import read_links
from everyform.editions.names import read_names
from everyform.editions.plain import in_plain_words
from everyform.editions.review import Approval, Role, Waiver, approved, digest, with_waiver
from everyform.editions.translate import translate
from everyform.editions.xliff import Returned
from everyform.files import read_whole
from everyform.glue import Glue
from everyform.meaning import unchecked
from everyform.resources import LOCALES

_WIDTH = 92  # of the lines in a catalog


@dataclass(frozen=True, slots=True)
class Translation:
    """A document in another language; `draft` until every shown word is approved."""

    document: Document
    draft: bool
    unchecked: tuple[str, ...]  # kinds of meaning that nobody checks for this pair
    glue: Glue = field(default_factory=Glue)  # of an edition in plain words


class Named(Protocol):
    """A document, or what is known of one that has not been read."""

    @property
    def name(self) -> str:
        """For file names."""

    @property
    def language(self) -> str:
        """BCP 47."""


def content_path(document: Named, tag: str, locales: Path = LOCALES) -> Path:
    """Where the catalog of a document in an edition is, or would be."""
    return locales / folder_of(tag) / "LC_MESSAGES" / f"{document.name}.po"


def glue_path(document: Named, tag: str, locales: Path = LOCALES) -> Path:
    """Where the lines of an edition's sheets are, or would be."""
    return content_path(document, tag, locales).with_suffix(".handouts.po")


def translations(document: Named, locales: Path = LOCALES) -> tuple[str, ...]:
    """The tags of all editions that have a catalog of this document, sorted."""
    homes = (folder / f"{document.name}.po" for folder in locales.glob("*/LC_MESSAGES"))
    # A link to nothing counts: that its file is missing must be said.
    found = (path for path in homes if path.exists() or path.is_symlink())
    tags = {tag_of(path.parent.parent.name) for path in found}
    return tuple(sorted(tags - {document.language}))


def names_of(tag: str, locales: Path = LOCALES) -> Mapping[str, str]:
    """The names that the language of an edition has its own forms of, or keeps."""
    return read_names(locales / folder_of(language_of(tag)) / "names.tsv")


def links_of(tag: str, locales: Path = LOCALES) -> Mapping[str, str]:
    """The institute's pages in the language of an edition, by their addresses in the source."""
    return read_links(locales / folder_of(language_of(tag)) / "links.tsv")


def catalogs(document: Named, tag: str, locales: Path = LOCALES) -> tuple[Path, ...]:
    """The files that the words of an edition of a document come from, as far as there are any.

    Interface words of both languages (the citation keeps the source's), the content, the
    names that its checks know and the pages that its links lead to.
    """
    content = content_path(document, tag, locales)
    home = locales / folder_of(language_of(tag))
    words = (interface_words(tag, locales), interface_words(document.language, locales))
    glue = glue_path(document, tag, locales)
    wanted = (*words, content, glue, home / "names.tsv", home / "links.tsv")
    own = wanted if tag in translations(document, locales) else wanted[:2]
    return tuple(path for path in dict.fromkeys(own) if path.is_file())


def load_translation(
    document: Document, tag: str, locales: Path = LOCALES
) -> Reported[Translation]:
    """The document in the words of its catalog, sections with a fault left as they were.

    Raises:
        PipelineError: there is no catalog, or it cannot be used at all.
    """
    content, found = judged_content(document, tag, locales)
    plain = register_of(tag) is Register.PLAIN
    translated, missing = (in_plain_words if plain else translate)(document, content)
    glue, noticed = read_glue(glue_path(document, tag, locales), document, tag)
    draft = is_draft(content) or glue.draft
    made = Translation(translated, draft, unchecked(document.language, tag), glue)
    return Reported(made, (*found, *missing, *noticed))


def judged_content(document: Document, tag: str, locales: Path = LOCALES) -> Reported[Content]:
    """The catalog of a document in an edition, without the words that must not be shown.

    Raises:
        PipelineError: there is no catalog, or it cannot be used at all.
    """
    content, found = read_content(content_path(document, tag, locales), document, tag)
    content, noticed = judged(document, content, names_of(tag, locales))
    return Reported(content, (*found, *noticed))


def is_draft(content: Content) -> bool:
    """Is any entry shown that not all roles have approved that must?"""
    return any(entry.state is State.TRANSLATED for entry in content.entries.values())


def write_template(document: Document, locales: Path = LOCALES) -> Path:
    """Write the messages of a document as a template, locales/<document>.pot.

    Raises:
        PipelineError: the place cannot be written.
    """
    path = locales / f"{document.name}.pot"
    _save(template(document), path)
    return path


def merge(document: Document, tag: str, locales: Path = LOCALES) -> Path:
    """Bring the catalog of an edition up to the document, or begin one; returns its path.

    Raises:
        PipelineError: GNU msgmerge is missing or fails.
    """
    path = content_path(document, tag, locales)
    pot = write_template(document, locales)
    if not path.exists():
        _begin(path, document, tag, locales)
        return path
    _without_mark(path)
    program = shutil.which("msgmerge")
    if program is None:
        hint = "apt-get install gettext"
        raise failure("tool-missing", "GNU msgmerge is not there", Location("msgmerge"), hint)
    done = subprocess.run(
        [
            program,
            "--quiet",
            "--previous",
            f"--width={_WIDTH}",
            "--update",
            "--backup=none",
            path,
            pot,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split())
        raise failure("catalog-unreadable", said, Location(str(path)))
    return path


def _without_mark(path: Path) -> None:
    """Take the byte order mark off a catalog, which editors write and gettext refuses."""
    data = read_whole(path, MOST_BYTES)
    if data.startswith(codecs.BOM_UTF8):
        made = path.with_name(f".{path.name}.new")
        made.write_bytes(data.removeprefix(codecs.BOM_UTF8))
        made.replace(path)


def approve(path: Path, msgids: Iterable[str] | None, role: Role, by: str, day: date) -> int:
    """Write an approval into every translated entry, or into those of `msgids`; how many.

    Raises:
        PipelineError: the catalog cannot be written.
        ValueError: a reviewer without a name, or with more than a line of it.
    """
    if not by.strip() or len(by.splitlines()) > 1:
        raise ValueError("a reviewer needs a name, on one line")
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=_WIDTH)
    wanted = None if msgids is None else set(msgids)
    count = 0
    for entry in file:
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        if wanted is None or entry.msgid in wanted:
            mark = Approval(role, by, day, digest(entry.msgid, entry.msgstr))
            entry.tcomment = approved(entry.tcomment, mark)
            count += 1
    _save(file, path)
    return count


def waive(path: Path, msgid: str, code: str, by: str, reason: str) -> None:
    """Write into an entry that a named person takes what a check says of it for no fault.

    Raises:
        PipelineError: the catalog has no such message with words, or cannot be written.
        ValueError: no name or no reason, or one of more than a line.
    """
    for what, words in (("name", by), ("reason", reason)):
        if not words.strip() or len(words.splitlines()) > 1:
            raise ValueError(f"a waiver needs a {what}, on one line")
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=_WIDTH)
    entry = next((e for e in file if e.msgid == msgid and not e.obsolete and e.msgstr), None)
    if entry is None:
        said = f"{clipped(msgid)!r} is no message of it that has words"
        raise failure("review-unknown", said, Location(str(path)))
    mark = Waiver(code, by, reason, digest(entry.msgid, entry.msgstr))
    entry.tcomment = with_waiver(entry.tcomment, mark)
    _save(file, path)


def take_back(path: Path, returned: Iterable[Returned]) -> int:
    """Put an agency's words into the catalog; how many entries changed."""
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=_WIDTH)
    entries = {entry.msgid: entry for entry in file if not entry.obsolete}
    count = 0
    for unit in returned:
        entry = entries.get(unit.msgid)
        if entry is None:  # the catalog has not been merged since the document grew
            entry = polib.POEntry(msgid=unit.msgid)
            file.append(entry)
        same = entry.msgstr == unit.msgstr
        # Where a tool says nothing of the state, only new words settle what was doubtful.
        fuzzy = entry.fuzzy and same if unit.fuzzy is None else unit.fuzzy
        if same and entry.fuzzy == fuzzy:
            continue
        entry.msgstr = unit.msgstr
        entry.flags = [f for f in entry.flags if f != "fuzzy"] + ["fuzzy"] * fuzzy
        if not fuzzy:
            entry.previous_msgid = None
        count += 1
    if count:
        _save(file, path)
    return count


def _save(file: polib.POFile, path: Path) -> None:
    """Write a catalog whole or not at all."""
    made = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file.save(str(made))
        made.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise failure("output-unwritable", reason, Location(str(path))) from error


def _begin(path: Path, document: Document, tag: str, locales: Path) -> None:
    """A new catalog with the header of the language's interface words."""
    interface = interface_words(tag, locales)
    words = parsed(interface, tag_of(interface.parent.parent.name))
    file = polib.POFile(wrapwidth=_WIDTH)
    file.metadata = {
        **{name: value for name, value in words.metadata.items() if name != "Generated-By"},
        "Project-Id-Version": f"everyform {document.name}",
        "Language": folder_of(tag),
    }
    for message in messages(document):
        file.append(polib.POEntry(msgid=message.msgid, comment="\n".join(message.notes)))
    _save(file, path)
