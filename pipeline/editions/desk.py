"""The translation desk: a document's catalogs found, judged, merged, and put to use."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polib

from pipeline.diagnostics import Diagnostic, Location, Reported, Severity, failure
from pipeline.document import Document
from pipeline.editions.content import Content, State, read_content
from pipeline.editions.editions import folder_of, tag_of
from pipeline.editions.extract import is_citation, messages, template
from pipeline.editions.meaning import compare, unchecked
from pipeline.editions.names import read_names
from pipeline.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from pipeline.editions.review import Approval, Role, digest
from pipeline.editions.translate import translate
from pipeline.editions.xliff import Returned
from pipeline.resources import LOCALES
from pipeline.walk import document_segments

# Who must have approved every word before a translation stops being a draft:
# a qualified translator (45 CFR 92.201(c)(3)) and a clinician.
NEEDED = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Translation:
    """A document in another language; `draft` until every shown word is approved."""

    document: Document
    draft: bool
    unchecked: tuple[str, ...]  # kinds of meaning that nobody checks for this pair


def content_path(document: Document, tag: str, locales: Path = LOCALES) -> Path:
    """Where the catalog of a document in an edition is, or would be."""
    return locales / folder_of(tag) / "LC_MESSAGES" / f"{document.name}.po"


def translations(document: Document, locales: Path = LOCALES) -> tuple[str, ...]:
    """The tags of all editions that have a catalog of this document, sorted."""
    found = locales.glob(f"*/LC_MESSAGES/{document.name}.po")
    tags = {tag_of(path.parent.parent.name) for path in found}
    return tuple(sorted(tags - {document.language}))


def names_of(tag: str, locales: Path = LOCALES) -> Mapping[str, str]:
    """The names that the language of an edition has its own forms of, or keeps."""
    return read_names(locales / folder_of(tag) / "names.tsv")


def catalogs(document: Document, tag: str, locales: Path = LOCALES) -> tuple[Path, ...]:
    """The files that the words of an edition of a document come from, as far as there are any.

    Interface words of both languages (the citation keeps the source's), the content
    and the names that its checks know.
    """
    content = content_path(document, tag, locales)
    home = locales / folder_of(tag)
    source = locales / folder_of(document.language) / "LC_MESSAGES" / "ui.po"
    wanted = (content.with_name("ui.po"), source, content, home / "names.tsv")
    own = wanted if tag in translations(document, locales) else wanted[:2]
    return tuple(path for path in dict.fromkeys(own) if path.is_file())


def load_translation(
    document: Document, tag: str, locales: Path = LOCALES
) -> Reported[Translation]:
    """The document in the words of its catalog, sections with a fault left as they were.

    Raises:
        PipelineError: there is no catalog, or it cannot be used at all.
    """
    content, found = read_content(content_path(document, tag, locales), document, tag)
    terms = names_of(tag, locales)
    content, noticed = judged(document, content, terms)
    translated, missing = translate(document, content)
    made = Translation(translated, is_draft(content), unchecked(document.language, tag))
    return Reported(made, (*found, *noticed, *missing))


def judged(document: Document, content: Content, terms: Mapping[str, str]) -> Reported[Content]:
    """The content without the entries that say something else than their source.

    A fault that no reviewer may wave through makes an entry fuzzy; a warning
    without a waiver is only reported. Both at the entry's line.
    """
    entries = dict(content.entries)
    found: list[Diagnostic] = []
    for segment in document_segments(document):
        msgid = to_msgid(segment.content)
        entry = entries.get(msgid)
        if entry is None or not entry.shown or is_citation(segment):
            continue
        try:
            words = from_msgstr(entry.msgstr, segment.content)
        except BrokenTags:
            continue  # `translate` reports it
        target = replace(segment, content=words, language=content.language)
        faults = compare(segment, target, terms)
        waived = {waiver.code for waiver in entry.waivers}
        for fault in faults:
            if fault.error or fault.code not in waived:
                found.append(Diagnostic(Severity.WARNING, fault.code, fault.message, entry.origin))
        if any(fault.error for fault in faults):
            entries[msgid] = replace(entry, state=State.FUZZY)
    return Reported(replace(content, entries=entries), tuple(dict.fromkeys(found)))


def is_draft(content: Content) -> bool:
    """Is any entry shown that not all needed roles have approved?"""
    return any(
        entry.shown and not {approval.role for approval in entry.approvals} >= NEEDED
        for entry in content.entries.values()
    )


def merge(document: Document, tag: str, locales: Path = LOCALES) -> Path:
    """Bring the catalog of an edition up to the document, or begin one; returns its path.

    Raises:
        PipelineError: GNU msgmerge is missing or fails.
    """
    path = content_path(document, tag, locales)
    pot = locales / f"{document.name}.pot"
    template(document).save(str(pot))
    if not path.exists():
        _begin(path, document, tag, locales)
        return path
    program = shutil.which("msgmerge")
    if program is None:
        hint = "apt-get install gettext"
        raise failure("tool-missing", "GNU msgmerge is not there", Location("msgmerge"), hint)
    done = subprocess.run(
        [program, "--quiet", "--previous", "--width=92", "--update", "--backup=none", path, pot],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split())
        raise failure("catalog-unreadable", said, Location(str(path)))
    return path


def approve(path: Path, msgids: Iterable[str] | None, role: Role, by: str, day: date) -> int:
    """Write an approval into every translated entry, or into those of `msgids`; how many."""
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=92)
    wanted = None if msgids is None else set(msgids)
    count = 0
    for entry in file:
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        if wanted is None or entry.msgid in wanted:
            mark = Approval(role, by, day, digest(entry.msgid, entry.msgstr))
            entry.tcomment = "\n".join((*_others(entry.tcomment, role), str(mark)))
            count += 1
    file.save(str(path))
    return count


def take_back(path: Path, returned: Iterable[Returned]) -> int:
    """Put an agency's words into the catalog; how many entries changed."""
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=92)
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
        file.save(str(path))
    return count


def _begin(path: Path, document: Document, tag: str, locales: Path) -> None:
    """A new catalog with the header of the language's interface words."""
    words = polib.pofile(str(path.with_name("ui.po")), encoding="utf-8")
    file = polib.POFile(wrapwidth=92)
    file.metadata = {
        **{name: value for name, value in words.metadata.items() if name != "Generated-By"},
        "Project-Id-Version": f"everyform {document.name}",
        "Language": folder_of(tag),
    }
    for message in messages(document):
        file.append(polib.POEntry(msgid=message.msgid, comment="\n".join(message.notes)))
    file.save(str(path))


def _others(comment: str, role: Role) -> Iterator[str]:
    """The lines of a comment without the earlier approvals of a role."""
    return (
        line
        for line in comment.splitlines()
        if not (line.startswith("review:") and f"role={role.value}" in line)
    )
