"""The formats: a row for each. A writer is loaded when the first file of it is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from everyform.diagnostics import PipelineError
from everyform.edition import Register
from everyform.publication import Publication
from everyform.voices.recording import Recording
from everyform.writers.format import File, Format, Holds, Kind, Narrated

Files = Iterator[File]


def _large_print(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.large_print import write

    return write(publication, recording)


def _epub(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.epub import write

    return write(publication, recording)


def _web(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.web import write

    return write(publication, recording)


def _handout(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.handout import write

    return write(publication, recording)


def _handout_large(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.handout import write_large

    return write_large(publication, recording)


def _handout_two(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.handout import write_two

    return write_two(publication, recording)


def _handout_docx(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.docx import write

    return write(publication, recording)


def _audiobook(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.audio import write

    return write(publication, recording)


def load_all() -> None:
    """Load every writer and its engine, as far as the machine has what they need."""
    from everyform.writers import audio, docx, epub, handout, large_print, web

    del audio, docx, epub, handout, large_print, web
    with suppress(PipelineError):  # said where a file is made
        paper_ready()


def paper_ready() -> None:
    """Nothing, where the libraries are there that set pages.

    Raises:
        PipelineError: `library-missing` or `engine-version`.
    """
    from everyform.writers.pdf import ready

    ready()


def paper_draws(language: str) -> None:
    """Nothing, where the fonts are there that a page in a language is set with.

    Raises:
        PipelineError: as `paper_ready`, or `font-missing`, naming the package.
    """
    from everyform.writers.pdf import drawable

    drawable(language)


_SHEETS = ("writers/sheet.py", "writers/data/handout*.toml")
_PAPER = ("weasyprint", "pydyf", "fonttools", "jinja2")

LARGE_PRINT = Format(
    name="large-print",
    kinds=(Kind(".pdf", "application/pdf"),),
    holds=Holds.WHOLE,
    narrated=Narrated.NEVER,
    in_folder=False,
    prover="paper",
    write=_large_print,
    parts=("writers/large_print.py", "large-print.*", "writers/data/large-print.toml"),
    engines=_PAPER,
    fonts=True,
    effort=4,
    called="large_print",
    reading_mode="large-print",
)
EPUB = Format(
    name="epub",
    kinds=(Kind(".epub", "application/epub+zip"),),
    holds=Holds.WHOLE,
    narrated=Narrated.NEVER,
    in_folder=False,
    prover="book",
    write=_epub,
    parts=("writers/epub/*", "epub*"),
    engines=("ebooklib", "jinja2", "lxml"),
    effort=2,
    called="ebook",
    reading_mode="digital-spoken",
)
WEB = Format(
    name="web",
    kinds=(Kind(".html", "text/html"),),
    holds=Holds.WHOLE,
    narrated=Narrated.NEVER,
    in_folder=False,
    prover="page",
    write=_web,
    parts=("writers/web.py", "web.*"),
    engines=("jinja2",),
    called="web_page",
    reading_mode="digital-spoken",
)
HANDOUT = Format(
    name="handout",
    kinds=(Kind(".pdf", "application/pdf"),),
    holds=Holds.SHEETS,
    narrated=Narrated.NEVER,
    in_folder=True,
    prover="paper",
    write=_handout,
    parts=("writers/handout.py", "handout.*", *_SHEETS),
    engines=_PAPER,
    fonts=True,
    effort=8,
    called="handouts",
    reading_mode="digital-spoken",
)
HANDOUT_LARGE = Format(
    name="handout-large",
    kinds=(Kind(".pdf", "application/pdf"),),
    holds=Holds.SHEETS,
    narrated=Narrated.NEVER,
    in_folder=True,
    prover="paper",
    write=_handout_large,
    parts=("writers/handout.py", "handout.*", *_SHEETS),
    engines=_PAPER,
    fonts=True,
    effort=8,
    # The whole text is there in large print; plain words are in sheets only.
    unasked=frozenset({Register.PLAIN}),
    called="handouts_large",
    reading_mode="large-print",
)
HANDOUT_TWO = Format(
    name="handout-two",
    kinds=(Kind(".pdf", "application/pdf"),),
    holds=Holds.SHEETS,
    narrated=Narrated.NEVER,
    in_folder=True,
    prover="paper",
    write=_handout_two,
    parts=("writers/handout.py", "handout.*", *_SHEETS),
    engines=_PAPER,
    fonts=True,
    effort=8,
    two_languages=True,
    unasked=frozenset({Register.PLAIN}),
    called="handouts_two",
    reading_mode="digital-spoken",
)
HANDOUT_DOCX = Format(
    name="handout-docx",
    kinds=(
        Kind(
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ),
    holds=Holds.SHEETS,
    narrated=Narrated.NEVER,
    in_folder=True,
    prover="document",
    write=_handout_docx,
    parts=("writers/docx/*", *_SHEETS),
    engines=("python-docx", "lxml"),
    effort=2,
    called="handouts_docx",
    unasked=frozenset({Register.PLAIN}),
    reading_mode="digital-spoken",
)
AUDIOBOOK = Format(
    name="audiobook",
    kinds=(Kind(".mp3", "audio/mpeg"),),
    holds=Holds.WHOLE,
    narrated=Narrated.ALWAYS,
    in_folder=True,
    prover="sound",
    write=_audiobook,
    parts=("writers/audio/*",),
    engines=("pyttsx3", "espeakng-loader", "lameenc", "langcodes", "mutagen", "soxr", "numpy"),
    effort=16,
    called="audiobook",
)

FORMATS: tuple[Format, ...] = (
    LARGE_PRINT,
    EPUB,
    WEB,
    HANDOUT,
    HANDOUT_LARGE,
    HANDOUT_TWO,
    HANDOUT_DOCX,
    AUDIOBOOK,
)
