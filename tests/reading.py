"""Reading aids of the reader's tests: a frame around small fixtures, and a second opinion.

The second opinion is marko, a CommonMark parser that shares no code with the reader's. It
yields the words of a source in order and knows nothing of rules or documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import unescape
from itertools import product, zip_longest
from pathlib import Path
from typing import Any

from marko import Markdown, block, inline
from marko.ext.gfm import elements as gfm
from marko.helpers import MarkoExtension

from everyform.diagnostics import Diagnostic
from everyform.document import (
    Block,
    BulletList,
    Callout,
    CellScope,
    Document,
    Figure,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Section,
    SectionRole,
    Segment,
    Table,
)
from everyform.inline import (
    CrossReference,
    Defined,
    Drug,
    Gene,
    Phone,
    Pmid,
    ReferenceMark,
    RunIn,
    Slot,
    Subscript,
    Superscript,
)
from everyform.reader import Source
from everyform.walk import document_segments, heading_text, inlines, map_inlines, plain_text

FIXTURES = Path(__file__).parent / "fixtures" / "reader"
HOLE = "BODY\n"


def framed(body: str, language: str = "en") -> tuple[Source, int]:
    """A whole summary around `body`, and how many lines stand before it."""
    frame = (FIXTURES / f"frame.{language}.md").read_text("utf-8")
    before, after = frame.split(HOLE)
    return Source(f"seeds/small.{language}.md", before + body + after), before.count("\n")


def tree(document: Document) -> str:
    """The document's structure, one block a line, as a writer of fixtures reads it."""
    return "\n".join(_rows(document.blocks, 0)) + "\n"


def _rows(blocks: Sequence[Block], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for node in blocks:
        match node:
            case Section(_, level, inner, role):
                mark = "" if role is SectionRole.BODY else f" [{role.value}]"
                yield f"{pad}h{level} {heading_text(node)}{mark}"
                yield from _rows(inner, depth + 1)
            case Paragraph(segment):
                yield f"{pad}p {_text(segment)}"
            case BulletList(items):
                for item in items:
                    yield from _item(item, "-", depth)
            case OrderedList(items, start):
                for number, item in enumerate(items, start):
                    yield from _item(item, f"{number}.", depth)
            case Quote(inner):
                yield f"{pad}quote"
                yield from _rows(inner, depth + 1)
            case Callout(inner):
                yield f"{pad}callout"
                yield from _rows(inner, depth + 1)
            case Figure(description, caption, target):
                yield f"{pad}figure {_text(description)} <{target}>"
                if caption:
                    yield f"{pad}  caption {_text(caption)}"
            case Table(caption, header, rows, footer):
                yield f"{pad}table{' ' + _text(caption) if caption else ''}"
                for row in header:
                    yield f"{pad}  {_cells(row)}"
                for row in rows:
                    yield f"{pad}  {_cells(row)}"
                for row in footer:
                    yield f"{pad}  footer {_cells(row)}"


def _cells(row: Row) -> str:
    """A row: `=` before a cell that heads it."""
    cells = (
        ("= " if cell.scope is CellScope.ROW else "")
        + " / ".join(text.removeprefix("p ") for text in _rows(cell.blocks, 0))
        for cell in row.cells
    )
    return ("ragged " if row.ragged else "") + "| " + " | ".join(cells) + " |"


def marks(document: Document) -> Iterator[tuple[int, str]]:
    """What words are besides words: the line, and the kind, words and target of each mark."""
    lines = {segment.id: segment.origin.line for segment in document_segments(document)}
    for segment in document_segments(document):
        for node in inlines(segment.content):
            words = plain_text((node,))
            match node:
                case Phone(_, number) | Pmid(_, number):
                    yield segment.origin.line, f"{type(node).__name__} {words!r} {number}"
                case RunIn() | Defined() | Gene() | Superscript() | Subscript():
                    yield segment.origin.line, f"{type(node).__name__} {words!r}"
                case CrossReference(_, place):
                    below = lines[place] - lines[document.title.id] - 1
                    yield segment.origin.line, f"CrossReference {words!r} line {below}"
                case Drug(_, target):
                    yield segment.origin.line, f"Drug {words!r} {target}"
                case ReferenceMark(_, place):
                    after = lines[place] - lines[document.title.id] - 1 if place else None
                    where = "nowhere" if after is None else f"line {after}"
                    yield segment.origin.line, f"ReferenceMark {words!r} {where}"
                case _:
                    pass


def _item(item: ListItem, mark: str, depth: int) -> Iterator[str]:
    first, *rest = _rows(item.blocks, depth + 1)
    tie = " =" if item.repeats else ""
    yield f"{'  ' * depth}{mark}{tie} {first.strip().removeprefix('p ')}"
    yield from rest


def _text(segment: Segment) -> str:
    return plain_text(segment.content)


def canonical_words(document: Document) -> list[str]:
    """The document's words in reading order, open dates as the source prints them."""
    words: list[str] = []
    for segment in document_segments(document):
        content = map_inlines(
            segment.content,
            lambda node: Slot(node.name, "<MM/DD/YYYY>") if isinstance(node, Slot) else node,
        )
        words += plain_text(content).split()
    return words


def source_words(text: str) -> list[str]:
    """The words of a source by the other parser, front matter left out."""
    body = text.split("\n---\n", 1)[1].translate(_LIGATURES)
    body = re.sub("<!--.*?-->", "", body, flags=re.DOTALL)
    elements = [gfm.Table, gfm.TableRow, gfm.TableCell, _NoHtmlBlock, _NoInlineHtml, _NoDefinition]
    parser = Markdown(extensions=[MarkoExtension(elements=elements)])
    return "".join(_words(parser.parse(body))).split()


_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi"})
# Tags that hold no words: a raised or lowered figure has its partner, the others may lack it.
_SHIFTED = re.compile(r"<(sup|sub)>(.*?)</\1>")
_READ = re.compile(r"</?(?:b|strong|i|em|span|u)(?: [^<>]*)?>")
_ENDING = re.compile(r"</?(?:br|p|div) ?/?>", re.IGNORECASE)
_PANDOC = re.compile(r"\^(\w+)\^|(?<=[a-zA-Z])~(\w+)~")


def _shown(text: str) -> str:
    """The words of a stretch of text, without the tags that are read."""
    text = _PANDOC.sub(lambda match: match[1] or match[2], text)
    return unescape(_READ.sub("", _SHIFTED.sub(r"\2", _ENDING.sub(" ", text))))


class _NoHtmlBlock(block.HTMLBlock):
    override = True

    @classmethod
    def match(cls, source: Any) -> Any:
        return False


class _NoInlineHtml(inline.InlineHTML):
    override = True
    pattern = re.compile(r"(?!)")


class _NoDefinition(block.LinkRefDef):
    """A line that begins like a footnote, or defines one word by another, is none."""

    override = True

    @classmethod
    def match(cls, source: Any) -> Any:
        return False if source.expect_re(r" {0,3}\[(\^|\w+\]: \w+\n)") else super().match(source)


def _words(element: Any) -> Iterator[str]:
    kind = type(element).__name__
    inner = getattr(element, "children", None)
    apart = hasattr(element, "inline_body") or kind in ("ListItem", "TableCell", "FencedCode")
    if kind in ("LineBreak", "BlankLine"):
        yield " "
        return
    if kind == "Image":
        apart = True
    if apart:
        yield " "
    if isinstance(inner, str):
        yield _shown(inner) if kind == "RawText" else inner
    elif inner is not None:
        for child, after in zip_longest(inner, inner[1:]):
            # The link to a large picture goes; without the picture it is a link like others.
            enlarges = type(child).__name__ == "Link" and type(after).__name__ == "Image"
            large = enlarges and re.fullmatch(r"Enlarge|Ampliar", _inner_text(child))
            yield from (" ", *_words(child), " ") if large else _words(child)
    if apart:
        yield " "


def _inner_text(element: Any) -> str:
    inner = element.children
    return inner if isinstance(inner, str) else "".join(_inner_text(child) for child in inner)


_KEPT = re.compile(r"; kept (['\"])(.*)\1$")  # cells that the other parser cuts off
_DROPPED = re.compile(r"dropped (?:the site's title |the line )?(['\"])(?P<words>.*?)\1")
_BEFORE = re.compile(r"dropped (['\"])(?P<words>\S+)\1 before (['\"])(?P<next>.*)\3: ")
_MOVED = re.compile(r"moved (['\"])(?P<words>.*)\1 ")


def unexplained(
    source: Sequence[str], canonical: Sequence[str], findings: Sequence[Diagnostic]
) -> list[str]:
    """Differences between the two readings that no finding accounts for.

    A finding that drops words says so: "dropped '...'". Each accounts for one difference, and
    one that says before which words ("dropped '•' before '...'") for that place alone. One
    that moves words ("moved '...'") takes them, together and once, out of both readings.
    """
    source, findings = _forgotten(source, findings)
    dropped = Counter(
        match["words"]
        for finding in findings
        if (match := _DROPPED.match(finding.message)) is not None
    )
    for at, finding in enumerate(findings):
        if match := _MOVED.match(finding.message):
            # Words said more than once: whichever places explain the most.
            moved, others = match["words"].split(), [*findings[:at], *findings[at + 1 :]]
            pairs = product(_without(source, moved), _without(canonical, moved))
            tries = (unexplained(one, other, others) for one, other in pairs)
            return min(tries, key=len)
    kept = " ".join(match[2] for f in findings if (match := _KEPT.search(f.message)))
    left: list[str] = []
    matcher = SequenceMatcher(None, source, canonical, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        words = " ".join(source[a:b])
        if kind == "delete" and (named := _slid(source, a, b, dropped)):
            dropped[named] -= 1
        elif kind == "delete" and (several := _in_turn(words, dropped)):
            dropped -= several
        elif kind == "insert" and " ".join(canonical[c:d]) in kept:
            continue
        elif kind != "equal":
            left.append(f"{kind}: {words!r} became {' '.join(canonical[c:d])!r}")
    return left


def _in_turn(words: str, dropped: Counter[str]) -> Counter[str]:
    """The dropped phrases that make up these words, one right after another; none if not all."""
    for phrase, count in dropped.items():
        rest = words.removeprefix(phrase).lstrip()
        if count < 1 or not phrase or rest == words:
            continue
        others = _in_turn(rest, dropped - Counter([phrase])) if rest else Counter[str]()
        if others or not rest:
            return Counter([phrase]) + others
    return Counter()


def _forgotten(
    source: Sequence[str], findings: Sequence[Diagnostic]
) -> tuple[Sequence[str], Sequence[Diagnostic]]:
    """The source without the marks dropped at a named place, and the findings of others."""
    words, others = list(source), []
    for finding in findings:
        match = _BEFORE.match(finding.message)
        following = match["next"].rstrip("…").split() if match else []
        for at, word in enumerate(words):
            beyond = " ".join(words[at + 1 : at + 1 + len(following)])
            if match and word == match["words"] and beyond.startswith(" ".join(following)):
                del words[at]
                break
        else:
            others.append(finding)
    return words, others


def _without(words: Sequence[str], moved: Sequence[str]) -> list[Sequence[str]]:
    """The words without each of the places where these stand together; all of them if none."""
    size = len(moved)
    places = [at for at in range(len(words) - size + 1) if list(words[at : at + size]) == moved]
    return [[*words[:at], *words[at + size :]] for at in places] or [words]


def _slid(source: Sequence[str], a: int, b: int, dropped: Counter[str]) -> str:
    """The dropped words that a difference shows, whichever of like neighbours it takes."""
    while a > 0 and source[a - 1] == source[b - 1]:
        a, b = a - 1, b - 1
    while not dropped[" ".join(source[a:b])]:
        if b == len(source) or source[a] != source[b]:
            return ""
        a, b = a + 1, b + 1
    return " ".join(source[a:b])
