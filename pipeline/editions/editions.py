"""Which editions there are, and how one is loaded: a folder under locales/ is an edition."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError

from pipeline.diagnostics import Location, failure
from pipeline.edition import Direction, Edition, Register
from pipeline.editions import catalog, ui
from pipeline.resources import LOCALES

DOMAIN = "ui"


def available(locales: Path = LOCALES) -> tuple[str, ...]:
    """The BCP 47 tags of all editions with a catalog of interface words, sorted."""
    found = locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return tuple(sorted(tag_of(path.parent.parent.name) for path in found))


def load_edition(tag: str, locales: Path = LOCALES) -> Edition:
    """The edition of a BCP 47 tag, with every interface word in its language.

    Raises:
        PipelineError: no such folder, or its catalog is not complete.
    """
    if tag not in available(locales):
        known = ", ".join(available(locales))
        raise failure(
            "language-unknown",
            f"no edition {tag!r}; there are {known}",
            Location(str(locales)),
            "add a folder under locales/, or see `everyform languages`",
        )
    language, plain, _ = tag.partition(f"-{Register.PLAIN.value}")
    register = Register.PLAIN if plain else Register.STANDARD
    words = catalog.load(locales / folder_of(tag) / "LC_MESSAGES" / f"{DOMAIN}.po", _wanted())
    direction, endonym = _script(language)
    return Edition(language, register, direction, endonym, ui.phrases(words))


def _wanted() -> list[str]:
    wanted: list[str] = []

    def note(msgid: str) -> str:
        wanted.append(msgid)
        return msgid

    ui.phrases(note)
    return wanted


def _script(language: str) -> tuple[Direction, str]:
    """Direction and own name; a language that CLDR does not know runs left to right."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Direction.LEFT_TO_RIGHT, language
    return Direction(locale.text_direction), locale.get_display_name() or language


def tag_of(folder: str) -> str:
    """The BCP 47 tag of a folder in POSIX form: `zh_Hans` -> `zh-Hans`."""
    language, _, modifier = folder.partition("@")
    return "-".join(filter(None, (language.replace("_", "-"), modifier)))


def folder_of(tag: str) -> str:
    """The folder of a tag: `en-simple` -> `en@simple`."""
    language, plain, _ = tag.partition(f"-{Register.PLAIN.value}")
    folder = language.replace("-", "_")
    return f"{folder}@{Register.PLAIN.value}" if plain else folder
