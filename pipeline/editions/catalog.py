"""A PO file of interface words -> messages, with the line to blame for each fault.

PO and not MO: a finding names the translator's line, and a fuzzy entry is left
out by rule. No fallback chain either: gettext's own would fill a gap with the
words of another language and tell nobody.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polib

from pipeline.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Severity,
    failure,
)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The finished messages of one file: translated, not fuzzy, with their slots intact."""

    path: Path
    messages: dict[str, str]

    def __call__(self, msgid: str) -> str:
        """The words for a message that `load` was asked for."""
        return self.messages[msgid]


def load(path: Path, wanted: Iterable[str]) -> Catalog:
    """Read the messages of `path` that `wanted` asks for; all of them must be finished.

    Raises:
        PipelineError: the file is missing or is no PO file, or a wanted message is
            missing, fuzzy or repeated, or lost a slot. One error for each, with its line.
    """
    entries = _entries(path)
    faults: list[Diagnostic] = []
    messages: dict[str, str] = {}
    for msgid in dict.fromkeys(wanted):
        found = entries.get(msgid, [])
        fault = _fault(path, msgid, found)
        if fault is None:
            messages[msgid] = found[0].msgstr
        else:
            faults.append(fault)
    if faults:
        raise PipelineError(*faults)
    return Catalog(path, messages)


def _entries(path: Path) -> dict[str, list[polib.POEntry]]:
    if not path.is_file():
        raise failure("catalog-missing", "no catalog of interface words", Location(str(path)))
    try:
        parsed = polib.pofile(str(path), encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise failure("catalog-unreadable", _one_line(error), Location(str(path))) from error
    found: dict[str, list[polib.POEntry]] = {}
    for entry in parsed:
        if not entry.obsolete:
            found.setdefault(entry.msgid, []).append(entry)
    return found


def _fault(path: Path, msgid: str, found: list[polib.POEntry]) -> Diagnostic | None:
    def error(code: str, message: str, line: int = 0) -> Diagnostic:
        hint = "run `make pot`, then translate the entry"
        return Diagnostic(Severity.ERROR, code, message, Location(str(path), line), hint)

    shown = repr(msgid if len(msgid) <= 60 else f"{msgid[:57]}...")
    if not found:
        return error("ui-missing", f"no entry for {shown}")
    entry, line = found[0], found[0].linenum or 0
    if len(found) > 1:
        return error("ui-duplicate", f"{shown} stands {len(found)} times", found[1].linenum or 0)
    if entry.fuzzy:
        return error("ui-fuzzy", f"{shown} is marked fuzzy", line)
    if not entry.msgstr.strip():
        return error("ui-untranslated", f"{shown} has no translation", line)
    lost = _slots(msgid) ^ _slots(entry.msgstr)
    if lost:
        return error("ui-slots", f"{shown}: {', '.join(sorted(lost))} differ", line)
    return None


def _slots(pattern: str) -> set[str]:
    """The names in braces; a broken pattern has the slot "unbalanced braces"."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
    except ValueError:
        return {"unbalanced braces"}


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
