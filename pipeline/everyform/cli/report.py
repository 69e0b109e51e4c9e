"""What a person sees: findings on standard error, tables on standard output."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from everyform.diagnostics import Diagnostic, Severity
from everyform.production import Outcome, Verified


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
    """A table: framed on a terminal, tab-separated in a pipe; nothing without rows."""
    rows = [[harmless(cell) for cell in row] for row in rows]
    if not rows:
        return
    # Cells hold a source's words, which are data.
    console = Console(markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        for row in rows:
            print("\t".join(row))
        sys.stdout.flush()
        return
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def made(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, ...]]:
    """The rows of the closing table, one for each edition and format that was made."""
    for outcome in sorted(outcomes, key=lambda o: (o.document, o.edition, o.format)):
        if not outcome.products:
            continue
        files = outcome.products
        place = files[0].path if len(files) == 1 else f"{files[0].path.parent}/"
        size = sum(product.size for product in files)
        yield outcome.edition, outcome.format, str(len(files)), _size(size), str(place)


def proved(results: Iterable[Verified]) -> Iterator[tuple[str, ...]]:
    """The rows of the table of proofs, one for each output."""
    for result in sorted(results, key=lambda r: r.record.key):
        record = result.record
        share = 100 * result.held / result.expected if result.expected else 0.0
        verdict = "proved" if not result.findings and share == 100 else "refuted"
        units = f"{share:.1f} % ({result.held} of {result.expected})"
        size = _size(sum(file.size for file in record.files))
        yield (
            *record.key,
            str(len(record.files)),
            size,
            units,
            f"{result.seconds:.2f} s",
            verdict,
        )


@contextmanager
def progress(total: int, doing: str = "building") -> Iterator[Callable[[str], None]]:
    """A progress bar on standard error, quiet when that is not a terminal.

    Yields the function to call with the name of what was just finished.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda done: bar.update(task, advance=1, description=escape(harmless(done)))


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size / 1e3:.0f} kB"
