"""Who has approved which words: an approval is bound to the words and dies with them.

A translator's comment of the entry holds it, one line for each role:

    # review: status=approved role=medical by="Ana Ruiz" date=2026-11-23 hash=1f2e3d4c5b6a

`hash` is the first 12 hexadecimal digits of SHA-256 over msgid, U+0004, msgstr. A
waiver of what a check of meaning says stands beside it, and is bound to the words as well:

    # waive: meaning-negation by="Ana Ruiz" reason="the verb denies it" hash=1f2e3d4c5b6a
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


# Who must have approved every word before a translation stops being a draft:
# a qualified translator and a clinician.
NEEDED = frozenset(Role)


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
    """A named person's decision that what one check says is no fault of these words."""

    code: str
    by: str
    reason: str
    digest: str = ""  # of the words; "" where the line does not say

    def __str__(self) -> str:
        return (
            f"waive: {self.code} by={shlex.quote(self.by)} "
            f"reason={shlex.quote(self.reason)} hash={self.digest}"
        )


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
    for line in _records("review", comment):
        fields = _fields(line)
        if fields.get("status") != "approved":
            raise BadReview(f"the only status is approved: {line!r}")
        if not fields.get("by", "").strip():
            raise BadReview(f"an approval needs a name: {line!r}")
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
    for line in _records("waive", comment):
        code, _, rest = line.partition(" ")
        fields = _fields(rest)
        if not code or not fields.get("by", "").strip() or not fields.get("reason", "").strip():
            raise BadReview(f"a waiver needs a code, by= and reason=: {line!r}")
        yield Waiver(code, fields["by"], fields["reason"], fields.get("hash", ""))


def approved(comment: str, approval: Approval) -> str:
    """The comment with an approval, in the place of any earlier one of its role."""
    lines = [line for line in _logical(comment) if not _of_role(line, approval.role)]
    return "\n".join((*lines, str(approval)))


def with_waiver(comment: str, waiver: Waiver) -> str:
    """The comment with a waiver, in the place of any earlier one of its code."""
    lines = [
        line
        for line in _logical(comment)
        if not re.match(rf"waive:\s*{re.escape(waiver.code)}\s", line)
    ]
    return "\n".join((*lines, str(waiver)))


def _of_role(line: str, role: Role) -> bool:
    """Is it a review of this role? One that cannot be read is nobody's, and stays."""
    kind, _, rest = line.partition(":")
    try:
        return kind == "review" and _fields(rest).get("role") == role.value
    except BadReview:
        return False


def _records(kind: str, comment: str) -> Iterator[str]:
    for line in _logical(comment):
        name, _, rest = line.partition(":")
        if name == kind:
            yield rest.strip()


def _logical(comment: str) -> list[str]:
    """The lines of a comment, the records among them whole again where a PO tool wrapped one.

    It wraps before a key or inside of quotes.
    """
    lines: list[str] = []
    for line in comment.splitlines():
        inside = bool(lines) and re.match(r"(review|waive):", lines[-1]) is not None
        if re.match(r"\s*(review|waive):", line):
            lines.append(line.strip())
        elif inside and (_open_quote(lines[-1]) or re.match(r"\s*[a-z]+=", line)):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return lines


def _open_quote(record: str) -> bool:
    try:
        shlex.split(record)
    except ValueError:
        return True
    return False


def _fields(line: str) -> dict[str, str]:
    try:
        words = [word.split("=", 1) for word in shlex.split(line) if "=" in word]
    except ValueError as error:
        raise BadReview(f"{error} in {line!r}") from None
    fields = {key: value for key, value in words}
    if len(fields) < len(words):
        raise BadReview(f"a key stands twice in {line!r}")
    return fields
