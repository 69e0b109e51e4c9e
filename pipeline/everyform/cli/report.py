"""What a person sees: findings on standard error, tables on standard output."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from everyform.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from everyform.production import Verified


def print_findings(
    found: Iterable[Diagnostic], *, notes: bool = False, for_editor: bool = False
) -> None:
    """Findings in the order of their places, each once; notes only when asked for.

    `for_editor`: with their details, and first those by which a patient could be harmed.
    """
    shown = dict.fromkeys(d for d in found if notes or d.severity is not Severity.NOTE)
    ranked = sorted(shown, key=lambda d: (d.rank if for_editor else 0, d.location, d.code))
    for finding in ranked:
        say(str(finding))
        if for_editor and finding.detail:
            say(finding.detail)


def say(words: str) -> None:
    """A remark on standard error, line by line; that nobody reads it stops nothing."""
    with suppress(OSError, ValueError):
        print("\n".join(map(harmless, words.split("\n"))), file=sys.stderr, flush=True)


def harmless(words: str) -> str:
    """Words as a terminal may be given them: what it would obey, or nobody sees, by number.

    Names of files and the words of a source are anybody's. Escapes are those of Python.
    """
    return "".join(_ESCAPED.get(c) or _numbered(c) if _obeyed(c) else c for c in words)


_ESCAPED = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _obeyed(character: str) -> bool:
    """Does it steer a terminal or the order of letters, or is it half a character?"""
    if character.isascii():
        return not character.isprintable()
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in _ORDERING


_ORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _numbered(character: str) -> str:
    return character.encode("unicode_escape").decode()


TOTALS = ("severity", "code", "count", "files")
"""The headings of the table that `totals` fills."""


def totals(found: Iterable[Diagnostic]) -> Iterator[tuple[str, ...]]:
    """How often each code was found, notes too, and in how many files; the worst first."""
    places: dict[tuple[Severity, str], list[str]] = {}
    for finding in dict.fromkeys(found):
        places.setdefault((finding.severity, finding.code), []).append(finding.location.path)
    worst = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    rows = sorted(places.items(), key=lambda row: (worst.index(row[0][0]), -len(row[1]), row[0][1]))
    for (severity, code), paths in rows:
        yield severity.value, code, str(len(paths)), str(len(set(paths)))


def findings_data(found: Iterable[Diagnostic]) -> list[dict[str, str | int]]:
    """The findings, notes and all, as data; keys that say nothing are left out."""
    rows: list[dict[str, str | int]] = [
        {
            "path": finding.location.path,
            "line": finding.location.line,
            "severity": finding.severity.value,
            "code": finding.code,
            "message": finding.message,
            "hint": finding.hint,
            "detail": finding.detail,
            "concern": finding.concern,
        }
        for finding in sorted(dict.fromkeys(found), key=lambda d: (d.location, d.code))
    ]
    return [{key: value for key, value in row.items() if value} for row in rows]


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table: framed on a terminal, tab-separated under its headings in a pipe.

    Nothing without rows. No word and no path is cut: where the terminal is too narrow for a
    table, each row is a list of its cells.
    """
    rows = [[harmless(cell) for cell in row] for row in rows]
    if not rows:
        return
    if not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        for row in (headings, *rows):
            print("\t".join(row))
        sys.stdout.flush()
        return
    from rich.console import Console
    from rich.table import Table

    # Cells hold a source's words, which are data.
    console = Console(markup=False, emoji=False, highlight=False)
    widths = [max(cell_width(row[n]) for row in (headings, *rows)) for n in range(len(headings))]
    if sum(widths) + 3 * len(widths) + 1 > console.width:
        console.print(title)
        for row in rows:
            for heading, cell in zip(headings, row, strict=True):
                console.print(f"  {heading}: {cell}" if heading else f"  {cell}", soft_wrap=True)
            console.print()
        return
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def cell_width(words: str) -> int:
    """Columns of a terminal that words take."""
    from rich.cells import cell_len

    return cell_len(words)


def print_rows(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, as_json: bool
) -> None:
    """As `print_table`; or, for a machine, as a list of objects."""
    if as_json:
        keys = [heading.replace(" ", "_") for heading in headings]
        print_json([dict(zip(keys, row, strict=True)) for row in rows])
    else:
        print_table(title, headings, rows)


def print_json(data: object) -> None:
    """Data for a machine, on standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
    sys.stdout.flush()


def proved(results: Iterable[Verified]) -> Iterator[tuple[str, ...]]:
    """The rows of the table of proofs, one for each output."""
    for result in sorted(results, key=lambda r: r.record.key):
        record = result.record
        share = 100 * result.held / result.expected if result.expected else 0.0
        verdict = "proved" if not result.findings and share == 100 else "refuted"
        units = f"{share:.1f} % ({result.held} of {result.expected})"
        bytes_of_all = sum(file.size for file in record.files)
        yield (
            *record.key,
            str(len(record.files)),
            size(bytes_of_all),
            units,
            f"{result.seconds:.2f} s",
            verdict,
        )


@contextmanager
def progress_bar(doing: str, total: int) -> Iterator[Callable[[str], None] | None]:
    """A bar on standard error; None where that is no terminal.

    Yields the function to call with the name of what was just finished.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    words = TextColumn("{task.description}")
    with Progress(*columns, words, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda done: bar.update(task, advance=1, description=escape(done))


def size(count: int) -> str:
    """Bytes as a person reads them."""
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{count / 1e3:.0f} kB"
