"""What words are besides words, found in every segment once its links are judged.

A mark changes no word: it only says what some of them are. The order matters no further
than that a later mark does not look into what an earlier one has made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from everyform.inline import Inline
from everyform.reader.genes import genes
from everyform.reader.phones import phones, pmids, short_phones
from everyform.reader.rule import Findings


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of mark; `apply` takes a segment's content and its line.

    No text has such a mark where `hint` finds nothing: most segments are passed over.
    """

    name: str
    hint: re.Pattern[str]
    apply: Callable[[tuple[Inline, ...], int, Findings], tuple[Inline, ...]]


MARKS: tuple[Mark, ...] = (
    Mark("telephone numbers", re.compile(r"\d{3}\)?[-. \u2010-\u2013] ?[\dA-Z]|\+\d"), phones),
    Mark("short telephone numbers", re.compile(r"\b\d-?\d-?\d\b"), short_phones),
    Mark("PubMed identifiers", re.compile("PMID"), pmids),
    Mark("genes", re.compile(r"[A-Z][A-Z0-9]|\dorf\d"), genes),
)


def marked(
    content: tuple[Inline, ...], text: str, line: int, findings: Findings
) -> tuple[Inline, ...]:
    """The content with every mark; `text` is its words."""
    for mark in MARKS:
        if mark.hint.search(text):
            content = mark.apply(content, line, findings)
    return content
