"""A repaired draft -> the document's tree: segments named, sections nested, links judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from everyform.diagnostics import Location
from everyform.document import (
    Block,
    BulletList,
    Callout,
    Cell,
    CellScope,
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
from everyform.inline import Inline, SegmentId, Text
from everyform.reader import draft
from everyform.reader.citation import with_slots
from everyform.reader.habits import matches
from everyform.reader.links import absolute, anchors, resolved
from everyform.reader.marks import marked
from everyform.reader.rule import Findings, Setting
from everyform.reader.segment_ids import Kind, SegmentNamer


def assemble(
    blocks: draft.Blocks, setting: Setting, findings: Findings
) -> tuple[Segment, tuple[Block, ...]]:
    """Build the title and the body; the draft's first block is its only level 1 heading."""
    first, *rest = blocks
    assert isinstance(first, draft.Heading)
    assembly = _Assembly(blocks, setting, findings)
    return assembly.title(first), assembly.sections(rest)


class _Assembly:
    """One document being put together; reading order is the order of naming."""

    def __init__(self, blocks: draft.Blocks, setting: Setting, findings: Findings) -> None:
        self._setting = setting
        self._findings = findings
        self._name = SegmentNamer()
        # Headings are named first: key points and references point to them from above.
        # Names count repeats within a kind, so this order changes no other name.
        headings = [block for block in blocks if isinstance(block, draft.Heading)]
        self._headings = {
            heading.identity: self._name(Kind.HEADING, draft.words(heading.content))
            for heading in headings
        }
        self._anchors = anchors(
            [(self._headings[h.identity], draft.words(h.content), h.number) for h in headings],
            setting.metadata.url,
            setting.habits,
            _contents(blocks),
            {name: self._headings[h.identity] for h in headings for name in h.anchors},
        )

    def title(self, heading: draft.Heading) -> Segment:
        text = draft.words(heading.content)
        return self._segment(self._headings[heading.identity], heading.content, text, heading.line)

    def sections(self, blocks: Sequence[draft.Block]) -> tuple[Block, ...]:
        found, end = self._sections(blocks, 0, 1, 2, inside_about=False)
        assert end == len(blocks)
        return found

    def _sections(
        self, blocks: Sequence[draft.Block], at: int, above: int, level: int, *, inside_about: bool
    ) -> tuple[tuple[Block, ...], int]:
        """Blocks from `at` on, up to a heading of level `above` or higher.

        A heading that skips levels is printed at `level`, the one after its parent's: a
        skipped level is an error in every accessible format (WCAG technique G141).
        """
        found: list[Block] = []
        while at < len(blocks):
            block = blocks[at]
            if not isinstance(block, draft.Heading):
                found.append(self._block(block))
                at += 1
                continue
            if block.level <= above:
                break
            if block.level != level:
                said = f"a heading of level {block.level} stands at level {level}"
                self._findings.note("heading-level", said, block.line)
            role = self._role(block, level, inside_about)
            about = inside_about or role is SectionRole.ABOUT
            title = self.title(block)
            inner, at = self._sections(
                blocks, at + 1, block.level, min(level + 1, 6), inside_about=about
            )
            found.append(Section(title, level, inner, role, block.number))
        return tuple(found), at

    def _role(self, heading: draft.Heading, level: int, inside_about: bool) -> SectionRole:
        text = draft.words(heading.content)
        habits = self._setting.habits
        if heading.number is not None:
            return SectionRole.QUESTION
        if text in habits.key_points:
            return SectionRole.KEY_POINTS
        if matches(habits.permission, text):
            return SectionRole.PERMISSION
        if level == 2 and matches(habits.about, text):
            return SectionRole.ABOUT
        if level == 2 and not inside_about and matches(habits.resources, text):
            return SectionRole.RESOURCES
        if matches(habits.references, text):
            return SectionRole.REFERENCES
        return SectionRole.BODY

    def _block(self, block: draft.Block) -> Block:
        match block:
            case draft.Paragraph():
                return self._paragraph(block, Kind.PARAGRAPH)
            case draft.List(items, ordered):
                built = tuple(map(self._item, items))
                if not ordered:
                    return BulletList(built)
                return OrderedList(built, 1 if items[0].number is None else items[0].number)
            case draft.Quote(_, inner):
                return Quote(tuple(map(self._block, inner)))
            case draft.Callout(_, inner):
                return Callout(tuple(map(self._block, inner)))
            case draft.Figure():
                return self._figure(block)
            case draft.Table():
                return self._table(block)
            case draft.Heading():
                raise ValueError("a heading inside a block")
            case _:
                assert_never(block)

    def _item(self, item: draft.Item) -> ListItem:
        first, *rest = item.blocks
        own = (
            self._paragraph(first, Kind.ITEM)
            if isinstance(first, draft.Paragraph)
            else self._block(first)
        )
        repeats = None if item.repeats is None else self._headings[item.repeats]
        return ListItem((own, *map(self._block, rest)), repeats)

    def _table(self, table: draft.Table) -> Table:
        first = CellScope.ROW if table.rows_headed else CellScope.DATA
        said = table.caption
        return Table(
            None if said is None else self._named(Kind.CAPTION, said.content, said.line),
            tuple(self._row(row, CellScope.COLUMN, CellScope.COLUMN) for row in table.header),
            tuple(self._row(row, first, CellScope.DATA) for row in table.rows),
            tuple(self._row(row, CellScope.DATA, CellScope.DATA) for row in table.footer),
        )

    def _row(self, row: draft.Row, first: CellScope, others: CellScope) -> Row:
        # Where a row has lost cells, its first one may be any column's.
        scopes = (others if row.ragged else first, *[others] * len(row.cells))
        cells = (self._cell(c, scope) for c, scope in zip(row.cells, scopes, strict=False))
        return Row(tuple(cells), row.ragged)

    def _cell(self, cell: draft.Cell, scope: CellScope) -> Cell:
        blocks = tuple(
            self._paragraph(b, Kind.CELL) if isinstance(b, draft.Paragraph) else self._block(b)
            for b in cell.blocks
        )
        return Cell(blocks, scope)

    def _figure(self, figure: draft.Figure) -> Figure:
        target = absolute(figure.target, self._setting.metadata.url)
        if target is None or target.startswith("mailto:"):
            said = f"the picture's address cannot be used: {figure.target!r}"
            self._findings.warn("link-unusable", said, figure.line)
            target = self._setting.metadata.url
        description = (Text(figure.alt),)
        named = self._named(Kind.DESCRIPTION, description, figure.line)
        if figure.caption is None:
            return Figure(named, None, target)
        caption = self._named(Kind.CAPTION, figure.caption.content, figure.caption.line)
        return Figure(named, caption, target)

    def _paragraph(self, paragraph: draft.Paragraph, kind: Kind) -> Paragraph:
        return Paragraph(self._named(kind, paragraph.content, paragraph.line))

    def _named(self, kind: Kind, content: draft.Content, line: int) -> Segment:
        text = draft.words(content)
        if self._setting.habits.citation.fullmatch(text):
            content = with_slots(_inlines(content))
            text = draft.words(content)
        return self._segment(self._name(kind, text), content, text, line)

    def _segment(self, name: SegmentId, content: draft.Content, text: str, line: int) -> Segment:
        words = resolved(content, line, self._anchors, self._findings)
        words = marked(words, text, line, self._findings)
        return Segment(name, words, self._setting.language, Location(self._setting.path, line))


def _inlines(content: draft.Content) -> tuple[Inline, ...]:
    return tuple(node for node in content if not isinstance(node, draft.Picture))


def _contents(blocks: Sequence[draft.Block]) -> Iterator[draft.Content]:
    """The words of every block, in reading order."""
    for block in blocks:
        match block:
            case draft.Heading(content=content) | draft.Paragraph(_, content):
                yield content
            case draft.List(items):
                for item in items:
                    yield from _contents(item.blocks)
            case draft.Quote(_, inner) | draft.Callout(_, inner):
                yield from _contents(inner)
            case draft.Figure(caption=caption):
                if caption is not None:
                    yield caption.content
            case draft.Table(_, header, rows, footer, caption=caption):
                if caption is not None:
                    yield caption.content
                for row in (*header, *rows, *footer):
                    for cell in row.cells:
                        yield from _contents(cell.blocks)
            case _:
                assert_never(block)
