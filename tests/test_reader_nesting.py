"""Kinds of lists that a flat copy leaves in doubt, each with the nesting an editor would give."""

from __future__ import annotations

import pytest

from everyform.diagnostics import CONCERNS, Diagnostic, PipelineError, Severity
from everyform.reader import read
from everyform.reader.habits import LANGUAGES, habits
from tests.nesting import DOUBTS, folded, score
from tests.reading import framed, tree

KINDS = {
    "a paragraph that ends in a colon closes the list before it": (
        "Tell us about:\n\n- pain in the knee\n\nAlso tell us about:\n\n"
        "- falls\n- fever\n- pain pills",
        "- pain in the knee\np Also tell us about:\n- falls\n- fever\n- pain pills",
    ),
    "two lists with the same items are two lists": (
        "At first:\n\n- ice\n- rest at home\n- a knee brace\n\nLater:\n\n"
        "- walks\n- rest at home\n- swims",
        "- ice\n- rest at home\n- a knee brace\np Later:\n- walks\n- rest at home\n- swims",
    ),
    "one shared first word is no return": (
        "Call for:\n\n- trouble walking\n- a swollen knee\n- new signs, such as:\n\n"
        "- red skin\n- cold toes\n- trouble sleeping\n- loss of feeling",
        "- trouble walking\n- a swollen knee\n- new signs, such as:\n  - red skin\n  - cold toes\n"
        "  - trouble sleeping\n  - loss of feeling",
    ),
    "a gerund returns to the gerunds": (
        "Risks:\n\n- Having one of these:\n\n- A weak bone.\n- A joint disease.\n"
        "- Being older.\n- Running on roads.",
        "- Having one of these:\n  - A weak bone.\n  - A joint disease.\n- Being older.\n"
        "- Running on roads.",
    ),
    "an announcement like the one before is its sibling": (
        "Plan:\n\n- For adults, care may include the following:\n\n- Rest.\n- Ice.\n"
        "- For children, care may include the following:\n\n- Play.\n- Naps.",
        "- For adults, care may include the following:\n  - Rest.\n  - Ice.\n"
        "- For children, care may include the following:\n  - Play.\n  - Naps.",
    ),
    "a stage lies in no other stage": (
        "- In stage IIA, one of these is true:\n\n- The lump is small.\n- The lump is flat.\n"
        "- Stage IIB: The lump is large.\n- Stage IIC: The lump is in the bone.",
        "- In stage IIA, one of these is true:\n  - The lump is small.\n  - The lump is flat.\n"
        "- Stage IIB: The lump is large.\n- Stage IIC: The lump is in the bone.",
    ),
    "but in the stage that its name begins with": (
        "- Stage II has these parts:\n\n- Stage IIA: The lump is small.\n"
        "- Stage IIB: The lump is large.\n- Stage III: The lump is in the bone.",
        "- Stage II has these parts:\n  - Stage IIA: The lump is small.\n"
        "  - Stage IIB: The lump is large.\n- Stage III: The lump is in the bone.",
    ),
    "and a stage of one system in none of another": (
        "- Stage III has these forms:\n\n- One side is swollen.\n- Both sides are swollen.\n"
        "- FIGO stage IIIA: The lump has grown.",
        "- Stage III has these forms:\n  - One side is swollen.\n  - Both sides are swollen.\n"
        "- FIGO stage IIIA: The lump has grown.",
    ),
    "three kinds are announced, and three lie inside": (
        "- **Knee pain.** Knee pain is common.\n"
        "- **Hip pain.** There are three types of hip pain:\n\n"
        "- **Front pain.** It hurts in front.\n- **Side pain.** It hurts at the side.\n"
        "- **Deep pain.** It hurts inside.\n- **Back pain.** Back pain is rare.",
        "- Knee pain. Knee pain is common.\n- Hip pain. There are three types of hip pain:\n"
        "  - Front pain. It hurts in front.\n  - Side pain. It hurts at the side.\n"
        "  - Deep pain. It hurts inside.\n- Back pain. Back pain is rare.",
    ),
    "an empty line under what announces nothing parts two lists": (
        "Risks:\n\n- Having any of these:\n\n- A weak bone.\n- Flat feet.\n\n"
        "- Being older.\n- Having a parent with it.",
        "- Having any of these:\n  - A weak bone.\n  - Flat feet.\n- Being older.\n"
        "- Having a parent with it.",
    ),
    "a paragraph under a title is its text, and its list too": (
        "- **Swelling**\n\nThe knee may swell.\n\n- Ice helps.\n- Rest helps.\n"
        "- **Fever**\n\nIt may come at night.\n- **Chills**\n\nThey pass.",
        "- Swelling\n  p The knee may swell.\n  - Ice helps.\n  - Rest helps.\n"
        "- Fever\n  p It may come at night.\n- Chills\n  p They pass.",
    ),
    "a word that joins two lists lies in neither": (
        "Either:\n\n- (1) The lump is large, and:\n\n- it is red; or\n- it is warm.\n\n***or***\n\n"
        "- (2) The lump is small, and:\n\n- it is blue; or\n- it is cold.",
        "- (1) The lump is large, and:\n  - it is red; or\n  - it is warm.\np or\n"
        "- (2) The lump is small, and:\n  - it is blue; or\n  - it is cold.",
    ),
    "indentation is trusted": (
        "- Before:\n\n  1. rest\n  2. ice\n\n- After:\n\n  1. walks\n  2. swims",
        "- Before:\n  1. rest\n  2. ice\n- After:\n  1. walks\n  2. swims",
    ),
    "and so are numbers that run on": (
        "1. You sign in.\n2. A nurse calls you.\n\n   The nurse has your file.\n\n3. You sit down.",
        "1. You sign in.\n2. A nurse calls you.\n  p The nurse has your file.\n3. You sit down.",
    ),
    "a numbered list after bullets is a list of its own": (
        "- rest\n- ice\n1. First, sit down.\n2. Then lie down.",
        "- rest\n- ice\n1. First, sit down.\n2. Then lie down.",
    ),
}


def lists(body: str, language: str = "en") -> tuple[str, list[Diagnostic]]:
    """The tree of a body under one heading, and the doubts about it."""
    document, found = read(framed(f"## Care\n\n{body}\n", language)[0])
    rows = tree(document).split("\nh2 ")[0].split("\n")[1:]
    return "\n".join(row[2:] for row in rows), [d for d in found if d.code in DOUBTS]


@pytest.mark.parametrize(("body", "expected"), KINDS.values(), ids=KINDS.keys())
def test_kinds(body: str, expected: str) -> None:
    found, _ = lists(body)
    assert found.endswith(expected), found


def test_questions_are_headings_and_what_stands_in_an_answer_lies_below() -> None:
    body = (
        "1. **What is it?**\n\nA brace.\n2. **Does it help?**\n\n**At night**\n\nYes.\n\n"
        "**By day**\n\nNo.\n3. **Does it hurt?**\n\n- Seldom.\n- Never at night."
    )
    found, doubts = lists(body)
    assert found == (
        "h3 1. What is it? [question]\n  p A brace.\n"
        "h3 2. Does it help? [question]\n  h4 At night\n    p Yes.\n  h4 By day\n    p No.\n"
        "h3 3. Does it hurt? [question]\n  - Seldom.\n  - Never at night."
    )
    assert doubts == []


def test_a_plain_list_of_questions_stays_a_list() -> None:
    found, _ = lists("Ask:\n\n1. **What is it?**\n2. **Does it help?**")
    assert found == "p Ask:\n1. What is it?\n2. Does it help?"


@pytest.mark.parametrize(
    "kind",
    [
        "a paragraph that ends in a colon closes the list before it",
        "a stage lies in no other stage",
        "a paragraph under a title is its text, and its list too",
        "indentation is trusted",
    ],
)
def test_what_is_plain_is_no_doubt(kind: str) -> None:
    _, doubts = lists(KINDS[kind][0])
    assert doubts == []


def test_a_doubt_names_the_items_that_may_lie_elsewhere() -> None:
    body = "Tell us of:\n\n- a lump that:\n\n- hurts\n- grows\n- swelling"
    _, (doubt,) = lists(body)
    assert doubt.severity is Severity.WARNING
    assert "in the list under line" in doubt.message
    assert "may lie outside it" in doubt.message


@pytest.mark.parametrize(
    ("heading", "concern"),
    [
        ("Treatment of knee pain", "treatment"),
        ("Signs of a bad knee", "warning signs"),
        ("Stages of a bad knee", "stage"),
        ("About knees", ""),
    ],
)
def test_a_doubt_says_what_a_reader_may_be_harmed_by(heading: str, concern: str) -> None:
    body = f"## {heading}\n\n- a lump that:\n\n- aches\n- grows\n- swelling\n"
    _, found = read(framed(body)[0])
    (doubt,) = (d for d in found if d.code in DOUBTS)
    assert doubt.concern == concern
    assert (f"(about {concern})" in str(doubt)) == bool(concern)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_words_for_every_concern(language: str) -> None:
    assert tuple(name for name, _ in habits(language).concerns) == CONCERNS


def test_lists_in_lists_without_end_are_refused() -> None:
    body = "## Care\n\n" + "".join(f"- part {n} of it:\n\n" for n in range(40))
    with pytest.raises(PipelineError, match="nesting-too-deep"):
        read(framed(body)[0])


SPANISH = (
    "Riesgos:\n\n- Tener una de estas afecciones:\n\n- Huesos débiles.\n- Pies planos.\n\n"
    "- Estadio IIA: el bulto es pequeño."
)


def test_spanish_copies_are_read_by_their_own_words() -> None:
    found, _ = lists(SPANISH, "es")
    assert "- Tener una de estas afecciones:\n  - Huesos débiles.\n  - Pies planos.\n" in found
    stages, _ = lists(
        "- En el estadio IIA hay uno de estos signos:\n\n- El bulto es rojo.\n"
        "- El bulto es duro.\n- Estadio IIB: el bulto es grande.",
        "es",
    )
    assert stages.endswith("\n- Estadio IIB: el bulto es grande.")


def test_the_score_counts_each_kind_of_miss() -> None:
    source, _ = framed("## Care\n\nDo:\n\n- this and:\n\n- rest\n- ice\n- walk\n")
    right = [("thisand", None), ("rest", "thisand"), ("ice", "thisand"), ("walk", "thisand")]
    found = score(source, right)
    assert (found.nested, found.wrong, found.false) == (3, 0, 0)
    other = [("thisand", None), ("rest", "thisand"), ("ice", None), ("walk", None)]
    found = score(source, other)
    assert (found.nested, found.wrong, found.false) == (1, 0, 2)
    assert found.warned == sum(miss.warned for miss in found.misses)
    assert folded("Ice, & heat 2!") == "iceheat2"
