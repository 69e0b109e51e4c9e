"""Does every word have room on paper? By the places of the letters in our PDFs.

Looked at is what is in `output/` and, besides, pseudo-locales of every seed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pikepdf

from everyform.writers.large_print import profiles
from everyform.writers.sheet import layout
from tests import pseudo
from tests.judges.verdict import CannotJudge, Complaint, Judge, Verdict
from tests.judges.workshop import Workshop
from tests.pdf_geometry import Margins, beyond, overlaps, pieces

# Many printers leave a quarter of an inch at each edge of the sheet white.
_UNPRINTED_PT = 18.0
_LETTER_PT = 792.0  # US Letter is so high
_SHEETS = ("handout", "handout-large", "handout-two")
PAPER = Margins(_UNPRINTED_PT, _UNPRINTED_PT, _UNPRINTED_PT, _UNPRINTED_PT)


def margins(file: Path, data: bytes) -> Margins:
    """What a PDF of ours leaves free around its text; the foot stands below that.

    A handout that is set closer begins higher on its page: so it is told from the others.
    """
    if ".large-print." in file.name:
        side = profiles()["acb-2025"].margin_in * 72
        return Margins(side, side, side, side)
    kind = file.parent.name.rpartition(".")[2]
    if kind in _SHEETS:
        look = layout(kind)
        side = look.margin_in * 72
        highest = max((one.top for one in pieces(data) if not one.artifact), default=0.0)
        if highest > _LETTER_PT - side:
            side = look.tight_margin_in * 72
        return Margins(side, look.foot_in * 72, side, side)
    return PAPER


def examine(_: Workshop, files: Sequence[Path]) -> Iterator[Verdict]:
    """Each file by itself."""
    for file in files:
        try:
            data = file.read_bytes()
            if not any(pieces(data)):
                raise CannotJudge(f"no word was seen in {file}")
            beyond_it, over_others = beyond(data, margins(file, data), PAPER), overlaps(data)
        except (OSError, pikepdf.PdfError) as error:
            raise CannotJudge(f"{file}: {error}") from error
        found = [Complaint("beyond", words) for words in beyond_it]
        found += [Complaint("overlap", words) for words in over_others]
        yield Verdict(file, tuple(found))


def plant(_: Workshop, folder: Path) -> Path:
    """A page with a word at its right edge."""
    page = folder / "planted.pdf"
    page.write_bytes(painted("1 0 0 1 590 400 Tm [<000100010001>] TJ"))
    return page


def painted(*shows: str) -> bytes:
    """A page of US Letter with the letter "A", half as wide as high, in 12 pt where `shows` say."""
    table = b"1 beginbfchar\n<0001> <0041>\nendbfchar\n"
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            DescendantFonts=[pikepdf.Dictionary(W=[1, [500]])],
            ToUnicode=pdf.make_stream(table),
        )
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        content = "".join(f"BT /F 12 Tf {show} ET\n" for show in shows)
        page.Contents = pdf.make_stream(content.encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


JUDGE = Judge(
    name="Paper",
    standard="every word has room",
    suffix=".pdf",
    version=lambda _: f"pikepdf {version('pikepdf')}",
    examine=examine,
    fault="beyond",
    plant=plant,
    make=partial(pseudo.build, formats=("large-print", "handout")),
)
