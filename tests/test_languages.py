"""What a tag says of a language: script, direction, three-letter code."""

from __future__ import annotations

import pytest

from everyform.editions import available
from everyform.languages import Direction, direction, likely, three_letters


@pytest.mark.parametrize(
    ("tag", "script", "leftward"),
    [
        *(("en", "Latn", False), ("es-MX", "Latn", False), ("ar", "Arab", True)),
        *(("ar-XB", "Arab", True), ("he", "Hebr", True), ("yi", "Hebr", True)),
        # Where the region decides, and where the language has two scripts.
        *(("pa", "Guru", False), ("pa-PK", "Arab", True), ("uz", "Latn", False)),
        *(("uz-AF", "Arab", True), ("az-IR", "Arab", True), ("az-Latn", "Latn", False)),
        *(("ku", "Latn", False), ("ku-Arab", "Arab", True), ("sd", "Arab", True)),
        *(("sd-IN", "Deva", False), ("ff", "Latn", False), ("ff-Adlm", "Adlm", True)),
        *(("zh", "Hans", False), ("zh-TW", "Hant", False), ("zh-Hans-TW", "Hans", False)),
        *(("ko", "Kore", False), ("ru", "Cyrl", False), ("nqo", "Nkoo", True)),
        # Old tags, registers, and what nobody lists.
        *(("iw", "Hebr", True), ("sh", "Latn", False), ("ur-simple", "Arab", True)),
        *(("qaa", "", False), ("qaa-Arab", "Arab", True), ("es-419", "Latn", False)),
    ],
)
def test_a_tag_says_its_script_and_direction(tag: str, script: str, leftward: bool) -> None:
    assert likely(tag).script == script
    assert (direction(tag) is Direction.RIGHT_TO_LEFT) is leftward


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
