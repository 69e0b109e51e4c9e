"""The words of a sheet that no segment holds: its main message, what one can do, what to ask.

They are authored in a catalog of their own beside the plain words, `<document>.handouts.po`. The
context of a message is the topic of the sheet and the kind of line, as in `signs/main`; the
comment `#. derived-from: p-0065ffb5 li-37b0d745` names the segments that say so. What claims
something must be derived from segments that are still there, and may name no figure, drug or stage
that these do not name. Under `words/word` stands each word to know with what it means, after a
colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from everyform.diagnostics import Diagnostic, Location, Reported, Severity, clipped
from everyform.document import Document, Segment
from everyform.editions.content import Entry, State, read_entry
from everyform.editions.editions import language_of
from everyform.editions.header import parsed
from everyform.glue import Glue, Line, LineKind, meaning
from everyform.inline import SegmentId
from everyform.meaning import unsupported
from everyform.walk import document_segments, plain_text

_DERIVED = re.compile(r"^derived-from:\s*(?P<ids>[\w -]+)$", re.MULTILINE)
_CONTEXT = re.compile(r"(?P<topic>[a-z-]+)/(?P<kind>[a-z]+)")
_CLAIMS = frozenset({LineKind.MAIN, LineKind.KNOW, LineKind.UNKNOWN, LineKind.WORD})


def read_glue(path: Path, document: Document, tag: str) -> Reported[Glue]:
    """The lines of an edition's sheets; none without a file. What is wrong is left out and told.

    Raises:
        PipelineError: the file is no PO file, or is in another language.
    """
    if not path.exists():
        return Reported(Glue())
    segments = {segment.id: segment for segment in document_segments(document)}
    lines: dict[str, tuple[Line, ...]] = {}
    found: list[Diagnostic] = []
    draft = False
    for entry in parsed(path, tag):
        origin = Location(str(path), entry.linenum or 0)
        if entry.obsolete:
            continue
        read, noticed = read_entry(entry, origin)
        found += noticed
        if not read.shown:
            continue
        context = _CONTEXT.fullmatch(entry.msgctxt or "")
        kind = _kind(context["kind"]) if context else None
        wrong = tuple(_wrong(entry, kind, segments, (document.language, language_of(tag))))
        if wrong or context is None or kind is None:
            found += (Diagnostic(Severity.WARNING, c, m, origin) for c, m in wrong)
            continue
        known = lines.get(context["topic"], ())
        lines[context["topic"]] = (*known, Line(kind, entry.msgstr.strip()))
        draft = draft or read.state is not State.APPROVED
    return Reported(Glue(lines, draft), tuple(found))


def read_lines(path: Path, tag: str) -> Reported[tuple[Entry, ...]]:
    """The entries of such a file, for those who review them.

    Raises:
        PipelineError: the file is no PO file, or is in another language.
    """
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    for raw in parsed(path, tag):
        if not raw.obsolete:
            entry, noticed = read_entry(raw, Location(str(path), raw.linenum or 0))
            entries.append(entry)
            found += noticed
    return Reported(tuple(entries), tuple(found))


def _kind(name: str) -> LineKind | None:
    return next((kind for kind in LineKind if kind.value == name), None)


def _wrong(
    entry: polib.POEntry,
    kind: LineKind | None,
    segments: Mapping[SegmentId, Segment],
    languages: tuple[str, str],
) -> Iterator[tuple[str, str]]:
    """Codes and messages of what keeps a line from being shown; `languages` of source and line."""
    words = clipped(entry.msgstr)
    if kind is None:
        kinds = ", ".join(one.value for one in LineKind)
        yield "glue-kind", f"{entry.msgctxt!r} is no topic with one of {kinds}: {words!r}"
        return
    if kind is LineKind.WORD and not all(part.strip() for part in meaning(entry.msgstr)):
        yield "glue-kind", f"{words!r} is no word with what it means, as in 'biopsy: a test'"
        return
    named = _DERIVED.search(entry.comment)
    ids = [SegmentId(one) for one in named["ids"].split()] if named else []
    if gone := [one for one in ids if one not in segments]:
        yield "glue-unsupported", f"{words!r} is derived from {', '.join(gone)}, which are gone"
    elif kind in _CLAIMS and not ids:
        yield "glue-unsupported", f"{words!r} claims something and names no segment that says so"
    source = " ".join(plain_text(segments[one].content) for one in ids if one in segments)
    mine, theirs = languages
    for thing in unsupported(source, mine, entry.msgstr, theirs) if ids else ():
        yield "glue-unsupported", f"{words!r} names {thing}, which its segments do not"
