"""A document's catalog as XLIFF 1.2, for agencies, and their work back into messages.

One `trans-unit` for one message; its id is a digest of the source words, so that a
file sent back after the source changed cannot put old words under new ones. The
tags of a message are XLIFF's own `g` and `x`, written as such.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from everyform.diagnostics import Diagnostic, Location, Reported, Severity, clipped, failure
from everyform.editions.content import Entry, State
from everyform.editions.editions import denotes
from everyform.editions.extract import Message
from everyform.editions.xliff_markup import NAMESPACE, N, element, message, parser, tag_faults
from everyform.editions.xliff_tools import space_out, unfinished

_XML = "{http://www.w3.org/XML/1998/namespace}"
_HOLD_WORDS = {f"{N}source", f"{N}target", f"{N}note"}

# The states of XLIFF 1.2, 2.3 "state", for ours and back.
_STATES = {
    State.UNTRANSLATED: "needs-translation",
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.APPROVED: "signed-off",
}
_UNTOUCHED = {"new", "needs-translation"}
_FUZZY = _UNTOUCHED | {
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
}

# Below this share of known units a file is the translation of something else.
_OWN = 0.2


@dataclass(frozen=True, slots=True)
class Returned:
    """A message's words as an agency sent them back; `fuzzy` is None where no state is given."""

    msgid: str
    msgstr: str
    fuzzy: bool | None
    line: int


def to_xliff(
    name: str,
    source_language: str,
    language: str,
    messages: Iterable[Message],
    entries: Mapping[str, Entry],
) -> bytes:
    """The messages of the document `name`, with what is translated so far; UTF-8.

    Raises:
        PipelineError: an entry holds a character that XML cannot.
    """
    root = etree.Element(f"{N}xliff", nsmap={None: NAMESPACE}, version="1.2")
    file = etree.SubElement(
        root,
        f"{N}file",
        {
            "original": name,
            "source-language": source_language,
            "target-language": language,
            "datatype": "x-everyform",
        },
    )
    body = etree.SubElement(file, f"{N}body")
    for sent in messages:
        entry = entries.get(sent.msgid)
        try:
            body.append(_unit(sent, entry))
        except ValueError as error:  # of lxml, by its own rule of what XML can hold
            where = entry.origin if entry else Location(name)
            said = f"{clipped(sent.msgid)!r}: a control character"
            raise failure("xliff-character", said, where, "take it out of the entry") from error
    _lay_out(root)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def from_xliff(
    path: str, data: bytes, language: str, messages: Iterable[Message]
) -> Reported[tuple[Returned, ...]]:
    """The translations in an XLIFF file, each found by its unit's id.

    A unit whose tags are not those of its message, or that comes a second time, is left
    out and reported; one that its tool does not call finished, or that holds an empty
    sentence, is fuzzy.

    Raises:
        PipelineError: it is no XLIFF 1.2, in another language or of another document.
    """
    root = _parsed(path, data)
    _check_language(path, root, language)
    known = {unit_id(sent.msgid): sent.msgid for sent in messages}
    units = list(root.iter(f"{N}trans-unit"))
    _check_document(path, root, sum(unit.get("id") in known for unit in units), len(units))
    found: list[Diagnostic] = []
    returned: list[Returned] = []
    seen: set[str] = set()
    empty: list[int] = []  # their lines
    for unit in units:
        line = int(unit.sourceline or 0)
        msgid = known.get(unit.get("id", ""))
        if msgid is None:
            said = f"unit {unit.get('id')!r} is not in the document any more"
            found.append(_warning("xliff-stale", said, path, line))
        elif msgid in seen:
            said = f"{clipped(msgid)!r} stands twice; the first is taken"
            found.append(_warning("xliff-duplicate", said, path, line))
        elif (target := _touched(unit, msgid)) is None:
            empty.append(line)
        elif faults := tag_faults(target, msgid):
            said = f"{clipped(msgid)!r} is not taken: {faults}"
            found.append(_warning("xliff-tags", said, path, line))
        else:
            reason = unfinished(unit, target)
            if reason:
                said = f"{clipped(msgid)!r} is not finished: {reason}"
                found.append(_warning("xliff-unfinished", said, path, line))
            space_out(unit, target, language)
            fuzzy = True if reason else _fuzzy(unit, target)
            returned.append(Returned(msgid, message(target), fuzzy, line))
        seen.add(msgid or "")
    lacking = [msgid for msgid in known.values() if msgid not in seen]
    if lacking:
        said = (
            f"{len(lacking)} of {len(known)} messages have no unit, first {clipped(lacking[0])!r}"
        )
        found.append(_warning("xliff-missing", said, path, _first_line(root)))
    if empty:
        said = f"{len(empty)} of {len(units)} units hold no translation"
        found.append(Diagnostic(Severity.NOTE, "xliff-empty", said, Location(path, empty[0])))
    return Reported(tuple(returned), tuple(found))


def unit_id(msgid: str) -> str:
    """The id of a message's unit."""
    return hashlib.sha256(msgid.encode()).hexdigest()[:16]


# Out


def _unit(sent: Message, entry: Entry | None) -> etree._Element:
    state = entry.state if entry else State.UNTRANSLATED
    unit = etree.Element(f"{N}trans-unit", id=unit_id(sent.msgid))
    unit.set("approved", "yes" if state is State.APPROVED else "no")
    unit.set(f"{_XML}space", "preserve")
    unit.append(element("source", sent.msgid))
    if entry and entry.msgstr:
        target = element("target", entry.msgstr)
        target.set("state", _STATES[state])
        unit.append(target)
    for note in sent.notes:
        etree.SubElement(unit, f"{N}note").text = note
    return unit


def _lay_out(parent: etree._Element, indent: str = "\n") -> None:
    """A line for each element, so that a finding has a line to name; words stay as they are."""
    if parent.tag in _HOLD_WORDS or not len(parent):
        return
    deeper = parent.text = f"{indent}  "
    for child in parent:
        child.tail = deeper
        _lay_out(child, deeper)
    parent[-1].tail = indent


# In


def _parsed(path: str, data: bytes) -> etree._Element:
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise failure("xliff-syntax", " ".join(str(error).split()), Location(path, line)) from None
    if root.getroottree().docinfo.doctype:
        line = data.partition(b"<!DOCTYPE")[0].count(b"\n") + 1
        raise failure("xliff-syntax", "a document type has no place here", Location(path, line))
    if root.tag != f"{N}xliff" or root.get("version") != "1.2":
        raise failure("xliff-syntax", "not XLIFF 1.2", Location(path, int(root.sourceline or 0)))
    return root


def _check_language(path: str, root: etree._Element, language: str) -> None:
    files = list(root.iter(f"{N}file"))
    declared = [file.get("target-language", "") for file in files] or [""]
    wrong = next((tag for tag in declared if not denotes(tag, language)), None)
    if wrong is not None:
        said = f"its target language is {wrong or 'nowhere'}"
        where = Location(path, _first_line(root))
        raise failure("xliff-language", said, where, f"expected {language}")


def _check_document(path: str, root: etree._Element, known: int, units: int) -> None:
    if known < _OWN * max(units, 1):
        said = f"{known} of {units} units are in the document"
        where = Location(path, _first_line(root))
        raise failure("xliff-foreign", said, where, "it is the file of another document")


def _first_line(root: etree._Element) -> int:
    """The line of the first `file`."""
    file = root.find(f"{N}file")
    return int((root if file is None else file).sourceline or 0)


def _touched(unit: etree._Element, msgid: str) -> etree._Element | None:
    """The target of a unit, if it has words that anybody has touched."""
    target = unit.find(f"{N}target")
    if target is None:
        return None
    words = message(target)
    copied = words == msgid and target.get("state") in _UNTOUCHED
    return None if copied or not words.strip() else target


def _fuzzy(unit: etree._Element, target: etree._Element) -> bool | None:
    """Some tools approve the unit and leave the state of its target as it was."""
    if unit.get("approved") == "yes":
        return False
    state = target.get("state")
    return None if state is None else state in _FUZZY


def _warning(code: str, message: str, path: str, line: int) -> Diagnostic:
    return Diagnostic(Severity.WARNING, code, message, Location(path, line))
