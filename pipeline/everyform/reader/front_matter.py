"""The header between the `---` lines: found, made safe, and parsed.

python-frontmatter does the parsing. What it passes over in silence is checked before it:
a header that never ends, a header that is not a mapping, a key given twice (the last would
win), tags that make YAML build objects, and anchors (a few lines can stand for gigabytes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import frontmatter
import yaml

from everyform.diagnostics import Diagnostic, Location, PipelineError, Severity, clipped, failure
from everyform.reader.source import Source
from everyform.reader.yaml_nodes import SAFE_LOADER, compose

FENCE = "---"

_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The header's values, the line of each key, the rest of the file, and the header's file.

    `body` begins with one empty line for each line of the header, so that line n of the
    body is line n of the file.
    """

    values: Mapping[str, object]
    lines: Mapping[str, int]
    body: str
    path: str


def split_front_matter(source: Source) -> FrontMatter:
    """Split a file into its header and its body.

    Raises:
        PipelineError: `empty`, `front-matter-missing`, `front-matter-unterminated`,
            `front-matter-syntax`, `front-matter-not-mapping`, `front-matter-unsafe`,
            `front-matter-duplicate-key` or `front-matter-value`, each with its line.
    """
    if not source.text.strip():
        raise failure("empty", "the file is empty", Location(source.path))
    lines = source.text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise failure(
            "front-matter-missing",
            f"the first line is not {FENCE!r}",
            Location(source.path, 1),
            "begin the file with its metadata between two lines of three hyphens",
        )
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise failure(
            "front-matter-unterminated",
            f"no second {FENCE!r} line ends the metadata",
            Location(source.path, 1),
        )
    header = "\n".join(lines[1:end]) + "\n"
    key_lines = _checked_keys(header, source.path)
    fenced = f"{FENCE}\n{header}{FENCE}\n"
    try:
        values, _ = frontmatter.parse(fenced)
    except (yaml.YAMLError, ValueError) as error:
        raise _syntax(error, source.path) from None
    body = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    return FrontMatter(values, key_lines, body, source.path)


def _checked_keys(header: str, path: str) -> dict[str, int]:
    try:
        root = compose(header)
    except yaml.YAMLError as error:
        raise _syntax(error, path) from None
    if not isinstance(root, yaml.MappingNode) or not all(
        isinstance(key, yaml.ScalarNode) for key, _ in root.value
    ):
        raise failure(
            "front-matter-not-mapping",
            "the metadata is not a list of `key: value` lines",
            Location(path, 2),
        )
    if found := [*_unsafe(root, path, set()), *_duplicates(root, path)]:
        raise PipelineError(*found)
    if found := list(_valueless(root, path)):
        raise PipelineError(*found)
    return {str(key.value): key.start_mark.line + 2 for key, _ in root.value}


def _valueless(root: yaml.MappingNode, path: str) -> Iterator[Diagnostic]:
    """Values that look like a date or a number and cannot be one: 2025-13-45, 5,000 digits."""
    for key, value in root.value:
        try:
            yaml.load(yaml.serialize(value), Loader=SAFE_LOADER)
        except ValueError as error:
            why = "it has too many digits" if "digits" in str(error) else str(error)
            said = f"{shown(key.value)} can be no date and no number: {why:.80}"
            yield _error("front-matter-value", said, path, value.start_mark.line + 2)


def shown(value: object, limit: int = 60) -> str:
    """A value of the header for messages, in one line that a person can read."""
    try:
        text = repr(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "a number of too many digits"
    return clipped(text, limit)


def _unsafe(node: yaml.Node, path: str, seen: set[int]) -> Iterator[Diagnostic]:
    """Tags that build objects, and nodes met twice: an alias is the same node again."""
    line = node.start_mark.line + 2
    if id(node) in seen:
        yield _error("front-matter-unsafe", "anchors and aliases are not allowed", path, line)
        return
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        yield _error("front-matter-unsafe", f"the tag {node.tag} is not allowed", path, line)
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _unsafe(child, path, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _unsafe(key, path, seen)
            yield from _unsafe(value, path, seen)


def _duplicates(root: yaml.MappingNode, path: str) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for key, _ in root.value:
        line = key.start_mark.line + 2
        if key.value in first:
            said = f"the key {shown(key.value)} was already given in line {first[key.value]}"
            yield _error("front-matter-duplicate-key", said, path, line)
        first.setdefault(key.value, line)


def _syntax(error: Exception, path: str) -> PipelineError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    line = mark.line + 2 if mark is not None else 1
    return failure("front-matter-syntax", f"not valid YAML: {problem:.120}", Location(path, line))


def _error(code: str, message: str, path: str, line: int) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, Location(path, line))
