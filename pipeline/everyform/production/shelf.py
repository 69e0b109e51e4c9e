"""The download page: what there is to read, in every language that an output of ours speaks.

A page for each language, `index.html` in English and `index.<tag>.html` in the others. Its
titles are those that the outputs bear themselves, so that nothing is called here what its
label does not allow.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from everyform.editions import endonym, language_of, load_shelf_words, shelf_languages
from everyform.labels import NoticeId
from everyform.languages import direction
from everyform.phrases import ShelfWords
from everyform.production.folder import holds
from everyform.production.manifest import FileRecord, Manifest, OutputRecord, merged
from everyform.production.publish import publish_below
from everyform.production.record import file_record
from everyform.resources import TEMPLATES
from everyform.writers import FORMATS
from everyform.writers.page import render

_ENGLISH = "en"  # of the page that a folder is entered by
_SCRIPT = "shelf.js"


@dataclass(frozen=True, slots=True)
class _File:
    """A link to a file: its words, where it leads, and its size and length in words."""

    words: str
    path: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Format:
    """One way of reading: its one file, or several under a word for all of them."""

    name: str
    words: str
    files: tuple[_File, ...]
    sound: str  # the path of what a player plays; "" for none


@dataclass(frozen=True, slots=True)
class _Edition:
    tag: str  # BCP 47
    direction: str
    endonym: str
    title: str
    warnings: tuple[str, ...]
    formats: tuple[_Format, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A document with its editions. `search` holds the words that it is found by."""

    name: str
    title: str
    language: str
    direction: str
    search: str
    report: str
    editions: tuple[_Edition, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    value: str
    words: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class _Shelf:
    language: str
    direction: str
    others: tuple[_Choice, ...]
    languages: tuple[_Choice, ...]
    ways: tuple[_Choice, ...]
    texts: tuple[_Text, ...]
    script: str
    script_digest: str


def with_shelf(manifest: Manifest, output: Path) -> Manifest:
    """Write the pages that are not there as they must be; the manifest with them.

    Pages in languages that no output speaks any more are left out of it.

    Raises:
        OSError: the place cannot be written.
        PipelineError: the words of a language are not complete.
    """
    reports = {record.path: record for record in manifest.reports if "/" in record.path}
    listed = {record.path: record for record in manifest.reports if "/" not in record.path}
    for tag in _tags(manifest):
        path, data = _name(tag), page(manifest, tag).encode()
        record = FileRecord(path, hashlib.sha256(data).hexdigest(), len(data))
        if listed.get(path) != record or not holds(output, record):
            publish_below(output, path, data)
            record = file_record(output, Path(path))
        reports[path] = record
    made = Manifest(reports=tuple(reports.values()))
    return merged(Manifest(manifest.sources, manifest.outputs), made)


def page(manifest: Manifest, tag: str) -> str:
    """The download page in the language of an edition."""
    words = load_shelf_words(tag)
    documents = sorted({record.document for record in manifest.outputs})
    texts = [_text(name, manifest, tag, words) for name in documents]
    used = sorted({record.edition for record in manifest.outputs})
    ways = [f for f in FORMATS if any(r.format == f.name for r in manifest.outputs)]
    script = (TEMPLATES / _SCRIPT).read_text("utf-8").strip()
    shelf = _Shelf(
        tag,
        direction(tag).value,
        tuple(_language(other, _name(other)) for other in _tags(manifest) if other != tag),
        tuple(_language(other, other) for other in used),
        tuple(_Choice(f.name, _called(f.name, words), tag, direction(tag).value) for f in ways),
        tuple(sorted(texts, key=lambda text: text.title.casefold())),
        script,
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    return render("shelf.xhtml", shelf=shelf, words=words)


def _tags(manifest: Manifest) -> tuple[str, ...]:
    """The languages of the pages: those of the editions that there are words for, and English."""
    spoken = {record.edition for record in manifest.outputs}
    return tuple(tag for tag in shelf_languages() if tag in spoken or tag == _ENGLISH)


def _name(tag: str) -> str:
    return "index.html" if tag == _ENGLISH else f"index.{tag}.html"


def _language(tag: str, value: str) -> _Choice:
    return _Choice(value, _endonym(tag), tag, direction(tag).value)


def _endonym(tag: str) -> str:
    """A language's own name for itself, and that the words are plain where they are."""
    language = language_of(tag)
    if language == tag or language not in shelf_languages():
        return endonym(language)
    return f"{endonym(language)} ({load_shelf_words(language).plain_words})"


def _text(name: str, manifest: Manifest, tag: str, words: ShelfWords) -> _Text:
    records = [record for record in manifest.outputs if record.document == name]
    editions = tuple(_editions(records, tag, words))
    first = next(
        (e for e in editions if e.tag == tag),
        next((e for e in editions if e.tag == records[0].language), editions[0]),
    )
    search = " ".join((name.replace("-", " "), *(edition.title for edition in editions)))
    return _Text(
        name,
        first.title,
        first.tag,
        first.direction,
        search.casefold(),
        f"{name}/report.html",
        editions,
    )


def _editions(records: Sequence[OutputRecord], first: str, words: ShelfWords) -> Iterator[_Edition]:
    """What speaks the page's language stands first, then what speaks its source's."""
    own, name = records[0].language, records[0].document.replace("-", " ")
    tags = {record.edition for record in records}
    for tag in sorted(tags, key=lambda tag: (tag != first, tag != own, tag)):
        mine = _of(tag, records)
        formats = tuple(_format(record, words) for record in _ordered(mine))
        yield _Edition(
            tag,
            direction(tag).value,
            _endonym(tag),
            _title(mine) or _title(_of(language_of(tag), records)) or name,
            tuple(_warnings(mine, words)),
            formats,
        )


def _ordered(records: Iterable[OutputRecord]) -> list[OutputRecord]:
    names = [format.name for format in FORMATS]
    return sorted((r for r in records if r.format in names), key=lambda r: names.index(r.format))


def _title(records: Sequence[OutputRecord]) -> str:
    """That of an output that shows all of the text; "" where there are sheets alone."""
    whole = [record for record in records if record.label.whole and record.units]
    return whole[0].units[0].title if whole else ""


def _of(tag: str, records: Iterable[OutputRecord]) -> list[OutputRecord]:
    return [record for record in records if record.edition == tag]


def _warnings(records: Sequence[OutputRecord], words: ShelfWords) -> Iterator[str]:
    if any(NoticeId.DRAFT.value in record.label.notices for record in records):
        yield words.draft
    if any(record.language != record.edition and not record.label.translated for record in records):
        yield words.labels_only
    if any(record.label.stale for record in records):
        yield words.stale


def _format(record: OutputRecord, words: ShelfWords) -> _Format:
    sizes = {file.path: file.size for file in record.files}
    kind = Path(record.files[0].path).suffix.lstrip(".").upper() if record.files else ""
    files = []
    for unit in record.units:
        several = len(record.units) > 1
        for number, path in enumerate(unit.files):
            named = unit.title if several else _called(record.format, words)
            if number and not several:
                named = words.part.format(number=number)
            length = _length(unit.pages, 0 if number else unit.seconds, words)
            size = words.size.format(size=_megabytes(sizes.get(path, 0)))
            files.append(_File(named, path, tuple(filter(None, (kind, size, length)))))
    sound = record.files[0].path if any(unit.seconds for unit in record.units) else ""
    return _Format(record.format, _called(record.format, words), tuple(files), sound)


def _called(format: str, words: ShelfWords) -> str:
    """The word for a format; its own name where nobody has given it one."""
    called = next((row.called for row in FORMATS if row.name == format), "")
    return str(getattr(words, called, format)) if called else format


def _length(pages: int, seconds: int, words: ShelfWords) -> str:
    if pages:
        return words.pages.format(count=pages)
    return words.minutes.format(count=max(round(seconds / 60), 1)) if seconds else ""


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}" if size >= 100_000 else "0.1"
