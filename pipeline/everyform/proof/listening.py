"""The checks of a recording: every clip there, in its place, the sound that was recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from everyform.diagnostics import Diagnostic
from everyform.narration.utterances import Chapter, Part
from everyform.proof.expected import Expected
from everyform.proof.findings import found, quoted
from everyform.proof.likeness import LIKE, SILENCE, likeness, loudest
from everyform.proof.passage import bare
from everyform.proof.sound import Place, Samples, Sound, Track
from everyform.voices.recording import Clip, Recording

# Times are kept to a sample in one place and to a millisecond in another.
_CLOSE_S = 0.002

# ACX: half a second to a second before the first word, one to five after the last.
_HEAD_S = (0.5, 1.05)
_TAIL_S = (1.0, 5.0)


@dataclass(frozen=True, slots=True)
class Share:
    """The clips that one file must hold, and the parts of the script that they are of."""

    parts: tuple[Part, ...]
    clips: tuple[Clip, ...]
    rate_hz: int

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters of the file, in order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)


def shares(recording: Recording) -> tuple[Share, ...]:
    """The share of each file: first the whole, then each part."""
    parts, clips = recording.script.parts, iter(recording.clips)
    apart = [
        Share((part,), tuple(next(clips) for _ in part.utterances), recording.rate_hz)
        for part in parts
    ]
    return (Share(parts, recording.clips, recording.rate_hz), *apart)


def clips(share: Share, track: Track, file: str) -> Iterator[Diagnostic]:
    """Every utterance once and in order, and nothing else."""
    wanted = [clip.utterance.id for clip in share.clips]
    held = Counter(place.utterance for place in track.clips)
    for clip in share.clips:
        if held[clip.utterance.id] != 1:
            times = f"stands {held[clip.utterance.id]} times" if held[clip.utterance.id] else ""
            said = times or f"is missing: {quoted(clip.utterance.shown)}"
            yield found("coverage", file, f"{clip.utterance.id} {said}")
    for name in sorted(set(held) - set(wanted)):
        yield found("extra", file, f"{name} is nowhere in the script")
    common = [place.utterance for place in track.clips if held[place.utterance] == 1]
    if common != [name for name in wanted if held[name] == 1] and not set(held) - set(wanted):
        at = next(a for a, b in zip(common, wanted, strict=False) if a != b)
        yield found("order", file, f"{at} comes at another place than in the script")
    if [p.start for p in track.clips] != sorted(p.start for p in track.clips):
        yield found("order", file, "clips do not follow one another in time")


def heard(share: Share, track: Track, file: str) -> Iterator[Diagnostic]:
    """Each clip's sound at its place, and silence of the right length between them."""
    sound = Sound(track.frames)
    recorded = {clip.utterance.id: clip for clip in share.clips}
    pauses = _pauses(share)
    faults: list[Diagnostic] = []
    end = 0
    for number, place in enumerate(track.clips):
        pause = sound.read(place.start - sound.place)
        clip = recorded.get(place.utterance)
        faults += _pause(pause, sound.rate_hz, place, file)
        held_s = (place.start - end) / sound.rate_hz
        least, most = pauses[number] if number < len(pauses) else (0.0, 0.0)
        if not least - _CLOSE_S <= held_s <= most + _CLOSE_S:
            said = f"the pause before {place.utterance} lasts {held_s:.2f} s"
            faults.append(found("sound", file, said))
        end = place.start + place.length
        samples = sound.read(place.length)
        if clip is not None:
            faults += _clip(clip, share.rate_hz, place, samples, sound.rate_hz, file)
    yield from faults
    yield from _ends(track, sound, end, file)


def _pauses(share: Share) -> list[tuple[float, float]]:
    """The least and the most seconds of silence before each clip."""
    pauses: list[tuple[float, float]] = []
    for part in share.parts:
        between = (_TAIL_S[0] + _HEAD_S[0], _TAIL_S[1] + _HEAD_S[1])
        pauses.append(between if pauses else _HEAD_S)
        said = list(part.utterances)
        pauses += [(utterance.pause_s, utterance.pause_s) for utterance in said[:-1]]
    return pauses


def _clip(
    clip: Clip, rate_hz: int, place: Place, samples: Samples, heard_hz: int, file: str
) -> Iterator[Diagnostic]:
    name = place.utterance
    recorded = np.frombuffer(clip.samples, "<i2").astype(np.float32) / np.float32(32_768)
    if place.sha256 != clip.sha256:
        yield found("sound", file, f"{name} is said to be another recording")
    if abs(place.length / heard_hz - len(recorded) / rate_hz) > _CLOSE_S:
        yield found("sound", file, f"{name} is said to last {place.length / heard_hz:.2f} s")
    alike = likeness(samples, heard_hz, recorded, rate_hz)
    if alike < LIKE:
        yield found("sound", file, f"{name} is not the sound of its words ({alike:.2f})")


def _pause(pause: Samples, rate_hz: int, place: Place, file: str) -> Iterator[Diagnostic]:
    if loudest(pause, rate_hz) > SILENCE:
        yield found("extra", file, f"there is sound in the pause before {place.utterance}")


def _ends(track: Track, sound: Sound, end: int, file: str) -> Iterator[Diagnostic]:
    """The silence after the last clip, and the end of the last chapter."""
    tail = np.concatenate((np.zeros(0, np.float32), *sound.rest()))
    if loudest(tail, sound.rate_hz) > SILENCE:
        yield found("extra", file, "there is sound after the last clip")
    tail_s = (sound.place - end) / sound.rate_hz
    if not _TAIL_S[0] <= tail_s <= _TAIL_S[1]:
        yield found("sound", file, f"{tail_s:.2f} s of silence after the last clip")
    length_s = sound.place / sound.rate_hz
    if track.chapters and abs(track.chapters[-1].end_s - length_s) > 0.1:
        yield found("chapters", file, f"the last ends at {track.chapters[-1].end_s:.2f} s")


def chapters(share: Share, track: Track, file: str) -> Iterator[Diagnostic]:
    """Every chapter of the script, by its title, from its first word to the next one's."""
    if [c.title for c in track.chapters] != [c.title for c in share.chapters]:
        shown = [c.title for c in track.chapters]
        yield found("chapters", file, f"{len(shown)} of {len(share.chapters)}, or other titles")
        return
    rate_hz = Sound(track.frames).rate_hz
    starts = {place.utterance: place.start / rate_hz for place in track.clips}
    ends = [chapter.end_s for chapter in track.chapters[:-1]]
    for number, (chapter, wanted) in enumerate(zip(track.chapters, share.chapters, strict=True)):
        # The first begins with the file, so that no second is outside all chapters.
        start = starts.get(wanted.utterances[0].id, -1.0) if number else 0.0
        if abs(chapter.start_s - start) > _CLOSE_S:
            said = f"{quoted(chapter.title)} begins at {chapter.start_s:.2f} s, its words at"
            yield found("chapters", file, f"{said} {start:.2f} s")
        if number and abs(ends[number - 1] - chapter.start_s) > _CLOSE_S:
            yield found("chapters", file, f"{quoted(chapter.title)} does not follow the one before")


def spoken(expected: Expected, recording: Recording) -> dict[str, tuple[str, ...]]:
    """Unit -> its utterances; a unit whose words are not those of its sentences has none."""
    held: dict[str, list[Clip]] = {}
    for clip in recording.clips:
        held.setdefault(clip.utterance.segment, []).append(clip)
    said: dict[str, tuple[str, ...]] = {}
    for unit in expected.units:
        shown = "".join(clip.utterance.shown for clip in held.get(unit.id, ()))
        whole = bare(shown) == bare(unit.text)
        said[unit.id] = tuple(c.utterance.id for c in held.get(unit.id, ())) if whole else ()
    return said


def covered(said: dict[str, tuple[str, ...]], refuted: Sequence[str], track: Track) -> int:
    """How many units are heard whole: every utterance is there, and none of them refuted."""
    held = {place.utterance for place in track.clips} - set(refuted)
    return sum(bool(names) and set(names) <= held for names in said.values())
