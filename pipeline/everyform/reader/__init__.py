"""Room 1. A summary's Markdown or saved page -> `Document`.

The only room that knows Markdown, the publisher's HTML, front matter and habits.
"""

from everyform.reader.excerpts import excerpts
from everyform.reader.glossary import with_glossary
from everyform.reader.habits import LANGUAGES
from everyform.reader.kinds import SUFFIXES, has_header_beside
from everyform.reader.read import read
from everyform.reader.settle import settle
from everyform.reader.settlement import Settlement
from everyform.reader.source import Source, decode

__all__ = [
    "LANGUAGES",
    "SUFFIXES",
    "Settlement",
    "Source",
    "decode",
    "excerpts",
    "has_header_beside",
    "read",
    "settle",
    "with_glossary",
]
