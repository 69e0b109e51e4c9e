"""The publisher's own page: saved HTML -> the same draft that Markdown makes."""

from everyform.reader.page.parse import parse_page, read_page
from everyform.reader.page.tree import MAX_CHARACTERS

__all__ = ["MAX_CHARACTERS", "parse_page", "read_page"]
