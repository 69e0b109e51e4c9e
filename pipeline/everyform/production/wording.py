"""Document x edition tag -> the words to publish: the source's own, or those of a catalog.

Making and verifying both come through here, so that a folder is judged by the
catalogs and not by what a build made of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from everyform.diagnostics import Diagnostic, Reported
from everyform.document import Document
from everyform.edition import Edition, Register
from everyform.editions import (
    Translation,
    catalogs,
    has_words,
    links_of,
    load_edition,
    load_translation,
    told,
)
from everyform.glue import Glue
from everyform.production.manifest import FileRecord


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same in the source's language and in the same register, to stand beside it."""

    edition: Edition
    document: Document
    draft: bool
    glue: Glue


@dataclass(frozen=True, slots=True)
class Wording:
    """A document as one edition shows it.

    `document` holds the edition's words; where nothing is translated, or only a
    part, those of `original` stand in it. `source` is the edition of the
    original's language, whose words its citation needs.
    """

    edition: Edition
    source: Edition
    original: Document
    document: Document
    draft: bool  # words of a translation that its reviewers have not approved
    unchecked: tuple[str, ...]  # kinds of meaning that nothing checks for this pair
    catalogs: tuple[FileRecord, ...]  # what the words were taken from, below the locales
    found: tuple[Diagnostic, ...]
    glue: Glue = field(default_factory=Glue)  # the lines of its sheets that no segment holds
    counterpart: Counterpart | None = None  # of an edition in another language than the source's

    @property
    def stem(self) -> str:
        """The start of every file name of this edition: a desk picks by name."""
        name = f"{self.document.name}.{self.edition.tag}"
        if self.labels_only:
            return f"{name}.LABELS-ONLY"
        return f"{name}.DRAFT" if self.draft else name

    @property
    def adapted(self) -> bool:
        """Are any of the words others than the source's, or a translation of it?"""
        return self.edition.register is Register.PLAIN and self.document is not self.original

    @property
    def labels_only(self) -> bool:
        """Are only the labels in the edition's language, and no word of the text?"""
        language = self.edition.language
        return language != self.original.language and self.document is self.original


def worded(original: Document, tag: str, locales: Path) -> Wording:
    """The words of an edition of a document.

    Raises:
        PipelineError: an edition is not known, or one of its catalogs cannot be used.
    """
    edition = load_edition(tag, locales)
    source = load_edition(original.language, locales)
    made, found = _translation(original, edition, locales)
    return Wording(
        edition=edition,
        source=source,
        original=original,
        document=made.document,
        draft=made.draft,
        unchecked=made.unchecked,
        catalogs=tuple(_records(original, edition.tag, locales)),
        found=found,
        glue=made.glue,
        counterpart=_counterpart(original, edition, source, locales),
    )


def _counterpart(
    original: Document, edition: Edition, source: Edition, locales: Path
) -> Counterpart | None:
    """None for an edition in the source's own language."""
    if edition.language == original.language:
        return None
    if edition.register is Register.PLAIN:
        tag = f"{original.language}-{Register.PLAIN.value}"
        if has_words(original, tag, locales):
            made = load_translation(original, tag, locales).value
            plain = load_edition(tag, locales)
            return Counterpart(plain, made.document, made.draft, made.glue)
    return Counterpart(source, original, False, Glue())


def _translation(original: Document, edition: Edition, locales: Path) -> Reported[Translation]:
    tag = edition.tag
    if has_words(original, tag, locales):
        made, found = load_translation(original, tag, locales)
        if made.document is original:
            return Reported(made, found)
        pages = links_of(tag, locales)
        document = told(made.document, original.language, edition.phrases, pages)
        return Reported(replace(made, document=document), found)
    return Reported(Translation(original, draft=False, unchecked=()))


def _records(original: Document, tag: str, locales: Path) -> Iterator[FileRecord]:
    for path in catalogs(original, tag, locales):
        data = path.read_bytes()
        name = path.relative_to(locales).as_posix()
        yield FileRecord(name, hashlib.sha256(data).hexdigest(), len(data))
