"""The formats: a row for each. A writer is loaded when the first file of it is made."""

from __future__ import annotations

from collections.abc import Iterator

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


def _audiobook(publication: Publication, recording: Recording | None) -> Files:
    from everyform.writers.audio import write

    return write(publication, recording)


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
)
HANDOUT = Format(
    name="handout",
    kinds=(Kind(".pdf", "application/pdf"),),
    holds=Holds.SHEETS,
    narrated=Narrated.NEVER,
    in_folder=True,
    prover="paper",
    write=_handout,
    parts=("writers/handout.py", "handout.*", "writers/data/handout.toml"),
    engines=_PAPER,
    fonts=True,
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
    engines=("lameenc", "mutagen", "soxr", "numpy"),
)

FORMATS: tuple[Format, ...] = (LARGE_PRINT, EPUB, WEB, HANDOUT, AUDIOBOOK)
