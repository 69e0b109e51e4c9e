"""Plain words inside content made something else, in one way for every rule that does so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from everyform.inline import (
    CrossReference,
    Drug,
    Inline,
    Link,
    ReferenceMark,
    Term,
    Text,
)
from everyform.walk import LEAVES, plain_text

_LINKED = (Link, Term, CrossReference, Drug, ReferenceMark)  # no link stands inside a link


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


@dataclass(frozen=True, slots=True)
class Put:
    """A node to be put in the place of words: where they begin and end in the plain text."""

    start: int
    end: int
    node: Inline


def with_nodes(content: Iterable[Inline], puts: Sequence[Put]) -> tuple[Inline, ...]:
    """The content with nodes for words that stand in one text, outside links; in their order."""
    at = 0

    def go(nodes: Iterable[Inline], *, linked: bool) -> tuple[Inline, ...]:
        nonlocal at
        found: list[Inline] = []
        for node in nodes:
            if isinstance(node, Text) and not linked:
                found.extend(_parted(node.text, at, puts))
                at += len(node.text)
            elif isinstance(node, LEAVES):
                found.append(node)
                at += len(plain_text((node,)))
            else:
                inside = go(node.content, linked=linked or isinstance(node, _LINKED))
                found.append(replace(node, content=inside))
        return tuple(found)

    return go(content, linked=False)


def _parted(text: str, start: int, puts: Iterable[Put]) -> Iterator[Inline]:
    """A text that begins at `start`, with the nodes that belong into it."""
    done = 0
    for put in puts:
        first, last = put.start - start, put.end - start
        if done <= first and last <= len(text):
            if first > done:
                yield Text(text[done:first])
            yield put.node
            done = last
    if done < len(text):
        yield Text(text[done:])
