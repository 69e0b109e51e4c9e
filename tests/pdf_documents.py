"""Documents for the tests of the PDF writers, and what a finished file says of them."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pikepdf

from everyform.document import (
    Block,
    BulletList,
    Cell,
    CellScope,
    Document,
    ListItem,
    OrderedList,
    Row,
    Table,
)
from everyform.editions import load_edition
from everyform.inline import Inline, Link, Text
from everyform.labels import Facts, label
from everyform.publication import Publication, compose, source_segments
from everyform.publisher import Publisher
from everyform.sheets import sheets as cut
from everyform.walk import map_blocks, map_inlines, plain_text
from everyform.writers.large_print import write
from tests.pdf_structure import Element, read_structure, squeezed
from tests.publications import document, para, publication, section, words

# A pictograph that not every machine has a font for; the rest of the hostile words stays.
_BONE = "\U0001f9b4"


@cache
def large_print(tag: str = "en") -> bytes:
    (file,) = write(drawable(publication(tag=tag)))
    return file.data


@cache
def structure(tag: str = "en") -> Element:
    return read_structure(large_print(tag))


@cache
def long_publication() -> Publication:
    """Forty pages of headings, lists with lead-ins, and a table that spans pages."""
    chapters = tuple(_chapter(number) for number in range(12))
    return publication(blocks=(*chapters, _long_table()))


@cache
def long_structure() -> Element:
    (file,) = write(long_publication())
    return read_structure(file.data)


def sheets(tag: str = "en", *, stale: bool = True) -> tuple[Publication, ...]:
    """The sheets of the small document of every node."""
    source: Document = document()
    whole = compose(
        source,
        edition=load_edition(tag),
        source=load_edition("en"),
        label=label(Facts(whole=False, translated=False, adapted=False, stale=stale)),
        publisher=Publisher(),
    )
    return tuple(map(drawable, cut(whole, source)))


def drawable(made: Publication) -> Publication:
    """The same publication without the one character that fonts may lack."""

    def plain(node: Inline) -> Inline:
        return Text(node.text.replace(_BONE, "")) if isinstance(node, Text) else node

    body = map_blocks(made.body, lambda s: replace(s, content=map_inlines(s.content, plain)))
    return replace(made, body=body)


def lost(made: Publication, text: str) -> list[str]:
    """The ids of the source's segments that are not in `text`, one after the other."""
    missing: list[str] = []
    place = 0
    for segment in source_segments(made):
        wanted = squeezed(plain_text(segment.content))
        found = text.find(wanted, place)
        if found < 0:
            missing.append(segment.id)
        else:
            place = found + len(wanted)
    return missing


def metadata(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


def _chapter(number: int) -> Block:
    filler = "These words only fill the page so that the next thing comes to its end. "
    link = Link((Text(f"an address of chapter {number} whose name is long " * 4),), "https://x.org")
    return section(
        f"heading-{number:04}",
        f"Chapter {number}",
        2,
        *(para(f"Paragraph {number}.{n}. {filler * (number % 5 + n)}") for n in range(3)),
        para(f"See {number} ", link, Text(".")),
        section(
            f"heading-{number:04}-1",
            f"Part of chapter {number} with a heading of more than one line in large print",
            3,
            para(f"Lead-in {number}: {filler * (number % 3)}"),
            BulletList(tuple(ListItem((para(f"item {number}.{n} {filler}"),)) for n in range(9))),
            para(f"Second lead-in {number}:"),
            OrderedList(tuple(ListItem((para(f"step {number}.{n} {filler}"),)) for n in range(5))),
        ),
    )


def _long_table() -> Table:
    def row(number: int) -> Row:
        cells = (Cell((para(f"drug {number}"),), CellScope.ROW), Cell((para(f"{number} mg"),)))
        return Row(cells)

    heads = tuple(Cell((para(text),), CellScope.COLUMN) for text in ("Name of drug", "Dose"))
    return Table(
        words("caption-long", Text("All doses")), (Row(heads),), tuple(map(row, range(40)))
    )
