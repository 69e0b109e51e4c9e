"""One name for one entry of the dictionary, in any language."""

from __future__ import annotations

from everyform.document import Segment
from everyform.editions.consistency import Clash, across, inconsistent
from everyform.inline import Inline, Term, Text
from tests.meaning import segment

Pair = tuple[Segment, Segment]


def term(words: str, number: int) -> Term:
    return Term((Text(words),), str(number), "Cancer.gov", "en", f"https://x.gov/{number}")


def pair(*names: tuple[str, str, int]) -> Pair:
    """A sentence with terms: the source's words, the translation's, the entry's number."""
    mine: list[Inline] = [Text("It is ")]
    theirs: list[Inline] = [Text("Es ")]
    for said, put, number in names:
        mine.append(term(said, number))
        theirs.append(term(put, number))
    return segment(mine), segment(theirs, "es")


def said(*pairs: Pair) -> list[list[str]]:
    return [[fault.message for fault in faults] for faults in inconsistent(pairs)]


CHEMO = ("chemotherapy", "quimioterapia", 1)


def test_one_name_for_one_entry_raises_nothing() -> None:
    plural = ("tumors", "tumores", 2)
    assert said(pair(CHEMO), pair(CHEMO, plural), pair(("tumor", "tumor", 2))) == [[], [], []]


def test_another_name_in_one_place_is_a_question() -> None:
    odd = pair(("chemotherapy", "radiación", 1))
    assert said(pair(CHEMO), pair(CHEMO), odd) == [
        [],
        [],
        ["'chemotherapy' is 'radiación' here and 'quimioterapia' elsewhere"],
    ]


def test_it_holds_in_a_script_that_nobody_listed() -> None:
    usual, odd = ("bone", "ႁႃ", 3), ("bone", "ၵျွတ်း", 3)
    assert said(pair(usual), pair(usual), pair(odd))[2] != []


def test_one_name_for_two_entries_is_a_question() -> None:
    found = said(pair(CHEMO), pair(("surgery", "quimioterapia", 4)))
    assert found == [
        ["'chemotherapy' is 'quimioterapia', as is 'surgery'"],
        ["'surgery' is 'quimioterapia', as is 'chemotherapy'"],
    ]


def test_one_word_may_have_two_entries_of_its_own() -> None:
    assert said(pair(("tumor", "tumor", 5)), pair(("tumors", "tumor", 6))) == [[], []]


def test_several_names_in_one_sentence_are_told_apart() -> None:
    mixed = pair(CHEMO, ("surgery", "cirugía", 4))
    turned = pair(("chemotherapy", "cirugía", 1), ("surgery", "quimioterapia", 4))
    assert said(mixed, mixed, turned)[2][0].startswith("'chemotherapy' is 'cirugía' here")


def test_another_name_in_another_document_is_a_question() -> None:
    odd = ("chemotherapy", "radiación", 1)
    found = across(
        {"a": [pair(CHEMO)], "b": [pair(("bone", "hueso", 2)), pair(odd)], "c": [pair(CHEMO)]}
    )
    message = "'chemotherapy' is 'radiación' here and 'quimioterapia' in a"
    assert list(found) == [Clash("b", 1, message)]


def test_documents_that_agree_raise_nothing() -> None:
    plural = pair(("tumors", "tumores", 2))
    assert list(across({"a": [pair(("tumor", "tumor", 2))], "b": [plural], "c": []})) == []
