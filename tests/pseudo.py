"""Pseudo-locales: a locales folder in which every word is odd, too long, or runs the other way.

`en-XA` (`es-XA` for a Spanish document) has accents and grows: text by a third, labels
to three times their length. `ar-XB` is English in Arabic letters, from right to left.
Bars stand at both ends of every message, so that what is cut off is seen to be: not
brackets, between which a text would be one sentence.

What a check of meaning holds a translator to stays as it is: figures, tags, slots,
telephone numbers, names, and the words that deny, allow and oblige.

usage: python -m tests.pseudo FOLDER [SEED...]   then: everyform build --locales FOLDER
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Any

import polib

from everyform.document import Document
from everyform.editions import content_path, desk
from everyform.inline import Drug, Gene, Inline, Phone, Pmid
from everyform.production import find_seeds, read_seed
from everyform.resources import LOCALES
from everyform.walk import document_segments, inlines, plain_text
from everyform.writers import FORMATS

ROOT = Path(__file__).resolve().parents[1]
MIRRORED = "ar-XB"


def tags(document: Document) -> tuple[str, str]:
    """The pseudo-locales of a document: one in its own language, and the mirrored one."""
    return f"{document.language}-XA", MIRRORED


def make(locales: Path, documents: Iterable[Document]) -> Path:
    """Fill a folder with the project's locales and the pseudo-locales of some documents."""
    shutil.copytree(LOCALES, locales, dirs_exist_ok=True)
    for document in documents:
        own, mirror = tags(document)
        names, language = _names(document), document.language
        _translate(document, own, locales, partial(accented, names=names))
        _translate(document, mirror, locales, partial(mirrored, names=names, language=language))
    return locales


def build(folder: Path, formats: Sequence[str]) -> Sequence[Path]:
    """Build the pseudo-locales of every seed of the project below a folder; the files.

    Raises:
        subprocess.CalledProcessError: the command failed; its output has said why.
    """
    output = folder / "pseudo"
    chosen = [part for name in formats for part in ("--format", name)]
    for path in find_seeds([ROOT / "seeds"]):
        document = read_seed(path).value.document
        locales = make(folder / "locales", [document])
        languages = [part for tag in tags(document) for part in ("--language", tag)]
        command = [sys.executable, "-m", "everyform", "build", str(path), *languages, *chosen]
        subprocess.run(
            [*command, "--locales", str(locales), "--output", str(output)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    suffixes = {format.suffix for format in FORMATS if format.name in formats}
    return sorted(path for path in output.rglob("*") if path.suffix in suffixes)


# Words

# Never touched: a tag, an entity, a slot; figures; an address; an acronym or one letter
# alone; a unit.
_KEPT = (
    r"<[^>]*>|&\w+;|\{\w+\}|\w*\d(?:[^\s<>]*\d)?\w*"
    r"|(?:https?://)?\w+(?:\.\w+)*\.(?:gov|org|com)\S*"
    r"|(?<!\w)(?:\w*[A-Z]\w*[A-Z]\w*|[^\W\d_]|mg/m²|mm|cm|km|mg|kg|m[lL])(?!\w)"
)
_LABEL = 30  # what is shorter is a label and may triple; other words grow by a third
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_FILLERS = ("óñdóóñ", "ólóóñg", "ávéérýlóóñgwóórdóf", "thréééééé")
_SENTENCE = re.compile(r"(\S.*?)((?:[.?!:]+(?=\s|$)|$)\s*)", re.S)
# Each small letter as an Arabic one: words that nobody understands, and that join.
_MIRROR = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")


def accented(words: str, names: Iterable[str] = ()) -> str:
    """As the source, and longer: labels by 200 %, running text by 30 % and more.

    Each sentence grows by itself, since a check lays sentences side by side by their length.
    """
    if not words.strip():
        return words
    growth = 3 if _length(words) < _LABEL else 1.3

    def longer(sentence: re.Match[str]) -> str:
        changed = _changed(sentence[1], names, _stretched)
        fillers = cycle(_FILLERS)
        while _length(changed) < _length(sentence[1]) * growth:
            changed += f" {next(fillers)}"
        return changed + sentence[2]

    return _barred(_SENTENCE.sub(longer, words))


def mirrored(words: str, names: Iterable[str] = (), language: str = "en") -> str:
    """The same with letters that run to the left; acronyms, figures and slots stay.

    Units are those of Arabic, since a check looks for them.
    """
    if not words.strip():
        return words
    units = _units(language, "ar")
    return _barred(_changed(words, names, lambda w: units.get(w) or w.lower().translate(_MIRROR)))


def _length(words: str) -> int:
    """How many letters a reader sees."""
    return len(re.sub("<[^>]*>", "", words))


def _barred(words: str) -> str:
    """A bar at each end; behind a full stop the last one would be a sentence of its own."""
    end = len(words.rstrip(".?!:"))
    return f"|{words[:end]}|{words[end:]}"


def _stretched(word: str) -> str:
    if _cues().fullmatch(word):
        return word
    return re.sub("[aeiou]", r"\g<0>\g<0>", word).translate(_ACCENTS)


def _changed(words: str, names: Iterable[str], change: Callable[[str], str]) -> str:
    """The words with `change` applied to each that is not to be kept."""
    exact = sorted(map(re.escape, names), key=len, reverse=True)
    kept = "|".join([*(rf"(?<!\w)(?i:{name})(?!\w)" for name in exact), _KEPT])
    pattern = re.compile(rf"(?P<kept>{kept})|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)")
    return pattern.sub(lambda m: m["kept"] or change(m["word"]), words)


def _names(document: Document) -> list[str]:
    """What every translation keeps: drugs, genes, and numbers that a device can dial."""
    return _texts(document, Drug, Gene, Phone, Pmid)


def _texts(document: Document, *kinds: type[Inline]) -> list[str]:
    nodes = (n for s in document_segments(document) for n in inlines(s.content))
    return sorted({plain_text((n,)) for n in nodes if isinstance(n, kinds)})


@cache
def _cues() -> re.Pattern[str]:
    """Every word by which a check knows English or Spanish negation, doubt, number or unit."""
    data = files("everyform.meaning").joinpath("data")
    found = (f for f in data.iterdir() if re.fullmatch(r"(cues|notation)\.(en|es)\.toml", f.name))
    listed = (text for f in found for text in _strings(tomllib.loads(f.read_text("utf-8"))))
    words = {word for text in listed for word in re.findall(r"[\w'*]+", text)}
    patterns = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words - {"*"}))
    return re.compile(rf"(?:{'|'.join(patterns)}|\w+n['’]t)(?:['’]s)?", re.IGNORECASE)


@cache
def _units(source: str, target: str) -> dict[str, str]:
    """The units in words of one language, each as the other language writes it."""
    tables = []
    for language in (source, target):
        file = files("everyform.meaning").joinpath(f"data/notation.{language}.toml")
        data = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
        tables.append(data.get("units", {}) | data.get("alone", {}))
    mine, theirs = tables
    return {form: theirs[name][0] for name in mine for form in mine[name] if name in theirs}


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


# Catalogs


def _translate(document: Document, tag: str, locales: Path, change: Callable[[str], str]) -> None:
    folder = content_path(document, tag, locales).parent
    if not folder.exists():
        folder.mkdir(parents=True)
        source = document.language if tag != MIRRORED else "en"
        ui = polib.pofile(str(locales / source / "LC_MESSAGES/ui.po"), encoding="utf-8")
        ui.metadata["Language"] = folder.parent.name
        for entry in ui:
            entry.msgstr = change(entry.msgstr)
        ui.save(str(folder / "ui.po"))
    path = desk.merge(document, tag, locales)
    names = folder.parent / "names.tsv"
    known = names.read_text("utf-8").splitlines() if names.exists() else []
    drugs = (f"{drug}\t{drug}".casefold() for drug in _texts(document, Drug))
    names.write_text("\n".join(dict.fromkeys((*known, *drugs))) + "\n", "utf-8")
    content = polib.pofile(str(path), encoding="utf-8")
    for entry in content:
        entry.msgstr = change(entry.msgid)
    content.save(str(path))


if __name__ == "__main__":
    folder, *seeds = map(Path, sys.argv[1:])
    make(folder, [read_seed(seed).value.document for seed in seeds])
