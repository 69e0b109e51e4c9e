"""Words cut between their letters on paper: found where they had room, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from everyform.diagnostics import Diagnostic
from everyform.document import Table
from everyform.inline import Link, Strong, Superscript, Text
from everyform.proof.cuts import cuts
from everyform.proof.expected import expected
from everyform.proof.passage import Card, Passage, Place, Reading, Run, Stretch
from everyform.proof.pdf import read_document
from everyform.writers import handout, large_print
from tests.publications import para
from tests.tables import findings, heads, publication, row, sheet, table

_KEPT_WHOLE = ":is(th, td), :is(th, td) :is(p, li) { overflow-wrap: normal; }"


def narrow() -> Table:
    """Six columns, of long words."""
    long = ["Chondroblastoma", "hospitalization", "immunohistochemistry"] * 2
    return table(row(*long), row(*long), header=(heads("A", "B", "C", "D", "E", "92%"),))


NAMES = {large_print: "large-print", handout: "handout"}


@pytest.mark.parametrize("writer", NAMES, ids=NAMES.values())
def test_a_column_that_is_too_narrow_for_its_words_is_found(
    writer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = narrow()
    made = sheet(shown) if writer is handout else publication(shown)
    (file,) = writer.write(made)
    assert findings(file.data, made, NAMES[writer]) == []
    render = writer.render

    def careless(template: str, **values: object) -> str:
        return str(render(template, **values)).replace(_KEPT_WHOLE, "")

    monkeypatch.setattr(writer, "render", careless)
    monkeypatch.setattr(writer, "crowded", lambda *_: frozenset())
    (file,) = writer.write(made)
    found = findings(file.data, made, NAMES[writer])
    assert {f.code for f in found} == {"word-cut"}
    assert any("immunohistochemistry" in f.message.replace("|", "") for f in found)


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_running_text_has_no_word_that_is_cut(tag: str) -> None:
    """Links, marks above the line, dashes and signs at every place where a line may end."""
    link = Link((Text("hysteroscopically"),), "https://x.org")
    power = (Text(" 10"), Superscript((Text("9"),)), Text("/L"))
    blocks = tuple(
        para(
            f"{'x ' * number}follow-up of IL-2 and/or ",
            Strong((Text("much "), link)),
            *power,
            Text(" (1,200.50 or 92%), see https://www.cancer.gov/types/osteochondroma."),
        )
        for number in range(1, 40)
    )
    made = publication(*blocks, tag=tag)
    (file,) = large_print.write(made)
    assert findings(file.data, made, "large-print") == []
    read = read_document(file.data)
    assert sum(len(passage.stretches) > 4 for passage in read.passages) > 20


def test_a_word_that_is_longer_than_a_line_may_be_cut() -> None:
    made = publication(para("pneumonoultramicroscopicsilicovolcanokoniosis" * 2))
    (file,) = large_print.write(made)
    assert findings(file.data, made, "large-print") == []


# By hand: a page 400 points wide, letters of 10 points, 5 points for each of them


def found(
    *lines: str, words: str = "", left: float = 0.0, in_cell: bool = False, role: str = "p"
) -> list[Diagnostic]:
    """The findings on a paragraph of these lines, below a line that fills the page."""
    text = words or "".join(lines)
    made = publication(para(text))
    (wanted,) = (u for u in expected(made).units if u.text == text)
    full = Stretch("x" * 80, 1, 0.0, 400.0, 700.0, 10.0)
    left = 400.0 - 5 * max(map(len, lines)) if "\u0600" < text < "\u0700" else left
    stretches = tuple(
        Stretch(line, 1, left, left + 5 * len(line), 600.0 - 14 * number, 10.0)
        for number, line in enumerate(lines)
    )
    passages = (
        Passage("", "p", (Run(full.text, "en"),), stretches=(full,)),
        Passage(
            wanted.id, role, (Run("".join(lines), "en"),), stretches=stretches, in_cell=in_cell
        ),
    )
    card = Card((), "", (), "", "", "", "")
    return list(cuts(expected(made), Reading(card, passages, (), frozenset(), (), ()), "x"))


@pytest.mark.parametrize(
    "lines",
    [
        ("immuno", "therapy"),
        ("after immuno", "therapy"),
        ("92", "% of"),
        ("0.", "5 mg"),
        ("a dose of 1,", "200"),
        ("IL-2", "3"),
        ("l’", "hôpital"),
        ("العل", "اج"),
        ("им", "муно"),
    ],
)
def test_a_word_is_cut(lines: tuple[str, ...]) -> None:
    (one,) = found(*lines)
    assert one.code == "word-cut"
    assert "|" in one.message


@pytest.mark.parametrize(
    "lines",
    [
        ("immuno ", "therapy"),
        ("non-", "Hodgkin"),
        ("and/", "or"),
        ("chemotherapy—", "then"),
        ("immuno\u200b", "therapy"),
        ("https://www.can", "cer.gov/types"),
        ("write to ana@hos", "pital.org"),
        ("化学", "疗法"),
        ("화학", "요법"),
        ("การรัก", "ษา"),
        ("x" * 79, "y" * 9),
    ],
)
def test_a_line_may_end_there(lines: tuple[str, ...]) -> None:
    assert found(*lines) == []


def test_spaces_that_the_file_does_not_hold_are_those_of_the_text() -> None:
    assert found("ورم", "العظم", words="ورم العظم") == []
    assert len(found("ورم", "العظم", words="ورمالعظم")) == 1


def test_a_long_word_in_a_narrow_cell_is_cut_and_one_in_a_narrow_place_is_not() -> None:
    lines = ("x" * 15, "y" * 15)
    assert found(*lines, left=300.0) == []
    assert len(found(*lines, left=300.0, in_cell=True)) == 1


def test_the_mark_of_an_item_is_no_word() -> None:
    assert found("a", "b", role="lbl") == []


def test_letters_above_the_line_do_not_end_it() -> None:
    made = publication(para("109"))
    (unit,) = (u for u in expected(made).units if u.text == "109")
    base = Stretch("10", 1, 0.0, 10.0, 600.0, 10.0)
    raised = Stretch("9", 1, 10.0, 14.0, 604.0, 8.0)
    passage = Passage(unit.id, "p", (Run("109", "en"),), Place.TEXT, (), (base, raised))
    card = Card((), "", (), "", "", "", "")
    reading = Reading(card, (passage,), (), frozenset(), (), ())
    assert list(cuts(expected(made), reading, "x")) == []
