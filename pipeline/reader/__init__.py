"""Room 1. A summary's Markdown -> `Document`, and the document's own form on disk.

The only room that knows Markdown, front matter and the publisher's habits.
"""

from pipeline.reader.canonical import from_json, to_json
from pipeline.reader.glossary import with_glossary
from pipeline.reader.habits import LANGUAGES
from pipeline.reader.read import read
from pipeline.reader.source import Source, decode

__all__ = ["LANGUAGES", "Source", "decode", "from_json", "read", "to_json", "with_glossary"]
