"""What a BCP 47 tag says of a language: its script, its direction, its three-letter code.

A floor module: editions, writers and proof ask here, so that no two of them can differ.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import NamedTuple

from babel.core import get_global


class Direction(Enum):
    """Base direction of a script; the value is HTML's `dir`."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


class Subtags(NamedTuple):
    """Language (ISO 639), script (ISO 15924) and region (ISO 3166-1); "" for what is unknown."""

    language: str
    script: str
    region: str


# The scripts in use today that run right to left: scriptMetadata.txt of Unicode CLDR.
_LEFTWARD = frozenset(
    (
        *("Adlm", "Arab", "Aran", "Gara", "Hebr", "Mand", "Mend"),
        *("Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"),
    )
)
_SCRIPT_LENGTH, _REGION_LENGTH, _AREA_LENGTH = 4, 2, 3  # RFC 5646, 2.1; an area is a number


@cache
def likely(tag: str) -> Subtags:
    """The subtags of a BCP 47 tag; what it leaves out is added as Unicode CLDR knows it.

    By CLDR's aliases and likely subtags, as Babel has them: "pa-PK" is written in Arab,
    "zh-HK" in Hant, "sh" is "sr" in Latn.
    """
    first, *rest = tag.split("-")
    script = next((part.title() for part in rest if _is_script(part)), "")
    region = next((part.upper() for part in rest if _is_region(part)), "")
    alias = get_global("language_aliases").get(first.lower(), first.lower())
    language, _, implied = alias.partition("_")
    script = script or (implied if _is_script(implied) else "")
    known = get_global("likely_subtags")
    for parts in ((language, script, region), (language, region), (language, script), (language,)):
        if full := known.get("_".join(filter(None, parts))):
            _, likely_script, likely_region = full.split("_")
            return Subtags(language, script or likely_script, region or likely_region)
    return Subtags(language, script, region)


def _is_script(part: str) -> bool:
    return len(part) == _SCRIPT_LENGTH and part.isalpha()


def _is_region(part: str) -> bool:
    if part.isdigit():
        return len(part) == _AREA_LENGTH
    return len(part) == _REGION_LENGTH and part.isalpha()


def direction(tag: str) -> Direction:
    """The direction in which a BCP 47 language is written; to the right where none is known."""
    leftward = likely(tag).script in _LEFTWARD
    return Direction.RIGHT_TO_LEFT if leftward else Direction.LEFT_TO_RIGHT


def three_letters(language: str) -> str | None:
    """The code of ISO 639-2/T, as ID3 asks, of a BCP 47 language; None where it has none."""
    # Loaded here: it is large, and only what is made of sound asks.
    import langcodes

    try:
        return str(langcodes.Language.get(language).to_alpha3(variant="T"))
    except (LookupError, ValueError):  # a code that nobody has, or no tag
        return None
