"""Where a word begins and ends in each script, and figures and signs in their plain forms.

Python's `\\w` takes "约440例" and "PDQ는" for one word. Here a Latin letter or a
figure beside a letter of a script that glues words together stands at an edge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters and figures that make one word with their like: for character classes.
LATIN_LETTERS = r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
LATIN = rf"0-9_\u00b2\u00b3\u00b9{LATIN_LETTERS}"
START = rf"(?<![{LATIN}])"
END = rf"(?![{LATIN}])"

# Letters of scripts that put no space between words, or none before a particle:
# Kana, Han and Hangul. An edge between two of them cannot be seen.
GLUED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"

_LATIN_EDGE = re.compile(rf"[{LATIN}]")
_GLUED_EDGE = re.compile(rf"[{GLUED}]")

# Full-width signs at which a voice pauses: ! ( ) , : ; ?
_PAUSES = {0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F}
_PLAIN = {
    # Arabic-Indic figures, western and eastern.
    **{zero + figure: str(figure) for zero in (0x660, 0x6F0) for figure in range(10)},
    # Full-width letters, figures and signs.
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in _PAUSES},
    # Roman numbers of one character, one to ten.
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2160, 0x216A)},
    ord("\u066a"): "%",
    ord("\u066b"): ".",  # Arabic decimal separator
    ord("\u066c"): ",",  # and the one of thousands
    ord("\u301c"): "~",
    ord("\u2103"): "\u00b0C",
}

# Small raised figures, perhaps with a sign, after a figure or a bracket.
_RAISED = re.compile(r"(?<=[\d)])([\u207a\u207b]?[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+)")
_LOWERED = re.compile(r"(?<=[A-Za-z)])[\u2080-\u2089]+")
# mg/m^2, cm^3
_UNIT_POWER = re.compile(
    r"((?<![A-Za-z])(?:[A-Za-z\u00b5\u03bc]{1,4}/)?(?:[cdkm]?m|ft|in))\^([23])(?![\d^])"
)

# One Arabic letter that is a word, written together with a Latin one: "وNCI".
_PREFIX = re.compile(r"(?<!\w)([\u0648\u0641\u0628\u0644\u0643])\u0640?(?=[A-Za-z\d])")
_VOWELS = {"\u0628": "\u0650", "\u0644": "\u0650"}  # bi, li; the others have an a


def plain(text: str) -> str:
    """`text` with ASCII figures, letters and signs for their forms in other scripts.

    A power is "10^9" however it was written, a unit "m\u00b2", a formula "H2O".
    """
    text = _PREFIX.sub(_vowelled, text.translate(_PLAIN))
    text = _RAISED.sub(lambda raised: f"^{unicodedata.normalize('NFKC', raised[1])}", text)
    text = _LOWERED.sub(lambda lowered: unicodedata.normalize("NFKC", lowered[0]), text)
    return _UNIT_POWER.sub(lambda unit: unit[1] + "\u00b2\u00b3"["23".index(unit[2])], text)


def edged(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first, where they are whole words."""
    return "|".join(
        f"{_before(word)}{re.escape(word)}{_after(word)}"
        for word in sorted(words, key=len, reverse=True)
    )


def ended(words: Iterable[str]) -> str:
    """The same for what may follow a figure without a space: "0.8mm"."""
    return "|".join(
        f"{re.escape(word)}{_after(word)}" for word in sorted(words, key=len, reverse=True)
    )


def _before(word: str) -> str:
    first = word[:1]
    if _LATIN_EDGE.match(first):
        return START
    return "" if _GLUED_EDGE.match(first) or not first.isalpha() else r"(?<!\w)"


def _after(word: str) -> str:
    last = word[-1:]
    if _LATIN_EDGE.match(last):
        return END
    return "" if _GLUED_EDGE.match(last) or not last.isalpha() else r"(?!\w)"


def _vowelled(prefix: re.Match[str]) -> str:
    letter = prefix.group(1)
    return f"{letter}{_VOWELS.get(letter, chr(0x64E))} "
