"""The publisher's own page: saved HTML -> the same draft that Markdown makes."""

from pipeline.reader.page.parse import parse_page

__all__ = ["parse_page"]
