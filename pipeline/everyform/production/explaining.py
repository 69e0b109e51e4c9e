"""What a file is, from its own words for machines and from the manifest beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from everyform.diagnostics import Location, PipelineError, failure
from everyform.files import read_whole
from everyform.labels import TitleRule
from everyform.production.manifest import NAME, Manifest, OutputRecord, load
from everyform.production.workers import reading_limits, spread
from everyform.proof import Card, read_card
from everyform.writers import FORMATS


def explain(path: Path) -> tuple[tuple[str, str], ...]:
    """(what, answer) of a finished file; only what it says itself where no manifest is found.

    Raises:
        PipelineError: `file-unreadable`, or what `load` raises for a damaged manifest.
    """
    try:
        data = read_whole(path)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    card = _card(path, data)
    found = _recorded(path, hashlib.sha256(data).hexdigest())
    if found is None:
        return (*_own(card), ("manifest", "none above this file lists it"))
    return (*_own(card), *_listed(*found))


def _card(path: Path, data: bytes) -> Card:
    provers = (f.prover for f in FORMATS if any(k.suffix == path.suffix for k in f.kinds))
    for prover in filter(None, provers):
        # A file of strangers is read in a process with limits.
        (read,) = spread(_read, [(prover, data)], _lost, 1, lambda _: reading_limits(len(data)))
        if isinstance(read, str):
            raise _unreadable(path, read)
        return read
    raise _unreadable(path, f"no format ends in {path.suffix!r}")


def _read(file: tuple[str, bytes]) -> Card | str:
    """What a file says of itself, or why it cannot be read."""
    try:
        return read_card(*file)
    except ValueError as error:
        return str(error)


def _lost(file: tuple[str, bytes], reason: str) -> Card | str:
    return f"cannot be read: {reason}"


def _own(card: Card) -> Iterator[tuple[str, str]]:
    """What the file says of itself."""
    yield "title", " / ".join(dict.fromkeys(card.titles))
    yield "source", card.source
    yield "rights", card.rights
    yield "languages", ", ".join(card.languages)
    yield "identifier", card.identifier
    yield "text of", card.modified


def _listed(folder: Path, manifest: Manifest, record: OutputRecord) -> Iterator[tuple[str, str]]:
    """What the manifest says of it."""
    label = record.label
    named = label.title == TitleRule.SUMMARY.value
    facts = [f for f in ("whole", "translated", "adapted", "stale") if getattr(label, f)]
    proof = record.proof
    yield "manifest", str(folder / NAME)
    yield "document", f"{record.document}, edition {record.edition}, format {record.format}"
    if record.draft:
        yield "draft", "nobody qualified has approved its words; do not give it to patients"
    yield "made from", f"{record.source_path} (SHA-256 {record.source_sha256})"
    for catalog in record.catalogs:
        yield "words from", f"{catalog.path} (SHA-256 {catalog.sha256})"
    if record.unchecked:
        yield "not checked", ", ".join(record.unchecked)
    yield "row", f"{' + '.join(facts) or 'none of the four facts'}, as of {record.as_of}"
    yield (
        "may be called",
        (
            "an NCI PDQ cancer information summary, by its source's title"
            if named
            else f"by its neutral title only ({label.title}); not an NCI PDQ summary"
        ),
    )
    yield "must say", ", ".join(label.notices)
    yield "proved", "no" if proof is None else f"{proof.held} of {proof.expected} units"
    if record.release or record.allow_stale:
        yield "released", "yes, though stale" if record.allow_stale else "yes"
    yield "made with", ", ".join(record.made_with)


def _recorded(path: Path, sha256: str) -> tuple[Path, Manifest, OutputRecord] | None:
    """The record of these bytes in the nearest manifest above the file."""
    for folder in path.resolve().parents:
        if (folder / NAME).is_file():
            manifest = load(folder)
            for record in manifest.outputs:
                if any(file.sha256 == sha256 for file in record.files):
                    return folder, manifest, record
            return None
    return None


def _unreadable(path: Path, reason: str) -> PipelineError:
    return failure("file-unreadable", reason, Location(str(path)))
