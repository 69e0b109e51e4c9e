"""What every language of the editions owes its listeners, heard as phonemes of its voice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from everyform.diagnostics import PipelineError
from everyform.editions import available, load_edition, load_translation
from everyform.labels import Facts, label
from everyform.narration import script
from everyform.narration.counting import Plural, form
from everyform.narration.habits import habits, knows
from everyform.narration.numerals import Numerals, in_words
from everyform.narration.rules import say
from everyform.narration.sentence import sentences
from everyform.publication import Publication, compose, source_segments
from everyform.publisher import Publisher
from everyform.reader import Source, read
from everyform.voices import voice_for
from everyform.walk import plain_text
from tests.bench.seed import SEED
from tests.phonemes import LANGUAGES, VOICES, ipa
from tests.publications import publication
from tests.test_narration import displayed, para

TAGS = tuple(tag for tag in available() if tag.partition("-")[0] in VOICES)
TRANSLATED = ("ar", "es", "zh-Hans")
HOTLINE = "1-800-4-CANCER (1-800-422-6237)"


def in_edition(tag: str, *, translated: bool = False) -> Publication:
    """The seed, past its review, in its own words or in those of its catalog."""
    document = read(Source(str(SEED), SEED.read_text("utf-8"))).value
    facts = Facts(whole=True, translated=translated, adapted=False, stale=True)
    return compose(
        load_translation(document, tag).value.document if translated else document,
        edition=load_edition(tag),
        source=load_edition(document.language),
        label=label(facts, voiced=True),
        publisher=Publisher(),
    )


def lacking(tags: Iterable[str], known: Callable[[str], bool] = knows) -> dict[str, str]:
    """What each of these editions needs to be spoken well and has not."""
    found = {}
    for tag in tags:
        try:
            voice_for(tag)
        except PipelineError:
            found[tag] = "voice"
            continue
        if not known(tag):
            found[tag] = "habits"
        elif tag.partition("-")[0] not in LANGUAGES:
            found[tag] = "snapshot"
    return found


def test_every_edition_with_a_voice_has_habits_and_a_snapshot() -> None:
    """A folder in locales/ whose language is spoken needs data/<language>.toml and lines here."""
    assert lacking(available()) == {"fil": "voice"}
    assert lacking(["pt-BR", "tl"], lambda tag: False) == {"pt-BR": "habits", "tl": "voice"}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("ht", "15", "75"), ("zh", "\u4e09\u4e07", "3000000"), ("pt", "2.5", "2 5")],
)
def test_what_the_voices_say_wrong_by_themselves(language: str, one: str, other: str) -> None:
    """Why the laws below are there; once a voice has learnt it, its habit can go."""
    assert "".join(sounds(one, language)) == "".join(sounds(other, language))
    assert sounds(say(one, language), language) != sounds(say(other, language), language)


def sounds(words: str, language: str) -> list[str]:
    """Word by word, without stress and breath, Spanish consonants as after a breath."""
    heard = re.sub(r"[\u02c8\u02cc|]", "", ipa(words, VOICES[language]))
    return heard.translate(str.maketrans("\u00f0\u03b2\u0263", "db\u0261")).split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", ["1-800-422-6237", "(301) 402-5874", "PMID: 26389380"])
def test_numbers_that_are_names_are_said_digit_by_digit(language: str, number: str) -> None:
    said = say(number, language).removeprefix(f"{say('PMID', language)},")
    names = habits(language).digits or tuple("0123456789")
    digits = [digit for digit in number if digit.isdigit()]
    assert re.sub(r"[\s,]", "", said) == "".join(names[int(digit)] for digit in digits)
    heard = sounds(said, language)
    assert len(heard) == len(digits)
    for digit, sound in zip(digits, heard, strict=True):
        (alone,) = sounds(names[int(digit)], language)
        assert sound[:2] == alone[:2], digit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_telephone_number_is_no_amount_among_words_either(language: str) -> None:
    """Nothing beside it may hide it: no letter of a script without spaces, no bracket."""
    hotline = say(HOTLINE, language)
    for around in ("\uff08{}\uff09", "\u7535\u8bdd{}\u3002", "\u0628 {}\u060c", "{}\ubc88"):
        assert hotline in say(around.format(HOTLINE), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_sound_the_same(language: str) -> None:
    """Heard of voices without help: Haitian 15 and 75, Mandarin 1005 and 1500."""
    numbers = [
        *range(130), *range(150, 1_000, 50), *range(1_000, 1_120, 10), 1_001, 1_005, 1_500, 1_550,
        2_005, 2_500, 10_000, 10_500, 15_000, 20_007, 20_070, 30_000, 100_000, 150_000, 300_000,
        1_000_000, 1_000_005, 1_500_000, 3_000_000, 30_000_000,
    ]  # fmt: skip
    heard: dict[str, int] = {}
    for number in numbers:
        sound = "".join(sounds(say(str(number), language), language))
        assert sound not in heard, (number, heard.get(sound))
        heard[sound] = number


@pytest.mark.parametrize("numerals", list(Numerals))
def test_figures_after_a_zero_are_no_number_and_stay(numerals: Numerals) -> None:
    for figures in ("007", "0800", "00"):
        assert in_words(figures, numerals) == figures


def test_a_dual_is_counted_by_itself_with_a_zero_before_it_too() -> None:
    assert [form(("one", "two", "few"), n, Plural.ARABIC) for n in ("1", "2", "02", "3", "12")] == [
        "one", "two", "two", "few", "one",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fraction_loses_its_point(language: str) -> None:
    for fraction in ("2.5", "2,5", "0.25", "7.05"):
        whole, rest = re.split(r"[.,]", fraction)
        heard = sounds(say(fraction, language), language)
        assert heard != sounds(f"{whole} {' '.join(rest)}", language)
        assert "".join(heard) != "".join(sounds(whole + rest, language))
    assert sounds(say("2.5", language), language) == sounds(say("2,5", language), language)


ENGLISH = re.compile(r"\(en\).*?\(\w+\)")
# Mandarin has English names for Latin letters; Vietnamese leaves foreign words to the voice.
HELPED = tuple(tag for tag in TAGS if tag.partition("-")[0] not in ("en", "vi", "zh"))


@pytest.mark.parametrize("tag", HELPED)
def test_no_voice_falls_back_on_english(tag: str) -> None:
    """espeak-ng reads what it has no word for by English rules: "%" in Haitian, "PDQ" in Arabic."""
    made = [script(publication(tag=tag)).value]
    if tag in TRANSLATED:
        made.append(script(in_edition(tag, translated=True)).value)
    for run in (r for m in made for u in m.utterances for r in u.spoken if r.language == tag):
        own = run.text.replace("everyform", "")  # a name, and English
        assert not ENGLISH.search(ipa(own, voice_for(tag).name)), run.text


# What the sources and their translations have between their words.
SIGNS = (
    "%&+=<>~#@/*()[]\u00a9\u00ab\u00ae\u00b0\u00b1\u00bb\u00d7\u2013\u2014\u201c\u201d"
    "\u2022\u2026\u2122\u2192\u2248\u2264\u2265"
)


@pytest.mark.parametrize("tag", HELPED)
def test_no_sign_falls_back_on_english(tag: str) -> None:
    language = tag.partition("-")[0]
    word = {"ar": "\u0639\u0638\u0645", "ko": "\ubf08", "ru": "\u043a\u043e\u0441\u0442\u044c"}
    for sign in SIGNS:
        said = say(f"{word.get(language, 'ka')} {sign} 5", language)
        assert not ENGLISH.search(ipa(said, VOICES[language])), (sign, said)


def test_mandarin_says_only_letters_in_the_english_way() -> None:
    for utterance in script(in_edition("zh-Hans", translated=True)).value.utterances:
        for run in utterance.spoken:
            if run.language == "zh-Hans":
                assert not re.search(r"[A-Za-z]{2}", run.text), run.text


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("ar", "\u062f\u0648\u0627\u0621 (ifosfamide)\u060c",
         [("\u062f\u0648\u0627\u0621", "ar"), ("[[aIf'0sf@m,aId]]", "en")]),
        ("zh-Hans", "\u8bf7\u770bCancer.gov\u3002",
         [("\u8bf7\u770b", "zh-Hans"), ("Cancer dot gov", "en")]),
        ("zh-Hans", "Li-Fraumeni \u7efc\u5408\u5f81",
         [("[[l,i:fraUm'eIni]]", "en"), ("\u7efc\u5408\u5f81", "zh-Hans")]),
        ("ru", "CureSearch for Children's Cancer",
         [("CureSearch for Children's Cancer", "en")]),
        ("ko", "Visuals Online\uc5d0\uc11c", [("Visuals Online", "en"), ("\uc5d0\uc11c", "ko")]),
        ("ru", "RB1", [("\u0430\u0440 \u0431\u0438 1", "ru")]),
        ("fr", "Visuals Online", [("Visuals Online", "fr")]),
    ],
)  # fmt: skip
def test_words_in_the_letters_of_another_script_are_english(
    language: str, text: str, spoken: list[tuple[str, str]]
) -> None:
    ((_, runs),) = sentences(para(text, language=language).segment)
    said = [(run.text.rstrip("\u3002"), run.language) for run in runs]
    assert said == spoken


@pytest.mark.parametrize("tag", TAGS)
def test_the_words_of_an_edition_are_said_without_a_finding(tag: str) -> None:
    assert script(publication(tag=tag)).diagnostics == ()
    assert script(in_edition(tag)).diagnostics == ()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_translated_seed_is_said_whole_and_in_its_language(tag: str) -> None:
    of = in_edition(tag, translated=True)
    made, found = script(of)
    assert found == ()
    heard = [u.segment for u in displayed(made, of) if u.id.endswith(".1")]
    assert heard == [segment.id for segment in source_segments(of)]
    for segment in source_segments(of):
        shown = "".join(u.shown for u in made.utterances if u.segment == segment.id)
        assert "".join(shown.split()) == "".join(plain_text(segment.content).split())
    # Of what is said in English only the citation, names and addresses are whole sentences.
    own = [u for u in displayed(made, of) if any(r.language == tag for r in u.spoken)]
    assert len(own) > 0.97 * len(list(displayed(made, of)))
