"""How plain a sheet is: counted as a person would, told beside the sheets, a gate for a release."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest

import everyform
from everyform import Request
from everyform.document import Block, BulletList, ListItem, Quote
from everyform.glue import WORDS, Glue, Line, LineKind
from everyform.inline import Term, Text
from everyform.labels import Facts, label
from everyform.production.scoring import measured
from everyform.publication import Publication
from everyform.sheets import Scores, misses, scores, sheets, worksheets
from everyform.sheets.voice import passive
from tests import publications as small
from tests.catalogs import copied
from tests.test_sheets import chapter, published, summary

DAY = date(2026, 1, 15)
SMALL = Path(__file__).parent / "fixtures/small.en.md"
GLUE = Glue(
    {
        "signs": (
            Line(LineKind.MAIN, "A lump may be a sign."),
            Line(LineKind.DO, "Call us."),
            Line(LineKind.DO, "Write it down."),
            Line(LineKind.ASK, "What is your plan?"),
            Line(LineKind.UNKNOWN, "The cause is not known."),
        ),
        WORDS: (Line(LineKind.WORD, "osteosarcoma: a cancer of the bone"),),
    }
)


def sheet(*inside: Block, glue: Glue = GLUE) -> Publication:
    source = summary(chapter("1", "Symptoms of elbow tumor", *inside))
    return sheets(published(source), source, glue)[0]


def found(*inside: Block, glue: Glue = GLUE) -> Scores:
    return scores(sheet(*inside, glue=glue), glue)


LONG = "One two three four five six seven eight nine ten one two three four five six seven eight "


def test_sentences_are_counted_and_long_ones_named() -> None:
    made = found(small.para("It is a lump. " + LONG + "nine ten done."), glue=Glue())
    assert made.sentences == 2
    assert made.mean == 12.5
    assert [s.split()[-1] for s in made.long] == ["done."]
    assert found(small.para(LONG + "nine ten."), glue=Glue()).long == ()


def test_a_defined_term_is_an_easy_word_in_the_second_grade() -> None:
    made = found(small.para("Osteosarcoma is here. Osteosarcoma can be cured."))
    plain = found(small.para("Doctor is here. Doctor can be cured."))
    assert made.grades["Flesch-Kincaid"] > made.neutral["Flesch-Kincaid"] + 3
    assert made.neutral["SMOG"] == plain.neutral["SMOG"]


@pytest.mark.parametrize(
    ("sentence", "language", "said"),
    [
        ("The tumor is removed by a surgeon.", "en", True),
        ("It was often given to children.", "en", True),
        ("They are taken away.", "en", True),
        ("The doctor removes the tumor.", "en", False),
        ("It is a kind of cancer.", "en", False),
        ("Your child may be tired.", "en", False),
        ("El tumor es extirpado.", "es", True),
        ("Las muestras fueron vistas con un microscopio.", "es", True),
        ("El médico extirpa el tumor.", "es", False),
        ("Es un cáncer raro.", "es", False),
        ("It is removed.", "ht", False),
    ],
)
def test_a_passive_sentence_is_told_from_an_active_one(
    sentence: str, language: str, said: bool
) -> None:
    assert passive(sentence, language) is said


def test_hard_terms_are_named_where_nothing_explains_them() -> None:
    def term(words: str) -> Term:
        return Term((Text(words),), "1", "Cancer.gov", "en", "https://example.org")

    made = found(
        small.para("An ", term("anesthesia"), Text(" may help.")),
        small.para("A ", term("pathologist"), Text(" (a doctor who studies tissue) looks.")),
        small.para("This is called ", term("radiation therapy"), Text(".")),
        small.para("The ", term("bone"), Text(" and the "), term("osteosarcoma"), Text(".")),
    )
    assert made.unexplained == ("anesthesia",)


def test_lists_actions_and_shares_are_counted() -> None:
    items = tuple(ListItem((small.para(f"sign {n}"),)) for n in range(8))
    made = found(small.para("Signs:"), BulletList(items), Quote((small.para("one two three"),)))
    assert 8 in made.lists
    assert (made.message, made.actions, made.questions, made.unsure) == (True, 2, 1, True)
    assert 0 < made.own < 1
    assert made.plain == pytest.approx(1 - 3 / made.words, abs=0.001)
    bare = found(small.para("It is a lump."), glue=Glue())
    assert (bare.message, bare.actions, bare.questions, bare.unsure) == (False, 0, 0, False)


def test_what_one_can_do_is_said_on_each_sheet_of_a_topic() -> None:
    source = summary(chapter("1", "Symptoms", *(small.para("Some words. " * 40) for _ in range(9))))
    made = sheets(published(source), source, GLUE)
    assert len(made) > 1
    assert [scores(one, GLUE).actions for one in made] == [*[1] * (len(made) - 1), 2]


def test_the_gates_are_those_of_the_standards() -> None:
    good = found(small.para("It is a lump. See us."))
    assert list(misses(good, "en")) == []
    for change, said in (
        ({"long": ("x",)}, "1 sentences of more than 20"),
        ({"mean": 13.1}, "13.1 words a sentence"),
        ({"neutral": {"Flesch-Kincaid": 6.1}}, "Flesch-Kincaid 6.1, not 6"),
        ({"neutral": {"SMOG": 8.1}}, "SMOG 8.1, not 8"),
        ({"lists": (8,)}, "a list of 8 items"),
        ({"message": False}, "no main message"),
        ({"actions": 0}, "nothing that one can do"),
        ({"plain": 0.9}, "10% of it in the words of the source"),
    ):
        (missed,) = misses(replace(good, **change), "en")
        assert said in missed
    spanish = replace(good, neutral={"Szigriszt-Pazos (INFLESZ)": 64.9})
    assert list(misses(spanish, "es")) == ["INFLESZ 64.9, not 65"]
    assert list(misses(replace(good, sentences=0, message=False), "en")) == []


def test_a_worksheet_answers_what_was_measured_and_leaves_the_rest_to_a_person() -> None:
    page = sheet(small.para("Call your doctor. About 12 of 100 have a risk."))
    cci, understand, act = worksheets(page, scores(page, GLUE))
    answers = {answer.number: answer for answer in cci.answers}
    assert set(answers) == set(range(1, 21))
    assert answers[1].answer is True
    assert (answers[4].answer, answers[4].by) == (False, "declared")
    assert (answers[13].answer, answers[13].by) == (None, "person")
    assert answers[15].by == "person"
    assert act.share == 100
    assert cci.open == sum(answer.by == "person" for answer in cci.answers)
    bare = sheet(small.para("It is a lump."), glue=Glue())
    cci, understand, act = worksheets(bare, scores(bare, Glue()))
    answers = {answer.number: answer for answer in cci.answers}
    assert answers[1].answer is False
    assert answers[15].by == answers[18].by == "not applicable"
    assert act.share < understand.passing


def test_only_sheets_in_plain_words_are_measured() -> None:
    page = sheet(small.para("It is a lump."))
    assert measured(page, GLUE) == {}
    facts = Facts(whole=False, translated=False, adapted=True, stale=True)
    assert measured(replace(page, label=label(facts)), GLUE)["sentences"] > 0


@pytest.fixture
def request_of(tmp_path: Path) -> Request:
    locales = copied(tmp_path)
    document = everyform.read(SMALL).value
    from everyform.editions import desk

    path = desk.merge(document, "en-simple", locales)
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = entry.msgid
    file.save(str(path))
    output, formats = tmp_path / "output", ("handout",)
    return Request(DAY, (SMALL,), output, formats, ("en-simple",), locales=locales)


def test_the_scores_stand_beside_the_sheets_and_in_the_report(request_of: Request) -> None:
    result = everyform.build(request_of)
    assert result.exit_code == 0
    told = [f for f in result.found if f.code == "sheet-not-plain"]
    data = json.loads((request_of.output / "small/en-simple/scores.json").read_text("utf-8"))
    missed = [s for s in data["sheets"] if s["misses"]]
    assert len(told) == len(missed) > 0
    for one in data["sheets"]:
        assert (request_of.output / one["file"]).is_file()
        assert {w["name"] for w in one["worksheets"]} >= {"CDC-CCI"}
    report = (request_of.output / "small/report.html").read_text("utf-8")
    assert "How plain the sheets are: en-simple" in report
    assert "no main message" in report
    assert everyform.verify(request_of.output, as_of=DAY, locales=request_of.locales).exit_code == 0
    assert all(not step.why for step in everyform.build(request_of).steps)


def test_a_sheet_that_is_not_plain_is_not_released(request_of: Request) -> None:
    from everyform.editions import Role, content_path, desk

    document = everyform.read(SMALL).value
    path = content_path(document, "en-simple", request_of.locales)
    for role in Role:
        desk.approve(path, None, role, f"Ana {role.value}", DAY)
    result = everyform.build(replace(request_of, release=True))
    assert result.exit_code == 1
    refused = [f for f in result.found if f.code == "release-not-plain"]
    assert refused
    assert not list(request_of.output.rglob("*.pdf"))
