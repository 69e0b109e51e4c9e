"""Does a text end, or was it cut off? A file that lost its end can look whole otherwise."""

from __future__ import annotations

import re

from everyform.diagnostics import Diagnostic, Location, Severity, clipped
from everyform.inline import Link
from everyform.reader import draft

_OPEN = re.compile(r"\[[^\[\]]*$|\]\([^()]*$")  # a link, or words in brackets, without an end
_GOES_ON = re.compile(r"[\w,;(–—-]$")


def cut_off(body: str, blocks: draft.Blocks, path: str) -> Diagnostic | None:
    """What is to be said of the last line of a body. Code: `cut-off`.

    An error where the file ends in the middle of a link, or in the middle of a sentence and
    of a line; a warning where the last sentence or section may only lack its end.
    """
    typed = body.rstrip()
    line = typed.count("\n") + 1
    last = typed.rpartition("\n")[2]
    mid_line = body.endswith(last)  # no line feed follows
    if mid_line and _OPEN.search(last):
        return _finding(Severity.ERROR, path, line, f"a link has no end in {_tail(last)}")
    end = blocks[-1] if blocks else None
    if isinstance(end, draft.Heading):
        said = f"nothing follows the heading {clipped(draft.words(end.content))!r}"
        return _finding(Severity.WARNING, path, line, said)
    if isinstance(end, draft.Paragraph) and _goes_on(end):
        severity = Severity.ERROR if mid_line else Severity.WARNING
        return _finding(severity, path, line, f"the last sentence has no end in {_tail(last)}")
    if mid_line and isinstance(end, draft.List):
        item = end.items[-1].blocks[-1]
        if isinstance(item, draft.Paragraph) and _goes_on(item):
            return _finding(Severity.WARNING, path, line, f"the last item ends in {_tail(last)}")
    return None


def _goes_on(paragraph: draft.Paragraph) -> bool:
    """Do the words end as no sentence does? A link at the end, an address say, may be all."""
    if isinstance(paragraph.content[-1], Link):
        return False
    return _GOES_ON.search(draft.words(paragraph.content)) is not None


def _tail(line: str) -> str:
    return repr(line if len(line) <= 40 else f"…{line[-39:]}")


def _finding(severity: Severity, path: str, line: int, what: str) -> Diagnostic:
    hint = "get the whole file again, or end the sentence"
    surely = "is" if severity is Severity.ERROR else "may be"
    said = f"the file {surely} cut off: {what}"
    return Diagnostic(severity, "cut-off", said, Location(path, line), hint)
