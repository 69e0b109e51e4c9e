"""What stands in a source and is not meant as words: comments, and ligatures for letters."""

from __future__ import annotations

import re
import unicodedata

from everyform.diagnostics import Diagnostic, Location, Reported, Severity, clipped
from everyform.reader.source import Source
from everyform.reader.tags import COMMENT

# Unicode's block "Alphabetic Presentation Forms", its Latin part: ff, fi, fl, ffi, ffl, st, st.
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_NEAR = 200  # characters; more are an indentation
_WORD = re.compile(r"\w*[\ufb00-\ufb06]\w*")


def without_ligatures(source: Source) -> Reported[Source]:
    """The source with letters for ligatures, as every font and every voice has them.

    Codes: `ligature`, a note for each line.
    """
    if not _LIGATURE.search(source.text):
        return Reported(source)
    found: list[Diagnostic] = []
    lines = source.text.split("\n")
    for at, line in enumerate(lines):
        if words := _WORD.findall(line):
            lines[at] = _letters(line)
            said = ", ".join(f"{word!r} is read as {_letters(word)!r}" for word in words[:3])
            more = f", and {len(words) - 3} more" if len(words) > 3 else ""
            where = Location(source.path, at + 1)
            found.append(Diagnostic(Severity.NOTE, "ligature", said + more, where))
    return Reported(Source(source.path, "\n".join(lines)), tuple(found))


def without_comments(body: str, path: str) -> Reported[str]:
    """The body without HTML's comments, its lines where they were.

    What would leave an empty line, and so end a list or part a sentence, leaves `COMMENT`.
    Codes: `comment`, a note for each; `comment-unclosed`, a warning: the words stay.
    """
    kept: list[str] = []
    found: list[Diagnostic] = []
    end, line = 0, 1
    while (start := body.find("<!--", end)) >= 0:
        kept.append(body[end:start])
        line += body.count("\n", end, start)
        where = Location(path, line)
        close = body.find("-->", start + 2)
        if close < 0:
            said = "a comment that never ends: its words stay among the others"
            found.append(Diagnostic(Severity.WARNING, "comment-unclosed", said, where))
            end = start
            break
        end = close + len("-->")
        comment = body[start:end]
        lines = comment.count("\n")
        kept.append("\n".join([COMMENT] * (lines + 1)) if _held(body, start, end) else "\n" * lines)
        said = f"dropped {clipped(' '.join(comment.split()))!r}"
        found.append(Diagnostic(Severity.NOTE, "comment", said, where))
        line += lines
    return Reported("".join([*kept, body[end:]]), tuple(found))


def _held(body: str, start: int, end: int) -> bool:
    """Do words stand right before and right after, in the same lines or the next ones?"""
    before = body[max(0, start - _NEAR) : start].rstrip(" \t").removesuffix("\n")
    after = body[end : end + _NEAR].lstrip(" \t").removeprefix("\n")
    return bool(before[-1:].strip() and after[:1].strip())


def _letters(text: str) -> str:
    """The text with each ligature taken apart; what else is in it stays as it is."""
    return _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
