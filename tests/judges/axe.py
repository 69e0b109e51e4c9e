"""axe-core in Chromium: WCAG 2.2 AA and good practice, wide, narrow and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import CHROMIUM, HERE, Workshop


def examine(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """All pages in one browser."""
    done = workshop.run(workshop.node, HERE / "axe.mjs", workshop.modules, CHROMIUM, *files)
    if done.returncode:
        raise CannotJudge(done.stderr.strip()[-400:])
    yield from verdicts(done.stdout, files)


def verdicts(report: str, files: Sequence[Path]) -> Iterator[Verdict]:
    """The verdicts in the script's lines, in the order of `files`.

    Raises:
        CannotJudge: a page is missing, or no rule applied to it at all.
    """
    pages = {page["file"]: page for page in map(json.loads, report.splitlines())}
    for file in files:
        page = pages.get(str(file))
        if page is None or not page["passes"]:
            raise CannotJudge(f"no rule was tried on {file}")
        found = tuple(Complaint(v["id"], v["help"], v["target"]) for v in page["violations"])
        yield Verdict(file, found)


def plant(_: Workshop, folder: Path) -> Path:
    """A page whose words are pale grey on white."""
    page = folder / "planted.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><title>P</title><body style="background: #fff">'
        '<main><h1>P</h1><p style="color: #bbb">Pale words.</p></main></body></html>',
        encoding="utf-8",
    )
    return page


JUDGE = Judge(
    name="axe",
    standard="WCAG 2.2 AA",
    suffix=".html",
    version=lambda workshop: workshop.pinned("axe-core"),
    examine=examine,
    fault="color-contrast",
    plant=plant,
)
