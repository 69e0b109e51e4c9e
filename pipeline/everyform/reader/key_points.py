"""The rule about key points: each says a heading of its section again, and nests like it.

The publisher's key points are the section's headings. The copy has lost the links and the
indentation, but the headings still say which key point lies under which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from everyform.diagnostics import Reported, clipped
from everyform.reader import draft
from everyform.reader.rule import Findings, Setting


def key_points(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Tie key points to the headings of their section and nest them by those headings."""
    return _with_ties(blocks, setting, _tied)


def nested_key_points(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Tie key points to the headings of their section; they are nested already."""
    return _with_ties(blocks, setting, _tied_in_place)


def _with_ties(
    blocks: draft.Blocks,
    setting: Setting,
    tied: Callable[[draft.List, list[draft.Heading], Findings], draft.List],
) -> Reported[draft.Blocks]:
    findings = Findings(setting)
    kept = list(blocks)
    for at, block in enumerate(blocks):
        if not isinstance(block, draft.Heading):
            continue
        if draft.words(block.content) not in setting.habits.key_points:
            continue
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(after, draft.List):
            kept[at + 1] = tied(after, _outline(blocks[at + 1 :], block.level), findings)
        else:
            findings.warn("key-points-missing", "no list follows this heading", block.line)
    return findings.report(tuple(kept))


def _outline(blocks: draft.Blocks, level: int) -> list[draft.Heading]:
    """The headings that follow within the same section as a heading of this level."""
    found: list[draft.Heading] = []
    for block in blocks:
        if isinstance(block, draft.Heading):
            if block.level < level:
                break
            found.append(block)
    return found


@dataclass(slots=True)
class _Point:
    """A key point being placed: how deep it lies and what lies under it."""

    item: draft.Item
    level: int
    inside: list[_Point]

    def placed(self) -> draft.Item:
        if not self.inside:
            return self.item
        nested = draft.List(tuple(point.placed() for point in self.inside))
        return replace(self.item, blocks=(*self.item.blocks, nested))


def _tied(points: draft.List, outline: list[draft.Heading], findings: Findings) -> draft.List:
    tied = _matched(points.items, outline)
    if not any(heading for heading in tied):
        said = "none of these key points repeats a heading of its section"
        findings.warn("key-point-unmatched", said, points.line)
        return points
    top: list[_Point] = []
    path: list[_Point] = []  # from the outermost open point to the innermost
    level = next(heading.level for heading in tied if heading)
    for item, heading in zip(points.items, tied, strict=True):
        if heading is None:
            said = f"the key point {clipped(draft.own_words(item))!r} repeats no heading"
            hint = "it keeps its place; its depth is that of the point before it"
            findings.warn("key-point-unmatched", said, item.line, hint)
        else:
            level = heading.level
        while path and path[-1].level >= level:
            path.pop()
        repeats = heading.identity if heading else None
        point = _Point(replace(item, repeats=repeats), level, [])
        (path[-1].inside if path else top).append(point)
        path.append(point)
        if heading and len(path) > 1:
            said = (
                f"{clipped(draft.own_words(item))!r} was nested under line {path[-2].item.line}, "
                f"as its heading in line {heading.line} lies below that point's"
            )
            findings.note("key-point-nested", said, item.line)
    _count(tied, points, findings)
    return replace(points, items=tuple(point.placed() for point in top))


def _tied_in_place(
    points: draft.List, outline: list[draft.Heading], findings: Findings
) -> draft.List:
    items = list(_all_items(points))
    tied = _matched(items, outline)
    for item, heading in zip(items, tied, strict=True):
        if heading is None:
            said = f"the key point {clipped(draft.own_words(item))!r} repeats no heading"
            findings.warn("key-point-unmatched", said, item.line)
    _count(tied, points, findings)
    headings = iter(tied)

    def with_ties(block: draft.List) -> draft.List:
        return replace(block, items=tuple(map(with_tie, block.items)))

    def with_tie(item: draft.Item) -> draft.Item:
        heading = next(headings)
        inner = tuple(with_ties(b) if isinstance(b, draft.List) else b for b in item.blocks)
        return replace(item, blocks=inner, repeats=heading.identity if heading else None)

    return with_ties(points)


def _all_items(points: draft.List) -> Iterator[draft.Item]:
    for item in points.items:
        yield item
        for block in item.blocks:
            if isinstance(block, draft.List):
                yield from _all_items(block)


def _count(tied: Sequence[draft.Heading | None], points: draft.List, findings: Findings) -> None:
    said = f"{sum(map(bool, tied))} of {len(tied)} key points repeat headings of their section"
    findings.note("key-points", said, points.line)


def _matched(
    points: Sequence[draft.Item], outline: list[draft.Heading]
) -> list[draft.Heading | None]:
    """The heading each point repeats; equal headings are taken in their order."""
    waiting: dict[str, list[draft.Heading]] = {}
    for heading in outline:
        waiting.setdefault(draft.same_words(draft.words(heading.content)), []).append(heading)
    found: list[draft.Heading | None] = []
    for item in points:
        same = waiting.get(draft.same_words(draft.own_words(item)))
        found.append(same.pop(0) if same else None)
    return found
