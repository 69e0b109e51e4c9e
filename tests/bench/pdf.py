"""Seconds and memory of the PDF writers on the seed, and the ratio against the stock engine.

Both set the same HTML with the same styles, in turns and in one process, so that
a busy machine slows both; the best of the turns counts.
"""

from __future__ import annotations

import logging
import resource
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import weasyprint

from everyform.document import Document
from everyform.editions import load_edition
from everyform.labels import Facts, label
from everyform.publication import Publication, compose
from everyform.publisher import Publisher
from everyform.reader import Source, read
from everyform.sheets import sheets as cut
from everyform.writers import handout, large_print
from everyform.writers.pdf.setting import to_pdf

SEED = Path(__file__).resolve().parents[2] / "seeds" / "osteosarcoma-treatment.en.md"
TURNS = 3


def seed_document() -> Document:
    return read(Source(str(SEED), SEED.read_text("utf-8"))).value


def seed_publication(*, whole: bool) -> Publication:
    """The seed in its own language, as it stood when it was fresh."""
    document = seed_document()
    edition = load_edition(document.language)
    row = label(Facts(whole=whole, translated=False, adapted=False, stale=False))
    return compose(document, edition=edition, source=edition, label=row, publisher=Publisher())


def page_and_styles(publication: Publication) -> tuple[str, str]:
    """What the large print writer hands to the engine."""
    given: list[tuple[str, str]] = []

    def catch(_: Publication, page: str, styles: str) -> bytes:
        given.append((page, styles))
        return b""

    with mock.patch.object(large_print, "to_pdf", catch):
        list(large_print.write(publication))
    return given[0]


def seconds(work: Callable[[], object]) -> float:
    """Processor time: other programs on the machine do not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    book = seed_publication(whole=True)
    page, styles = page_and_styles(book)

    def ours() -> bytes:
        return to_pdf(book, page, styles)

    def stock() -> object:
        sheet = weasyprint.CSS(string=styles)
        html = weasyprint.HTML(string=page)
        return html.write_pdf(
            stylesheets=[sheet], pdf_variant="pdf/ua-1", presentational_hints=True
        )

    size = len(ours())
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    pairs = [(seconds(ours), seconds(stock)) for _ in range(TURNS)]
    best, best_stock = (min(column) for column in zip(*pairs, strict=True))
    sheets = cut(seed_publication(whole=False), seed_document())
    all_sheets = seconds(lambda: [list(handout.write(sheet)) for sheet in sheets])
    print(f"large print: {best:.2f} s, {size} bytes, {peak_mb:.0f} MB at the peak")
    print(f"stock engine, same HTML: {best_stock:.2f} s; ratio {best / best_stock:.2f}")
    print(f"{len(sheets)} handouts: {all_sheets:.2f} s")


if __name__ == "__main__":
    main()
