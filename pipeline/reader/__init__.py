"""Room 1. A summary's Markdown or saved page -> `Document`, and that one's form on disk.

The only room that knows Markdown, the publisher's HTML, front matter and habits.
"""

from pipeline.reader.canonical import from_json, to_json
from pipeline.reader.excerpts import excerpts
from pipeline.reader.glossary import with_glossary
from pipeline.reader.habits import LANGUAGES
from pipeline.reader.kinds import SUFFIXES, has_header_beside
from pipeline.reader.read import read
from pipeline.reader.settle import settle
from pipeline.reader.settlement import Settlement
from pipeline.reader.source import Source, decode

__all__ = [
    "LANGUAGES",
    "SUFFIXES",
    "Settlement",
    "Source",
    "decode",
    "excerpts",
    "from_json",
    "has_header_beside",
    "read",
    "settle",
    "to_json",
    "with_glossary",
]
