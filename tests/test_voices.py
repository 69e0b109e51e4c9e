"""Clips: the same bytes in any order, found again by content, and never a bad one."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import espeakng_loader
import pytest

from everyform.diagnostics import Location, PipelineError, Severity
from everyform.inline import SegmentId
from everyform.narration import Chapter, Part, Run, Script, Utterance, script
from everyform.voices import Recording, espeak, fresh, record, store, voice_for
from everyform.voices.engine import Engine, Take, Voice
from everyform.voices.inspection import FLAT_TOP_SAMPLES, fault
from tests.publications import publication
from tests.walls import SEARCH

WORDS = (
    "The summaries are reviewed regularly.",
    "Osteosarcoma and U.P.S are treated the same way.",
    "1, 8 0 0, 4 2 2, 6 2 3 7",
    "[[aIf'0sf@m,aId]]",
    "surgery to remove the tumor",
    "chemotherapy",
)
RATE_HZ = espeak.ENGINE.rate_hz


def utterance(number: int, *runs: Run) -> Utterance:
    origin = Location("small.md", number)
    return Utterance(f"p.{number}", SegmentId("p"), "shown", runs, 0.5, origin)


def script_of(*utterances: Utterance) -> Script:
    return Script((Part("part", "Part", "en", (Chapter("Chapter", 2, utterances),)),))


def said(*words: str, language: str = "en") -> Script:
    return script_of(*(utterance(n, Run(w, language)) for n, w in enumerate(words, 1)))


def codes(error: PipelineError) -> list[str]:
    return [finding.code for finding in error.diagnostics]


def engine(speak: Callable[[Sequence[tuple[Take, Path]], int], None], **change: object) -> Engine:
    voice = Voice("test", "en", 100, False)
    made = Engine("test engine", RATE_HZ, (voice,), lambda: "test", speak)
    return replace(made, **change)  # type: ignore[arg-type]


def wav(path: Path, samples: bytes, rate_hz: int = RATE_HZ, channels: int = 1) -> None:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate_hz)
        sound.writeframes(samples)


def playing(samples: bytes) -> Engine:
    """An engine that says the same thing to everything."""

    def speak(orders: Sequence[tuple[Take, Path]], jobs: int) -> None:
        for _, path in orders:
            wav(path, samples)

    return engine(speak)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return record(said(*WORDS), tmp_path_factory.mktemp("clips"), jobs=1).value


# The sound


def test_one_clip_for_each_utterance_in_order(spoken: Recording) -> None:
    assert [clip.utterance for clip in spoken.clips] == list(spoken.script.utterances)
    for clip in spoken.clips:
        assert clip.voices == ("gmw/en-us",)
        assert clip.sha256 == hashlib.sha256(clip.samples).hexdigest()
        assert len(clip.samples) % 2 == 0
        assert 0.3 < len(clip.samples) / 2 / spoken.rate_hz < 6


def test_clips_begin_and_end_with_sound(spoken: Recording) -> None:
    for clip in spoken.clips:
        assert clip.samples[:2] != b"\0\0" != clip.samples[-2:]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_same_bytes_in_any_order_and_number_of_jobs(
    jobs: int, spoken: Recording, tmp_path: Path
) -> None:
    again = record(said(*reversed(WORDS), *WORDS[:2]), tmp_path, jobs=jobs).value
    before = {clip.utterance.spoken: clip.sha256 for clip in spoken.clips}
    assert len(again.clips) == len(WORDS) + 2
    for clip in again.clips:
        assert clip.sha256 == before[clip.utterance.spoken]


def test_phonemes_are_sounds_and_not_letters(spoken: Recording) -> None:
    """Read out character by character, this one lasts four seconds."""
    clip = next(c for c in spoken.clips if "[[" in c.utterance.spoken[0].text)
    assert len(clip.samples) / 2 / spoken.rate_hz < 1.5


def test_markup_is_spoken_as_text(tmp_path: Path) -> None:
    """With SSML on, the tags would vanish and both sentences sound the same."""
    marked, plain = record(said("<s>bone</s>", "bone"), tmp_path).value.clips
    assert len(marked.samples) > 1.5 * len(plain.samples)


def test_rate_and_voice_are_heard(tmp_path: Path) -> None:
    (english,) = record(said("radio"), tmp_path).value.clips
    (spanish,) = record(said("radio", language="es-US"), tmp_path).value.clips
    assert spanish.voices == ("roa/es-419",)
    assert english.sha256 != spanish.sha256
    slow = replace(espeak.ENGINE, voices=(replace(voice_for("en"), rate_wpm=90),))
    (slower,) = record(said("radio"), tmp_path, engine=slow).value.clips
    assert len(slower.samples) > 1.4 * len(english.samples)


def test_languages_inside_a_sentence_are_one_clip_with_a_breath(tmp_path: Path) -> None:
    both = utterance(1, Run("Fuente:", "es"), Run("Editorial Board.", "en"))
    (clip,) = record(script_of(both), tmp_path).value.clips
    parts = record(
        script_of(*(utterance(n, run) for n, run in enumerate(both.spoken))), tmp_path
    ).value.clips
    assert clip.voices == ("roa/es-419", "gmw/en-us")
    silence = len(clip.samples) - sum(len(part.samples) for part in parts)
    assert clip.samples.startswith(parts[0].samples) and clip.samples.endswith(parts[1].samples)
    assert silence / 2 / RATE_HZ == pytest.approx(0.15, abs=1e-3)


def test_an_utterance_with_nothing_to_say_is_an_empty_clip(tmp_path: Path) -> None:
    (clip,) = record(script_of(utterance(1)), tmp_path).value.clips
    assert (clip.samples, clip.voices) == (b"", ())


def test_a_whole_publication_is_spoken(tmp_path: Path) -> None:
    made = script(publication(tag="es")).value
    recording, findings = record(made, tmp_path)
    assert findings == ()
    assert all(clip.samples for clip in recording.clips)


# The store


def test_what_is_stored_is_not_spoken_again(tmp_path: Path) -> None:
    orders: list[int] = []

    def speak(asked: Sequence[tuple[Take, Path]], jobs: int) -> None:
        orders.append(len(asked))
        espeak.speak(asked, jobs)

    counting = replace(espeak.ENGINE, speak=speak)
    first = record(said(*WORDS, *WORDS), tmp_path, engine=counting)
    assert record(said(*WORDS, *WORDS), tmp_path, engine=counting) == first
    record(said(*WORDS, "One edited sentence."), tmp_path, engine=counting)
    assert orders == [len(WORDS), 1]
    assert len(list(tmp_path.iterdir())) == len(WORDS) + 1


def test_everything_that_shapes_the_sound_is_in_the_name(tmp_path: Path) -> None:
    voice = voice_for("en")
    take = Take(voice, "words")
    other = replace(espeak.ENGINE, fingerprint=lambda: "other data")
    names = {
        store.path(tmp_path, espeak.ENGINE, take),
        store.path(tmp_path, other, take),
        store.path(tmp_path, espeak.ENGINE, replace(take, text="other words")),
        store.path(tmp_path, espeak.ENGINE, replace(take, voice=replace(voice, name="x"))),
        store.path(tmp_path, espeak.ENGINE, replace(take, voice=replace(voice, rate_wpm=1))),
    }
    assert len(names) == 5
    assert all(re.fullmatch(r"[0-9a-f]{64}\.wav", name.name) for name in names)


def test_the_fingerprint_is_of_library_and_data() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", espeak.fingerprint())


def test_a_failed_engine_leaves_nothing_behind(tmp_path: Path) -> None:
    def speak(orders: Sequence[tuple[Take, Path]], jobs: int) -> None:
        wav(orders[0][1], b"\1\1" * RATE_HZ)
        raise PipelineError()

    with pytest.raises(PipelineError):
        record(said("one", "two"), tmp_path, engine=engine(speak))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("harm", ["cut", "empty", "unsealed", "exchanged", "link", "pipe", "gone"])
def test_a_clip_that_is_not_the_one_that_was_kept_is_spoken_again(
    harm: str, tmp_path: Path
) -> None:
    clips = tmp_path / "clips"
    right = record(said("bone", "lung"), clips).value
    one, other = sorted(clips.iterdir())
    data = one.read_bytes()
    match harm:
        case "cut":
            one.write_bytes(data[:-1000])
        case "empty":
            one.write_bytes(b"")
        case "unsealed":
            one.write_bytes(data[:-32])
        case "exchanged":
            one.write_bytes(other.read_bytes())
        case "link":
            one.rename(tmp_path / "aside.wav")
            one.symlink_to(tmp_path / "aside.wav")
        case "pipe":
            one.unlink()
            os.mkfifo(one)
        case "gone":
            one.unlink()
    again = record(said("bone", "lung"), clips).value
    assert [clip.sha256 for clip in again.clips] == [clip.sha256 for clip in right.clips]
    assert one.read_bytes() == data
    assert not one.is_symlink()


def test_a_folder_in_the_place_of_a_clip_is_one_clear_line(tmp_path: Path) -> None:
    record(said("bone"), tmp_path)
    (place,) = tmp_path.iterdir()
    place.unlink()
    (place / "full").mkdir(parents=True)
    with pytest.raises(PipelineError) as caught:
        record(said("bone"), tmp_path)
    assert codes(caught.value) == ["store-unwritable"]


@pytest.mark.parametrize("shape", [{"channels": 2}, {"rate_hz": 8_000}])
def test_a_sound_of_another_shape_is_an_error(shape: dict[str, int], tmp_path: Path) -> None:
    def speak(orders: Sequence[tuple[Take, Path]], jobs: int) -> None:
        for _, place in orders:
            wav(place, b"\1\1" * RATE_HZ, **shape)

    with pytest.raises(PipelineError) as caught:
        record(said("bone"), tmp_path, engine=engine(speak))
    assert codes(caught.value) == ["clip-damaged"]


def test_names_of_clips_do_not_run_together(tmp_path: Path) -> None:
    """The voice "en1" at 60 words a minute is not "en" at 160."""
    voice = voice_for("en")
    one = Take(replace(voice, name="en1", rate_wpm=60), "words")
    other = Take(replace(voice, name="en", rate_wpm=160), "words")
    assert store.path(tmp_path, espeak.ENGINE, one) != store.path(tmp_path, espeak.ENGINE, other)


def test_rooms_that_nobody_holds_are_swept_and_those_in_use_stay(tmp_path: Path) -> None:
    left, held = tmp_path / "speaking-left", tmp_path / "speaking-held"
    for room in (left, held):
        room.mkdir()
        (room / "half.wav").write_bytes(b"x")
    handle = os.open(held, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        record(said("bone"), tmp_path)
    finally:
        os.close(handle)
    assert not left.exists()
    assert held.is_dir()


def test_a_fresh_store_goes_with_its_work() -> None:
    with fresh() as clips:
        record(said("bone"), clips)
        assert len(list(clips.iterdir())) == 1
    assert not clips.exists()


def test_a_booth_that_its_parent_has_left_says_nothing(tmp_path: Path) -> None:
    order = {"voice": voice_for("en").name, "rate": 160, "text": "x", "path": str(tmp_path / "x")}
    done = subprocess.run(
        [sys.executable, "-m", "everyform.voices.booth", "1", "1"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=espeak._environment(espeak._library()[1].parent),
    )
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_store_is_one_clear_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(PipelineError) as caught:
        record(said("bone"), blocked / "clips")
    assert codes(caught.value) == ["store-unwritable"]


# The judge


TONE = b"\x00\x10\x00\xf0" * (RATE_HZ // 2)  # one second


@pytest.mark.parametrize(
    ("samples", "text", "wrong"),
    [
        (TONE, "one second of twenty characters", ""),
        (b"", "nothing", "is silent"),
        (TONE, "x" * 41, "too short"),
        (TONE, "\u9aa8" * 8, ""),
        (TONE, "\u9aa8" * 9, "too short"),
        (TONE, "\ubf08" * 11, "too short"),
        (TONE, "\u0639" * 21, "too short"),
        (TONE + b"\xff\x7f" * FLAT_TOP_SAMPLES, "top", "is clipped"),
        (TONE + b"\x00\x80" * FLAT_TOP_SAMPLES + TONE, "bottom", "is clipped"),
        (TONE + b"\xff\x7f" * (FLAT_TOP_SAMPLES - 1) + TONE, "a short peak", ""),
        # The same bytes, but beginning inside a sample: a quiet sound, -129 again and again.
        (TONE + b"\x00\xff" + b"\x7f\xff" * FLAT_TOP_SAMPLES + b"\x7f\x00", "quiet", ""),
    ],
)
def test_the_judge_of_clips(samples: bytes, text: str, wrong: str) -> None:
    found = fault(samples, text, RATE_HZ)
    assert wrong in found
    assert bool(found) == bool(wrong)


@pytest.mark.parametrize(
    ("samples", "wrong"),
    [(bytes(4_000), "silent"), (TONE[:400], "too short"), (b"\xff\x7f" * RATE_HZ, "clipped")],
)
def test_a_bad_clip_is_rejected_where_its_words_stand(
    samples: bytes, wrong: str, tmp_path: Path
) -> None:
    with pytest.raises(PipelineError) as caught:
        record(said("some words", "other words"), tmp_path, engine=playing(samples))
    assert codes(caught.value) == ["clip-rejected"] * 2
    first = caught.value.diagnostics[0]
    assert wrong in first.message
    assert (first.location, first.severity) == (Location("small.md", 1), Severity.ERROR)


# The voices


def test_each_voice_speaks(tmp_path: Path) -> None:
    for voice in espeak.ENGINE.voices:
        word = {"ar": "عظم", "ko": "뼈", "ru": "кость", "zh": "骨头"}.get(voice.language, "radio")
        (clip,) = record(said(word, language=voice.language), tmp_path).value.clips
        assert clip.voices == (voice.name,)


@pytest.mark.parametrize(("tag", "name"), [("en", "gmw/en-us"), ("pt-BR", "roa/pt-br")])
def test_a_regional_tag_has_the_voice_of_its_language(tag: str, name: str) -> None:
    assert voice_for(tag).name == name


@pytest.mark.parametrize("tag", ["fil", "tl", "x-klingon", ""])
def test_a_language_without_a_voice_is_an_error(tag: str, tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as caught:
        record(said("words", language=tag), tmp_path)
    (finding,) = caught.value.diagnostics
    assert finding.code == "voice-missing"
    assert f"no voice speaks {tag!r}" in finding.message and "\n" not in finding.message
    assert list(tmp_path.iterdir()) == []


def test_a_limited_voice_is_a_warning_once(tmp_path: Path) -> None:
    recording, findings = record(said("bonjou", "mèsi", language="ht"), tmp_path)
    assert [(f.severity, f.code) for f in findings] == [(Severity.WARNING, "voice-limited")]
    assert recording.limited == ("ht",)


def test_a_recording_names_the_languages_of_its_limited_voices(tmp_path: Path) -> None:
    runs = (
        Run("hello", "en"),
        Run("bonjou", "ht-HT"),
        Run("\u0639\u0638\u0645", "ar"),
        Run("bonjou", "ht"),
    )
    recording, findings = record(script_of(utterance(1, *runs)), tmp_path)
    assert recording.limited == ("ar", "ht", "ht-HT")
    assert [f.code for f in findings] == ["voice-limited"] * 2
    assert record(said("bone"), tmp_path).value.limited == ()


# The engine and its process


@pytest.fixture
def fresh_fingerprint() -> Iterator[None]:
    espeak.fingerprint.cache_clear()
    yield
    espeak.fingerprint.cache_clear()


@pytest.mark.usefixtures("fresh_fingerprint")
@pytest.mark.parametrize("missing", ["library", "data", "path"])
def test_a_missing_library_is_one_clear_line(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_data() -> str:
        raise RuntimeError("data path not exists")

    if missing == "library":
        monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere/lib.so")
    elif missing == "data":
        monkeypatch.setattr(espeakng_loader, "get_data_path", no_data)
    else:
        monkeypatch.setattr(espeakng_loader, "get_data_path", lambda: f"/{'x' * 150}/data")
    with pytest.raises(PipelineError) as caught:
        record(said("words"), tmp_path)
    assert codes(caught.value) == ["voice-library-missing"]
    assert "\n" not in caught.value.diagnostics[0].message


@pytest.mark.usefixtures("fresh_fingerprint")
def test_a_missing_package_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(PipelineError) as caught:
        record(said("words"), tmp_path)
    assert codes(caught.value) == ["voice-library-missing"]


def test_an_unknown_voice_stops_the_engine_with_its_reason(tmp_path: Path) -> None:
    """pyttsx3 itself would go on in the voice before."""
    nobody = replace(espeak.ENGINE, voices=(Voice("gmw/nobody", "en", 150, False),))
    with pytest.raises(PipelineError) as caught:
        record(said("words"), tmp_path, engine=nobody)
    assert codes(caught.value) == ["voice-failed"]
    assert "gmw/nobody" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_hanging_engine_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "_START_S", 0.0)
    monkeypatch.setattr(espeak, "_CLIP_S", 0.01)
    with pytest.raises(PipelineError, match="hangs"):
        record(said("words"), tmp_path)


def booth(orders: str, **environment: str) -> subprocess.CompletedProcess[str]:
    data = Path(espeakng_loader.get_data_path()).parent
    return subprocess.run(
        [sys.executable, "-m", "everyform.voices.booth", "1", str(os.getpid())],
        input=orders,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "ESPEAK_DATA_PATH": str(data), **environment},
        check=False,
        timeout=60,
    )


def test_the_booth_refuses_to_fork_among_threads(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(30,), daemon=True).start()\n"
    )
    done = booth("", PYTHONPATH=os.pathsep.join((str(tmp_path), SEARCH)))
    assert done.returncode == 1
    assert "threads" in done.stderr


def test_the_booth_fails_when_a_clip_does(tmp_path: Path) -> None:
    order = '{"voice": "gmw/en-us", "rate": 150, "text": "bone", "path": "/nowhere/clip.wav"}'
    done = booth(order, PYTHONPATH=SEARCH)
    assert done.returncode == 1
    assert "/nowhere/clip.wav" in done.stderr
