"""Symbols of genes, which the publisher sets in italics: "*TP53*", "*EWSR1::NFATC2*".

Other words in capitals are stressed, too, so a symbol must also have its form and one of:
a digit in it, a place among the common symbols (data/genes.txt), another symbol that it is
fused with, or a word such as "gene" beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from everyform.inline import Emph, Gene, Inline, Text
from everyform.reader import draft
from everyform.reader.rule import Findings
from everyform.walk import LEAVES

# HGNC's form: capital letters and digits, a letter first; hyphens in a few; "C9orf72".
_SYMBOL = re.compile(r"(?:[A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,4})?|C\d+orf\d+)")
_JOINT = re.compile(r"\s*(?:::|[/,–-]|\b(?:and|or|y|e|o|u)\b)\s*")
_BETWEEN = re.compile(r"(\s*,\s*|\s+(?:and|or|y|e|o|u)\s+)")
_NEAR = 24  # characters before and after in which a word speaks for a gene


def genes(content: tuple[Inline, ...], line: int, findings: Findings) -> tuple[Inline, ...]:
    """Make each stressed gene symbol a `Gene`. Code: `gene`."""
    found: list[Inline] = []
    for at, node in enumerate(content):
        if isinstance(node, LEAVES):
            found.append(node)
        elif isinstance(node, Emph):
            symbols = draft.words(node.content)
            evidence = _evidence(symbols, content, at, findings)
            if evidence:
                findings.note("gene", f"{symbols!r} is a gene: {evidence}", line)
            found.extend(_apart(node) if evidence else (node,))
        else:
            found.append(replace(node, content=genes(node.content, line, findings)))
    return tuple(found)


def _apart(node: Emph) -> tuple[Inline, ...]:
    """The gene; where one pair of stars holds several with words between, each for itself."""
    if len(node.content) != 1 or not isinstance(words := node.content[0], Text):
        return (Gene(node.content),)
    parts = _BETWEEN.split(words.text)
    return tuple(
        Emph((Text(part),)) if at % 2 else Gene((Text(part),)) for at, part in enumerate(parts)
    )


def _evidence(symbols: str, around: Sequence[Inline], at: int, findings: Findings) -> str:
    """What tells that these stressed words are a gene's symbol; empty if nothing does."""
    parts = _JOINT.split(symbols) if not _SYMBOL.fullmatch(symbols) else [symbols]
    habits = findings.setting.habits
    if not all(_SYMBOL.fullmatch(part) and part not in common("not-genes") for part in parts):
        return ""
    if "::" in symbols:
        return "symbols joined as in a fusion"
    if all(part in common("genes") for part in parts):
        return "a common symbol"
    if all(len(part) > 2 and re.search(r"\d", part) for part in parts):
        return "letters and figures"
    before = around[at - 1] if at else None
    after = around[at + 1] if at + 1 < len(around) else None
    near = f"{_tail(before)} {_head(after)}"
    words = re.findall(r"\w+", near.casefold())
    spoken = next((word for word in words if word in habits.gene_words), None)
    return f"beside the word {spoken!r}" if spoken else ""


def _tail(node: Inline | None) -> str:
    return node.text[-_NEAR:] if isinstance(node, Text) else ""


def _head(node: Inline | None) -> str:
    return node.text[:_NEAR] if isinstance(node, Text) else ""


@cache
def common(name: str) -> frozenset[str]:
    """The symbols of one of the data files; a `#` begins a remark."""
    text = (files("everyform.reader") / "data" / f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
