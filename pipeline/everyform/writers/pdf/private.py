"""Every part of WeasyPrint that we use, its private ones too, each named here and nowhere else.

Written against the one version that `engine.VERSION` names. Where another version is to be
used, these names are what to look up in it. Importing this needs the engine's libraries:
`engine.load` does so first, and says which of them is missing.
"""

from __future__ import annotations

import weasyprint
import weasyprint.pdf as painter
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi, fontconfig, harfbuzz_subset, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

__all__ = [
    "FatalURLFetchingError",
    "FontConfiguration",
    "Stream",
    "URLFetcher",
    "boxes",
    "ffi",
    "fontconfig",
    "harfbuzz_subset",
    "painter",
    "pango",
    "weasyprint",
]
