"""Locales for tests: those of the project, and made-up translations of a document in them."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polib
from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from everyform.document import Document
from everyform.editions import desk
from everyform.inline import Drug
from everyform.meaning.cues import cues
from everyform.resources import LOCALES
from everyform.walk import document_segments, inlines, plain_text

# Vowels, so that no word of the source is left as it was.
_ACCENTS = str.maketrans("aeiou", "àéîôù")


def copied(home: Path) -> Path:
    """The project's locales below `home`, free to be changed."""
    return Path(shutil.copytree(LOCALES, home / "locales"))


def tagged(words: str) -> str:
    """A French that says the same: every check of meaning finds it in order."""
    grouped = re.sub(r"(?<=\d),(?=\d{3}\b)", "\N{NO-BREAK SPACE}", words)
    pieces = re.split(r"(<[^>]*>|\S*\w[./@]\w\S*|&\w+;|cisplatin)", grouped)
    english = cues("en")
    assert english is not None
    denied = (english.marks["negation"].sub(" ne ", piece) for piece in pieces[::2])
    pieces[::2] = [re.sub("[aiou]", lambda m: m[0].translate(_ACCENTS), one) for one in denied]
    return "ô " + "".join(pieces)


def labelled(path: Path, folder: str) -> None:
    """Have a catalog say that it is in the language of another folder."""

    def header(file: polib.POFile) -> None:
        file.metadata["Language"] = folder
        with contextlib.suppress(UnknownLocaleError, ValueError):
            plural = get_plural(Locale.parse(folder.partition("@")[0]))
            file.metadata["Plural-Forms"] = plural.plural_forms

    edit(path, header)


def translate(
    document: Document, tag: str, locales: Path, change: Callable[[str], str] = tagged
) -> Path:
    """Begin a catalog of a document as a translator would, and fill it; returns its path.

    Its drugs keep their English names.
    """
    path = desk.merge(document, tag, locales)
    nodes = (n for s in document_segments(document) for n in inlines(s.content))
    drugs = sorted({plain_text((n,)) for n in nodes if isinstance(n, Drug)})
    names = locales / tag.replace("-", "_") / "names.tsv"
    names.write_text("".join(f"{drug}\t{drug}\n" for drug in drugs), encoding="utf-8")
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=92)
    for entry in file:
        entry.msgstr = change(entry.msgid)
    file.save(str(path))
    return path


def edit(path: Path, change: Callable[[polib.POFile], None]) -> None:
    """Change a catalog as its translator would."""
    file = polib.pofile(str(path), encoding="utf-8", wrapwidth=92)
    change(file)
    file.save(str(path))
