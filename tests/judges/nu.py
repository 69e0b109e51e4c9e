"""The Nu HTML Checker: no error in the HTML and CSS of a page.

For web pages only; it does not know the attributes that EPUB adds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop


def examine(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """All pages in one run."""
    jar = workshop.modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ("--format", "json", "--errors-only", "--exit-zero-always")
    done = workshop.run("java", "-jar", jar, *options, *files)
    yield from verdicts(done.stderr, files)


def verdicts(report: str, files: Sequence[Path]) -> Iterator[Verdict]:
    """The verdicts in a JSON report, in the order of `files`.

    Raises:
        CannotJudge: the report is not JSON, or speaks of trouble with no page.
    """
    try:
        messages = json.loads(report)["messages"]
    except (ValueError, KeyError) as error:
        raise CannotJudge(report.strip()[-400:] or "no report") from error
    pages: dict[Path, list[Complaint]] = {file.resolve(): [] for file in files}
    for message in messages:
        page = pages.get(Path(unquote(urlsplit(message.get("url", "")).path)))
        if page is None:
            raise CannotJudge(message["message"])
        line = f"line {message['lastLine']}" if "lastLine" in message else ""
        page.append(Complaint(message["type"], message["message"], line))
    for file in files:
        yield Verdict(file, tuple(pages[file.resolve()]))


def plant(_: Workshop, folder: Path) -> Path:
    """A page with one id given twice."""
    page = folder / "planted.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><title>P</title><p id="a">P<p id="a">P</html>',
        encoding="utf-8",
    )
    return page


JUDGE = Judge(
    name="Nu",
    standard="HTML, CSS",
    suffix=".html",
    version=lambda workshop: workshop.pinned("vnu-jar"),
    examine=examine,
    fault="error",
    plant=plant,
)
