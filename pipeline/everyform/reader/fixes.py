"""An editor's decisions about list nesting, kept beside the seed.

`seeds/<document>.fixes.yaml` holds, for each item and each paragraph after items that the
evidence cannot place, its line, the words with which it begins, and the line of the item it
lies under (or `top`):

    lists:
    - line: 112
      words: Hot flashes
      under: 66

A fix whose words are no longer in its line is an error: the seed has changed, and the
editor must look again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from everyform.diagnostics import Diagnostic, Location, Severity, failure
from everyform.reader import draft
from everyform.reader.source import Source, normalized
from everyform.reader.yaml_nodes import compose

TOP = "top"
_KEYS = ("line", "words", "under")


@dataclass(frozen=True, slots=True)
class Fix:
    """Where an item or paragraph lies: in the item of line `under`; None is in no item."""

    line: int
    words: str
    under: int | None
    origin: Location


def read_fixes(source: Source | None) -> Mapping[int, Fix]:
    """The fixes by line; none without a file.

    Raises:
        PipelineError: `fixes-syntax` if the file does not have the form shown above.
    """
    if source is None:
        return {}
    try:
        root = compose(normalized(source.text))
    except yaml.YAMLError as error:
        said = f"not valid YAML: {' '.join(str(error).split())}"
        raise failure("fixes-syntax", said, Location(source.path)) from None
    found: dict[int, Fix] = {}
    for node in _entries(root, source.path):
        fix = _fix(node, source.path)
        if fix.line in found:
            raise failure("fixes-syntax", f"line {fix.line} is settled twice", fix.origin)
        found[fix.line] = fix
    return found


def stale(fixes: Mapping[int, Fix], blocks: draft.Blocks) -> tuple[Diagnostic, ...]:
    """An error for each fix whose line holds no list item and no paragraph with its words."""
    if not fixes:
        return ()
    found = dict(_placed(blocks))
    return tuple(
        Diagnostic(
            Severity.ERROR,
            "fix-stale",
            f"line {fix.line} has no list item or paragraph that begins {fix.words!r}",
            fix.origin,
            "the seed has changed; look at the list again and renew or delete the fix",
        )
        for fix in fixes.values()
        if not draft.same_words(found.get(fix.line, "")).startswith(draft.same_words(fix.words))
        or not draft.same_words(fix.words)
    )


def _entries(root: yaml.Node | None, path: str) -> list[yaml.Node]:
    if isinstance(root, yaml.MappingNode) and len(root.value) == 1:
        ((key, value),) = root.value
        if key.value == "lists" and isinstance(value, yaml.SequenceNode):
            return list(value.value)
    raise failure("fixes-syntax", "expected `lists:` and entries below it", Location(path))


_FIGURES = 7  # of a line number; a seed has no more than four million characters


def _fix(node: yaml.Node, path: str) -> Fix:
    where = Location(path, node.start_mark.line + 1)
    values: dict[str, str] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                values[key.value] = value.value
    if tuple(sorted(values)) != tuple(sorted(_KEYS)):
        raise failure("fixes-syntax", f"an entry needs {', '.join(_KEYS)}", where)
    line, under = values["line"], values["under"]
    numbers = (line, *(() if under == TOP else (under,)))
    if not all(number.isdecimal() and len(number) <= _FIGURES for number in numbers):
        raise failure("fixes-syntax", f"`line` and `under` are line numbers, or {TOP}", where)
    return Fix(int(line), values["words"], None if under == TOP else int(under), where)


def _placed(blocks: draft.Blocks) -> Iterator[tuple[int, str]]:
    """The lines and words of all that a fix can place: items, and paragraphs of their own."""
    for block in blocks:
        match block:
            case draft.Paragraph(line, content):
                yield line, draft.words(content)
            case draft.List(items):
                for item in items:
                    yield from _placed(item.blocks)
                    yield item.line, draft.own_words(item)
            case _:
                pass
