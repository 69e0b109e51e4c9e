"""A PO file opened, and its header held against its language: which it is, how it counts.

Content has no plurals, but a wrong header shows a file that a tool has mangled, or
one that was copied from another language.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polib
from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from everyform.diagnostics import Location, failure
from everyform.files import read_whole

MOST_BYTES = 20_000_000
"""A catalog; that of the longest summary has 0.5 MB."""

# A line of a PO file, as GNU gettext's manual has it.
_LINE = re.compile(
    r"\ufeff?\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"
    r'"(?:[^"\\]|\\.)*"\s*)?'
)

# As many numbers as show every form of the formulas that are in use.
_NUMBERS = range(1_001)

# gettext's parser of formulas is not in its documentation, but in every Python since 2.2.
_formula = gettext.c2py


def parsed(path: Path, language: str) -> polib.POFile:
    """The entries of a catalog whose folder says that it is in `language` (BCP 47).

    Raises:
        PipelineError: `catalog-missing`, `catalog-unreadable`, or what `check_header` raises.
    """
    where = Location(str(path))
    if not path.exists():
        raise failure("catalog-missing", "there is no such catalog", where, "run `everyform merge`")
    try:
        text = read_whole(path, MOST_BYTES).decode()
        file = polib.pofile(str(path), encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        number = re.search(r"\(line (\d+)\)", said)
        place = replace(where, line=int(number[1]) if number else 0)
        raise failure("catalog-unreadable", said, place) from error
    for at, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line):  # polib would cut it off in silence
            said = "neither a comment nor a keyword with a text in closed quotes"
            raise failure("catalog-unreadable", said, replace(where, line=at))
    check_header(file, text, language, where)
    return file


def check_header(file: polib.POFile, text: str, language: str, where: Location) -> None:
    """Hold a catalog's header against the language of its folder (BCP 47).

    Raises:
        PipelineError: `catalog-language` or `catalog-plural`, at the line of the field.
    """
    declared = file.metadata.get("Language", "").replace("_", "-").replace("@", "-")
    if declared != language:
        said = f"its header says language {declared!r}, its folder {language!r}"
        raise failure("catalog-language", said, _at(text, "Language", where))
    for said in _plural_faults(file.metadata.get("Plural-Forms", ""), language):
        hint = "copy the header of the language's ui.po"
        raise failure("catalog-plural", said, _at(text, "Plural-Forms", where), hint)


def _plural_faults(header: str, language: str) -> Iterator[str]:
    match = re.fullmatch(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*", header)
    if match is None:
        yield f"the Plural-Forms header is {header!r}"
        return
    count = int(match[1])
    try:
        form = _formula(match[2])
        highest = max(form(number) for number in _NUMBERS)
    except (ValueError, ArithmeticError) as error:
        yield f"the formula of Plural-Forms is wrong: {error}"
        return
    usual = _usual(language)
    if usual and count not in usual:
        yield f"Plural-Forms has {count} forms; {language} has {usual[0]}"
    elif highest >= count:
        yield f"the formula of Plural-Forms gives {highest}, with {count} forms"


def _usual(language: str) -> tuple[int, ...]:
    """How many forms: as gettext's tools count, and as CLDR does; none for an unknown language."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return ()
    return int(get_plural(locale).num_plurals), len(locale.plural_form.tags) + 1


def _at(text: str, field: str, where: Location) -> Location:
    lines = text.splitlines()
    found = (number for number, line in enumerate(lines, 1) if line.startswith(f'"{field}:'))
    return replace(where, line=next(found, 1))
