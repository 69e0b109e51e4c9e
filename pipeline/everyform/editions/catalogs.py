"""Where the catalogs of an edition are, and which of them there are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from everyform.edition import Register
from everyform.editions.editions import folder_of, interface_words, language_of, register_of, tag_of
from everyform.editions.links import read_links
from everyform.editions.names import read_names
from everyform.resources import LOCALES

_SHARED = "shared"  # the catalog of no document, but of texts that many have


class Named(Protocol):
    """A document, or what is known of one that has not been read."""

    @property
    def name(self) -> str:
        """For file names."""

    @property
    def language(self) -> str:
        """BCP 47."""


def content_path(document: Named, tag: str, locales: Path = LOCALES) -> Path:
    """Where the catalog of a document in an edition is, or would be."""
    return locales / folder_of(tag) / "LC_MESSAGES" / f"{document.name}.po"


def glue_path(document: Named, tag: str, locales: Path = LOCALES) -> Path:
    """Where the lines of an edition's sheets are, or would be."""
    return content_path(document, tag, locales).with_suffix(".handouts.po")


def shared_path(tag: str, locales: Path = LOCALES) -> Path:
    """Where the words of an edition are that documents share, or would be."""
    return locales / folder_of(tag) / "LC_MESSAGES" / f"{_SHARED}.po"


def has_words(document: Named, tag: str, locales: Path = LOCALES) -> bool:
    """Are there any words for this edition of a document, its own or, in plain words, shared?"""
    if tag in translations(document, locales):
        return True
    return register_of(tag) is Register.PLAIN and shared_path(tag, locales).is_file()


def translations(document: Named, locales: Path = LOCALES) -> tuple[str, ...]:
    """The tags of all editions that have a catalog of this document, sorted."""
    homes = (folder / f"{document.name}.po" for folder in locales.glob("*/LC_MESSAGES"))
    # A link to nothing counts: that its file is missing must be said.
    found = (path for path in homes if path.exists() or path.is_symlink())
    tags = {tag_of(path.parent.parent.name) for path in found}
    return tuple(sorted(tags - {document.language}))


def names_of(tag: str, locales: Path = LOCALES) -> Mapping[str, str]:
    """The names that the language of an edition has its own forms of, or keeps."""
    return read_names(locales / folder_of(language_of(tag)) / "names.tsv")


def links_of(tag: str, locales: Path = LOCALES) -> Mapping[str, str]:
    """The institute's pages in the language of an edition, by their addresses in the source."""
    return read_links(locales / folder_of(language_of(tag)) / "links.tsv")


def catalogs(document: Named, tag: str, locales: Path = LOCALES) -> tuple[Path, ...]:
    """The files that the words of an edition of a document come from, as far as there are any.

    Interface words of both languages (the citation keeps the source's), the content, what
    documents share, the names that its checks know and the pages that its links lead to.
    """
    content = content_path(document, tag, locales)
    home = locales / folder_of(language_of(tag))
    words = (interface_words(tag, locales), interface_words(document.language, locales))
    glue = glue_path(document, tag, locales)
    shared = shared_path(tag, locales)
    wanted = (*words, content, shared, glue, home / "names.tsv", home / "links.tsv")
    own = wanted if has_words(document, tag, locales) else wanted[:2]
    return tuple(path for path in dict.fromkeys(own) if path.is_file())
