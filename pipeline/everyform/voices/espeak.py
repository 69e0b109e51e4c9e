"""espeak-ng, as the wheel `espeakng-loader` brings it, spoken through pyttsx3.

Nothing of the system is needed but the wheel. All speaking happens in a fresh
process, the booth; the library is never loaded here.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from everyform.diagnostics import Location, PipelineError, failure
from everyform.voices.engine import Engine, Take, Voice

_HERE = Location("espeak-ng")
_RATE_HZ = 22_050  # of every voice in espeak-ng's own data

# The library keeps the path of its data in 160 bytes and appends to it.
_LONGEST_PATH = 120

# One clip takes 10 ms. What lasts this long hangs.
_START_S, _CLIP_S = 60.0, 2.0


def _voices() -> tuple[Voice, ...]:
    data = files("everyform.voices").joinpath("data/espeak.toml").read_text("utf-8")
    return tuple(
        Voice(row["name"], row["language"], row["rate_wpm"], row.get("limited", False))
        for row in tomllib.loads(data)["voice"]
    )


@cache
def fingerprint() -> str:
    """SHA-256 over the library and all of its data.

    Raises:
        PipelineError: `voice-library-missing`.
    """
    library, data = _library()
    digest = hashlib.sha256()
    for path in (library, *sorted(p for p in data.rglob("*") if p.is_file())):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def speak(orders: Sequence[tuple[Take, Path]], jobs: int) -> None:
    """Write the sound of each take to its path; see `Engine`.

    Raises:
        PipelineError: `voice-library-missing`, or `voice-failed` with the engine's reason.
    """
    _, data = _library()
    lines = (
        json.dumps(
            {
                "voice": take.voice.name,
                "rate": take.voice.rate_wpm,
                "text": take.text,
                "path": str(path.absolute()),
            }
        )
        for take, path in orders
    )
    try:
        done = subprocess.run(
            [sys.executable, "-m", "everyform.voices.booth", str(jobs), str(os.getpid())],
            input="\n".join(lines),
            capture_output=True,
            encoding="utf-8",
            env=_environment(data.parent),
            timeout=_START_S + _CLIP_S * len(orders),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise failure("voice-failed", "the speech engine hangs", _HERE) from None
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise failure("voice-failed", f"the speech engine stopped: {reason}", _HERE)


def _environment(data: Path) -> dict[str, str]:
    """Without its data path espeak-ng ends the process; `everyform` must be found again."""
    package = Path(__file__).resolve().parents[2]
    paths = (str(package), os.environ.get("PYTHONPATH", ""))
    return {
        **os.environ,
        "ESPEAK_DATA_PATH": str(data),
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }


def _library() -> tuple[Path, Path]:
    """The library and its data folder."""
    try:
        import espeakng_loader

        library = Path(espeakng_loader.get_library_path())
        data = Path(espeakng_loader.get_data_path())
    except (ImportError, RuntimeError) as error:
        raise _missing(str(error)) from error
    if not library.is_file():
        raise _missing(f"no {library}")
    if len(os.fsencode(data.parent)) > _LONGEST_PATH:
        raise failure(
            "voice-library-missing",
            f"espeak-ng cannot use its data from a path this long: {data.parent}",
            _HERE,
            f"install into a folder whose path has at most {_LONGEST_PATH} characters",
        )
    return library, data


def _missing(reason: str) -> PipelineError:
    return failure(
        "voice-library-missing",
        f"the speech library is not installed: {reason}",
        _HERE,
        "install the package espeakng-loader; the other formats need no voice",
    )


ENGINE = Engine("espeak-ng", _RATE_HZ, _voices(), fingerprint, speak)
