"""Publication -> an EPUB 3.3 book."""

from everyform.writers.epub.book import write

__all__ = ["write"]
