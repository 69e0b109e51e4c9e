"""A PO file of interface words -> messages, with the line to blame for each fault.

PO and not MO: a finding names the translator's line, and a fuzzy entry is left
out by rule. No fallback chain either: gettext's own would fill a gap with the
words of another language and tell nobody.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import polib

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity, clipped
from everyform.editions.characters import unfit
from everyform.editions.header import parsed

# So many words may be a name, which is the same in every language.
_NAME = 3


@dataclass(frozen=True, slots=True)
class Catalog:
    """The finished messages of one file: translated, not fuzzy, with their slots intact."""

    path: Path
    messages: dict[str, str]

    def __call__(self, msgid: str) -> str:
        """The words for a message that `load` was asked for."""
        return self.messages[msgid]


def asked_for(words: Callable[[Callable[[str], str]], object]) -> list[str]:
    """The message ids that `words` passes through the function it is given."""
    wanted: list[str] = []

    def note(msgid: str) -> str:
        wanted.append(msgid)
        return msgid

    words(note)
    return wanted


def load(path: Path, wanted: Iterable[str], language: str) -> Catalog:
    """Read the messages of `path` that `wanted` asks for; all of them must be finished.

    Raises:
        PipelineError: the file is missing, is no PO file or is in another language than
            `language` (BCP 47), or a wanted message is missing, fuzzy, repeated or left
            in English, holds a control character, or lost a slot. One error for each,
            with its line.
    """
    entries: dict[str, list[polib.POEntry]] = {}
    for entry in parsed(path, language):
        if not entry.obsolete:
            entries.setdefault(entry.msgid, []).append(entry)
    english = language.partition("-")[0] == "en"
    faults: list[Diagnostic] = []
    messages: dict[str, str] = {}
    for msgid in dict.fromkeys(wanted):
        found = entries.get(msgid, [])
        fault = _fault(path, msgid, found, english=english)
        if fault is None:
            messages[msgid] = found[0].msgstr
        else:
            faults.append(fault)
    if faults:
        raise PipelineError(*faults)
    return Catalog(path, messages)


def _fault(
    path: Path, msgid: str, found: list[polib.POEntry], *, english: bool
) -> Diagnostic | None:
    def error(code: str, message: str, line: int = 0) -> Diagnostic:
        hint = "run `make pot`, then translate the entry"
        return Diagnostic(Severity.ERROR, code, message, Location(str(path), line), hint)

    shown = repr(clipped(msgid))
    if not found:
        return error("ui-missing", f"no entry for {shown}")
    entry, line = found[0], found[0].linenum or 0
    if len(found) > 1:
        return error("ui-duplicate", f"{shown} stands {len(found)} times", found[1].linenum or 0)
    if entry.fuzzy:
        return error("ui-fuzzy", f"{shown} is marked fuzzy", line)
    if any(map(str.isalnum, msgid)) and not any(map(str.isalnum, entry.msgstr)):
        return error("ui-untranslated", f"{shown} has no translation", line)
    if entry.msgstr == msgid and not english and len(msgid.split()) > _NAME:
        return error("ui-copied", f"{shown} is left in English", line)
    if wrong := unfit(entry.msgstr):
        return error("ui-character", f"{shown} holds {wrong}", line)
    differing = _slots(msgid) ^ _slots(entry.msgstr)
    if differing:
        return error("ui-slots", f"{shown}: {', '.join(sorted(differing))} differ", line)
    return None


def _slots(pattern: str) -> set[str]:
    """The names in braces, with what else is in them; a broken pattern has "unbalanced braces"."""
    try:
        found = [
            f"{name}!{conversion or ''}:{spec or ''}".removesuffix("!:")
            for _, name, spec, conversion in string.Formatter().parse(pattern)
            if name is not None
        ]
    except ValueError:
        return {"unbalanced braces"}
    counted = Counter(found)
    return {name if times == 1 else f"{name} {times} times" for name, times in counted.items()}
