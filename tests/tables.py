"""Small tables for tests: cells of words, tables that have room or none, and their files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from itertools import count

from lxml import etree

from everyform.diagnostics import Diagnostic, Location
from everyform.document import Block, Cell, CellScope, Document, Paragraph, Row, Segment, Table
from everyform.editions import load_edition
from everyform.inline import Inline, SegmentId, Text
from everyform.labels import Facts, label
from everyform.proof import Finished, prove
from everyform.publication import Publication, compose
from everyform.publisher import Publisher
from everyform.sheets import sheets
from everyform.writers import FORMATS
from tests import xhtml
from tests.publications import document, para, section

BY_NAME = {format.name: format for format in FORMATS}
_names = count()


def words(*content: Inline | str, language: str = "en") -> Paragraph:
    """A paragraph under a name of its own, whatever its words."""
    nodes = tuple(Text(node) if isinstance(node, str) else node for node in content)
    name = SegmentId(f"cell-{next(_names):05}")
    return Paragraph(Segment(name, nodes, language, Location("small.md", 1)))


def cell(*content: Inline | str, scope: CellScope = CellScope.DATA, language: str = "en") -> Cell:
    """A cell of one paragraph; empty without content."""
    return Cell((words(*content, language=language),) if any(content) else (), scope)


def heads(*texts: str) -> Row:
    """A row of the head."""
    return Row(tuple(cell(text, scope=CellScope.COLUMN) for text in texts))


def row(first: str, *texts: str, ragged: bool = False) -> Row:
    """A row that its first cell heads, or one that has lost cells."""
    scope = CellScope.DATA if ragged else CellScope.ROW
    return Row((cell(first, scope=scope), *map(cell, texts)), ragged)


def table(*rows: Row, header: Sequence[Row] | None = None) -> Table:
    """A table under the heads Lump, Sign and Care, where no others are given."""
    return Table(None, (heads("Lump", "Sign", "Care"),) if header is None else tuple(header), rows)


def roomy() -> Table:
    """A table that fits each page and most windows."""
    return table(row("Small", "pain", "rest"), row("Large", "fever", "an operation"))


def crowded() -> Table:
    """A table whose longest words do not fit beside one another in large print."""
    return table(
        row("Osteochondroma", "hospitalization", "immunohistochemistry"),
        row("Chondroblastoma", "radioimmunotherapy", "rehabilitation"),
        header=(heads("Kind of lump", "Where care is given", "What is done there"),),
    )


def lost() -> Table:
    """A table in which one row has lost a cell."""
    return table(
        row("Small", "pain", "rest"),
        row("swelling", "ice", ragged=True),
        row("Large", "fever", "an operation"),
    )


def publication(*blocks: Block, tag: str = "en", whole: bool = True) -> Publication:
    """The blocks as the text of a section "Care"."""
    return compose(
        _holding(*blocks),
        edition=load_edition(tag),
        source=load_edition("en"),
        label=label(Facts(whole=whole, translated=False, adapted=False, stale=True)),
        publisher=Publisher(),
    )


def sheet(*blocks: Block) -> Publication:
    """The blocks as the text of a handout."""
    return sheets(publication(*blocks, whole=False), _holding(*blocks))[0]


def _holding(*blocks: Block) -> Document:
    use = section("heading-use1", "Permission to use", 2, para("Terms of use."))
    return document((section("heading-t1", "Care", 2, *blocks), use))


def written(made: Publication, format: str) -> bytes:
    """The one file of a format."""
    (file,) = BY_NAME[format].write(made, None)
    return file.data


def findings(data: bytes, made: Publication, format: str) -> list[Diagnostic]:
    """What proof finds in a file of a publication."""
    kind = BY_NAME[format]
    finished = [Finished(f"small{kind.suffix}", data)]
    return list(prove(document(made.body), made, kind.prover, finished).findings)


def page(data: bytes, format: str) -> etree._Element:
    """The page with the section "Care"."""
    if format == "web":
        return xhtml.parse(data)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return xhtml.parse(book.read("EPUB/text-01.xhtml"))


def styles(data: bytes, format: str) -> str:
    """The style sheet of a web page or of a book."""
    if format == "web":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("EPUB/style.css").decode()
