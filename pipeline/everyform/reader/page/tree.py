"""HTML -> a small tree of elements and words, each with its line; no network, no entities.

Only here is the HTML parser (lxml, which is libxml2) seen. It mends broken markup as
browsers do; what it would cut short, or take too long for, is refused before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from everyform.diagnostics import Location, failure
from everyform.reader.page.tags import tags

MAX_CHARACTERS = 20_000_000
"""A page saved with its pictures in it has some millions; the parser stops at such texts too."""

MAX_LINES = 65_534
"""The parser counts lines no further (a C `unsigned short`); no saved page comes near it."""

MAX_TAGS = 100_000
"""Tags in one page; the longest summary with its site around it has some twenty thousand."""

MAX_ATTRIBUTES = 100
"""Attributes of one tag: the parser's cost grows with their square. Real ones have a dozen."""

MAX_DEPTH = 120
"""Elements within elements; a whole saved page has some thirty."""

_PAGE_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_INTERNAL_SUBSET = re.compile(r"<!(?:DOCTYPE[^>\[]*\[|ENTITY\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text as the page has it, entities resolved, and the line where it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name in small letters, its attributes, and what is inside.

    `line` is the one on which its opening tag ends.
    """

    name: str
    line: int
    children: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The attribute's value without white space at its ends; empty where there is none."""
        return self.attributes.get(name, "").strip()

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))


Node: TypeAlias = Element | Words


def parse_tree(text: str, path: str) -> Element:
    """The page's tree, without comments and processing instructions.

    Raises:
        PipelineError: `too-large` or `nesting-too-deep` beyond the limits above,
            `page-entities` for a document that defines its own, `page-empty` for one
            without any element.
    """
    _check(text, path)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    # Browsers read on after these ends; the parser would drop the words there.
    text = _PAGE_END.sub(lambda end: "\n" * end[0].count("\n"), text)
    root = etree.fromstring(text.encode("utf-8"), parser)
    for entry in parser.error_log:
        if entry.level >= etree.ErrorLevels.FATAL:
            if "depth" in entry.message.casefold():
                code, said = "nesting-too-deep", "elements are nested too deep"
            else:
                code, said = "too-large", "a text or an attribute is too long to be read safely"
            raise failure(code, said, Location(path, entry.line))
    if root is None:
        raise failure("page-empty", "the page holds no element", Location(path))
    return _converted(root, path)


def walk(element: Element) -> Iterator[Element]:
    """The element and all inside it, in the page's order."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(list(found.elements)))


def words_of(node: Node) -> str:
    """All words inside, white space collapsed."""
    return " ".join(" ".join(_texts(node)).split())


def few_words_of(node: Node, most: int = 400) -> str:
    """The words inside, or none if they are of more than `most` characters."""
    found: list[str] = []
    count = 0
    for text in _texts(node):
        found.append(text.strip())
        count += len(found[-1])
        if count > most:
            return ""
    return " ".join(" ".join(found).split())


def _texts(node: Node) -> Iterator[str]:
    waiting: list[Node] = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Words):
            yield found.text
        else:
            waiting.extend(reversed(found.children))


def _check(text: str, path: str) -> None:
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        said = f"the page has {lines} lines; the limit is {MAX_LINES}"
        raise failure("too-large", said, Location(path))
    count = text.count("<")
    if count > MAX_TAGS:
        raise failure("too-large", f"{count} tags; the limit is {MAX_TAGS}", Location(path))
    if match := _INTERNAL_SUBSET.search(text):
        line = text.count("\n", 0, match.start()) + 1
        said = "the page defines entities of its own, which no page of the publisher does"
        raise failure("page-entities", said, Location(path, line))
    for tag in tags(text):
        if tag.attributes > MAX_ATTRIBUTES:
            line = text.count("\n", 0, tag.start) + 1
            said = f"a tag with more than {MAX_ATTRIBUTES} attributes"
            raise failure("too-large", said, Location(path, line))


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    name: str
    line: int
    attributes: Mapping[str, str]
    children: list[Node]


def _converted(root: etree._Element, path: str) -> Element:
    """The parser's tree as ours. Its lines are right at tags; between them newlines count."""
    stack = [_Open("", 0, {}, [])]
    line = 1
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        named = isinstance(node.tag, str)
        if event in ("start", "comment", "pi"):
            line = node.sourceline or line
        if event == "start" and named:
            if len(stack) > MAX_DEPTH:
                said = "elements are nested too deep"
                raise failure("nesting-too-deep", said, Location(path, line))
            stack.append(_Open(str(node.tag).casefold(), line, dict(node.items()), []))
            line = _with_words(stack[-1].children, node.text, line)
            continue
        if event == "end" and named:
            done = stack.pop()
            element = Element(done.name, done.line, tuple(done.children), done.attributes)
            stack[-1].children.append(element)
        if node is not root:
            line = _with_words(stack[-1].children, node.tail, line)
    (whole,) = stack[0].children
    assert isinstance(whole, Element)
    return whole


def _with_words(children: list[Node], text: str | None, line: int) -> int:
    """Add a run of text; returns the line on which it ends."""
    if not text:
        return line
    lead = text[: len(text) - len(text.lstrip())]
    children.append(Words(text, line + lead.count("\n")))
    return line + text.count("\n")
