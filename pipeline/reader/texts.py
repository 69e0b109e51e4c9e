"""Plain words inside content made something else, in one way for every rule that does so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.inline import (
    CrossReference,
    Drug,
    Inline,
    LineBreak,
    Link,
    Phone,
    Pmid,
    ReferenceMark,
    Slot,
    Term,
    Text,
)

_LINKED = (Link, Term, CrossReference, Drug, ReferenceMark)  # no link stands inside a link
LEAVES = (Text, LineBreak, Phone, Pmid, Slot)
"""`Leaf`, in the form that is quick to ask for."""


def with_texts(
    content: Iterable[Inline], parts: Callable[[str], tuple[Inline, ...]]
) -> tuple[Inline, ...]:
    """The content with each text outside links replaced by `parts(text)`."""
    found: list[Inline] = []
    for node in content:
        if isinstance(node, Text):
            found.extend(parts(node.text))
        elif isinstance(node, (_LINKED, LEAVES)):
            found.append(node)
        else:
            found.append(replace(node, content=with_texts(node.content, parts)))
    return tuple(found)
