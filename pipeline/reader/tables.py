"""The rule about tables: what making plain rows of the publisher's tables has put out of place.

A head of two rows leaves the second among the rows, or is said twice; the notes under a
table come first; lists inside a cell become words with bullets between. No cell is ever
moved to another column: where a row has lost cells, nobody can know which (see
`table-ragged` in `markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.diagnostics import Reported
from pipeline.inline import Inline, Strong, Text
from pipeline.reader import draft
from pipeline.reader.rule import Findings, Setting, clipped

_BULLETS = "•●▪◦‣·"
_BULLET = re.compile(rf"\s*[{_BULLETS}]\s+")
_HYPHEN = re.compile(r"(?:^|\s)-\s+")
_FOOTNOTE = re.compile(
    r"""(?x)[*†‡§¶]|\[?\(?[a-z0-9]\)?\]?\s*[.)=]?\s+[A-ZÁÉÍÓÚÑ]   # "* ...", "a Adapted from"
    |(?:notes?|source|abbreviations?|adapted\ from|nota|notas|fuente|abreviaturas?)\b
    |\S+\ =\ \S                                                  # "MRI = magnetic ..."
    """
)
_NOTE_MARKS = ("*", "†", "‡", "§", "¶")
_HEAD_LENGTH = 90  # characters of a cell that heads its row


def tables(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Put heads, notes and bullets of every table where they belong.

    Codes: `table-header`, `table-footer`, `table-bullets`, `table-row-heads`.
    """
    findings = Findings(setting)
    return findings.report(_with_tables(blocks, findings, _repaired))


def tables_in_place(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Put notes and bullets of every table where they belong; its head and cells are there.

    Codes: `table-footer`, `table-bullets`, `table-row-heads`.
    """
    findings = Findings(setting)
    return findings.report(_with_tables(blocks, findings, _kept))


def _with_tables(
    blocks: draft.Blocks,
    findings: Findings,
    repaired: Callable[[draft.Table, Findings], draft.Table],
) -> draft.Blocks:
    found: list[draft.Block] = []
    for block in blocks:
        match block:
            case draft.Table():
                found.append(repaired(block, findings))
            case draft.List() | draft.Quote() | draft.Callout():
                found.append(draft.map_inside(block, lambda b: _with_tables(b, findings, repaired)))
            case _:
                found.append(block)
    return tuple(found)


def _repaired(table: draft.Table, findings: Findings) -> draft.Table:
    table = _with_head(table, findings)
    return _kept(table, findings)


def _kept(table: draft.Table, findings: Findings) -> draft.Table:
    table = _with_footer(table, findings)
    if not table.rows_headed and _first_cells_head(table):
        findings.note("table-row-heads", "the first cell of each row heads it", table.line)
        table = replace(table, rows_headed=True)
    return replace(
        table,
        header=tuple(_with_lists(row, findings) for row in table.header),
        rows=tuple(_with_lists(row, findings) for row in table.rows),
        footer=tuple(_with_lists(row, findings) for row in table.footer),
    )


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
        elif all(_strong(cell) for cell in rows[0].cells if _cell_words(cell)):
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
        first.append(rows.pop(0))
    last: list[draft.Row] = []
    while len(rows) > 1 and _is_footnote(rows[-1], table):
        said = f"a note on the table: {clipped(_words(rows[-1]))!r}"
        findings.note("table-footer", said, _line(rows[-1]))
        last.insert(0, rows.pop())
    return replace(table, rows=tuple(rows), footer=(*first, *last, *table.footer))


def _is_footnote(row: draft.Row, table: draft.Table) -> bool:
    """Whether the row is one cell of words that begin as notes do."""
    filled = [cell for cell in row.cells if _cell_words(cell)]
    width = max((len(head.cells) for head in table.header), default=0)
    if len(filled) != 1 or filled[0] is not row.cells[0] or width < 2:
        return False
    words = _cell_words(filled[0])
    if _FOOTNOTE.match(words) or _FOOTNOTE.match(words.casefold()):
        return True
    marked = words.startswith(_NOTE_MARKS)
    return marked or (len(words) > _HEAD_LENGTH and words.endswith("."))


def _first_cells_head(table: draft.Table) -> bool:
    """Whether each row is about what its first cell says: short words, no two the same."""
    whole = [row for row in table.rows if not row.ragged]
    if not table.header or len(whole) < 2 or any(len(row.cells) < 2 for row in whole):
        return False
    firsts = [_cell_words(row.cells[0]) for row in whole]
    return (
        all(firsts)
        and len({first.casefold() for first in firsts}) == len(firsts)
        and max(map(len, firsts)) <= _HEAD_LENGTH
        and not any(first.replace(".", "").replace(",", "").isdecimal() for first in firsts)
    )


def _with_lists(row: draft.Row, findings: Findings) -> draft.Row:
    return replace(row, cells=tuple(_with_list(cell, findings) for cell in row.cells))


def _with_list(cell: draft.Cell, findings: Findings) -> draft.Cell:
    """The cell with its bullets made a list, what stands before the first one its lead-in."""
    if len(cell.blocks) != 1 or not isinstance(first := cell.blocks[0], draft.Paragraph):
        return cell
    pattern = _BULLET
    if not any(character in _BULLETS for character in draft.words(first.content)):
        if not draft.words(first.content).startswith("- "):
            return cell
        pattern = _HYPHEN
    lead, *items = _parted(first.content, pattern)
    items = [item for item in items if draft.words(item)]
    if not items or (len(items) == 1 and lead):
        return cell
    bullet = (
        "-" if pattern is _HYPHEN else next(c for c in draft.words(first.content) if c in _BULLETS)
    )
    for item in items:
        said = f"dropped {bullet!r} before {clipped(draft.words(item))!r}: an item of a list"
        findings.note("table-bullets", said, cell.line)
    built = draft.List(
        tuple(draft.Item(cell.line, (draft.Paragraph(cell.line, item),)) for item in items)
    )
    before = (draft.Paragraph(cell.line, lead),) if draft.words(lead) else ()
    return replace(cell, blocks=(*before, built))


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
    (paragraph,) = cell.blocks or (None,)
    return isinstance(paragraph, draft.Paragraph) and all(
        isinstance(node, Strong) for node in paragraph.content
    )


def _all(cells: Sequence[draft.Cell]) -> bool:
    return all(_cell_words(cell) for cell in cells)


def _cells(row: draft.Row) -> list[str]:
    return [draft.same_words(_cell_words(cell)).casefold() for cell in row.cells]


def _cell_words(cell: draft.Cell) -> str:
    paragraphs = (block for block in cell.blocks if isinstance(block, draft.Paragraph))
    return " ".join(draft.words(paragraph.content) for paragraph in paragraphs)


def _words(row: draft.Row) -> str:
    return " ".join(" ".join(map(_cell_words, row.cells)).split())


def _line(row: draft.Row) -> int:
    return row.cells[0].line if row.cells else 0
