"""Codes of languages for formats that know no BCP 47."""

from __future__ import annotations

import pytest

from everyform.editions import available
from everyform.languages import three_letters


@pytest.mark.parametrize(
    ("language", "code"),
    [
        *(("en", "eng"), ("es", "spa"), ("fr", "fra"), ("zh-Hans", "zho"), ("pt-BR", "por")),
        *(("ht", "hat"), ("fil", "fil"), ("de", "deu"), ("xx", None), ("no tag", None)),
    ],
)
def test_codes_are_those_of_iso_639_2_for_terminology(language: str, code: str | None) -> None:
    assert three_letters(language) == code


def test_every_language_that_there_are_words_for_has_one() -> None:
    assert all(three_letters(tag) for tag in available())
