"""Publication (+ Recording) -> files: one module for each format, one row in `FORMATS`."""

from everyform.writers.audio import FORMAT as AUDIOBOOK
from everyform.writers.epub import FORMAT as EPUB
from everyform.writers.format import File, Format
from everyform.writers.handout import FORMAT as HANDOUT
from everyform.writers.large_print import FORMAT as LARGE_PRINT
from everyform.writers.web import FORMAT as WEB

FORMATS: tuple[Format, ...] = (LARGE_PRINT, EPUB, WEB, HANDOUT, AUDIOBOOK)

__all__ = ["FORMATS", "File", "Format"]
