"""Inline markup as numbered tags, so that translators see words and cannot break a link.

    See <g id="1">Ewing Sarcoma</g>.<x id="2"/>  <->  (Text, Link(..., target), Text, LineBreak)

`g` holds words, `x` is a thing without words of its own, as in XLIFF 1.2. The tags
are numbered from 1 in reading order and carry nothing else: addresses and dates
stay in the tree. In the words, "&" and "<" are written `&amp;` and `&lt;`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from everyform.inline import Inline, LineBreak, Phone, Pmid, Slot, Text
from everyform.walk import inlines, plain_text

_TAG = re.compile(r'<g id="([0-9]{1,6})">|</g>|<x id="([0-9]{1,6})"/>')
_ENTITY = re.compile(r"&(amp|lt);")
_WORDS = {"amp": "&", "lt": "<"}


class BrokenTags(ValueError):
    """A translation lost, repeated, invented, crossed or misspelled a tag."""


def to_msgid(content: Iterable[Inline]) -> str:
    """The message of some content."""
    number = 0

    def go(nodes: Iterable[Inline]) -> str:
        return "".join(map(one, nodes))

    def one(node: Inline) -> str:
        nonlocal number
        if isinstance(node, Text):
            return _escaped(node.text)
        number += 1
        own = number
        match node:
            case LineBreak() | Slot():
                return f'<x id="{own}"/>'
            case Phone(text) | Pmid(text):
                return f'<g id="{own}">{_escaped(text)}</g>'
            case _:
                return f'<g id="{own}">{go(node.content)}</g>'

    return go(content)


def from_msgstr(
    msgstr: str, source: tuple[Inline, ...], *, whole: bool = True
) -> tuple[Inline, ...]:
    """The content of a translation; kinds and targets come from `source`, by number.

    The tags may change places but not their nesting in themselves: each of the
    source's occurs exactly once, or where it is not `whole`, at most once.

    Raises:
        BrokenTags: with what is wrong, in one line.
    """
    kinds = dict(enumerate((n for n in inlines(source) if not isinstance(n, Text)), start=1))
    open_tags: list[tuple[int, list[Inline]]] = [(0, [])]
    unused = set(kinds)
    at = 0
    for tag in _TAG.finditer(msgstr):
        _add_words(open_tags[-1][1], msgstr[at : tag.start()])
        at = tag.end()
        if tag[0] == "</g>":
            if len(open_tags) == 1:
                raise BrokenTags("a </g> closes nothing")
            number, inside = open_tags.pop()
            open_tags[-1][1].append(_filled(kinds[number], tuple(inside), number))
            continue
        number = int(tag[1] or tag[2])
        if number not in unused:
            known = "twice" if number in kinds else "and the source has none"
            raise BrokenTags(f'id="{number}" stands there {known}')
        unused.remove(number)
        if isinstance(kinds[number], LineBreak | Slot) is bool(tag[1]):
            raise BrokenTags(f'id="{number}" is <{"x" if tag[1] else "g"}> in the source')
        if tag[1]:
            open_tags.append((number, []))
        else:
            open_tags[-1][1].append(kinds[number])
    _add_words(open_tags[-1][1], msgstr[at:])
    if len(open_tags) > 1:
        raise BrokenTags(f'<g id="{open_tags[-1][0]}"> is not closed')
    if unused and whole:
        raise BrokenTags(f"lost: id {', '.join(map(str, sorted(unused)))}")
    return tuple(open_tags[0][1])


def _filled(node: Inline, inside: tuple[Inline, ...], number: int) -> Inline:
    match node:
        case Phone() | Pmid():
            if any(not isinstance(part, Text) for part in inside):
                raise BrokenTags(f'a tag inside of id="{number}"')
            return replace(node, text=plain_text(inside))
        case Text() | LineBreak() | Slot():
            raise BrokenTags(f'id="{number}" holds no words')
        case _:
            return replace(node, content=inside)


def _add_words(nodes: list[Inline], words: str) -> None:
    if "<" in words or "&" in _ENTITY.sub("", words):
        raise BrokenTags(f"{words.strip()[:40]!r}: write &lt; for < and &amp; for &")
    if words:
        nodes.append(Text(_ENTITY.sub(lambda found: _WORDS[found[1]], words)))


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
