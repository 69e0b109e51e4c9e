"""Bytes -> checked text: the only encoding is UTF-8, and no invisible trap gets through."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from everyform.diagnostics import Diagnostic, Location, Severity, failure

MAX_CHARACTERS = 4_000_000
"""No summary is near this size; the longest of the family has some 0.1 million."""

MAX_LINE = 200_000
"""Characters in one line; inline parsing is the part whose cost can grow faster than the text."""

_FOREIGN_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

# What XML 1.0 cannot carry (its production `Char`), so that no writer could print it, and
# the C1 controls, which are always the trace of a wrong decoding.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

# Unicode's explicit directional formatting (UAX 9, section 2): they reorder what is seen.
_REORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and the name to use for it in messages."""

    path: str
    text: str


def decode(path: str, data: bytes) -> Source:
    """Read bytes as UTF-8; a byte order mark is dropped and line ends become LF.

    Raises:
        PipelineError: `encoding` when the bytes are not UTF-8; the message names what they
            look like and the line of the first byte that is wrong.
    """
    for mark, name in _FOREIGN_MARKS:
        if data.startswith(mark):
            raise _wrong_encoding(path, 1, f"the file is {name}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        ended = error.end == len(data) and "unexpected end" in error.reason
        if ended and not data[: error.start].isascii():  # all before it was UTF-8
            said = "the file ends in the middle of a character: it was cut off"
            raise _wrong_encoding(path, line, said) from None
        byte = data[error.start]
        raise _wrong_encoding(
            path, line, f"byte 0x{byte:02X} is not UTF-8; the file looks like {_guess(data)}"
        ) from None
    return Source(path, normalized(text))


def normalized(text: str) -> str:
    """The text without a byte order mark and with LF alone as line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_size(source: Source, limit: int = MAX_CHARACTERS) -> tuple[Diagnostic, ...]:
    """An error for a file with more characters than `limit`."""
    if len(source.text) <= limit:
        return ()
    said = f"the file has {len(source.text)} characters; the limit is {limit}"
    return (Diagnostic(Severity.ERROR, "too-large", said, Location(source.path)),)


def check_characters(source: Source) -> tuple[Diagnostic, ...]:
    """Every line with characters that cannot be printed (error) or that reorder text (warning).

    A line that is too long is an error, too: `too-large`.
    """
    ordinary = not (_UNPRINTABLE.search(source.text) or _REORDERING.search(source.text))
    if ordinary and len(source.text) <= MAX_LINE:
        return ()
    found: list[Diagnostic] = []
    for number, line in enumerate(source.text.split("\n"), 1):
        where = Location(source.path, number)
        if len(line) > MAX_LINE:
            long = f"the line has {len(line)} characters; the limit is {MAX_LINE}"
            found.append(Diagnostic(Severity.ERROR, "too-large", long, where))
        found += odd_characters(line, where)
    return tuple(found)


def odd_characters(text: str, where: Location, *, column: bool = True) -> Iterator[Diagnostic]:
    """The first character that cannot be printed, and the first that reorders the text.

    `column`: the text is the whole line, so that a place in it can be named.
    """

    def named(match: re.Match[str]) -> str:
        return _name(match[0]) + (f" at column {match.start() + 1}" if column else "")

    if match := _UNPRINTABLE.search(text):
        hint = "delete it; no output format can carry it"
        yield Diagnostic(Severity.ERROR, "control-character", named(match), where, hint)
    if match := _REORDERING.search(text):
        said = f"{named(match)} reorders what is seen"
        hint = "delete it unless the sentence mixes scripts"
        yield Diagnostic(Severity.WARNING, "bidi-character", said, where, hint)


def _wrong_encoding(path: str, line: int, what: str) -> Exception:
    return failure("encoding", what, Location(path, line), "save the file as UTF-8")


def _guess(data: bytes) -> str:
    if data.count(b"\x00") * 3 > len(data):
        return "UTF-16 without a byte order mark"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "binary data"
    # 0x80-0x9F are letters and quotation marks in Windows-1252, controls in ISO 8859-1.
    return "Windows-1252" if any(0x80 <= byte <= 0x9F for byte in data) else "ISO 8859-1"


def _name(character: str) -> str:
    name = unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} ({name})"
