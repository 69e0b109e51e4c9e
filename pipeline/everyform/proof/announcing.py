"""The check of what a recording says beside the text: by the label, and not by the script.

The script is what the narrator was given, so it cannot also be the yardstick: a notice that
it lacks would be missing in every recording, and in every proof of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from everyform.diagnostics import Diagnostic
from everyform.labels import NoticeId
from everyform.narration.utterances import Utterance
from everyform.proof.expected import FIRST, Expected, Unit
from everyform.proof.findings import found, quoted
from everyform.proof.passage import bare
from everyform.publication import Publication
from everyform.voices.recording import Recording
from everyform.walk import plain_text

# What is heard and shown nowhere: the greeting, that a computer reads, the two ends.
_HEARD = frozenset(("say-opening", "say-voice", "say-closing", "say-end"))

_FIRST_S = 60.0  # DECISIONS: what must be known first is said in the first minute


def announced(
    publication: Publication, expected: Expected, recording: Recording, file: str
) -> Iterator[Diagnostic]:
    """Title, notices, citation and remarks are said, in order; and nothing that is unknown."""
    said = list(recording.script.utterances)
    yield from _voiced(publication, expected, said, file)
    yield from _first(expected, recording, file)
    yield from _nothing_else(expected, said, file)


def _voiced(
    publication: Publication, expected: Expected, said: Sequence[Utterance], file: str
) -> Iterator[Diagnostic]:
    """Each notice of the row and each remark, in its words."""
    wanted: list[Unit] = [*expected.notices.values(), *expected.remarks]
    for unit in wanted:
        parts = [utterance for utterance in said if utterance.segment == unit.id]
        shown = "".join(part.shown for part in parts)
        if bare(shown) != bare(unit.text) or not any(_sounds(part) for part in parts):
            yield found("notices", file, f"{unit.id} is not said: {quoted(unit.text)}")
        elif not all(_sounds(part) for part in parts if any(map(str.isalnum, part.shown))):
            yield found("notices", file, f"{unit.id} is said in part only")
    source = "".join(u.shown for u in said if u.segment == NoticeId.SOURCE.value.lower())
    if bare(plain_text(publication.citation)) not in bare(source):
        yield found("citation", file, "the citation of the source is not said")
    names = {utterance.segment for utterance in said if _sounds(utterance)}
    for name in sorted(_HEARD - {"say-voice"} - names):
        yield found("notices", file, f"{name} is not said")
    if NoticeId.VOICE.value.lower() not in names and "say-voice" not in names:
        yield found("notices", file, "that a computer reads is not said")
    greeting = bare("".join(r.text for u in said if u.segment == "say-opening" for r in u.spoken))
    if not _letters(greeting):
        yield found("identification", file, "the title is not said")


def _first(expected: Expected, recording: Recording, file: str) -> Iterator[Diagnostic]:
    """What must be known first is heard before the text, and begins in the first minute."""
    starts: dict[str, float] = {}
    now = 0.0
    for clip in recording.clips:
        starts.setdefault(clip.utterance.segment, now)
        now += len(clip.samples) / 2 / recording.rate_hz + clip.utterance.pause_s
    begun = min((starts[unit] for unit in expected.body if unit in starts), default=now)
    for notice in FIRST:
        name = notice.value.lower()
        if notice in expected.notices and starts.get(name, now) > min(begun, _FIRST_S):
            yield found("order", file, f"{name} is said too late")
    order = [notice.value.lower() for notice in expected.notices]
    voice = NoticeId.VOICE.value.lower()
    heard = [n for n in dict.fromkeys(c.utterance.segment for c in recording.clips) if n in order]
    if [n for n in heard if n != voice] != [n for n in order if n in heard and n != voice]:
        yield found("order", file, "the notices are said in another order")


def _nothing_else(expected: Expected, said: Sequence[Utterance], file: str) -> Iterator[Diagnostic]:
    known = {unit.id for unit in expected.units} | set(expected.labels)
    for utterance in said:
        announcement = utterance.id == f"{utterance.segment}.0" and not utterance.shown
        if utterance.segment in _HEARD or (announcement and utterance.segment in known):
            continue
        if utterance.segment not in known or not utterance.shown:
            words = " ".join(run.text for run in utterance.spoken)
            yield found("extra", file, f"nothing holds {quoted(words)} ({utterance.id})")


def _sounds(utterance: Utterance) -> bool:
    return any(run.text.strip() for run in utterance.spoken)


def _letters(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum())
