"""EPUBCheck, the W3C's conformance checker: no fatal error, no error and no warning."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop

# A wrong sum of overlay durations is "only" a warning, so warnings count.
COUNTED = frozenset({"FATAL", "ERROR", "WARNING"})


def examine(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """One run for each book; EPUBCheck takes one book at a time."""
    jar = workshop.python / "epubcheck" / "epubcheck.jar"
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            done = workshop.run("java", "-jar", jar, file, "--json", report, "--quiet")
            if not report.is_file():
                raise CannotJudge(done.stderr.strip() or f"no report on {file}")
            yield Verdict(file, complaints(report.read_text(encoding="utf-8")))


def complaints(report: str) -> tuple[Complaint, ...]:
    """The counted messages of a JSON report.

    Raises:
        CannotJudge: the totals and the messages do not agree.
    """
    whole = json.loads(report)
    found = tuple(
        Complaint(message["ID"], message["message"], _place(message["locations"]))
        for message in whole["messages"]
        if message["severity"] in COUNTED
    )
    totals = whole["checker"]
    if bool(found) != any(totals[total] for total in ("nFatal", "nError", "nWarning")):
        raise CannotJudge("the report's totals and messages do not agree")
    return found


def _place(locations: list[dict[str, object]]) -> str:
    if not locations:
        return ""
    path, line = str(locations[0]["path"]), locations[0]["line"]
    if Path(path).is_absolute():  # the book itself, and not a file in it
        return ""
    return f"{path}:{line}" if isinstance(line, int) and line > 0 else path


def plant(_: Workshop, folder: Path) -> Path:
    """A book that is a sound archive of nothing: its container file is missing."""
    book = folder / "planted.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    return book


JUDGE = Judge(
    name="EPUBCheck",
    standard="EPUB 3.3",
    suffix=".epub",
    version=lambda workshop: workshop.pinned("epubcheck"),
    examine=examine,
    fault="RSC-002",
    plant=plant,
)
