"""The command that settles a seed by its page: what moved, what differs, what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from everyform.cli.options import One, add

if TYPE_CHECKING:
    from everyform.reader import Settlement

_SETTLED = ("", "line", "words", "before", "now")
_DIFFERS = ("", "line", "line of the page", "in the seed", "on the page")
_PLACES = ("", "all", "on the page", "right before", "right now")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, settle)


def settle(
    seed: One,
    page: Annotated[Path, typer.Option("--page", help="Its page, saved from cancer.gov as HTML.")],
    force: Annotated[
        bool, typer.Option("--force", help="Let the page overrule what the fixes file says.")
    ] = False,
) -> None:
    """Settle by the publisher's page which list item lies in which; write the fixes file."""
    from everyform.cli.report import print_findings, print_table
    from everyform.production import exit_code, settle_seed

    done, found = settle_seed(seed, page, force=force)
    settlement = done.settlement
    print_findings(found)
    print_table("settled", _SETTLED, _settled(settlement))
    print_table("differences in words", _DIFFERS, _differing(settlement))
    left = (("not settled", str(o.line), _shown(o.words), o.reason) for o in settlement.open)
    print_table("not settled", ("", "line", "words", "why"), left)
    print_table("places", _PLACES, _places(settlement))
    if done.written:
        print(done.written)
    raise typer.Exit(exit_code(found))


def _settled(settlement: Settlement) -> Iterator[tuple[str, ...]]:
    for change in settlement.changes:
        moved = "moved" if change.before != change.after else "confirmed"
        state = moved if change.confirmed else f"{moved} with its neighbors"
        places = (_place(line, settlement) for line in (change.before, change.after))
        yield state, str(change.line), _shown(change.words), *places


def _differing(settlement: Settlement) -> Iterator[tuple[str, ...]]:
    from everyform.reader import excerpts

    for one in settlement.differences:
        words = (one.words, one.page_words)
        if all(words):
            words = excerpts(*words)
        lines = (str(line or "") for line in (one.line, one.page_line))
        yield one.how.value, *lines, *map(_shown, words)


def _places(settlement: Settlement) -> Iterator[tuple[str, ...]]:
    for tally in settlement.tallies:
        if tally.count:
            counts = (tally.count, tally.found, tally.right_before, tally.right_after)
            yield f"{tally.kind.value}s", *map(str, counts)


def _place(line: int | None, settlement: Settlement) -> str:
    return "top" if line is None else f"{line} {_shown(settlement.words.get(line, ''), 40)}"


def _shown(words: str, limit: int = 120) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"
