"""The one digest that everything here is known by."""

from __future__ import annotations

import hashlib


def sha256(data: str | bytes) -> str:
    """The SHA-256 of bytes, or of words as UTF-8, in hexadecimal digits."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogateescape")  # the name of a file may be no UTF-8
    return hashlib.sha256(data).hexdigest()
