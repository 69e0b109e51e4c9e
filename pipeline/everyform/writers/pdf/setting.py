"""XHTML and styles -> an accessible PDF (PDF/UA-1), by WeasyPrint.

The engine lays the page out and paints it; what the pieces are to a reader is
ours (`survey`, `tags`), since the engine's own tags break lists and
links at line ends and are not valid PDF/UA. The same input gives the same
bytes in every process.
"""

from __future__ import annotations

import contextlib
import gc
import io
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import FunctionType
from typing import Any, TypeAlias

import pikepdf
import pydyf

from everyform.columns import lost
from everyform.diagnostics import Location
from everyform.document import Block, Section
from everyform.publication import Publication
from everyform.walk import plain_text
from everyform.writers.page import render
from everyform.writers.pdf import engine
from everyform.writers.scripts import SANS, typeface
from everyform.writers.tables import GridFrom, name, tables

Compose: TypeAlias = Callable[[Publication, Collection[str]], str]
"""A publication, and the names of its tables to show row by row -> a whole XHTML page."""

_VERSION = "1.7"  # the version of PDF that PDF/UA-1 builds on

# Separators of lines and paragraphs, which CSS does not collapse and no font draws.
_SEPARATORS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), " ")

# So many letters on end fit no line of ours; a break is allowed after every piece of them.
# Not in the scripts that set no spaces: their lines break by rules of their own.
_PIECE = 20
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af"
_LONG_RUN = re.compile(rf"[^\s<>&;/\u2010-\u2015{_NO_SPACES}\uf900-\ufaff\uff00-\uffef-]{{40,}}")
_ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class Face:
    """What sets one language of a page: its own face first, the other ones for what that lacks."""

    language: str  # BCP 47
    families: tuple[str, ...]
    slants: bool


@dataclass(frozen=True, slots=True)
class Colophon:
    """What a PDF says of itself, in its Info dictionary and as XMP."""

    identifier: str
    title: str
    author: str
    description: str
    languages: tuple[str, ...]  # BCP 47, the document's own first
    source: str
    rights: str
    subjects: tuple[str, ...]
    modified: str  # ISO 8601


def colophon(publication: Publication) -> Colophon:
    """The colophon of a publication. Its title obeys the label; a citation is no title."""
    languages = (publication.edition.language, publication.source_language)
    return Colophon(
        identifier=publication.identifier,
        title=plain_text(publication.title.content),
        author=publication.attribution.publisher,
        description=plain_text(publication.citation),
        languages=tuple(dict.fromkeys(languages)),
        source=publication.attribution.url,
        rights=publication.phrases.notice_tm,
        subjects=publication.metadata.tags,
        modified=publication.modified.isoformat(),
    )


def faces(publication: Publication) -> tuple[Face, ...]:
    """The faces of a publication by language, the edition's own first."""
    languages = dict.fromkeys((publication.edition.language, publication.source_language))
    by_language = {language: typeface(language) for language in languages}
    families = dict.fromkeys(face.family for face in (*by_language.values(), SANS))
    return tuple(
        Face(language, tuple(dict.fromkeys((face.family, *families))), face.slants)
        for language, face in by_language.items()
    )


def breakable(page: str) -> str:
    """An XHTML page with places to break at in words that are longer than any line."""

    def cut(run: re.Match[str]) -> str:
        return re.sub(rf"(.{{{_PIECE}}}[\u0300-\u036f]*)(?=.)", rf"\1{_ZERO_WIDTH_SPACE}", run[0])

    pieces = re.split(r"(<[^>]*>)", page)
    pieces[::2] = [_LONG_RUN.sub(cut, words) for words in pieces[::2]]
    return "".join(pieces)


def to_pdf(publication: Publication, page: str, styles: str) -> bytes:
    """Set `page`, a whole XHTML document of ours, with `styles`, a CSS style sheet.

    Every word of the page is painted and tagged; pictures, forms and other
    resources are not known here. Not for several threads of one process at once.

    Raises:
        PipelineError: `library-missing`, `engine-version`, `font-missing`,
            `fetch-refused` or `engine-complaint`.
        ValueError: the page holds an element without a role, or words were lost.
    """
    with _laid_out(publication, page, styles) as (document, root):
        pdf = _painted(document, root)
        _describe(pdf, colophon(publication), f"WeasyPrint {engine.VERSION}")
        out = io.BytesIO()
        name = publication.identifier.encode()
        pdf.write(out, _VERSION.encode(), identifier=name, compress=True)
    return out.getvalue()


def pages(data: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def ready() -> None:
    """Nothing, where the engine and its libraries are there.

    Raises:
        PipelineError: `library-missing` or `engine-version`.
    """
    engine.load()


def drawable(language: str) -> None:
    """Nothing, where the fonts are there that set a language.

    Raises:
        PipelineError: as `ready`, or `font-missing`, naming the Debian package.
    """
    faces = dict.fromkeys((typeface(language), SANS))
    engine.fonts(tuple((face.family, face.package) for face in faces))


def crowded(publication: Publication, page: Compose, styles: str) -> frozenset[str]:
    """The names of the tables that have no room as grids, measured by the engine itself.

    Words in a table are never cut, so a table whose longest words do not fit is wider than
    its place. Laid out are the tables alone, each among its headings, and nothing when
    there is none.

    Raises:
        PipelineError: as `to_pdf`.
    """
    only = tuple(_only_tables(publication.body))
    if not only:
        return frozenset()
    with _laid_out(publication, page(replace(publication, body=only), ()), styles) as laid_out:
        from everyform.writers.pdf.crowding import crowded as names

        return frozenset(names(laid_out[0].pages))


def grid_from(rows: Collection[str]) -> GridFrom:
    """Grids wherever cells have their places, but for the tables named in `rows`."""
    return lambda table: None if lost(table) or name(table) in rows else 0


def _only_tables(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks that hold tables; of sections, only their tables."""
    for block in blocks:
        if isinstance(block, Section):
            if inside := tuple(_only_tables(block.blocks)):
                yield replace(block, blocks=inside)
        elif any(not lost(table) for table in tables((block,))):
            yield block


@contextlib.contextmanager
def _laid_out(publication: Publication, page: str, styles: str) -> Iterator[tuple[Any, Any]]:
    """The engine's document of a page, and the HTML element it was made from."""
    weasyprint = engine.load()
    used = (typeface(publication.edition.language), typeface(publication.source_language), SANS)
    fonts = engine.fonts(tuple(dict.fromkeys((face.family, face.package) for face in used)))
    fetcher = engine.closed_fetcher()
    with _no_collection(), engine.watched(Location(publication.title.origin.path)):
        html = weasyprint.HTML(string=breakable(page.translate(_SEPARATORS)), url_fetcher=fetcher)
        sheet = weasyprint.CSS(string=styles, url_fetcher=fetcher, font_config=fonts)
        # Hints of presentation are attributes like the number a list starts from.
        document = html.render(font_config=fonts, stylesheets=[sheet], presentational_hints=True)
        yield document, html.etree_element


def _painted(document: Any, root: Any) -> Any:
    """The laid-out document as a tagged PDF.

    Runs the engine's own painter with three of its names bound to ours; the
    engine itself stays as it is for everybody else in the process.
    """
    from everyform.writers.pdf.private import painter
    from everyform.writers.pdf.stream import MarkedStream
    from everyform.writers.pdf.survey import survey
    from everyform.writers.pdf.tags import add_tags

    found = survey(document.pages, root)
    names = vars(painter) | {
        "Stream": partial(MarkedStream, found),
        "add_tags": partial(add_tags, root, found),
        "build_fonts_dictionary": partial(_fonts, painter.build_fonts_dictionary),
    }
    paint = FunctionType(painter.generate_pdf.__code__, names)
    options = engine.load().DEFAULT_OPTIONS | {"pdf_tags": True, "pdf_version": _VERSION}
    return paint(document, None, 1, **options)


def _fonts(build: Any, pdf: Any, fonts: dict[Any, Any], *rest: Any) -> Any:
    """The engine's fonts, each with a whole map."""
    from everyform.writers.pdf.order import complete

    for font in fonts.values():
        complete(font)
    return build(pdf, fonts, *rest)


def _describe(pdf: Any, facts: Colophon, producer: str) -> None:
    pdf.info.update(
        Title=pydyf.String(facts.title),
        Author=pydyf.String(facts.author),
        Subject=pydyf.String(facts.description),
        Keywords=pydyf.String(", ".join(facts.subjects)),
        Creator=pydyf.String("everyform"),
        Producer=pydyf.String(producer),
        ModDate=pydyf.String(f"D:{facts.modified.replace('-', '')}"),
    )
    words = render("pdf-metadata.xmp", facts=facts, producer=producer)
    # Uncompressed, so that programs that know no PDF can read it (ISO 16684-1).
    metadata = pydyf.Stream([words.encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the cyclic collector out of a rendering: it finds nothing and costs a tenth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
