"""Publication (+ Recording) -> files: one module for each format, one row in `FORMATS`."""

from everyform.writers.format import File, Format
from everyform.writers.formats import FORMATS, load_all, paper_draws, paper_ready

__all__ = ["FORMATS", "File", "Format", "load_all", "paper_draws", "paper_ready"]
