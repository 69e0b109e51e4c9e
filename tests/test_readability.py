"""Readability: known counts, both languages, and only full sentences."""

from __future__ import annotations

import pytest

from everyform.readability import full_sentences, readability, scored, syllables
from tests.publications import document, para


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        *((w, "en", n) for w, n in (("osteosarcoma", 6), ("cancer", 2), ("disease", 2))),
        *((w, "en", n) for w, n in (("people", 2), ("treated", 2), ("diagnosed", 3))),
        *((w, "en", n) for w, n in (("bones", 1), ("places", 2), ("table", 2), ("the", 1))),
        *((w, "es", n) for w, n in (("región", 2), ("oncología", 5), ("cirugía", 4))),
        *((w, "es", n) for w, n in (("quimioterapia", 5), ("guerra", 2), ("leer", 2))),
    ],
)
def test_syllables_are_counted_by_vowels(word: str, language: str, count: int) -> None:
    assert syllables(word, language) == count


def test_the_formulas_give_their_published_values() -> None:
    """Ten words in two sentences, one of them of three syllables: worked out by hand."""
    made = scored(["The cat sat on the mat.", "An animal sat down."], "en")
    assert (made.sentences, made.words) == (2, 10)
    grade, smog = (score.value for score in made.scores)
    assert grade == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)
    assert smog == pytest.approx(1.0430 * 15**0.5 + 3.1291)


def test_spanish_scores_rise_with_ease() -> None:
    easy = scored(["El sol sale. "], "es").scores
    hard = scored(
        ["La quimioterapia neoadyuvante precede intervenciones quirúrgicas."], "es"
    ).scores
    for low, high in zip(hard, easy, strict=True):
        assert low.value < high.value
        assert not low.high_is_hard


def test_other_languages_are_counted_and_not_scored() -> None:
    assert scored(["Das ist ein Satz."], "de").scores == ()


def test_only_full_sentences_count() -> None:
    assert full_sentences("a soft bone", "en") == ()
    assert full_sentences("See https://example.org/x now.", "en") == ()
    assert full_sentences("It is. So", "en") == ("It is.",)


def test_a_document_without_sentences_has_no_score() -> None:
    made = readability(document((para("a fragment"),)))
    assert (made.sentences, made.words, made.scores) == (0, 0, ())
