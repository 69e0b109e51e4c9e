"""What heads a cell, in a table and aloud."""

from __future__ import annotations

import pytest

from everyform.columns import cell_heads, column_heads, lost
from everyform.document import CellScope, Row, Table
from everyform.inline import Link, ReferenceMark, Superscript, Text
from everyform.narration import script
from everyform.walk import plain_text
from tests import tables
from tests.tables import cell, heads, publication, row, table


def said(table: Table) -> list[list[str]]:
    return [
        ["".join(plain_text(part.content) for part in head) for head in heads]
        for heads in cell_heads(table)
    ]


def test_each_cell_has_the_head_of_its_column() -> None:
    assert said(tables.roomy()) == [["Lump:", "Sign:", "Care:"]] * 2


def test_a_cell_that_lost_its_place_and_an_empty_one_have_no_head() -> None:
    assert said(tables.lost())[1] == ["", ""]
    assert lost(tables.lost())
    assert not lost(tables.roomy())
    assert said(table(row("", "pain", "")))[0] == ["", "Sign:", ""]


def test_a_row_of_one_cell_and_a_table_of_one_column_say_no_head() -> None:
    assert said(table(row("Lumps of children", "", ""))) == [["", "", ""]]
    assert said(table(row("pain"), header=(heads("Signs"),))) == [[""]]
    assert said(table(row("a", "b"), header=())) == [["", ""]]


def test_a_head_over_several_columns_is_said_with_each_of_theirs() -> None:
    header = (heads("Drug", "Effects", "", "Cost"), heads("Name", "First", "Later", ""))
    both = table(row("a", "b", "c", "d"), header=header)
    assert said(both) == [["Drug, Name:", "Effects, First:", "Effects, Later:", "Cost:"]]


def test_a_head_that_spans_rows_or_columns_and_stands_in_each_is_said_once() -> None:
    header = (heads("Drug", "Effects", "Effects"), heads("Drug", "First", "Later"))
    made = table(row("a", "b", "c"), header=header)
    assert said(made) == [["Drug:", "Effects, First:", "Effects, Later:"]]


def test_a_head_is_not_stretched_over_a_column_that_it_may_not_be_of() -> None:
    header = (heads("Drug", "", "Cost"), heads("", "Dose", ""))
    assert said(table(row("a", "b", "c"), header=header)) == [["Drug:", "Dose:", "Cost:"]]


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("en", "Then care may be:", "Then care may be:"),
        ("en", "How much?", "How much?"),
        ("fr", "Dose", "Dose\u00a0:"),
        ("zh-Hans", "剂量", "剂量\uff1a"),
    ],
)
def test_a_head_ends_in_one_colon_of_its_language(language: str, words: str, shown: str) -> None:
    header = Row((cell("x"), cell(words, scope=CellScope.COLUMN, language=language)))
    assert said(table(row("a", "b"), header=(header,)))[0][1] == shown


EXPONENT = (Text(" in 10"), Superscript((Text("9"),)), Text("/L"))


def test_a_head_said_again_leads_nowhere_and_keeps_its_exponents() -> None:
    link = Link((Text("Cells"),), "https://x.org")
    header = Row((cell("Drug"), cell(link, *EXPONENT, ReferenceMark((Text("4"),), None))))
    made = table(row("a", "b"), header=(header,))
    (again,) = cell_heads(made)[0][1]
    assert again.content == (Text("Cells"), *EXPONENT, Text(":"))
    assert link in column_heads(made)[1][0].content


def spoken(table: Table) -> list[str]:
    made = script(publication(table)).value
    return [" ".join(run.text for run in u.spoken) for u in made.utterances]


def test_the_doubt_is_heard_before_the_table_and_at_each_lost_row() -> None:
    phrases = publication().phrases
    heard = spoken(tables.lost())
    first = heard.index(f"Table. {phrases.table_lost}")
    assert heard[first + 1 : first + 4] == ["Lump", "Sign", "Care"]
    start = heard.index(f"Row 2. {phrases.place_lost}")
    assert heard[start + 1 : start + 4] == ["swelling", "ice", "Row 3. Lump:"]
    assert phrases.table_lost not in " ".join(spoken(tables.roomy()))


def test_a_head_is_heard_with_one_colon_and_its_exponent() -> None:
    header = Row((cell("Drug:"), cell(*EXPONENT)))
    heard = spoken(table(row("a", "b"), header=(header,)))
    assert "Row 1. Drug:" in heard
    assert "in 10 to the ninth per liter:" in heard
