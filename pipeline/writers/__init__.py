"""Publication (+ Recording) -> files: one module for each format, one row in `FORMATS`."""

from pipeline.writers.audiobook import FORMAT as AUDIOBOOK
from pipeline.writers.epub import FORMAT as EPUB
from pipeline.writers.format import File, Format
from pipeline.writers.handout import FORMAT as HANDOUT
from pipeline.writers.large_print import FORMAT as LARGE_PRINT
from pipeline.writers.web import FORMAT as WEB

FORMATS: tuple[Format, ...] = (LARGE_PRINT, EPUB, WEB, HANDOUT, AUDIOBOOK)

__all__ = ["FORMATS", "File", "Format"]
