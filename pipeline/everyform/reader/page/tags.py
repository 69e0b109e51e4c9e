"""The tags of a page as they are typed, before any parser has mended them.

Two things are seen here only: what would cost the parser too much, and where a page was
cut off, which the parser mends in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]*))")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>]*))?""")
_RAW_END = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}

# Elements without an end tag, and those that may be without (HTML Living Standard, sections
# 13.1.2 and 13.1.2.4).
_MAY_STAY_OPEN = frozenset(
    {
        *("area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
        *("html", "head", "body", "li", "dt", "dd", "p", "rt", "rp", "optgroup", "option"),
        *("colgroup", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    }
)


class Tag(NamedTuple):
    """A tag: its name in small letters, whether it ends an element, and where it begins.

    `whole` is false where the text ends before the tag does; `empty` is true for a tag
    such as `<a id="x"/>`, which is meant to have nothing inside.
    """

    name: str
    ends: bool
    start: int
    whole: bool
    empty: bool
    attributes: int


def tags(text: str) -> Iterator[Tag]:
    """Every tag, in order; none inside a comment, a script or a style sheet."""
    at = 0
    while match := _MARK.search(text, at):
        if match[2] is None:
            close = text.find("-->", match.end())
            at = len(text) if close < 0 else close + 3
            continue
        at, count = match.end(), 0
        while (found := _ATTRIBUTE.match(text, at)) and found.end() > at:
            at, count = found.end(), count + 1
        close = text.find(">", at)
        at = len(text) if close < 0 else close + 1
        name, ends = match[2].casefold(), bool(match[1])
        empty = text.endswith("/", 0, close)
        yield Tag(name, ends, match.start(), close >= 0, empty, count)
        if not ends and (end := _RAW_END.get(name)):
            closed = end.search(text, at)
            at = closed.start() if closed else len(text)


def never_ended(text: str) -> Tag | None:
    """The outermost element that is still open where the text ends, if it may not be.

    An end tag also ends what was opened inside its element, as browsers have it.
    """
    waiting: list[Tag] = []
    depths: dict[str, int] = {}  # how many of a name are waiting
    for tag in tags(text):
        if not tag.whole:
            return tag
        if tag.name in _MAY_STAY_OPEN:
            continue
        if not tag.ends and not tag.empty:
            waiting.append(tag)
            depths[tag.name] = depths.get(tag.name, 0) + 1
        elif depths.get(tag.name):
            while waiting:
                last = waiting.pop()
                depths[last.name] -= 1
                if last.name == tag.name:
                    break
    return waiting[0] if waiting else None
