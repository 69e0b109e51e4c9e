"""Codes of languages for formats that know no BCP 47. A floor module: writer and proof ask here."""

from __future__ import annotations


def three_letters(language: str) -> str | None:
    """The code of ISO 639-2/T, as ID3 asks, of a BCP 47 language; None where it has none."""
    # Loaded here: it is large, and only what is made of sound asks.
    import langcodes

    try:
        return str(langcodes.Language.get(language).to_alpha3(variant="T"))
    except (LookupError, ValueError):  # a code that nobody has, or no tag
        return None
