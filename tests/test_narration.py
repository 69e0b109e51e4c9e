"""What is said: every word of the source once and in order, and each the way a person says it."""

from __future__ import annotations

import json
import string
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyform.diagnostics import Location, Reported, Severity
from everyform.document import Paragraph, Segment, Table
from everyform.editions import available, load_edition
from everyform.inline import (
    Foreign,
    Inline,
    LineBreak,
    Phone,
    SegmentId,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from everyform.labels import Facts, NoticeId, label
from everyform.narration import Script, Utterance, script
from everyform.narration import rules as narration_rules
from everyform.narration.counting import counts
from everyform.narration.habits import habits
from everyform.narration.lexicon import lexicon
from everyform.narration.pauses import ANNOUNCEMENT_S, Place, pause_s
from everyform.narration.rules import RULES, Rule, say
from everyform.narration.sentence import LONGEST_RUN, sentences, unread_figures
from everyform.publication import Publication, compose, source_segments
from everyform.publisher import Publisher
from everyform.sentences import split
from everyform.walk import blocks, plain_text, sections
from tests.bench.seed import publication as seed
from tests.phonemes import LANGUAGES, SPEECH, VOICES, ipa
from tests.publications import HOSTILE, document, publication

ORACLE = json.loads(
    Path(__file__).with_name("oracle").joinpath("seed_expectations.json").read_text()
)
FIXTURES = Path(__file__).parent / "fixtures"


def rows(language: str) -> Iterator[tuple[str, str, str]]:
    for line in (SPEECH / f"{language}.tsv").read_text("utf-8").splitlines():
        written, spoken, sounds = line.split("\t")
        yield written, spoken, sounds


SNAPSHOT = [(language, *row) for language in VOICES for row in rows(language)]


def para(*content: object, language: str = "en", name: str = "p") -> Paragraph:
    inlines = tuple(Text(part) if isinstance(part, str) else part for part in content)
    segment = Segment(SegmentId(name), inlines, language, Location("x.md", 7))  # type: ignore[arg-type]
    return Paragraph(segment)


def displayed(made: Script, of: Publication) -> list[Utterance]:
    source = {segment.id for segment in source_segments(of)}
    return [u for u in made.utterances if u.shown and u.segment in source]


def spoken(made: Script) -> str:
    return " ".join(run.text for u in made.utterances for run in u.spoken)


# The words


@pytest.mark.parametrize(("language", "written", "said", "sounds"), SNAPSHOT)
def test_the_snapshot_of_spoken_forms_and_their_sounds(
    language: str, written: str, said: str, sounds: str
) -> None:
    assert say(written, language) == said
    assert ipa(said, VOICES[language]) == sounds


def test_every_rule_is_in_the_snapshot() -> None:
    """A rule that no line needs could be wrong and nobody would hear it."""
    for rule in RULES:
        without = [r for r in RULES if r is not rule]
        changed = any(
            _with(without, written, language) != said for language, written, said, _ in SNAPSHOT
        )
        assert changed or rule.name == "unheard", rule.name
    assert say("a\x00b\u202ec", "en") == "abc"


def _with(rules: list[Rule], text: str, language: str) -> str:
    narration_rules._sweep.cache_clear()
    with patch.object(narration_rules, "RULES", tuple(rules)):
        said = say(text, language)
    narration_rules._sweep.cache_clear()
    return said


def test_a_line_end_is_heard_and_so_are_unicode_ones() -> None:
    assert say("9609 Drive\nRockville\u2028Maryland", "en") == "9609 Drive, Rockville, Maryland"


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_source_words_never_become_phonemes(language: str, text: str) -> None:
    ways = habits(language)
    known = {value for value in (*ways.lexicon.values(), *ways.digits) if "[[" in value}
    said = say(text, language)
    for value in {*known, ways.first_a.strip()} - {""}:
        said = said.replace(value, "")
    assert "[" not in said and "]" not in said and "\x00" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_takes_no_time(language: str) -> None:
    hostile = ("a.", "1,", "I, ", "x@", "-", "5-", "I和", "gov/", "1.1.", "2 ", "و", "\uff21")
    for text in hostile:
        assert isinstance(say(text * 20_000, language), str)
        _, runs = sentences(para(text * 5_000, language=language).segment)[0]
        assert isinstance(runs, tuple)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicons_are_pls_with_one_pronunciation_for_each_word(language: str) -> None:
    entries = lexicon(language)
    assert entries
    for word, said in entries.items():
        assert say(word, language) == said, word


@pytest.mark.parametrize(
    "lexemes",
    [
        "<lexeme><grapheme>twice</grapheme><alias>a</alias></lexeme>" * 2,
        "<lexeme><grapheme>dumb</grapheme></lexeme>",
    ],
)
def test_a_bad_lexicon_is_refused(
    lexemes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">'
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "xx.pls").write_text(f"{head}{lexemes}</lexicon>", "utf-8")
    monkeypatch.setattr("everyform.narration.lexicon.files", lambda _: tmp_path)
    with pytest.raises(ValueError, match="exactly one pronunciation"):
        lexicon("xx")


def slots(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


@pytest.mark.parametrize("language", [*LANGUAGES, "und"])
def test_patterns_of_habits_have_their_slots(language: str) -> None:
    ways = habits(language)
    assert slots(ways.web_address) == {"host"}
    assert slots(ways.power) == {"exponent"}
    assert slots(ways.mark) == {"number"}
    assert slots(ways.to) == {"low", "high"}
    assert slots(ways.time) == {"hour", "minute"}
    assert slots(ways.full_hour) == {"hour"}
    assert slots(ways.date) == ({"day", "month", "year"} if language != "und" else set())
    assert len(ways.months) == (12 if language != "und" else 0)
    assert len(ways.digits) in (0, 10)
    for sign, forms in ways.units.items():
        assert len(forms) == counts(ways.plural), sign
        assert all(slots(form) <= {"number"} for form in forms), sign
    assert all(slots(pattern) == {"amount"} for pattern in ways.compared.values())
    assert set(ways.letters) <= set(string.ascii_uppercase)
    # Letters of another script need names in this one; Mandarin shares the English ones.
    assert len(ways.letters) == 26 or language == "zh" or not ways.latin


# Sentences


def test_the_seed_has_the_sentences_of_the_oracle() -> None:
    made, of = script(seed()).value, seed()
    found: dict[str, int] = {}
    for utterance in displayed(made, of):
        line = str(utterance.origin.line)
        found[line] = found.get(line, 0) + 1
    expected = ORACLE["sentences_by_line"]
    assert {line: n for line, n in found.items() if n > 1} == expected
    assert sum(found.values()) == 382


def test_every_unit_of_the_seed_is_said_once_in_order() -> None:
    made, of = script(seed()).value, seed()
    heard = [u.segment for u in displayed(made, of) if u.id.endswith(".1")]
    units = [segment.id for segment in source_segments(of)]
    assert heard == units
    assert len(units) == ORACLE["translatable_units_after_repair"]["total"]
    for segment in source_segments(of):
        said = " ".join(u.shown for u in made.utterances if u.segment == segment.id and u.shown)
        assert said.split() == plain_text(segment.content).split()


def test_chapters_are_the_headings_and_the_two_credits() -> None:
    of = seed()
    made = script(of).value
    chapters = [(c.title, c.level) for p in made.parts for c in p.chapters]
    headings = [(plain_text(s.title.content), s.level) for s in sections(of.body)]
    assert of.source_title is not None
    title = (plain_text(of.source_title.content), 1)
    phrases = of.phrases
    first, last = (phrases.opening_credits, 1), (phrases.closing_credits, 1)
    assert chapters == [first, title, *headings, last]
    assert len(chapters) == ORACLE["repaired_counts"]["headings_total"] + 2
    assert len(made.parts) == ORACLE["repaired_counts"]["h2"] + 2


@pytest.mark.parametrize("tag", ["en", "es"])
def test_ids_are_unique_and_count_from_the_segment(tag: str) -> None:
    made = script(publication(tag=tag)).value
    ids = [u.id for u in made.utterances]
    assert len(ids) == len(set(ids))
    for utterance in made.utterances:
        segment, _, number = utterance.id.rpartition(".")
        assert segment == utterance.segment
        assert (number == "0") <= (utterance.shown == "")


@given(
    text=st.text(st.sampled_from(" .!?…\u00a0\u2009\u2028'”)。¿aBé1د/2骨기"), max_size=80)
    | st.lists(
        st.sampled_from(["Cancer.gov", ". ", "د.", "骨。\uff09", "2025.", " 12. ", "рис.", "Dr."])
    ).map("".join),
    language=st.sampled_from(["ar", "en", "es", "fil", "fr", "ht", "ko", "pt", "ru", "vi", "zh"]),
)
@settings(deadline=None)
def test_sentences_are_slices_that_hold_every_word(text: str, language: str) -> None:
    found = split(text, language)
    assert "".join("".join(found).split()) == "".join(text.split())
    segment = Segment(SegmentId("s"), (Text(text),), language, Location("x"))
    assert tuple(shown for shown, _ in sentences(segment)) == (found or (text,))


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (language, tuple(parts))
        for language, *parts in (
            line.split("\t")
            for line in (FIXTURES / "sentences.tsv").read_text("utf-8").splitlines()
        )
    ],
)
def test_no_address_decimal_or_abbreviation_ends_a_sentence(
    language: str, parts: tuple[str, ...]
) -> None:
    space = "" if language.startswith("zh") and not parts[0].endswith(".") else " "
    assert split(space.join(parts), language) == parts


def test_abbreviations_are_of_languages_that_have_an_edition() -> None:
    data = tomllib.loads(files("everyform").joinpath("data/abbreviations.toml").read_text("utf-8"))
    assert set(data) == {tag.partition("-")[0] for tag in available()}
    for rows in data.values():
        assert rows.keys() == {"before_words", "before_numbers"}
        for word in (*rows["before_words"], *rows["before_numbers"]):
            assert word == word.strip(" .")


def test_a_wide_space_ends_a_sentence_too() -> None:
    assert split("One\u00a0word.\u00a0Two.", "en") == ("One\u00a0word.", "Two.")


def test_a_foreign_word_is_said_by_its_own_language_inside_its_sentence() -> None:
    segment = para("The word ", Foreign((Text("sarcoma óseo"),), "es"), ". Then more.").segment
    (first, runs), (second, _) = sentences(segment)
    assert (first, second) == ("The word sarcoma óseo.", "Then more.")
    assert [(r.text, r.language) for r in runs] == [("The word", "en"), ("sarcoma óseo.", "es")]


def test_powers_and_line_ends_are_heard_and_not_shown() -> None:
    segment = para("10", Superscript((Text("9"),)), " cells", LineBreak(), "a liter").segment
    ((shown, (run,)),) = sentences(segment)
    assert shown == "109 cells a liter"
    assert run.text == "10 to the ninth cells, a liter"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (("5 x 10", Superscript((Text("9"),)), "/L"), "5 times 10 to the ninth per liter"),
        (("10", Superscript((Text("-3"),))), "10 to the power of minus 3"),
        (("75 mg/m", Superscript((Text("2"),))), "75 milligrams per square meter"),
        (("n", Superscript((Text("2"),))), "n squared"),
        (("10", Superscript((Strong((Text("9"),)),))), "10 to the ninth"),
        (("H", Subscript((Text("2"),)), "O"), "H 2 O"),
        (("1", Superscript((Text("st"),))), "1st"),
    ],
)
def test_what_is_raised_or_lowered_is_said_as_a_person_says_it(
    content: tuple[str | Inline, ...], said: str
) -> None:
    segment = para(*(Text(c) if isinstance(c, str) else c for c in content)).segment
    ((_, runs),) = sentences(segment)
    assert "".join(run.text for run in runs) == said
    assert unread_figures(segment) == ()


@pytest.mark.parametrize(
    ("content", "said", "found"),
    [
        (("Pain", Superscript((Text("3"),)), " ends"), "Pain, 3 ends", "Pain ^3"),
        (("of ", Superscript((Text("177"),)), "Lu"), "of, 177Lu", "^177Lu"),
        (("10", Subscript((Text("2"),))), "10, 2", "10 ^2"),
        (("10^x",), "10, x", "10^x"),
        (("open 24/7 all",), "open 24/7 all", "24/7"),
        (("so 1-2-3 go",), "so 1-2-3 go", "1-2-3"),
    ],
)
def test_a_figure_that_no_rule_says_is_reported_and_makes_no_other_number(
    content: tuple[str | Inline, ...], said: str, found: str
) -> None:
    paragraph = para(*(Text(c) if isinstance(c, str) else c for c in content))
    ((_, runs),) = sentences(paragraph.segment)
    assert "".join(run.text for run in runs) == said
    assert unread_figures(paragraph.segment) == (found,)
    (finding,) = script(publication(blocks=(paragraph,))).diagnostics
    assert (finding.severity, finding.code) == (Severity.WARNING, "speech-figure")
    assert repr(found) in finding.message


def test_figures_beside_a_dash_or_stroke_of_words_are_not_reported() -> None:
    for words in ("a 3-year-old, COVID-19", "5-10% of 2-4 cm", "and/or, 5 mg/kg"):
        assert unread_figures(para(words).segment) == (), words


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [("en", "911", "Call 9 1 1."), ("en", "9-1-1", "Call 9 1 1."), ("es", "988", "Call 9 8 8.")],
)
def test_a_short_telephone_number_is_said_figure_by_figure(
    language: str, number: str, said: str
) -> None:
    phone = Phone(number, number.replace("-", ""))
    ((shown, (run,)),) = sentences(replace(para("Call ", phone, ".").segment, language=language))
    assert shown == f"Call {number}."
    assert run.text == said
    ((_, (amount,)),) = sentences(para("In 911 people.").segment)
    assert amount.text == "In 911 people."


def test_endless_sentences_are_parted() -> None:
    for text in ("word " * 3_000, "x" * 9_000):
        ((_, runs),) = sentences(para(text).segment)
        assert max(len(run.text) for run in runs) <= LONGEST_RUN
        assert "".join(run.text for run in runs).replace(" ", "") == text.replace(" ", "")


# The order


def test_the_opening_says_what_a_listener_must_know() -> None:
    of = publication(tag="es")
    opening = script(of).value.parts[0].chapters[0].utterances
    order = list(dict.fromkeys(u.segment for u in opening))
    assert of.language_note is not None
    assert order == [
        "say-opening",
        *(notice.segment.id for notice in of.opening),
        of.language_note.id,
        "say-voice",
    ]


@pytest.mark.parametrize("voiced", [True, False])
def test_the_computer_voice_is_named_once(voiced: bool) -> None:
    of = publication()
    facts = Facts(whole=True, translated=False, adapted=False, stale=True)
    if voiced:
        of = _relabelled(of, facts)
    said = [
        u for u in script(of).value.utterances if u.spoken[0].text == "Read by a computer voice."
    ]
    assert len(said) == 1


def _relabelled(of: Publication, facts: Facts) -> Publication:
    edition = load_edition("en")
    return compose(
        document(),
        edition=edition,
        source=edition,
        label=label(facts, voiced=True),
        publisher=Publisher(),
    )


def test_every_notice_and_the_citation_are_said() -> None:
    of = _relabelled(publication(), Facts(whole=True, translated=False, adapted=False, stale=False))
    made = script(of).value
    heard = [u.segment for u in made.utterances]
    for notice in of.notices:
        assert heard.count(notice.segment.id) == len(sentences(notice.segment)), notice.id
    assert {n.id for n in of.notices} >= {NoticeId.SOURCE, NoticeId.TRADE_MARK, NoticeId.VOICE}
    assert "P.M.I.D, 1 2 3 4 5 6 7 8" in spoken(made)


def test_a_title_that_may_stand_is_the_first_heading() -> None:
    of = _relabelled(publication(), Facts(whole=True, translated=False, adapted=False, stale=False))
    chapter = script(of).value.parts[0].chapters[1]
    assert (chapter.title, chapter.level) == ("Example Treatment (PDQ®)–Patient Version", 1)
    assert chapter.utterances[0].segment == of.title.id


def test_each_section_announces_itself() -> None:
    made = script(publication()).value
    said = [part.chapters[0].utterances[0].spoken[0].text for part in made.parts[1:-1]]
    assert said == [f"Part {n} of {len(said)}." for n in range(1, len(said) + 1)]


def test_tables_are_read_row_by_row_with_their_headers() -> None:
    made = script(publication()).value
    said = [" ".join(run.text for run in u.spoken) for u in made.utterances]
    place = said.index("Doses")
    assert said[place - 1 : place + 11] == [
        "Table.", "Doses", "Drug", "Dose",
        "Row 1. Drug:", "cisplatin", "Dose:", "1 milligram",
        "Row 2. Drug:", "aspirin", "Dose:", "2 milligrams",
    ]  # fmt: skip


def test_a_row_that_lost_cells_says_so_before_it_is_read() -> None:
    of = publication()
    made = script(of).value
    said = [[run.text for run in u.spoken] for u in made.utterances]
    lost = of.phrases.place_lost
    rows = [r for b in blocks(of.body) if isinstance(b, Table) for r in b.rows]
    assert sum(lost in words for words in said) == sum(row.ragged for row in rows) > 0
    assert all(words[0].startswith("Row ") for words in said if lost in words)


def test_what_is_only_heard_is_shown_nowhere() -> None:
    heard = {"say-opening", "say-voice", "say-closing", "say-end"}
    made = [u for u in script(publication()).value.utterances if u.segment in heard]
    assert {u.segment for u in made} >= {"say-opening", "say-closing", "say-end"}
    assert {u.shown for u in made} == {""}


def test_pictures_and_numbered_items_are_announced() -> None:
    made = list(script(publication(tag="es")).value.utterances)
    before = {b.shown: a for a, b in pairwise(made)}
    assert before["Drawing shows a bone."].spoken[0].language == "es"
    assert before["A bone."].spoken[0].text == "Texto debajo de la imagen:"
    assert [(r.text, r.language) for r in before["outer"].spoken] == [("3.", "en")]


def test_words_outside_any_section_are_said_where_they_stand() -> None:
    of = publication()
    stray = para("After all sections.", name="p-stray")
    made = script(replace(of, body=(*of.body, stray))).value
    assert [u.shown for u in made.parts[-2].utterances] == ["After all sections."]
    bare = script(replace(of, source_title=None, body=(stray,))).value
    assert [u.shown for u in bare.parts[0].chapters[-1].utterances] == ["After all sections."]


def test_pauses_follow_the_place() -> None:
    assert pause_s(Place.PARAGRAPH, Place.PARAGRAPH) < pause_s(Place.PARAGRAPH, Place.HEADING)
    assert pause_s(Place.HEADING, Place.PARAGRAPH) < pause_s(Place.CHAPTER_HEADING, None)
    assert pause_s(Place.ITEM, Place.ITEM) < pause_s(Place.PARAGRAPH, None)
    for utterance in script(publication()).value.utterances:
        assert 0.2 <= utterance.pause_s <= 2.0
        if utterance.id.endswith(".0"):
            assert utterance.pause_s == ANNOUNCEMENT_S


# The findings


def findings(made: Reported[Script]) -> list[tuple[Severity, str]]:
    return [(finding.severity, finding.code) for finding in made.diagnostics]


def test_nothing_to_say_is_reported_and_kept() -> None:
    made = script(publication(blocks=(para("—"), para("Words."))))
    assert findings(made) == [(Severity.WARNING, "nothing-to-say")]
    assert made.diagnostics[0].location == Location("x.md", 7)
    silent = [u for u in made.value.utterances if u.shown == "—"]
    assert len(silent) == 1 and silent[0].spoken == ()


def test_a_language_without_rules_is_reported_once() -> None:
    blocks = (para("1 mg", language="de"), para("Zwei", language="de"))
    made = script(publication(blocks=blocks))
    assert findings(made) == [(Severity.WARNING, "speech-rules-missing")]
    assert "1 mg" in spoken(made.value)


def test_a_good_document_has_no_findings() -> None:
    assert script(publication()).diagnostics == ()
    assert script(seed()).diagnostics == ()


def test_hostile_words_stay_words() -> None:
    made = script(publication(blocks=tuple(para(h, name=f"p{i}") for i, h in enumerate(HOSTILE))))
    shown = " ".join(u.shown for u in made.value.utterances)
    for words in HOSTILE:
        assert words.split() == [w for w in words.split() if w in shown.split()]


def test_the_script_is_the_same_twice() -> None:
    assert script(seed()) == script(seed())
