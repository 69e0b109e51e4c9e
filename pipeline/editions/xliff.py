"""A document's catalog as XLIFF 1.2, for agencies, and their work back into messages.

One `trans-unit` for one message; its id is a digest of the source words, so that a
file sent back after the source changed cannot put old words under new ones. The
tags of a message are XLIFF's own `g` and `x`, written as such.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from pipeline.diagnostics import Diagnostic, Location, Reported, Severity, failure
from pipeline.editions.content import Entry, State
from pipeline.editions.extract import Message

_NS = "urn:oasis:names:tc:xliff:document:1.2"
_N = f"{{{_NS}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The states of XLIFF 1.2, 2.3 "state", for ours and back.
_STATES = {
    State.UNTRANSLATED: "needs-translation",
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.APPROVED: "signed-off",
}
_FUZZY = {
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
    "new",
}


@dataclass(frozen=True, slots=True)
class Returned:
    """A message's words as an agency sent them back."""

    msgid: str
    msgstr: str
    fuzzy: bool
    line: int


def to_xliff(
    name: str,
    source_language: str,
    language: str,
    messages: Iterable[Message],
    entries: Mapping[str, Entry],
) -> bytes:
    """The messages of the document `name`, with what is translated so far; UTF-8."""
    root = etree.Element(f"{_N}xliff", nsmap={None: _NS}, version="1.2")
    file = etree.SubElement(
        root,
        f"{_N}file",
        {
            "original": name,
            "source-language": source_language,
            "target-language": language,
            "datatype": "x-everyform",
        },
    )
    body = etree.SubElement(file, f"{_N}body")
    for message in messages:
        entry = entries.get(message.msgid)
        state = entry.state if entry else State.UNTRANSLATED
        unit = etree.SubElement(body, f"{_N}trans-unit", id=unit_id(message.msgid))
        unit.set("approved", "yes" if state is State.APPROVED else "no")
        unit.set(_XML_SPACE, "preserve")
        unit.append(_element("source", message.msgid))
        if entry and entry.msgstr:
            target = _element("target", entry.msgstr)
            target.set("state", _STATES[state])
            unit.append(target)
        for note in message.notes:
            etree.SubElement(unit, f"{_N}note").text = note
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)
    return data + b"\n"


def from_xliff(
    path: str, data: bytes, language: str, messages: Iterable[Message]
) -> Reported[tuple[Returned, ...]]:
    """The translations in an XLIFF file, each found by its unit's id.

    Raises:
        PipelineError: it is no XLIFF 1.2, or in another language.
    """
    root = _parsed(path, data)
    declared = {file.get("target-language") for file in root.iter(f"{_N}file")}
    if declared != {language}:
        said = f"its target language is {', '.join(map(str, declared)) or 'nowhere'}"
        raise failure("xliff-language", said, Location(path), f"expected {language}")
    known = {unit_id(message.msgid): message.msgid for message in messages}
    found: list[Diagnostic] = []
    returned: list[Returned] = []
    for unit in root.iter(f"{_N}trans-unit"):
        line = int(unit.sourceline or 0)
        target = unit.find(f"{_N}target")
        words = "" if target is None else _message(target)
        msgid = known.get(unit.get("id", ""))
        if msgid is None:
            said = f"unit {unit.get('id')!r} is not in the document any more"
            where = Location(path, line)
            found.append(Diagnostic(Severity.WARNING, "xliff-stale", said, where))
        elif words.strip() and target is not None:
            returned.append(Returned(msgid, words, target.get("state") in _FUZZY, line))
    return Reported(tuple(returned), tuple(found))


def unit_id(msgid: str) -> str:
    """The id of a message's unit."""
    return hashlib.sha256(msgid.encode()).hexdigest()[:16]


def _parsed(path: str, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise failure("xliff-syntax", " ".join(str(error).split()), Location(path, line)) from None
    if root.tag != f"{_N}xliff" or root.get("version") != "1.2":
        raise failure("xliff-syntax", "not XLIFF 1.2", Location(path))
    return root


def _element(name: str, message: str) -> etree._Element:
    """A message is well-formed XML as it stands; a broken one is sent as plain words."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(f'<{name} xmlns="{_NS}">{message}</{name}>', parser)
    except etree.XMLSyntaxError:
        return etree.fromstring(f'<{name} xmlns="{_NS}">{escape(message)}</{name}>', parser)


def _message(element: etree._Element) -> str:
    """The content of a unit's source or target in the notation of messages."""
    parts = [_words(element.text)]
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        number = child.get("id", "")
        if name == "x":
            parts.append(f'<x id="{number}"/>')
        elif name == "g":
            parts.append(f'<g id="{number}">{_message(child)}</g>')
        else:  # another tool's inline code: its words stay, and the tags will be found wanting
            parts.append(_message(child))
        parts.append(_words(child.tail))
    return "".join(parts)


def _words(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")
