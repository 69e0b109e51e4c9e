"""What reviewers have waived in a catalog, and which of it is about nothing any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from everyform.diagnostics import Location
from everyform.document import Document
from everyform.editions.content import Content, Entry
from everyform.editions.judging import judgements
from everyform.meaning import Fault


@dataclass(frozen=True, slots=True)
class Waived:
    """One waiver as it stands in a catalog.

    `faults` are the messages of what it covers now; a waiver of none is stale: the check has
    nothing to say any more, or its code is misspelled.
    """

    msgid: str
    code: str
    by: str
    reason: str
    faults: tuple[str, ...]
    origin: Location

    @property
    def stale(self) -> bool:
        """Does it cover nothing?"""
        return not self.faults


def waived(document: Document, content: Content, names: Mapping[str, str]) -> tuple[Waived, ...]:
    """Every waiver in the catalog, in the document's order, those of lost messages last.

    `names` is the term base of the language, as for `compare`.
    """
    found: dict[str, tuple[Fault, ...]] = {}
    for one in judgements(document, content, names):
        if one.entry.waivers:
            found[one.entry.msgid] = found.get(one.entry.msgid, ()) + one.faults
    others = (msgid for msgid in content.entries if msgid not in found)
    return tuple(
        one
        for msgid in (*found, *others)
        for one in _of(content.entries[msgid], found.get(msgid, ()))
    )


def _of(entry: Entry, faults: tuple[Fault, ...]) -> Iterator[Waived]:
    for waiver in entry.waivers:
        covered = dict.fromkeys(f.message for f in faults if f.code == waiver.code)
        yield Waived(
            entry.msgid, waiver.code, waiver.by, waiver.reason, tuple(covered), entry.origin
        )
