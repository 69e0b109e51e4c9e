"""The words of the download page, each marked once for extraction: a domain of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from everyform.editions import catalog
from everyform.editions.editions import available, folder_of
from everyform.phrases import ShelfWords
from everyform.resources import LOCALES

DOMAIN = "shelf"


def shelf_languages(locales: Path = LOCALES) -> tuple[str, ...]:
    """The tags of the editions that have a catalog of these words, sorted."""
    there = (tag for tag in available(locales) if _path(tag, locales).is_file())
    return tuple(there)


def load_shelf_words(tag: str, locales: Path = LOCALES) -> ShelfWords:
    """The words of the download page in a language.

    Raises:
        PipelineError: there is no such catalog, or it is not complete.
    """
    asked = catalog.asked_for(shelf_words)
    return shelf_words(catalog.load(_path(tag, locales), asked, tag))


def shelf_words(_: Callable[[str], str]) -> ShelfWords:
    """All words, each passed through `_` (message id -> words)."""
    return ShelfWords(
        title=_("Patient information about cancer"),
        intro=_(
            "Each text can be read on a screen, printed in large letters, listened to, or "
            "given out one topic at a time."
        ),
        other_languages=_("This page in other languages"),
        search=_("Search"),
        search_hint=_("A topic, such as bone or lung"),
        language=_("Language"),
        all_languages=_("All languages"),
        way=_("How to read it"),
        all_ways=_("All ways"),
        clear=_("Show everything"),
        shown=_("Texts shown: {count}"),
        none=_("No text fits what you asked for."),
        draft=_(
            "Draft: a qualified translator and a clinician have not yet approved these words. "
            "Do not give it to patients."
        ),
        stale=_("This text may be out of date: the day for its review has passed."),
        labels_only=_(
            "Only headings and notices are in this language. The text itself is in the "
            "language of the source."
        ),
        large_print=_("Large print"),
        ebook=_("E-book"),
        web_page=_("Web page"),
        handouts=_("Handouts"),
        handouts_large=_("Handouts in large print"),
        # Translators: sheets with the text in two languages side by side.
        handouts_two=_("Handouts in two languages"),
        # Translators: the same as files for a word processor, which a clinic may change.
        handouts_docx=_("Handouts to edit (Word)"),
        audiobook=_("Audiobook"),
        parts=_("In parts"),
        part=_("Part {number}"),
        # Translators: stands after the name of the language, as in "English (plain words)".
        plain_words=_("plain words"),
        pages=_("Pages: {count}"),
        minutes=_("Minutes: {count}"),
        # Translators: megabytes.
        size=_("{size} MB"),
        report=_("How these files were made and checked"),
        proved=_("Every file was checked against its source before it was put here."),
    )


def _path(tag: str, locales: Path) -> Path:
    return locales / folder_of(tag) / "LC_MESSAGES" / f"{DOMAIN}.po"
