"""XHTML and styles -> an accessible PDF (PDF/UA-1): what the writers for paper share."""

from everyform.writers.pdf.setting import (
    Compose,
    crowded,
    drawable,
    faces,
    grid_from,
    pages,
    ready,
    to_pdf,
)

__all__ = ["Compose", "crowded", "drawable", "faces", "grid_from", "pages", "ready", "to_pdf"]
