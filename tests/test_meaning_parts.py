"""Parts of the checks of meaning: omissions, tags, names, dates, waivers, what is not checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from everyform.diagnostics import Location, PipelineError
from everyform.editions.content import Content, Entry, State
from everyform.editions.names import read_names
from everyform.editions.placeholders import from_msgstr
from everyform.editions.review import Waiver
from everyform.editions.waived import waived
from everyform.inline import (
    Drug,
    Emph,
    Gene,
    Inline,
    Link,
    Phone,
    Pmid,
    Strong,
    Term,
    Text,
)
from everyform.meaning.alignment import Growth, align
from everyform.meaning.compare import Fault, compare, unchecked
from everyform.meaning.dates import dates
from everyform.meaning.telephones import telephones
from everyform.reader import decode, read
from tests.meaning import NAMES, codes, faults, segment

# Sentences

LONG = (
    "Surgery is done in a hospital by a team that knows this kind of tumor well. "
    "Children stay there for several nights and a parent can sleep beside them. "
    "The scar is looked at once a week by a nurse at home."
)
LARGO = (
    "La cirugía se hace en un hospital con un equipo que conoce bien este tipo de tumor. "
    "Los niños se quedan allí varias noches y uno de los padres puede dormir a su lado. "
    "Una enfermera mira la cicatriz una vez por semana en la casa."
)


def test_a_sentence_that_is_left_out_is_an_error() -> None:
    assert codes(faults(LONG, LARGO), errors=True) == set()
    one, two, three = (f"{part.strip()}." for part in LARGO.split(".") if part)
    for kept in ((one, two), (two, three), (one, three)):
        assert "meaning-omission" in codes(faults(LONG, " ".join(kept)), errors=True)


def test_sentences_that_became_one_are_no_omission() -> None:
    merged = LARGO.replace("tumor. Los", "tumor, y los")
    found = faults(LONG, merged)
    assert "meaning-omission" not in codes(found)
    assert "meaning-sentences" not in codes(found)


def test_unequal_sentences_are_paired_by_their_lengths() -> None:
    said = ("A short one.", "This is a very much longer sentence than that.", "An end.")
    put = ("Corta.", "Esta es una frase larga,", "mucho más larga que la otra.", "Fin.")
    beads = align(said, put, Growth(1.0, 2.0)).beads
    assert beads == (
        (said[0], put[0]),
        (said[1], f"{put[1]} {put[2]}"),
        (said[2], put[3]),
    )
    assert align(said, put, None).beads == ((" ".join(said), " ".join(put)),)
    assert align((), put, Growth(1.0, 2.0)).beads == (("", " ".join(put)),)


# Tags and names

TITLE = (
    Text("Your "),
    Link((Text("personal"),), "https://a.gov"),
    Text(" and "),
    Term((Text("family history"),), "1", "Cancer.gov", "en", "https://b.gov"),
    Text(" matter to the doctor."),
)
MSGSTR = 'Sus antecedentes <g id="1">personales</g> y <g id="2">familiares</g> importan al médico.'


def tagged(source: tuple[Inline, ...], msgstr: str, language: str = "es") -> tuple[Fault, ...]:
    content = from_msgstr(msgstr, source)
    names = NAMES.get(language, {})
    return compare(segment(source), segment(content, language), names)


def test_tags_may_change_places_with_their_words() -> None:
    other = 'Sus antecedentes <g id="2">familiares</g> y <g id="1">personales</g> le importan.'
    assert tagged(TITLE, MSGSTR) == ()
    assert tagged(TITLE, other) == ()


def test_a_tag_around_nothing_or_around_everything_is_found() -> None:
    empty = MSGSTR.replace("personales</g>", "</g>personales")
    assert "meaning-tag" in codes(tagged(TITLE, empty), errors=True)
    source = (Text("Ask about the "), Emph((Text("dose"),)), Text(" of each drug that you take."))
    right = 'Pregunte por la <g id="1">dosis</g> de cada medicamento que tome.'
    greedy = '<g id="1">Pregunte por la dosis de cada medicamento que tome</g>.'
    assert tagged(source, right) == ()
    assert "meaning-tag" in codes(tagged(source, greedy), errors=True)


def test_tags_with_each_others_words_are_noticed() -> None:
    source = (
        Link((Text("Chemotherapy"),), "https://a.gov"),
        Text(" and "),
        Link((Text("surgery"),), "https://b.gov"),
    )
    right = '<g id="1">Quimioterapia</g> y <g id="2">cirugía</g>'
    wrong = '<g id="2">Quimioterapia</g> y <g id="1">cirugía</g>'
    assert tagged(source, right) == ()
    assert codes(tagged(source, wrong), errors=False) == {"meaning-tag-place"}
    acronyms = (Emph((Text("MRI"),)), Text(" or "), Strong((Text("X-ray of the chest"),)))
    crossed = '<g id="1">胸部 X 射线</g>或 <g id="2">MRI</g>'
    assert "meaning-tag-place" in codes(tagged(acronyms, crossed, "zh-Hans"), errors=True)
    strong = (Strong((Text("one"),)), Text(" "), Strong((Text("other"),)))
    assert tagged(strong, '<g id="2">uno</g> <g id="1">otro</g>') == ()


def test_the_link_of_a_drug_is_on_its_own_name() -> None:
    source = (
        Drug((Text("cisplatin"),), "https://a.gov"),
        Text(" or "),
        Drug((Text("carboplatin"),), "https://b.gov"),
    )
    right = '<g id="2">carboplatino</g> o <g id="1">cisplatino</g>'
    wrong = '<g id="1">carboplatino</g> o <g id="2">cisplatino</g>'
    assert tagged(source, right) == ()
    assert "meaning-term" in codes(tagged(source, wrong), errors=True)
    unlisted = (Drug((Text("newdrug"),), "https://c.gov"),)
    assert codes(tagged(unlisted, '<g id="1">nuevofármaco</g>')) == {"meaning-drug-unlisted"}


def test_what_nobody_translates_stays() -> None:
    source = segment((Gene((Text("RB1"),)), Text(" "), Phone("1-800-422-6237", "+18004226237")))
    printed = replace(
        source,
        language="fr",
        content=(
            Text("Gène "),
            Gene((Text("RB1"),)),
            Text(" "),
            Phone("(800) 422-6237", "+18004226237"),
        ),
    )
    assert compare(source, printed, {}) == ()
    for wrong in (
        (Gene((Emph((Text("RB2"),)),)), *printed.content[2:]),
        (*printed.content[:3], Phone("1-800-422-6238", "+18004226237")),
    ):
        other = replace(printed, content=wrong)
        assert "meaning-verbatim" in codes(compare(source, other, {}), errors=True)
    pmid = segment((Text("See "), Pmid("PMID: 26389380", "26389380")))
    wrong_pmid = segment((Text("Voir "), Pmid("PMID: 26389381", "26389380")), "fr")
    assert "meaning-verbatim" in codes(compare(pmid, wrong_pmid, {}), errors=True)


def test_a_short_number_leads_where_it_says() -> None:
    source = (
        Text("Call "),
        Phone("911", "911"),
        Text(" or "),
        Phone("988", "988"),
        Text("."),
    )
    right = 'Llame al <g id="1">911</g> o al <g id="2">988</g>.'
    assert tagged(source, right) == ()
    assert tagged(source, 'اتصل بالرقم <g id="1">٩١١</g> أو <g id="2">٩٨٨</g>.', "ar") == ()
    assert tagged((Phone("9-1-1", "911"),), '<g id="1">9-1-1</g>') == ()
    for wrong in (
        right.replace("911", "112"),
        right.replace('"1">911', '"2">911').replace('"2">988', '"1">988'),
        'Llame al <g id="1">988</g> o al <g id="2">911</g>.',
    ):
        assert codes(tagged(source, wrong), errors=True), wrong


# Parts


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("May 5 and 13/02/2025 and 2025-02-01", "en", ["------05-05", "2025-02-13", "2025-02-01"]),
        ("You may 5 times; see March 2024.", "en", ["2024-03---"]),
        ("3개월, 2025년 5월", "ko", ["2025-05---"]),
        ("1.2.3 and 1/2 and 40/50/2025", "en", []),
    ],
)
def test_dates_are_read(text: str, language: str, values: list[str]) -> None:
    assert [one.value for one in dates(text, language)] == [
        value.replace("------", "-----") for value in values
    ]


def test_figures_that_only_look_like_telephone_numbers_are_none() -> None:
    assert telephones("From 2019-2020, 19 20 21 22 23 people, 1 000 000 000, 26389380.") == ()
    assert [one.number for one in telephones("(800) 422-6237, +442079460958")] == [
        "+18004226237",
        "+442079460958",
    ]


def test_what_is_not_checked_is_said() -> None:
    assert unchecked("en", "es") == ()
    assert unchecked("es", "en") == ()
    arabic = " ".join(unchecked("en", "ar"))
    assert "organs" not in arabic
    assert "stages" not in arabic
    korean = " ".join(unchecked("en", "ko"))
    assert "names of drugs" in korean
    assert "organs" in korean
    assert "negation" in korean
    assert "possibility" in arabic
    assert "negation" not in arabic
    assert "numbers in words" in arabic
    assert "units" not in arabic
    assert "left out" not in arabic
    unknown = " ".join(unchecked("en", "xx"))
    assert "stages" in unknown
    assert "units in words" in unknown
    assert "month" in unknown
    assert "left out" in unknown


# Waivers

SMALL = Path(__file__).parent / "fixtures/small.en.md"


def test_waivers_are_listed_with_what_they_cover() -> None:
    document = read(decode("small.en.md", SMALL.read_bytes())).value
    msgid = "Certain things raise the risk:"
    where = Location("small.po", 7)
    marks = (
        Waiver("meaning-length", "Ana", "never needed"),
        Waiver("meaning-drug", "Bo", "nothing says that"),
        Waiver("meaning-uncertainty", "Cy", "the heading says it"),
    )
    entries = {
        "gone": Entry("gone", "ido", State.TRANSLATED, (), marks[:1], where),
        msgid: Entry(msgid, "Esto lo eleva:", State.TRANSLATED, (), marks[1:], where),
    }
    content = Content("small.po", "es", entries)
    bo, cy, ana = waived(document, content, {})
    assert (bo.by, bo.code, bo.stale) == ("Bo", "meaning-drug", True)
    assert (cy.by, cy.reason, cy.stale) == ("Cy", "the heading says it", False)
    assert cy.faults == ("uncertainty is lost: 'Certain things raise the risk:'",)
    assert (ana.msgid, ana.by, ana.stale, ana.origin) == ("gone", "Ana", True, where)


@pytest.mark.parametrize("data", [b"a\tb\nA\tc\n", b"\xff\xfe", b"alone\n", b"a\tx|y\nb\tz|Y\n"])
def test_a_list_of_names_that_cannot_be_read_is_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "names.tsv"
    path.write_bytes(data)
    with pytest.raises(PipelineError, match=r"names\.tsv.*error\[names-syntax\]"):
        read_names(path)
