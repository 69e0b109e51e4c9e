"""What the machine has that outputs need: engines, fonts, voices, programs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from everyform.diagnostics import PipelineError
from everyform.editions import available, load_edition
from everyform.voices import fingerprint, voice_for
from everyform.writers import FORMATS, paper_draws, paper_ready
from everyform.writers.format import Format, Narrated


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that outputs need: what was found of it, and what to do; "" where all is well."""

    what: str
    found: str
    remedy: str = ""


# Programs that some commands call -> what they are for, and the Debian package that has them.
_PROGRAMS = {
    "msgmerge": ("merging catalogs", "gettext"),
    "ssh-keygen": ("signing a manifest", "openssh-client"),
}


def examined() -> Iterator[Examined]:
    """Everything that outputs need, each looked at now."""
    for format in FORMATS:
        yield _format(format)
    for tag in available():
        yield _edition(tag)
    for program, (purpose, package) in _PROGRAMS.items():
        place = shutil.which(program)
        remedy = "" if place else f"apt-get install {package} (for {purpose} only)"
        yield Examined(f"program {program}", place or "missing", remedy)


def _format(format: Format) -> Examined:
    engines = ", ".join(f"{name} {version(name)}" for name in format.engines)
    what = f"format {format.name}"
    try:
        if format.fonts:
            paper_ready()
        if format.narrated is not Narrated.NEVER:
            fingerprint()
    except PipelineError as error:
        (first, *_) = error.diagnostics
        return Examined(what, first.message, first.hint)
    return Examined(what, engines)


def _edition(tag: str) -> Examined:
    """Words, fonts and voice of an edition; that it has no voice is no fault of the machine."""
    what = f"edition {tag}"
    try:
        edition = load_edition(tag)
        paper_draws(edition.language)
    except PipelineError as error:
        (first, *_) = error.diagnostics
        return Examined(what, first.message, first.hint)
    try:
        voice = voice_for(edition.language)
    except PipelineError:
        return Examined(what, f"{edition.endonym}; no voice")
    limited = " (known to mispronounce)" if voice.limited else ""
    return Examined(what, f"{edition.endonym}; voice {voice.name}{limited}")
