"""A document's catalog in one language: every entry judged, each fault at its line.

PO and not MO, without a fallback chain: a gap is filled with the source's words
and reported, never with the words of a third language in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import polib

from everyform.diagnostics import Diagnostic, Location, Reported, Severity, clipped, failure
from everyform.document import Document
from everyform.edition import Register
from everyform.editions.characters import unfit
from everyform.editions.editions import language_of, register_of
from everyform.editions.extract import messages
from everyform.editions.header import parsed
from everyform.editions.review import (
    NEEDED,
    Approval,
    BadReview,
    Waiver,
    approvals,
    digest,
    waivers,
)


class State(Enum):
    """How far an entry has come."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Entry:
    """A message's words in the language, as far as they may be shown."""

    msgid: str
    msgstr: str
    state: State
    approvals: tuple[Approval, ...]
    waivers: tuple[Waiver, ...]
    origin: Location

    @property
    def shown(self) -> bool:
        """Translated and not fuzzy: only such words reach a reader."""
        return self.state in (State.TRANSLATED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Content:
    """The entries by msgid. `path` is the file they come from."""

    path: str
    language: str  # BCP 47
    entries: Mapping[str, Entry]
    register: Register = Register.STANDARD


# What is longer than so many times its source, and a bit, is no translation of it.
_LONGEST, _SLACK = 10, 200

# Below this share of known messages a file is the catalog of something else.
_OWN = 0.2


def read_content(path: Path, document: Document, tag: str) -> Reported[Content]:
    """Read the catalog of a document in an edition, by its tag.

    Raises:
        PipelineError: the file is no PO file, is in another language, has a wrong
            plural header or belongs to another document.
    """
    where = Location(str(path))
    file = parsed(path, tag)
    wanted = {message.msgid for message in messages(document)}
    present = [entry for entry in file if not entry.obsolete]
    known = sum(entry.msgid in wanted for entry in present)
    if present and known < _OWN * len(present):
        said = f"{known} of {len(present)} messages are in {document.name}"
        raise failure("catalog-foreign", said, where, "it is the catalog of another document")
    entries, found = _read(present, path)
    for msgid, entry in entries.items():
        if msgid not in wanted:
            said = f"{clipped(msgid)!r} is not in the document any more"
            hint = "run `everyform merge`"
            found.append(_warning("catalog-stale", said, entry.origin, hint))
    content = Content(str(path), language_of(tag), entries, register_of(tag))
    return Reported(content, tuple(found))


def read_shared(path: Path, document: Document, tag: str) -> Reported[Content]:
    """The words that documents share, as far as this one has their messages.

    Raises:
        PipelineError: the file is no PO file, is in another language, or has a wrong
            plural header.
    """
    wanted = {message.msgid for message in messages(document)}
    present = [e for e in parsed(path, tag) if not e.obsolete and e.msgid in wanted]
    entries, found = _read(present, path)
    return Reported(Content(str(path), language_of(tag), entries, register_of(tag)), tuple(found))


def with_shared(content: Content, shared: Content) -> Content:
    """A document's own words first; the shared ones for messages that it has none for."""
    own = {m: e for m, e in content.entries.items() if e.state is not State.UNTRANSLATED}
    return replace(content, entries={**content.entries, **shared.entries, **own})


def _read(
    present: Iterable[polib.POEntry], path: Path
) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """The entries of a file by msgid, and what is wrong with them."""
    entries: dict[str, Entry] = {}
    found: list[Diagnostic] = []
    for raw in present:
        line = Location(str(path), raw.linenum or 0)
        if raw.msgid in entries:
            found.append(
                _warning("catalog-duplicate", f"{clipped(raw.msgid)!r} stands twice", line)
            )
            if raw.msgstr != entries[raw.msgid].msgstr:  # nobody can tell which of them is meant
                entries[raw.msgid] = replace(entries[raw.msgid], state=State.FUZZY)
            continue
        entry, noticed = read_entry(raw, line)
        entries[raw.msgid] = entry
        found += noticed
    return entries, found


def read_entry(raw: polib.POEntry, line: Location) -> Reported[Entry]:
    """An entry of a PO file at its line, with its approvals and waivers as far as they hold."""
    found: list[Diagnostic] = []
    approved: tuple[Approval, ...] = ()
    waived: tuple[Waiver, ...] = ()
    try:
        approved = tuple(approvals(raw.tcomment))
        waived = tuple(waivers(raw.tcomment))
    except BadReview as error:
        found.append(_warning("review-invalid", str(error), line))
    own = digest(raw.msgid, raw.msgstr)
    holding = tuple(waiver for waiver in waived if waiver.digest == own)
    if len(holding) < len(waived):
        said = f"a check was waived for {clipped(raw.msgid)!r} with other words"
        found.append(_warning("waiver-stale", said, line, "have it waived again"))
    valid = tuple(approval for approval in approved if approval.digest == own)
    if len(valid) < len(approved):
        said = f"{clipped(raw.msgid)!r} was approved with other words"
        found.append(_warning("review-stale", said, line, "have it reviewed again"))
    state = _state(raw, valid)
    if wrong := unfit(raw.msgstr):
        found.append(_warning("catalog-character", f"{clipped(raw.msgid)!r} holds {wrong}", line))
        state = State.FUZZY
    elif len(raw.msgstr) > _LONGEST * len(raw.msgid) + _SLACK:
        said = f"{clipped(raw.msgid)!r} has {len(raw.msgstr)} characters, {len(raw.msgid)} before"
        found.append(_warning("catalog-length", said, line))
        state = State.FUZZY
    elif state is State.FUZZY:
        found.append(_warning("catalog-fuzzy", f"{clipped(raw.msgid)!r} is fuzzy", line))
    return Reported(Entry(raw.msgid, raw.msgstr, state, valid, holding, line), tuple(found))


def _state(raw: polib.POEntry, valid: tuple[Approval, ...]) -> State:
    if not raw.msgstr.strip():
        return State.UNTRANSLATED
    if raw.fuzzy:
        return State.FUZZY
    roles = {approval.role for approval in valid}
    return State.APPROVED if roles >= NEEDED else State.TRANSLATED


def _warning(code: str, message: str, where: Location, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.WARNING, code, message, where, hint)
