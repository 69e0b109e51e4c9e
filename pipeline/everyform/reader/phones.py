"""Telephone numbers and PubMed identifiers: what a device can dial or look up.

`phonenumbers`, Google's data about the world's numbering plans, says whether digits can be
a number at all and what a machine dials. The publisher's numbers are those of the United
States: a number without a country is read as one of theirs. Numbers that spell a word
("1-800-4-CANCER") are dialled by the letters of the keypad (ITU-T E.161). Three figures are
a number ("911") where the words around say to call it, and an amount or a year elsewhere.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, shortnumberinfo

from everyform.inline import Inline, Phone, Pmid, Text
from everyform.reader.rule import Findings
from everyform.reader.texts import Put, with_nodes, with_texts
from everyform.walk import plain_text

_REGION = "US"

_GAP = r"[-. \u2010-\u2013]"
_CANDIDATE = re.compile(
    r"(?<![\w+.,/-])(?:"
    # 1-800-422-6237
    rf"(?:\+?1{_GAP})?(?:\(\d{{3}}\) ?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}"
    # 1-800-4-CANCER
    rf"|(?:\+?1{_GAP})?(?:\(8\d\d\) ?|8\d\d{_GAP})(?=[\d-]*[A-Z])[\dA-Z]+(?:-[\dA-Z]+)*"
    # +44 20 7946 0958
    rf"|\+[1-9]\d{{0,2}}(?:{_GAP}?\(?\d{{1,5}}\)?){{2,5}}"
    r")(?![\w/]|[-.]\d)"
)
# 911, 9-1-1
_SHORT = re.compile(r"(?<![\w+.,/$#\u00a3\u20ac-])\d(-?)\d\1\d(?![\w/%\u00b0]|[-.,]\d)")
_NEAR = 100  # characters before a number in which the words may say to call it
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b")


def phones(content: tuple[Inline, ...], line: int, findings: Findings) -> tuple[Inline, ...]:
    """Make each telephone number outside links a `Phone`. Code: `phone`."""

    def parts(text: str) -> tuple[Inline, ...]:
        found: list[Inline] = []
        end = 0
        for match in _CANDIDATE.finditer(text):
            number = dialled(match[0])
            if number is None:
                continue
            if match.start() > end:
                found.append(Text(text[end : match.start()]))
            found.append(Phone(match[0], number))
            findings.note("phone", f"{match[0]!r} is the telephone number {number}", line)
            end = match.end()
        return (*found, Text(text[end:])) if end < len(text) else tuple(found)

    return with_texts(content, parts)


def dialled(printed: str) -> str | None:
    """The number in E.164 ("+18004226237"), or None where there can be no such number."""
    try:
        number = phonenumbers.parse(printed, _REGION)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def short_phones(content: tuple[Inline, ...], line: int, findings: Findings) -> tuple[Inline, ...]:
    """Make each short number that the words say to call a `Phone`. Code: `phone`."""
    text, habits = plain_text(content), findings.setting.habits
    puts: list[Put] = []
    for match in _SHORT.finditer(text):
        before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() :]
        number = _short(match[0])
        if number and habits.calling.search(before) and habits.after_call.match(after):
            puts.append(Put(match.start(), match.end(), Phone(match[0], number)))
            findings.note("phone", f"{match[0]!r} is the short telephone number {number}", line)
    return with_nodes(content, puts) if puts else content


def _short(printed: str) -> str | None:
    """The number as it is dialled in the publisher's country, or None if none is known there."""
    digits = printed.replace("-", "")
    try:
        number = phonenumbers.parse(digits, _REGION)
    except NumberParseException:
        return None
    known = shortnumberinfo.is_valid_short_number_for_region(number, _REGION)
    return digits if known else None


def pmids(content: tuple[Inline, ...], line: int, findings: Findings) -> tuple[Inline, ...]:
    """Make each PubMed identifier outside links a `Pmid`. Code: `pmid`."""

    def parts(text: str) -> tuple[Inline, ...]:
        found: list[Inline] = []
        end = 0
        for match in _PMID.finditer(text):
            if match.start() > end:
                found.append(Text(text[end : match.start()]))
            found.append(Pmid(match[0], match[1]))
            findings.note("pmid", f"{match[0]!r} names an article in PubMed", line)
            end = match.end()
        return (*found, Text(text[end:])) if end < len(text) else tuple(found)

    return with_texts(content, parts)
