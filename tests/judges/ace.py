"""Ace by DAISY: the accessibility of a book, its pages drawn in a real browser."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop


def examine(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """One run for each book."""
    program = workshop.modules / "@daisy" / "ace-cli" / "bin" / "ace.js"
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            done = workshop.run(
                workshop.node, program, "--silent", "--force", "--outdir", folder, file
            )
            report = Path(folder) / "report.json"
            if not report.is_file():
                raise CannotJudge(done.stderr.strip()[-400:] or f"no report on {file}")
            yield Verdict(file, complaints(report.read_text(encoding="utf-8")))


def complaints(report: str) -> tuple[Complaint, ...]:
    """The failed assertions of a JSON report, in its order."""
    return tuple(
        Complaint(
            failed["earl:test"]["dct:title"],
            failed["earl:result"].get("dct:description", ""),
            document["earl:testSubject"]["url"],
        )
        for document in json.loads(report)["assertions"]
        for failed in document["assertions"]
        if failed["earl:result"]["earl:outcome"] == "fail"
    )


PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="i">urn:uuid:00000000-0000-4000-8000-000000000000</dc:identifier>
<dc:title>Planted</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta>
</metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest><spine><itemref idref="n"/></spine></package>
"""
CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
NAVIGATION = """<html xmlns="http://www.w3.org/1999/xhtml"
xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"><head><title>P</title></head>
<body><nav epub:type="toc"><ol><li><a href="nav.xhtml">P</a></li></ol></nav></body></html>
"""


def plant(_: Workshop, folder: Path) -> Path:
    """A book that says nothing about its accessibility."""
    book = folder / "planted.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("package.opf", PACKAGE)
        archive.writestr("nav.xhtml", NAVIGATION)
    return book


JUDGE = Judge(
    name="Ace",
    standard="EPUB Accessibility 1.1",
    suffix=".epub",
    version=lambda workshop: workshop.pinned("@daisy/ace-cli"),
    examine=examine,
    fault="metadata-accessmode",
    plant=plant,
)
