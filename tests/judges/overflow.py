"""Does every word have room? Web pages and books in Chromium, narrow, wide and in large text.

One script judges both: for pages the fault planted is a word outside of the window, for
books a word that a narrow cell has cut.

Looked at is what is in `output/` and, besides, pseudo-locales of every seed, whose words
are longer than those of any language, or run from right to left.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests import pseudo
from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import CHROMIUM, HERE, Workshop

# (width of the window in CSS pixels, size of the text in percent). Text alone must grow to
# 200 % (WCAG 1.4.4); a window of 320 px is one of 1280 px at 400 % (1.4.10); the rest is
# what people with a small telephone and large letters have.
WEB = ((320, 100), (768, 100), (1280, 100), (320, 200), (768, 200), (1280, 200), (1280, 400))
BOOK = ((320, 100), (600, 100), (320, 200), (600, 200))

Readers = tuple[tuple[int, int], ...]


def examine(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """All web pages in one browser."""
    found = look(workshop, WEB, files)
    for file in files:
        yield Verdict(file, found[file])


def examine_books(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """Every page of every book; a complaint names its page.

    Raises:
        CannotJudge: a book cannot be opened, or holds no page.
    """
    with tempfile.TemporaryDirectory() as name:
        books = {file: _pages(file, Path(name) / str(at)) for at, file in enumerate(files)}
        found = look(workshop, BOOK, [page for pages in books.values() for page in pages])
        for file, pages in books.items():
            complaints = (
                Complaint(c.rule, c.message, f"{page.name} {c.place}")
                for page in pages
                for c in found[page]
            )
            yield Verdict(file, tuple(complaints))


def _pages(file: Path, folder: Path) -> list[Path]:
    try:
        with zipfile.ZipFile(file) as book:
            book.extractall(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise CannotJudge(f"{file}: {error}") from error
    pages = sorted(folder.rglob("*.xhtml"))
    if not pages:
        raise CannotJudge(f"no page in {file}")
    return pages


def look(
    workshop: Workshop, readers: Readers, pages: Sequence[Path]
) -> dict[Path, tuple[Complaint, ...]]:
    """What does not fit on each page.

    Raises:
        CannotJudge: the browser failed.
    """
    wanted = json.dumps([{"width": width, "zoom": zoom} for width, zoom in readers])
    command = (HERE / "overflow.mjs", workshop.modules, CHROMIUM, wanted)
    done = workshop.run(workshop.node, *command, *pages)
    if done.returncode:
        raise CannotJudge(done.stderr.strip()[-400:])
    return complaints(done.stdout, pages)


def complaints(report: str, pages: Sequence[Path]) -> dict[Path, tuple[Complaint, ...]]:
    """The complaints in the script's lines, by page.

    Raises:
        CannotJudge: a page is missing, or no word was seen on it.
    """
    seen = {page["file"]: page for page in map(json.loads, report.splitlines())}
    found = {}
    for page in pages:
        one = seen.get(str(page))
        if one is None or not one["pieces"]:
            raise CannotJudge(f"no word was seen on {page}")
        found[page] = tuple(Complaint(f["id"], f["help"], f["target"]) for f in one["faults"])
    return found


_FAULT = (
    '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>P</title>'
    f'</head><body><p style="white-space: nowrap">{"Words without end. " * 20}</p></body></html>'
)


def plant(_: Workshop, folder: Path) -> Path:
    """A page with one long line that nothing breaks."""
    page = folder / "planted.html"
    page.write_text(_FAULT, encoding="utf-8")
    return page


_CUT = (
    '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>P</title>'
    '</head><body><table style="width: 6em; overflow-wrap: anywhere"><tr><td>Treatment</td>'
    "<td>Immunotherapy</td></tr></table></body></html>"
)


def plant_book(_: Workshop, folder: Path) -> Path:
    """A book of one page with a table that is too narrow for its words."""
    book = folder / "planted.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("EPUB/planted.xhtml", _CUT)
    return book


PAGES = Judge(
    name="Window",
    standard="every word has room",
    suffix=".html",
    version=lambda workshop: f"playwright-core {workshop.pinned('playwright-core')}",
    examine=examine,
    fault="beyond",
    plant=plant,
    make=partial(pseudo.build, formats=("web",)),
)

BOOKS = Judge(
    name="Book page",
    standard="every word has room",
    suffix=".epub",
    version=lambda workshop: f"playwright-core {workshop.pinned('playwright-core')}",
    examine=examine_books,
    fault="word",
    plant=plant_book,
    make=partial(pseudo.build, formats=("epub",)),
)
