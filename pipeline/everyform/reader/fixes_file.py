"""The text of a fixes file with decisions added to it: what an editor wrote stays as it is.

Entries stand in the order of their lines. A comment names the words of the item that an
entry puts its own under, so that a person can judge it without the seed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from everyform.diagnostics import PipelineError, clipped
from everyform.reader.fixes import TOP, Fix, read_fixes
from everyform.reader.source import Source, normalized
from everyform.reader.yaml_nodes import compose

_HEAD = "lists:"
_NONE = "lists: []"
_WORDS = 70  # characters of an item by which it is known again


def first_words(text: str) -> str:
    """The beginning of an item's words, as a fix repeats it; it ends with a whole word."""
    if len(text) <= _WORDS:
        return text
    beginning, space, _ = text[: _WORDS + 1].rpartition(" ")
    return beginning.rstrip() if space else text[:_WORDS]


def with_fixes(
    existing: Source | None,
    added: Iterable[Fix],
    words: Mapping[int, str],
    dropped: Collection[int] = (),
) -> str:
    """The text of a fixes file: that of the existing one, with some entries more or less.

    `words` has the words of the items that entries lie under, by line; `dropped` are the
    lines whose entries go, each with the comment right before it. Other comments stay, as
    long as each entry begins on a line of its own.

    Raises:
        PipelineError: `fixes-syntax` if the existing file has another form.
    """
    new = {fix.line: fix for fix in added}
    known = read_fixes(existing)
    kept = {n: fix for n, fix in known.items() if n not in dropped and n not in new}
    wanted = dict(sorted((kept | new).items()))
    layout = _layout(existing, tuple(known)) if existing is not None and known else None
    if layout is not None:
        text = _text(layout, kept, new, words)
        if _says(text, wanted):
            return text
    return _text(None, {}, wanted, words)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of a file: before, between and after its entries."""

    head: Sequence[str]
    entries: Mapping[int, Sequence[str]]
    tail: Sequence[str]

    @property
    def indent(self) -> str:
        """What stands before the hyphen of an entry."""
        first = next(iter(self.entries.values()))
        hyphen = next(line for line in first if line.lstrip().startswith("-"))
        return hyphen[: len(hyphen) - len(hyphen.lstrip())]


def _layout(source: Source, order: Sequence[int]) -> _Layout | None:
    """How a file of these entries is laid out; None if they do not begin on lines of their own."""
    lines = normalized(source.text).rstrip("\n").split("\n")
    root = compose(normalized(source.text))
    assert isinstance(root, yaml.MappingNode)
    ((key, listed),) = root.value
    entries: dict[int, Sequence[str]] = {}
    begun = key.end_mark.line + 1
    head: Sequence[str] = ()
    for line, node in zip(order, listed.value, strict=True):
        start = node.start_mark.line
        if not lines[start].lstrip().startswith("- "):
            return None
        first = start
        while first > begun and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        if not entries:
            head = lines[:first]
        end = max(value.end_mark.line for _, value in node.value) + 1
        entries[line] = [*(() if not entries else lines[begun:first]), *lines[first:end]]
        begun = end
    return _Layout(head, entries, lines[begun:])


def _text(
    layout: _Layout | None,
    kept: Mapping[int, Fix],
    new: Mapping[int, Fix],
    words: Mapping[int, str],
) -> str:
    pad = layout.indent if layout else ""
    parts: dict[int, Sequence[str]] = {}
    for line, fix in new.items():
        parts[line] = _entry(fix, words.get(fix.under or 0, ""), pad)
    if layout:
        parts |= {line: layout.entries[line] for line in kept}
    lines = [*(layout.head if layout else (_HEAD,))]
    if not parts:
        lines = [_NONE if line.startswith(_HEAD) else line for line in lines]
    for line in sorted(parts):
        lines += parts[line]
    lines += layout.tail if layout else ()
    return "\n".join(lines) + "\n"


def _entry(fix: Fix, above: str, pad: str) -> list[str]:
    place = TOP if fix.under is None else str(fix.under)
    said = f"  # {clipped(above)}" if above else ""
    return [
        f"{pad}- line: {fix.line}",
        f"{pad}  words: {_scalar(fix.words)}",
        f"{pad}  under: {place}{said}",
    ]


def _scalar(text: str) -> str:
    """The text as YAML writes it: in quotes only where it would else be read otherwise."""
    written = yaml.safe_dump([text], allow_unicode=True, width=len(text) * 8 + 80)
    return written.removeprefix("- ").rstrip("\n")


def _says(text: str, wanted: Mapping[int, Fix]) -> bool:
    """Whether the text is a fixes file of exactly these entries."""
    try:
        found = read_fixes(Source("", text))
    except PipelineError:
        return False
    return [(f.line, f.words, f.under) for f in found.values()] == [
        (f.line, f.words, f.under) for f in wanted.values()
    ]
