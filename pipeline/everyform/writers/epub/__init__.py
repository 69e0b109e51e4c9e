"""Publication -> an EPUB 3.3 book."""

from everyform.writers.epub.book import FORMAT

__all__ = ["FORMAT"]
