"""Script -> Recording: choose the voices, fill the store, judge every clip."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from everyform.diagnostics import Diagnostic, Location, PipelineError, Reported, Severity, failure
from everyform.narration.utterances import Run, Script, Utterance
from everyform.voices import espeak, store
from everyform.voices.engine import Engine, Take, Voice
from everyform.voices.inspection import fault
from everyform.voices.recording import Clip, Recording

# Silence where the language, and with it the voice, changes inside a sentence.
_CHANGE_S = 0.15

# In order of preference. To add an engine: a module beside `espeak`, its ENGINE here.
ENGINES: tuple[Engine, ...] = (espeak.ENGINE,)


def fingerprint(engine: Engine = ENGINES[0]) -> str:
    """What shapes the sound of every clip besides its voice, rate and words, as one name.

    Raises:
        PipelineError: `voice-library-missing`.
    """
    return f"{engine.name} {engine.fingerprint()}"


def voice_for(language: str, engine: Engine = ENGINES[0]) -> Voice:
    """The voice that speaks `language`: its own tag's, or its primary language's.

    Raises:
        PipelineError: `voice-missing`.
    """
    for wanted in (language, language.partition("-")[0]):
        for voice in engine.voices:
            if voice.language == wanted:
                return voice
    spoken = ", ".join(sorted({voice.language for voice in engine.voices}))
    raise failure(
        "voice-missing",
        f"no voice speaks {language!r}, so it cannot be recorded; {engine.name} speaks {spoken}",
        Location(engine.name),
        "leave the audiobook of this edition out; its other formats need no voice",
    )


def record(
    script: Script, clips: Path, *, jobs: int | None = None, engine: Engine = ENGINES[0]
) -> Reported[Recording]:
    """Speak a script. What the folder `clips` holds already is not spoken again.

    `jobs` clips are spoken at a time, as many as there are processors by default;
    neither their number nor the order of the script changes a byte.

    Raises:
        PipelineError: `voice-missing`, `voice-library-missing`, `voice-failed`,
            `store-unwritable`, `clip-damaged`, or one `clip-rejected` for each clip
            that is silent, clipped or too short for its words.
    """
    voices = {run.language: voice_for(run.language, engine) for run in _runs(script)}
    takes = [Take(voices[run.language], run.text) for run in _runs(script)]
    store.fill(clips, engine, takes, jobs or len(os.sched_getaffinity(0)))
    made = [_clip(utterance, voices, clips, engine) for utterance in script.utterances]
    rejected = [finding for _, findings in made for finding in findings]
    if rejected:
        raise PipelineError(*rejected)
    limited = {language: voice for language, voice in voices.items() if voice.limited}
    return Reported(
        Recording(script, tuple(clip for clip, _ in made), engine.rate_hz, tuple(sorted(limited))),
        # Several tags may share a voice: one finding for each voice.
        tuple(_limited(voice) for voice in dict.fromkeys(limited.values())),
    )


def _runs(script: Script) -> list[Run]:
    return [run for utterance in script.utterances for run in utterance.spoken]


def _clip(
    utterance: Utterance, voices: dict[str, Voice], clips: Path, engine: Engine
) -> tuple[Clip, list[Diagnostic]]:
    spoken: list[bytes] = []
    findings: list[Diagnostic] = []
    for run in utterance.spoken:
        take = Take(voices[run.language], run.text)
        sound = store.samples(store.path(clips, engine, take), engine.rate_hz)
        if wrong := fault(sound, run.text, engine.rate_hz):
            findings.append(
                Diagnostic(
                    Severity.ERROR,
                    "clip-rejected",
                    f"the clip {utterance.id} {wrong}: {run.text[:60]!r}",
                    utterance.origin,
                )
            )
        spoken.append(sound)
    samples = bytes(2 * round(_CHANGE_S * engine.rate_hz)).join(spoken)
    names = tuple(voices[run.language].name for run in utterance.spoken)
    return Clip(utterance, names, samples, hashlib.sha256(samples).hexdigest()), findings


def _limited(voice: Voice) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "voice-limited",
        f"the voice for {voice.language!r} ({voice.name}) is known to mispronounce",
        Location(voice.name),
        "have a speaker of the language listen before giving it out",
    )
