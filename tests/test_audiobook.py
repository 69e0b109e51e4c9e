"""The audiobook as a listener's player sees it: decoded, measured, with its tags read back."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import mutagen.mp3
import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3
from numpy.typing import NDArray

from everyform.narration import Script, Utterance, script
from everyform.publication import UNDATED, Publication
from everyform.voices import Clip, Recording, record
from everyform.walk import plain_text
from everyform.writers.audio.audiobook import HEAD_S, TAIL_S, write
from everyform.writers.audio.levels import CEILING_DB, FLOOR_RMS_DB, gains, limited, loudness
from everyform.writers.audio.mp3 import DELAY_SAMPLES, RATE_HZ, decoded_samples, encode
from everyform.writers.audio.tags import Mark, tagged
from everyform.writers.format import File
from tests.publications import publication

Book = tuple[Publication, Recording, list[File]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    made = publication(updated=date(2025, 11, 3))
    recording = record(script(made).value, tmp_path_factory.mktemp("clips")).value
    return made, recording, list(write(made, recording))


@cache
def decoded(data: bytes) -> NDArray[np.float64]:
    sound, rate_hz = soundfile.read(io.BytesIO(data))
    assert rate_hz == RATE_HZ and sound.ndim == 1
    return np.asarray(sound)


def decibels(value: float) -> float:
    return 20 * float(np.log10(max(value, 1e-9)))


def tags(data: bytes) -> Any:
    return ID3(io.BytesIO(data))  # type: ignore[no-untyped-call]


def chapters(data: bytes) -> list[tuple[str, float, float]]:
    """In the order of the table of contents."""
    read = tags(data)
    top = read["CTOC:toc"]
    found = [read[f"CHAP:{name}"] for name in top.child_element_ids]
    return [(str(c.sub_frames["TIT2"]), c.start_time / 1_000, c.end_time / 1_000) for c in found]


# The files


def test_the_files_sort_into_reading_order(
    book: Book,
) -> None:
    _, recording, files = book
    names = [file.name for file in files]
    assert names == sorted(names)
    assert names[:3] == ["00-whole", "01-opening", "02-first-chapter"]
    assert len(names) == len(recording.script.parts) + 1
    assert names[-1].endswith("-closing")
    assert not any("pdq" in name for name in names)


def test_an_audiobook_needs_a_recording() -> None:
    with pytest.raises(ValueError, match="recording"):
        list(write(publication(), None))


def test_the_same_bytes_twice(book: Book) -> None:
    made, recording, files = book
    assert list(write(made, recording)) == files


def test_the_whole_is_its_parts_end_to_end(
    book: Book,
) -> None:
    _, _, (whole, *parts) = book
    assert len(decoded(whole.data)) == sum(len(decoded(part.data)) for part in parts)
    frames = b"".join(part.data[_tag_bytes(part.data) :] for part in parts)
    assert whole.data[_tag_bytes(whole.data) :] == frames


def _tag_bytes(data: bytes) -> int:
    assert data[:3] == b"ID3"
    seven = data[6:10]  # ID3v2.4: four bytes of seven bits each
    return 10 + sum(byte << shift for byte, shift in zip(seven, (21, 14, 7, 0), strict=True))


# The numbers of ACX, on what comes out of the decoder


def test_streams_are_constant_mono_and_of_the_asked_rate(
    book: Book,
) -> None:
    for file in book[2]:
        info: Any = mutagen.mp3.MP3(io.BytesIO(file.data)).info  # type: ignore[no-untyped-call]
        assert (info.sample_rate, info.channels, info.bitrate) == (44_100, 1, 192_000)
        assert info.length == pytest.approx(len(decoded(file.data)) / RATE_HZ, abs=0.03)


def test_levels_are_in_the_window(book: Book) -> None:
    for file in book[2]:
        sound = decoded(file.data)
        assert -23 <= decibels(float(np.sqrt(np.mean(sound**2)))) <= -18, file.name
        assert decibels(float(np.abs(sound).max())) <= -3, file.name


def test_silence_is_silent_and_as_long_as_it_should_be(
    book: Book,
) -> None:
    for file in book[2]:
        sound = decoded(file.data)
        loud = np.flatnonzero(np.abs(sound) > 10 ** (-50 / 20))
        head_s, tail_s = loud[0] / RATE_HZ, (len(sound) - loud[-1]) / RATE_HZ
        assert 0.5 <= head_s <= 1.0 and head_s == pytest.approx(HEAD_S, abs=0.1), file.name
        assert 1.0 <= tail_s <= 5.0 and tail_s == pytest.approx(TAIL_S, abs=0.15), file.name
        quiet = sound[: loud[0] - RATE_HZ // 20]
        assert decibels(float(np.sqrt(np.mean(quiet**2)))) <= -60, file.name


def test_a_quiet_and_a_loud_book_come_out_alike(
    book: Book,
) -> None:
    made, recording, (whole, *_) = book
    quiet = tuple(replace(c, samples=_scaled(c.samples, 0.05)) for c in recording.clips)
    (other, *_) = write(made, replace(recording, clips=quiet))
    levels = [decibels(float(np.std(decoded(f.data)))) for f in (whole, other)]
    assert levels[0] == pytest.approx(levels[1], abs=0.2)


def _scaled(samples: bytes, factor: float) -> bytes:
    return (np.frombuffer(samples, "<i2") * factor).astype("<i2").tobytes()


# Every clip at its time


def test_each_clip_is_heard_at_its_place(book: Book) -> None:
    """A length alone would miss a swap: the decoded sound is compared with each clip."""
    _, recording, files = book
    assert misplaced(files, recording) == []
    first, second, *rest = recording.clips
    swapped = replace(recording, clips=(second, first, *rest))
    assert {second.utterance.id, first.utterance.id} <= set(misplaced(files, swapped))


def misplaced(files: Sequence[File], recording: Recording) -> list[str]:
    """The utterances that do not sound, at their computed time, like their clip."""
    whole, *parts = files
    sound = decoded(whole.data)
    step = RATE_HZ // recording.rate_hz
    clips = iter(recording.clips)
    wrong: list[str] = []
    begin = 0
    for part, file in zip(recording.script.parts, parts, strict=True):
        place = begin + DELAY_SAMPLES + round(HEAD_S * RATE_HZ)
        for clip in (next(clips) for _ in part.utterances):
            samples = np.frombuffer(clip.samples, "<i2").astype(float)
            heard = sound[place : place + step * len(samples) : step]
            alike = len(heard) == len(samples) and np.corrcoef(heard, samples)[0, 1] > 0.9
            if not alike:
                wrong.append(clip.utterance.id)
            place += step * len(samples) + round(clip.utterance.pause_s * RATE_HZ)
        begin += len(decoded(file.data))
    return wrong


def test_chapters_begin_where_their_heading_is_heard(
    book: Book,
) -> None:
    """Each mark stands in silence, and the sound sets in within a hundredth of a second."""
    for file in book[2]:
        sound = decoded(file.data)
        marks = chapters(file.data)
        assert marks[0][1] == 0.0
        for _, start_s, _ in marks[1:]:
            start = round(start_s * RATE_HZ)
            before = sound[start - RATE_HZ // 5 : start - RATE_HZ // 500]
            after = sound[start : start + RATE_HZ // 50]
            assert np.abs(before).max() < 0.01 < np.abs(after).max()


def test_chapters_are_those_of_the_script_and_fill_the_file(
    book: Book,
) -> None:
    _, recording, (whole, *parts) = book
    titles = [[c.title for c in part.chapters] for part in recording.script.parts]
    assert [title for title, _, _ in chapters(whole.data)] == [
        title for part in titles for title in part
    ]
    for file, expected in zip(parts, titles, strict=True):
        assert [title for title, _, _ in chapters(file.data)] == expected
    for file in book[2]:
        marks = chapters(file.data)
        ends = [end for _, _, end in marks]
        assert ends[:-1] == [start for _, start, _ in marks[1:]]
        assert ends[-1] == pytest.approx(len(decoded(file.data)) / RATE_HZ, abs=0.001)


def test_chapters_stand_in_the_file_in_their_order(book: Book) -> None:
    """Some players take them as they come and never look at the table of contents."""
    for file in book[2]:
        names = re.findall(rb"CHAP.{6}(ch\d{4})\0", file.data, re.DOTALL)
        assert names == sorted(names)
        assert len(names) == len(chapters(file.data))


def test_more_chapters_than_one_table_holds() -> None:
    marks = [Mark(f"Chapter {n}", n, n + 1) for n in range(600)]
    read = tags(tagged([], publication(), "Whole", None, 0, marks))
    tables = [read[f"CTOC:{name}"] for name in read["CTOC:toc"].child_element_ids]
    named = [name for table in tables for name in table.child_element_ids]
    assert max(len(table.child_element_ids) for table in tables) <= 255
    assert [str(read[f"CHAP:{name}"].sub_frames["TIT2"]) for name in named] == [
        mark.title for mark in marks
    ]


# The tags


def test_tags_say_who_what_and_whence(book: Book) -> None:
    made, recording, files = book
    for number, file in enumerate(files):
        read = tags(file.data)
        assert read["TALB"].text == [plain_text(made.title.content)]
        assert read["TPE1"].text == ["National Cancer Institute"]
        assert read["TCOM"].text == ["Computer voice"]
        assert read["TLAN"].text == ["eng"]
        assert read["WOAS"].url == made.attribution.url
        assert read["TCOP"].text == [
            "2025 National Cancer Institute. PDQ is a registered trademark."
        ]
        assert str(read["TDRC"].text[0]) == "2025-11-03"
        (comment,) = read.getall("COMM")
        for notice in made.notices:
            assert plain_text(notice.segment.content) in comment.text[0]
        if number:
            part = recording.script.parts[number - 1]
            assert read["TIT2"].text == [part.title]
            assert read["TRCK"].text == [f"{number}/{len(files) - 1}"]
        else:
            assert read["TIT2"].text == read["TALB"].text
            assert "TRCK" not in read


def test_the_work_is_not_called_what_its_label_forbids(
    book: Book,
) -> None:
    made, _, (whole, *_) = book
    read = tags(whole.data)
    assert not made.label.identified
    for frame in ("TALB", "TIT2", "TPE1", "TCOM"):
        assert "PDQ" not in str(read[frame])


def test_an_edition_names_both_its_languages() -> None:
    read = tags(tagged([], publication(tag="es"), "Todo", None, 0, [Mark("Todo", 0, 1)]))
    assert read["TLAN"].text == ["eng", "spa"]
    assert read.getall("COMM")[0].lang == "spa"


def test_the_author_is_the_institute_and_not_its_place() -> None:
    made = publication()
    cited = replace(made.attribution, publisher="Bethesda, MD: National Cancer Institute")
    read = tags(tagged([], replace(made, attribution=cited), "Whole", None, 0, []))
    assert read["TPE1"].text == ["National Cancer Institute"]


def test_no_year_is_made_up() -> None:
    undated = replace(publication(), modified=UNDATED)
    read = tags(tagged([], undated, "Whole", None, 0, [Mark("Whole", 0, 1)]))
    assert "TDRC" not in read and "TCOP" not in read


def test_hostile_titles_are_words(tmp_path: Path) -> None:
    title = "\u202e<b>\n" + "x" * 5_000
    read = tags(tagged([], publication(), title, 1, 1, [Mark(title, 0, 1)]))
    assert read["TIT2"].text == [title]


# The limiter, the gain, the encoder


@pytest.mark.parametrize("shape", ["sine", "clicks", "noise", "step"])
def test_the_limiter_keeps_length_and_ceiling(shape: str) -> None:
    count = 20_000
    sounds = {
        "sine": np.sin(np.arange(count) / 30),
        "clicks": np.eye(1, count, 7_000)[0] + np.eye(1, count, 19_999)[0],
        "noise": np.random.default_rng(1).normal(0, 0.5, count),
        "step": np.where(np.arange(count) < 9_000, 0.1, 1.0),
    }
    sound = sounds[shape].astype(np.float32)
    made = limited(sound, RATE_HZ)
    assert made.shape == sound.shape and made.dtype == np.float32
    assert np.abs(sound).max() > 10 ** (CEILING_DB / 20) >= np.abs(made).max() - 1e-6
    assert np.all(np.sign(made) == np.sign(sound))


def test_the_limiter_turns_a_steady_tone_down_and_does_not_bend_it() -> None:
    """A gain that followed each swing of 100 Hz would be heard as harshness."""
    tone = np.sin(2 * np.pi * 100 * np.arange(RATE_HZ) / RATE_HZ).astype(np.float32)
    inside = slice(RATE_HZ // 4, -RATE_HZ // 4)
    heard = np.abs(tone[inside]) > 0.01
    gain = limited(tone, RATE_HZ)[inside][heard] / tone[inside][heard]
    assert np.ptp(gain) < 0.001


def test_the_limiter_leaves_quiet_and_distant_sound_alone() -> None:
    quiet = (0.2 * np.sin(np.arange(20_000) / 30)).astype(np.float32)
    assert limited(quiet, RATE_HZ) is quiet
    peaked = quiet.copy()
    peaked[10_000] = 1.0
    far = np.r_[0:8_000, 12_000:20_000]
    assert np.allclose(limited(peaked, RATE_HZ)[far], quiet[far], atol=1e-5)
    empty = np.zeros(0, np.float32)
    assert limited(empty, RATE_HZ) is empty


def test_the_gain_brings_a_book_to_the_target() -> None:
    sound = np.full(RATE_HZ, 0.02, np.float32)
    first, second = gains([loudness([sound], 1.5), loudness([sound], 1.7)], RATE_HZ)
    assert first == second
    rms = np.sqrt(2 * np.sum((sound * first) ** 2) / (3.2 * RATE_HZ))
    assert decibels(float(rms)) == pytest.approx(-20.0, abs=0.01)


def test_a_file_that_is_mostly_silence_is_lifted() -> None:
    sound = np.full(RATE_HZ, 0.02, np.float32)
    usual, lifted, silent = gains(
        [loudness([sound] * 60, 70.0), loudness([sound], 4.0), loudness([], 1.0)], RATE_HZ
    )
    assert lifted > usual == silent
    rms = np.sqrt(np.sum((sound * lifted) ** 2) / (4 * RATE_HZ))
    assert decibels(float(rms)) == pytest.approx(FLOOR_RMS_DB, abs=0.01)
    assert gains([loudness([], 1.0)], RATE_HZ) == (1.0,)


@pytest.mark.parametrize("count", [0, 1, 1_151, 1_152, 50_000])
def test_the_encoder_delays_by_a_constant_and_loses_nothing(count: int) -> None:
    sound = np.zeros(count + 2_000, np.float32)
    sound[count : count + 400] = np.hanning(400) * np.sin(np.arange(400) / 4)
    frames = encode([sound])
    out = decoded(frames)
    assert len(out) == decoded_samples(frames) >= len(sound) + DELAY_SAMPLES
    matches = np.correlate(out, sound[count : count + 400], "valid")
    assert int(np.argmax(matches)) - count == DELAY_SAMPLES


def test_streams_laid_end_to_end_keep_their_delay() -> None:
    sound = np.zeros(30_000, np.float32)
    sound[20_000:20_400] = np.hanning(400) * np.sin(np.arange(400) / 4)
    frames = encode([sound])
    out = decoded(frames + frames)[decoded_samples(frames) :]
    matches = np.correlate(out, sound[20_000:20_400], "valid")
    assert int(np.argmax(matches)) - 20_000 == DELAY_SAMPLES


def test_an_empty_clip_keeps_its_pause() -> None:
    made = publication()
    parts = script(made).value.parts[:1]
    clips = tuple(
        _clip(u, b"" if n else b"\x00\x20\x00\xe0" * 9_000)
        for n, u in enumerate(parts[0].utterances)
    )
    (whole, *_) = write(made, Recording(Script(parts), clips, 22_050))
    pauses = sum(u.pause_s for u in list(parts[0].utterances)[:-1])
    expected = HEAD_S + TAIL_S + pauses + 18_000 / 22_050
    assert len(decoded(whole.data)) / RATE_HZ == pytest.approx(expected, abs=0.08)


def _clip(utterance: Utterance, samples: bytes) -> Clip:
    return Clip(utterance, (), samples, hashlib.sha256(samples).hexdigest())
