"""Characters that no catalog may bring into a page.

Control characters break files, and those that override the direction of a line show
its digits in another order: "440" as "044", which no check of the words can see. A Latin
ligature of one character is read back from print as its letters, and looks like a wrong word.
"""

from __future__ import annotations

import unicodedata

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_END_OF_ISOLATE = "\u2069"
_LIGATURES = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
_PLAIN = frozenset("\t\n")
_UNFIT = _OVERRIDES | _LIGATURES


def unfit(words: str) -> str:
    """The first character that must not stand there, as U+..., or ""."""
    depth = 0
    for character in words:
        depth += (character in _ISOLATES) - (character == _END_OF_ISOLATE)
        if depth < 0 or character in _UNFIT or _breaks(character):
            return f"U+{ord(character):04X}"
    return "an isolate that does not end" if depth else ""


def _breaks(character: str) -> bool:
    """A control character, a lone surrogate, or what Unicode will never assign."""
    code = ord(character)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return True
    return unicodedata.category(character) in ("Cc", "Cs") and character not in _PLAIN
