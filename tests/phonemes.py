"""What espeak-ng would say, in the International Phonetic Alphabet, for the tests of narration."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import espeakng_loader

from everyform.voices import voice_for

# A table for each language: what is written, what is said, how it sounds.
SPEECH = Path(__file__).parent / "fixtures" / "speech"
LANGUAGES = tuple(sorted(path.stem for path in SPEECH.glob("*.tsv")))
VOICES = {language: voice_for(language).name for language in LANGUAGES}

# espeak-ng's speak_lib.h: no sound device, UTF-8, phonemes in [[...]], and IPA as the result.
_SYNCHRONOUS, _UTF8, _PHONEMES, _IPA = 2, 0x01, 0x100, 0x02


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = Path(espeakng_loader.get_data_path()).parent
    assert library.espeak_Initialize(_SYNCHRONOUS, 0, str(data).encode(), 0) > 0
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    # espeak_TextToPhonemes reads [[...]] only after espeak_Synth was told to.
    library.espeak_SetVoiceByName(b"gmw/en-us")
    library.espeak_Synth(b"a\0", 2, 0, 1, 0, _UTF8 | _PHONEMES, None, None)
    return library


def ipa(words: str, voice: str) -> str:
    """The sounds of `words`; " | " where the voice takes a breath."""
    library = _library()
    assert library.espeak_SetVoiceByName(voice.encode()) == 0
    left = ctypes.c_char_p(words.encode())
    clauses = []
    while left.value is not None:
        said = library.espeak_TextToPhonemes(ctypes.byref(left), _UTF8, _IPA)
        clauses.append((said or b"").decode().strip())
    return " | ".join(filter(None, clauses))
