"""The publisher's own page: saved HTML -> the same draft that Markdown makes."""

from pipeline.reader.page.parse import parse_page, read_page
from pipeline.reader.page.tree import MAX_CHARACTERS

__all__ = ["MAX_CHARACTERS", "parse_page", "read_page"]
