"""The metadata in a file of its own, as a saved page cannot hold it: TOML beside the page."""

from __future__ import annotations

import re
import tomllib

from everyform.diagnostics import Location, failure
from everyform.reader.front_matter import FrontMatter
from everyform.reader.source import Source, normalized

_KEY = re.compile(r"""\s*(?:\[\s*)?["']?([A-Za-z0-9_-]+)["']?\s*[.=\]]""")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def read_header(header: Source, body: str) -> FrontMatter:
    """The metadata of the file `header`, and the page's own text as its body.

    Raises:
        PipelineError: `header-syntax` with the line, for what is not TOML.
    """
    text = normalized(header.text)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), text, header.path) from None
    except RecursionError:
        raise _syntax("nested too deep", text, header.path) from None
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if (match := _KEY.match(line)) and match[1] in values:
            lines.setdefault(match[1], number)
    return FrontMatter(values, lines, body, header.path)


def _syntax(said: str, text: str, path: str) -> Exception:
    match = _AT_LINE.search(said)
    line = int(match[1]) if match and match[1] else text.rstrip("\n").count("\n") + 1
    problem = _AT_LINE.sub("", said).strip()
    hint = 'a line is a key, an equals sign and a value in quotes: language = "en"'
    return failure("header-syntax", f"not valid TOML: {problem}", Location(path, line), hint)
