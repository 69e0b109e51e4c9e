"""The engine behind the PDF writers: is it there, is it the right one, what may it touch.

WeasyPrint loads shared libraries when it is imported, so nothing imports it
before `load`, which turns whatever is missing into one clear line.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any, NoReturn

from everyform.diagnostics import Location, PipelineError, failure

# `private` names the private parts of this one version.
VERSION = "70.0"

# Where findings about the machine, and not about a document, are placed.
_HERE = Location("weasyprint")

# What each library is called in Debian 12, by a word of the engine's own message.
_PACKAGES = (
    ("harfbuzz-subset", "libharfbuzz-subset0"),
    ("harfbuzz", "libharfbuzz0b"),
    ("pangoft2", "libpangoft2-1.0-0"),
    ("pango", "libpango-1.0-0"),
    ("fontconfig", "libfontconfig1"),
    ("gobject", "libglib2.0-0"),
)
_MISSING_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)$")
# Scripts that are not in fonts-noto-core, by their first and last code point.
_FONTS = (
    (0x2E80, 0x9FFF, "fonts-noto-cjk"),
    (0xAC00, 0xD7FF, "fonts-noto-cjk"),
    (0xF900, 0xFAFF, "fonts-noto-cjk"),
    (0xFF00, 0xFFEF, "fonts-noto-cjk"),
    (0x1F000, 0x1FAFF, "fonts-noto-color-emoji"),
    (0x20000, 0x3FFFF, "fonts-noto-cjk"),
)


@cache
def load() -> ModuleType:
    """The engine, imported once.

    Raises:
        PipelineError: `library-missing`, naming the Debian package; `engine-version`.
    """
    # The engine explains a missing library on standard output, at length.
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            from everyform.writers.pdf.private import harfbuzz_subset, weasyprint
        except OSError as error:
            raise _library_missing(str(error)) from error
    if harfbuzz_subset is None:
        # It would do without, more slowly, and with other bytes in the file.
        raise _library_missing("harfbuzz-subset")
    check_version(weasyprint.__version__)
    engine: ModuleType = weasyprint
    return engine


def check_version(version: str) -> None:
    """Refuse every version but the one whose private parts we know.

    Raises:
        PipelineError: `engine-version`.
    """
    if version != VERSION:
        raise failure(
            "engine-version",
            f"this is WeasyPrint {version}; the PDF writers know {VERSION} only",
            _HERE,
            f"install weasyprint=={VERSION}",
        )


@cache
def fonts(faces: tuple[tuple[str, str], ...]) -> Any:
    """The engine's font configuration, made once and shared; each face is proved to be there.

    `faces` are families with the Debian packages that bring them.

    Raises:
        PipelineError: `font-missing`, naming the Debian package.
    """
    load()
    configuration = _configuration()
    for face, package in faces:
        if _nearest_face(face) != face:
            raise failure(
                "font-missing",
                f'the font "{face}" is not installed',
                _HERE,
                f"apt-get install {package}",
            )
    return configuration


@cache
def closed_fetcher() -> Any:
    """A fetcher that serves nothing: a page of ours is complete, words, styles and all.

    Any request, for a web address or a file, ends the rendering.
    """
    load()
    from everyform.writers.pdf.private import FatalURLFetchingError, URLFetcher

    class Closed(URLFetcher):  # type: ignore[misc]  # the engine is untyped
        def fetch(self, url: str, headers: object = None) -> NoReturn:
            raise FatalURLFetchingError(url)

    return Closed()


@contextlib.contextmanager
def watched(location: Location) -> Iterator[None]:
    """Turn what the engine complains of inside, or wants to fetch, into errors of `location`.

    Raises:
        PipelineError: `font-missing` for a character no font holds, `fetch-refused`,
            and `engine-complaint` for any other warning.
    """
    from everyform.writers.pdf.private import FatalURLFetchingError

    complaints: list[str] = []
    log = logging.getLogger("weasyprint")
    listener = _Listener(complaints)
    spread, log.propagate = log.propagate, False
    log.addHandler(listener)
    try:
        yield
    except FatalURLFetchingError as error:
        raise failure("fetch-refused", f"the page asks for {error}", location) from error
    finally:
        log.removeHandler(listener)
        log.propagate = spread
    if complaints:
        raise _complaint(complaints[0], location)


class _Listener(logging.Handler):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        self._complaints.append(record.getMessage())


def _library_missing(words: str) -> PipelineError:
    package = next((p for word, p in _PACKAGES if word in words), "libpango-1.0-0")
    return failure(
        "library-missing",
        "a library that sets the pages of a PDF is not installed",
        _HERE,
        f"apt-get install {package}",
    )


def _complaint(words: str, location: Location) -> PipelineError:
    found = _MISSING_GLYPH.match(words)
    if not found:
        return failure("engine-complaint", f"the page cannot be set as it is: {words}", location)
    code = int(found[1], 16)
    package = next((p for low, high, p in _FONTS if low <= code <= high), "fonts-noto-extra")
    return failure(
        "font-missing",
        f"no installed font can draw U+{code:04X}",
        location,
        f"apt-get install {package}",
    )


@cache
def _configuration() -> Any:
    from everyform.writers.pdf.private import FontConfiguration

    return FontConfiguration()


def _nearest_face(face: str) -> str:
    """The family that the machine would really use for `face`."""
    from everyform.writers.pdf.private import ffi, fontconfig

    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"family", face.encode())
    settings = _configuration()._config
    fontconfig.FcConfigSubstitute(settings, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    result = ffi.new("FcResult *")
    match = fontconfig.FcFontMatch(settings, pattern, result)
    if match == ffi.NULL:
        return ""
    match = ffi.gc(match, fontconfig.FcPatternDestroy)
    name = ffi.new("FcChar8 **")
    fontconfig.FcPatternGetString(match, b"family", 0, name)
    return str(ffi.string(name[0]).decode())
