"""The rule about tables: what making plain rows of the publisher's tables has put out of place.

A head of two rows leaves the second among the rows, or is said twice; the notes under a
table come first; lists inside a cell become words with bullets between. Rows that have
lost cells are the concern of `table_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from everyform.diagnostics import Location, Reported, clipped, failure
from everyform.inline import Inline, Strong, Text
from everyform.reader import draft
from everyform.reader.rule import Findings, Setting
from everyform.reader.table_rows import BULLETS, cell_words, columns, doubt, marked, rejoined

_BULLET = re.compile(rf"\s*[{BULLETS}]\s+")
_HYPHEN = re.compile(r"(?:^|\s)-\s+")
_FOOTNOTE = re.compile(
    r"""(?x)[*†‡§¶]|\[?\(?[a-z0-9]\)?\]?\s*[.)=]?\s+[A-ZÁÉÍÓÚÑ]   # "* ...", "a Adapted from"
    |(?:notes?|source|abbreviations?|adapted\ from|nota|notas|fuente|abreviaturas?)\b
    |\S+\ =\ \S                                                  # "MRI = magnetic ..."
    """
)
# What alone makes a note of a row that may have lost cells.
_MARKED = re.compile(r"(?i)[*†‡§¶]|(?:notes?|source|abbreviations?|notas?|fuente|abreviaturas?):")
_NOTE_MARKS = ("*", "†", "‡", "§", "¶")
_HEAD_LENGTH = 90  # characters of a cell that heads its row
_LIMIT_COLUMNS = 500
_MOST_COLUMNS = 12  # what has more is hardly meant for a patient to read


def tables(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Put heads, notes and bullets of every table where they belong.

    Codes: `table-header`, `table-footer`, `table-bullets`, `table-row-heads`,
    `table-columns`, and those of `table_rows`.
    """
    findings = Findings(setting)
    return findings.report(_with_tables(blocks, findings, _repaired))


def tables_in_place(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Put notes and bullets of every table where they belong; its head and cells are there.

    Codes: `table-footer`, `table-bullets`, `table-row-heads`.
    """
    findings = Findings(setting)
    return findings.report(_with_tables(blocks, findings, _kept))


def _bounded(table: draft.Table, findings: Findings) -> None:
    """Refuse a table that no page and no person could show.

    Raises:
        PipelineError: `too-large`.
    """
    widest = max((len(row.cells) for row in (*table.header, *table.rows)), default=0)
    if widest > _LIMIT_COLUMNS:
        said = f"the table has {widest} columns; the limit is {_LIMIT_COLUMNS}"
        raise failure("too-large", said, Location(findings.setting.path, table.line))


def _with_tables(
    blocks: draft.Blocks,
    findings: Findings,
    repaired: Callable[[draft.Table, Findings], draft.Table],
) -> draft.Blocks:
    found: list[draft.Block] = []
    for block in blocks:
        match block:
            case draft.Table():
                _bounded(block, findings)
                found.append(repaired(block, findings))
            case draft.List() | draft.Quote() | draft.Callout():
                found.append(draft.map_inside(block, lambda b: _with_tables(b, findings, repaired)))
            case _:
                found.append(block)
    return tuple(found)


def _repaired(table: draft.Table, findings: Findings) -> draft.Table:
    width = columns(table)
    _judge(width, table.line, findings)
    table = marked(rejoined(table, findings))
    table = _with_head(table, findings)
    table = _with_footer(table, findings)
    doubt(table, width, findings)
    return _finished(table, findings)


def _kept(table: draft.Table, findings: Findings) -> draft.Table:
    _judge(columns(table), table.line, findings)
    return _finished(_with_footer(table, findings), findings)


def _finished(table: draft.Table, findings: Findings) -> draft.Table:
    if not table.rows_headed and _first_cells_head(table):
        findings.note("table-row-heads", "the first cell of each row heads it", table.line)
        table = replace(table, rows_headed=True)
    return replace(
        table,
        header=tuple(_with_lists(row, findings) for row in table.header),
        rows=tuple(_with_lists(row, findings) for row in table.rows),
        footer=tuple(_with_lists(row, findings) for row in table.footer),
    )


def _judge(width: int, line: int, findings: Findings) -> None:
    """Warn of a table that is hardly one."""
    if width == 1:
        hint = "compare it with the source: other columns may be lost, or a list is meant"
        findings.warn("table-columns", "a table of one column", line, hint)
    elif width > _MOST_COLUMNS:
        hint = "compare it with the source; where it has no room its rows are shown one by one"
        findings.warn("table-columns", f"a table of {width} columns", line, hint)


def _with_head(table: draft.Table, findings: Findings) -> draft.Table:
    header, rows = list(table.header), list(table.rows)
    if len(rows) > 1 and not any(_words(row) for row in header) and _all(rows[0].cells):
        findings.note("table-header", "the first row heads the columns", _line(rows[0]))
        header = [rows.pop(0)]
    while len(rows) > 1 and _words(rows[0]) and not rows[0].ragged:
        if any(_cells(rows[0]) == _cells(row) for row in header):
            said = f"dropped {_words(rows[0])!r}: the head of the table says it already"
            findings.note("table-header", said, _line(rows[0]))
            del rows[0]
        elif all(_strong(cell) for cell in rows[0].cells if cell_words(cell)):
            findings.note("table-header", "a strong row heads the columns, too", _line(rows[0]))
            header.append(rows.pop(0))
        else:
            break
    return replace(table, header=tuple(header), rows=tuple(rows))


def _with_footer(table: draft.Table, findings: Findings) -> draft.Table:
    rows = list(table.rows)
    first: list[draft.Row] = []
    while len(rows) > 1 and _is_footnote(rows[0], table):
        said = f"moved {_words(rows[0])!r} below the table: it is a note on it"
        findings.note("table-footer", said, _line(rows[0]))
        first.append(replace(rows.pop(0), ragged=False))
    last: list[draft.Row] = []
    while len(rows) > 1 and _is_footnote(rows[-1], table):
        said = f"a note on the table: {clipped(_words(rows[-1]))!r}"
        findings.note("table-footer", said, _line(rows[-1]))
        last.insert(0, replace(rows.pop(), ragged=False))
    return replace(table, rows=tuple(rows), footer=(*first, *last, *table.footer))


def _is_footnote(row: draft.Row, table: draft.Table) -> bool:
    """Whether the row is one cell of words that begin as notes do."""
    filled = [cell for cell in row.cells if cell.blocks]
    width = max((len(head.cells) for head in table.header), default=0)
    if len(filled) != 1 or filled[0] is not row.cells[0] or width < 2:
        return False
    words = cell_words(filled[0])
    if row.ragged:
        return bool(_MARKED.match(words))
    if _FOOTNOTE.match(words) or _FOOTNOTE.match(words.casefold()):
        return True
    marked = words.startswith(_NOTE_MARKS)
    return marked or (len(words) > _HEAD_LENGTH and words.endswith("."))


def _first_cells_head(table: draft.Table) -> bool:
    """Whether each row is about what its first cell says: short words, no two the same."""
    whole = [row for row in table.rows if not row.ragged]
    if not table.header or len(whole) < 2 or any(len(row.cells) < 2 for row in whole):
        return False
    firsts = [cell_words(row.cells[0]) for row in whole]
    return (
        all(firsts)
        and len({first.casefold() for first in firsts}) == len(firsts)
        and max(map(len, firsts)) <= _HEAD_LENGTH
        and not any(first.replace(".", "").replace(",", "").isdecimal() for first in firsts)
    )


def _with_lists(row: draft.Row, findings: Findings) -> draft.Row:
    return replace(row, cells=tuple(_with_list(cell, findings) for cell in row.cells))


def _with_list(cell: draft.Cell, findings: Findings) -> draft.Cell:
    """The cell with its bullets made a list, what stands before the first one its lead-in.

    Each paragraph for itself, as a row that was put back begins anew; neighbouring lists
    become one.
    """
    found: list[draft.Block] = []
    for block in cell.blocks:
        if not isinstance(block, draft.Paragraph):
            found.append(block)
            continue
        before, items = _items(block, findings)
        found += before
        if items and found and isinstance(last := found[-1], draft.List) and not last.ordered:
            found[-1] = replace(last, items=(*last.items, *items))
        elif items:
            found.append(draft.List(items))
    return replace(cell, blocks=tuple(found))


def _items(
    paragraph: draft.Paragraph, findings: Findings
) -> tuple[tuple[draft.Block, ...], tuple[draft.Item, ...]]:
    """What stands before the first bullet of a paragraph, and the items after it."""
    line, words = paragraph.line, draft.words(paragraph.content)
    pattern, bullets = _BULLET, BULLETS
    if not any(character in BULLETS for character in words):
        if not words.startswith("- "):
            return (paragraph,), ()
        pattern, bullets = _HYPHEN, "-"
    lead, *parts = _parted(paragraph.content, pattern)
    parts = [part for part in parts if draft.words(part)]
    if not parts or (len(parts) == 1 and lead):
        return (paragraph,), ()
    bullet = next(character for character in words if character in bullets)
    for part in parts:
        said = f"dropped {bullet!r} before {clipped(draft.words(part))!r}: an item of a list"
        findings.note("table-bullets", said, line)
    items = tuple(draft.Item(line, (draft.Paragraph(line, part),)) for part in parts)
    before = (draft.Paragraph(line, lead),) if draft.words(lead) else ()
    return before, items


def _parted(content: draft.Content, pattern: re.Pattern[str]) -> list[draft.Content]:
    """The content cut at each bullet in its plain words."""
    parts: list[list[Inline | draft.Picture]] = [[]]
    for node in content:
        if not isinstance(node, Text):
            parts[-1].append(node)
            continue
        head, *rest = pattern.split(node.text)
        parts[-1].append(Text(head))
        parts.extend([Text(words)] for words in rest)
    return [_trimmed(part) for part in parts]


def _trimmed(part: Sequence[Inline | draft.Picture]) -> draft.Content:
    return draft.trimmed(tuple(node for node in part if node != Text("")))


def _strong(cell: draft.Cell) -> bool:
    return bool(cell.blocks) and all(map(_is_strong, cell.blocks))


def _is_strong(block: draft.Block) -> bool:
    return isinstance(block, draft.Paragraph) and all(
        isinstance(node, Strong) for node in block.content
    )


def _all(cells: Sequence[draft.Cell]) -> bool:
    return all(cell_words(cell) for cell in cells)


def _cells(row: draft.Row) -> list[str]:
    return [draft.same_words(cell_words(cell)).casefold() for cell in row.cells]


def _words(row: draft.Row) -> str:
    return " ".join(" ".join(map(cell_words, row.cells)).split())


def _line(row: draft.Row) -> int:
    return row.cells[0].line if row.cells else 0
