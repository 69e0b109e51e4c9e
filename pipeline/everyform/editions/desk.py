"""The translation desk: a document's catalogs found, judged, merged, and put to use."""

from __future__ import annotations

import codecs
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polib

from everyform.diagnostics import Location, Reported, clipped, failure
from everyform.document import Document
from everyform.edition import Register
from everyform.editions.catalogs import (
    content_path,
    glue_path,
    names_of,
    shared_path,
    translations,
)
from everyform.editions.content import (
    Content,
    Entry,
    State,
    read_content,
    read_shared,
    with_shared,
)
from everyform.editions.editions import (
    folder_of,
    interface_words,
    load_edition,
    register_of,
    tag_of,
)
from everyform.editions.extract import messages, template
from everyform.editions.glue import read_glue, read_lines
from everyform.editions.header import MOST_BYTES, parsed
from everyform.editions.judging import judged
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


def load_translation(
    document: Document, tag: str, locales: Path = LOCALES
) -> Reported[Translation]:
    """The document in the words of its catalog, sections with a fault left as they were.

    Raises:
        PipelineError: there is no catalog, or it cannot be used at all.
    """
    content, found = judged_content(document, tag, locales)
    own = tag in translations(document, locales)
    if not own and not any(entry.shown for entry in content.entries.values()):
        return Reported(Translation(document, False, ()), found)  # it shares no words with others
    if register_of(tag) is Register.PLAIN:
        lead = load_edition(tag, locales).phrases.quoted_words
        translated, missing = in_plain_words(document, content, lead)
    else:
        translated, missing = translate(document, content)
    glue, noticed = read_glue(glue_path(document, tag, locales), document, tag)
    draft = is_draft(content) or glue.draft
    made = Translation(translated, draft, unchecked(document.language, tag), glue)
    return Reported(made, (*found, *missing, *noticed))


def judged_content(document: Document, tag: str, locales: Path = LOCALES) -> Reported[Content]:
    """The catalog of a document in an edition, without the words that must not be shown.

    Raises:
        PipelineError: there is no catalog, or it cannot be used at all.
    """
    content, found = content_of(document, tag, locales)
    content, noticed = judged(document, content, names_of(tag, locales))
    return Reported(content, (*found, *noticed))


def content_of(document: Document, tag: str, locales: Path = LOCALES) -> Reported[Content]:
    """A document's own words, and those that it shares with others, as they stand in the files.

    Raises:
        PipelineError: there is no catalog, or it cannot be used at all.
    """
    own, shared = content_path(document, tag, locales), shared_path(tag, locales)
    if not shared.is_file():
        return read_content(own, document, tag)
    common, noticed = read_shared(shared, document, tag)
    if tag not in translations(document, locales):
        return Reported(common, noticed)
    content, found = read_content(own, document, tag)
    return Reported(with_shared(content, common), (*found, *noticed))


def lines_of(document: Document, tag: str, locales: Path = LOCALES) -> Reported[tuple[Entry, ...]]:
    """The lines of an edition's sheets that no segment holds, as they stand in their file.

    Raises:
        PipelineError: the file is no PO file, or is in another language.
    """
    path = glue_path(document, tag, locales)
    return read_lines(path, tag) if path.exists() else Reported(())


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
