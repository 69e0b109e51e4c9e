"""Codes of languages for formats that know no BCP 47. A floor module: writer and proof ask here."""

from __future__ import annotations

# ISO 639-2/T, as ID3 asks, by BCP 47 primary language.
THREE_LETTERS = {
    "ar": "ara",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "ht": "hat",
    "ko": "kor",
    "pt": "por",
    "ru": "rus",
    "vi": "vie",
    "zh": "zho",
}
