"""What words are besides words, found in every segment once its links are judged.

A mark changes no word: it only says what some of them are. The order matters no further
than that a later mark does not look into what an earlier one has made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.inline import Inline
from pipeline.reader.genes import genes
from pipeline.reader.phones import phones, pmids
from pipeline.reader.rule import Findings


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of mark; `apply` takes a segment's content and its line."""

    name: str
    apply: Callable[[tuple[Inline, ...], int, Findings], tuple[Inline, ...]]


MARKS: tuple[Mark, ...] = (
    Mark("telephone numbers", phones),
    Mark("PubMed identifiers", pmids),
    Mark("genes", genes),
)
