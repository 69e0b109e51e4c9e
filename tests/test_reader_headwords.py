"""The words of a summary with their explanations: from the text, and from a glossary."""

from __future__ import annotations

import json
from typing import Any

import pytest

from everyform.canonical import from_json, to_json
from everyform.diagnostics import PipelineError, Severity
from everyform.document import Authority, Document, Headword
from everyform.reader import Source, read, with_glossary
from everyform.walk import document_segments
from tests.reading import framed


def term(words: str, number: int, language: str = "English") -> str:
    return f"[{words}](/Common/PopUps/popDefinition.aspx?id={number}&language={language})"


def document(body: str, language: str = "en") -> Document:
    return read(framed(f"## Words\n\n{body}\n", language)[0]).value


def explained(body: str, language: str = "en") -> dict[str, list[str]]:
    """What each word means, by its first form."""
    return {
        headword.forms[0]: [explanation.text for explanation in headword.explanations]
        for headword in document(body, language).headwords
        if headword.explanations
    }


def test_one_headword_for_each_entry_of_the_dictionary() -> None:
    knee = term("knee", 7)
    made = document(f"The {knee} bends. {term('Knees', 7)} hurt, {knee}s too.\n\nA {knee} again.")
    (headword,) = made.headwords
    assert (headword.cdr_id, headword.forms, headword.explanations) == ("7", ("knee", "Knees"), ())
    first, second = headword.segments
    lines = {segment.id: segment.origin.line for segment in document_segments(made)}
    assert lines[second] == lines[first] + 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"They affect {term('prognosis', 1)} (chance of recovery).", "chance of recovery"),
        (f"{term('Stem cells', 1)} (immature cells) grow.", "immature cells"),
        (f"Into the {term('trachea', 1)} ({term('windpipe', 2)} tube).", "windpipe tube"),
        (f"The {term('skin', 1)}. It is the skin (outer layer).", "outer layer"),
        (f"- {term('Insomnia', 1)}: Being unable to sleep. It is bad.", "Being unable to sleep."),
        (f"- **{term('Biopsy', 1)}**: A procedure in which cells are removed.", "A procedure"),
        ("They affect prognosis (chance of recovery).", "chance of recovery"),
        ("See a prosthetist (a specialist in limbs).", "a specialist in limbs"),
        ("- Apnea: A disorder that stops the breath.", "A disorder that stops the breath."),
    ],
)
def test_what_the_text_itself_explains(body: str, words: str) -> None:
    ((meaning,),) = explained(body).values()
    assert meaning.startswith(words)


@pytest.mark.parametrize(
    "body",
    [
        f"The {term('MRI', 1)} (magnetic resonance imaging).",
        f"A {term('computed tomography scan', 1)} (CT scan).",
        f"{term('Chemotherapy', 1)} (also called chemo).",
        f"{term('Immunotherapy', 1)} (rest) and [rest](/about-cancer/treatment/drugs/rest).",
        f"The {term('problems', 1)} (nausea, fever, and pain).",
        f"The {term('tumor', 1)} (such as a lump).",
        f"See the {term('stage', 1)} (2).",
        f"Warm {term('acupuncture', 1)} (needles and herbs).",
        f"Two types of {term('press', 1)} (relaxing and soft).",
        f"{term('Skin', 1)} (Uveal) cancer.",
        f"The {term('markers', 1)} and {term('antigens', 2)} (markers).",
        f"The {term('lump', 1)} in the knee (a soft one",
        "These lumps (which may be soft) hurt.",
        "- Telephone: the number is here.",
    ],
)
def test_other_parentheses_explain_nothing(body: str) -> None:
    assert explained(body) == {}


def test_spanish_explanations() -> None:
    body = f"La {term('aréola', 1, 'Spanish')} (área oscura)."
    assert explained(body, "es") == {"aréola": ["área oscura"]}
    body = f"Suplementos de {term('betacaroteno', 1, 'Spanish')} (comprimidos)."
    assert explained(body, "es") == {}


def test_a_defined_word_is_the_dictionary_word_of_that_form() -> None:
    made = document(f"{term('apnea', 1)} is bad.\n\n- Apnea: A disorder that stops the breath.")
    (headword,) = made.headwords
    assert headword.cdr_id == "1"
    (explanation,) = headword.explanations
    assert explanation.authority is Authority.TEXT
    assert explanation.segment in {segment.id for segment in document_segments(made)}


def test_headwords_survive_on_disk() -> None:
    made = document(f"{term('Skin', 1)} (outer layer).\n\n- Apnea: A disorder of breath.")
    assert len(made.headwords) == 2
    assert from_json(to_json(made)) == made


# The glossary

SKIN: dict[str, Any] = {
    "termId": 1,
    "language": "en",
    "dictionary": "Cancer.gov",
    "termName": "skin",
    "pronunciation": {"key": "(skin)", "audio": ""},
    "definition": {"html": "The <b>cover</b>.", "text": "The cover\nof the body."},
}


def glossary(*entries: object) -> Source:
    return Source("seeds/glossary.en.json", json.dumps(entries, indent=1))


def skin() -> Document:
    return document(f"The {term('skin', 1)} (outer layer) and the {term('bone', 2)}.")


def test_a_glossary_supplies_explanations_after_the_text() -> None:
    made, (note,) = with_glossary(skin(), glossary(SKIN, {**SKIN, "termId": 9}))
    found: Headword = made.headwords[0]
    assert [(e.text, e.authority, e.segment is None) for e in found.explanations] == [
        ("outer layer", Authority.TEXT, False),
        ("The cover of the body.", Authority.DICTIONARY, True),
    ]
    assert made.headwords[1].explanations == ()
    assert (note.severity, note.code) == (Severity.NOTE, "glossary")
    assert "1 of the 2" in note.message
    assert with_glossary(made, glossary(SKIN)).value == made
    assert from_json(to_json(made)) == made


def test_entries_in_another_language_do_not_count() -> None:
    made, findings = with_glossary(skin(), glossary({**SKIN, "language": "es"}))
    assert made == skin()
    assert [d.code for d in findings] == ["glossary", "glossary-language"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [1]),
        ("{}", [1]),
        ("[\n{]", [2]),
        ("[\n1\n2]", [3]),
        ("[\n]\n x", [2]),
        ("[\n1,\n]", [3]),
        ("[" * 100_000, [1]),
        (glossary("word").text, [2]),
        (glossary({**SKIN, "termId": "CDR1"}).text, [2]),
        (glossary({**SKIN, "termId": True}).text, [2]),
        (glossary({**SKIN, "language": "fr"}).text, [2]),
        (glossary({**SKIN, "termName": ""}).text, [2]),
        (glossary({**SKIN, "definition": "x"}).text, [2]),
        (glossary({**SKIN, "definition": {"text": " "}}, {**SKIN, "termId": 0}).text, [2, 15]),
        (glossary(SKIN, SKIN).text, [16]),
    ],
)
def test_a_glossary_of_another_form_is_an_error(text: str, lines: list[int]) -> None:
    with pytest.raises(PipelineError) as caught:
        with_glossary(skin(), Source("seeds/glossary.en.json", text))
    assert {d.code for d in caught.value.diagnostics} == {"glossary-syntax"}
    assert [d.location.line for d in caught.value.diagnostics] == lines
