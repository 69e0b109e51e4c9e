"""Words as part of a file name. A floor module: every room that names files asks here."""

from __future__ import annotations

import re
import unicodedata


def slug(words: str, limit: int = 48) -> str:
    """ASCII, lower case, whole words up to `limit` characters, never the trade mark.

    "section" where nothing of the words can be written in ASCII.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = [p for p in re.findall(r"[a-z0-9]+", plain) if p != "pdq"]
    kept = ""
    for part in parts:
        longer = f"{kept}-{part}" if kept else part
        if kept and len(longer) > limit:
            break
        kept = longer
    return kept[:limit] or "section"
