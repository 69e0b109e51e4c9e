"""What proof can find, by code; and how a finding is worded."""

from __future__ import annotations

from everyform.diagnostics import Diagnostic, Location, Severity, clipped

# Every check, in the order in which a person would make them.
CHECKS = (
    "readable",  # the file can be read at all
    "coverage",  # every unit of the source is there, verbatim and once
    "order",  # in the source's order, and what must be known first comes first
    "nesting",  # headings and items are of the level, the list and the number of the source
    "cell-heads",  # what is said of a cell's column is what heads it, and doubt comes first
    "word-cut",  # on paper no word is parted between its letters
    "extra",  # no words but the source's, the label's and the catalog's
    "foreign",  # nothing in the file but the kinds of parts that our formats use
    "picture",  # the code of a sheet leads to its source, and nothing else is drawn
    "citation",  # the source is cited as it asks, its open dates filled
    "notices",  # exactly those of the label's row
    "draft",  # every page and the file's name say it of a draft, and of nothing else
    "identification",  # titles, metadata, file name and opening obey the row
    "language",  # every run of words is in the language it is marked with
    "links",  # every target resolves; nothing unsafe, nothing lost
    "ids",  # every identifier stands once
    "navigation",  # the contents name the headings that they lead to
    "credit",  # source, rights and language for machines
    "sound",  # every clip is the sound that was recorded, where it is said to be
    "chapters",  # chapters begin with their first words
)

_SHOWN = 70  # characters of a passage in a message


def found(code: str, file: str, message: str) -> Diagnostic:
    """A refutation of `file`."""
    if code not in CHECKS:
        raise ValueError(f"no check is called {code!r}")
    return Diagnostic(Severity.ERROR, code, message, Location(file))


def quoted(words: str) -> str:
    """The start of `words`, on one line, in quotation marks."""
    return repr(clipped(words, _SHOWN))
