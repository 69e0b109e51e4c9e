"""Who has approved which words: an approval is bound to the words and dies with them.

A translator's comment of the entry holds it, one line for each role:

    # review: status=approved role=medical by="Ana Ruiz" date=2026-11-23 hash=1f2e3d4c5b6a

`hash` is the first 12 hexadecimal digits of SHA-256 over msgid, U+0004, msgstr. A
waiver of a meaning warning stands beside it:

    # waive: only-lost by="Ana Ruiz" reason="the word order says it"
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Role(Enum):
    """What a reviewer answers for."""

    LINGUISTIC = "linguistic"  # a qualified translator: 45 CFR 92.201(c)(3)
    MEDICAL = "medical"  # a clinician


@dataclass(frozen=True, slots=True)
class Approval:
    """One reviewer's approval; `digest` says of which words."""

    role: Role
    by: str
    date: date
    digest: str

    def __str__(self) -> str:
        return (
            f"review: status=approved role={self.role.value} by={shlex.quote(self.by)} "
            f"date={self.date.isoformat()} hash={self.digest}"
        )


@dataclass(frozen=True, slots=True)
class Waiver:
    """A named person's decision that one warning does not matter here."""

    code: str
    by: str
    reason: str


class BadReview(ValueError):
    """A review line that does not say what it must, in one line."""


def digest(msgid: str, msgstr: str) -> str:
    """What an approval is bound to."""
    return hashlib.sha256(f"{msgid}\x04{msgstr}".encode()).hexdigest()[:12]


def approvals(comment: str) -> Iterator[Approval]:
    """The approvals in a translator's comment.

    Raises:
        BadReview: a line that begins with `review:` and cannot be read.
    """
    for line in _lines("review", comment):
        fields = _fields(line)
        if fields.get("status") != "approved":
            raise BadReview(f"the only status is approved: {line!r}")
        try:
            yield Approval(
                Role(fields["role"]),
                fields["by"],
                date.fromisoformat(fields["date"]),
                fields["hash"],
            )
        except (KeyError, ValueError) as error:
            raise BadReview(f"{error} in {line!r}") from None


def waivers(comment: str) -> Iterator[Waiver]:
    """The waivers in a translator's comment.

    Raises:
        BadReview: a waiver without a code, a name or a reason.
    """
    for line in _lines("waive", comment):
        code, _, rest = line.partition(" ")
        fields = _fields(rest)
        if not code or not fields.get("by") or not fields.get("reason"):
            raise BadReview(f"a waiver needs a code, by= and reason=: {line!r}")
        yield Waiver(code, fields["by"], fields["reason"])


def _lines(kind: str, comment: str) -> Iterator[str]:
    """The records of a kind; a PO tool may have wrapped one, before a key or inside quotes."""
    records: list[str] = []
    for line in comment.splitlines():
        if re.match(r"\s*(review|waive):", line):
            records.append(line.strip())
        elif records and (_open_quote(records[-1]) or re.match(r"\s*[a-z]+=", line)):
            records[-1] += f" {line.strip()}"
    for record in records:
        name, _, rest = record.partition(":")
        if name == kind:
            yield rest.strip()


def _open_quote(record: str) -> bool:
    return any(record.count(quote) % 2 for quote in "\"'")


def _fields(line: str) -> dict[str, str]:
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise BadReview(f"{error} in {line!r}") from None
    return dict(word.split("=", 1) for word in words if "=" in word)
