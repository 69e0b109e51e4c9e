"""Which editions there are, and how one is loaded: a folder under locales/ is an edition."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from babel import Locale, UnknownLocaleError

from everyform.diagnostics import Location, failure
from everyform.edition import Edition, Register
from everyform.editions import catalog, ui
from everyform.languages import Subtags, direction, likely
from everyform.resources import LOCALES

DOMAIN = "ui"

# A locale in POSIX form, of BCP 47 subtags: zh_Hans, en@simple. Nothing else is an edition.
_FOLDER = re.compile(r"[A-Za-z]{2,8}(?:[_-][A-Za-z0-9]{1,8})*(?:@[a-z]{1,8})?", re.ASCII)

# The subtags that decide which edition is meant: RFC 5646, 2.1.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|[0-9]{3}))?"
    rf"(-(?P<register>{Register.PLAIN.value}))?",
    re.IGNORECASE,
)
# Regions for private use, such as those of pseudo-locales: RFC 5646, 2.2.4.
_PRIVATE_REGION = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")


def available(locales: Path = LOCALES) -> tuple[str, ...]:
    """The BCP 47 tags of all editions with a catalog of interface words, sorted.

    An edition in plain words has its language's, where it has none of its own.
    """
    homes = [path.parent for path in locales.glob("*/LC_MESSAGES") if any(path.glob("*.po"))]
    tags = {tag_of(home.name) for home in homes if _FOLDER.fullmatch(home.name)}
    return tuple(sorted(tag for tag in tags if interface_words(tag, locales).is_file()))


def interface_words(tag: str, locales: Path = LOCALES) -> Path:
    """The catalog of interface words of an edition, or where it would be."""
    own, language = (
        locales / folder_of(one) / "LC_MESSAGES" / f"{DOMAIN}.po" for one in (tag, language_of(tag))
    )
    return own if own.is_file() else language


def language_of(tag: str) -> str:
    """The BCP 47 language of an edition, without its register: `es-simple` -> `es`."""
    return tag.partition(f"-{Register.PLAIN.value}")[0]


def register_of(tag: str) -> Register:
    """The register of an edition."""
    return Register.STANDARD if language_of(tag) == tag else Register.PLAIN


def find_edition(asked: str, locales: Path = LOCALES) -> str:
    """The tag of the edition that a person or a tool may also call by another name.

    `ES`, `pt_BR` and `es-MX` are `es`, `pt-BR` and `es`; `tl` is `fil` and `zh-CN` is
    `zh-Hans`, but `zh-TW`, in another script, is not.

    Raises:
        PipelineError: there is no such edition; the nearest are named.
    """
    known = available(locales)
    named = [tag for tag in known if _folded(tag) == _folded(asked)]
    meant = named or [tag for tag in known if denotes(asked, tag)]
    if len(meant) == 1:
        return meant[0]
    near = meant or _nearest(asked, known)
    raise failure(
        "language-unknown",
        f"no edition {asked!r}; there are {', '.join(known)}",
        Location(str(locales)),
        f"the nearest: {', '.join(near)}"
        if near
        else "add a folder under locales/, or see `everyform languages`",
    )


def edition_to_begin(asked: str, locales: Path = LOCALES) -> str:
    """The tag of an edition that has no folder yet: plain words of a language that has one.

    Raises:
        PipelineError: `language-unknown`, as `find_edition`.
    """
    dashed = _dashed(asked)
    if register_of(dashed) is Register.PLAIN:
        return f"{find_edition(language_of(dashed), locales)}-{Register.PLAIN.value}"
    return find_edition(asked, locales)


def denotes(asked: str, tag: str) -> bool:
    """Does `asked` name the language, script and register of the edition `tag`?

    By the aliases and likely subtags of CLDR. A region counts where the edition names
    one itself, or where it stands for no place in the world.
    """
    if _folded(asked) == _folded(tag):
        return True
    wanted, own = _TAG.fullmatch(_dashed(asked)), _TAG.fullmatch(tag)
    if wanted is None or own is None:
        return False
    if _PRIVATE_REGION.fullmatch((wanted["region"] or "").upper()):
        return False
    here, there = _likely(tag), _likely(asked)
    places = slice(None if own["region"] else 2)
    return here[places] == there[places] and _register(own) == _register(wanted)


def load_edition(tag: str, locales: Path = LOCALES) -> Edition:
    """The edition of a BCP 47 tag, with every interface word in its language.

    Raises:
        PipelineError: no such folder, or its catalog is not complete.
    """
    tag = find_edition(tag, locales)
    language, path = language_of(tag), interface_words(tag, locales)
    words = catalog.load(path, catalog.asked_for(ui.phrases), tag_of(path.parent.parent.name))
    phrases, register = ui.phrases(words), register_of(tag)
    name = endonym(language)
    if register is Register.PLAIN:
        name = f"{name} ({phrases.plain_words})"
    return Edition(language, register, direction(language), name, phrases)


def endonym(language: str) -> str:
    """A language's own name for itself; one without a name in CLDR goes by its tag."""
    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def _likely(tag: str) -> Subtags:
    """Language, script and region, as far as CLDR knows; "" of what is no tag of an edition."""
    dashed = _dashed(tag)
    return likely(dashed) if _TAG.fullmatch(dashed) else Subtags("", "", "")


def _register(tag: re.Match[str]) -> str:
    return (tag["register"] or "").lower()


def _nearest(asked: str, known: tuple[str, ...]) -> list[str]:
    """Editions in the same language, else such with a similar tag."""
    language = _likely(asked)[0]
    same = [tag for tag in known if language and _likely(tag)[0] == language]
    return same or get_close_matches(_folded(asked), known, n=3)


def _dashed(tag: str) -> str:
    """A tag in the form of BCP 47, though it was written as POSIX does."""
    return tag.replace("_", "-").replace("@", "-")


def _folded(tag: str) -> str:
    return _dashed(tag).casefold()


def tag_of(folder: str) -> str:
    """The BCP 47 tag of a folder in POSIX form: `zh_Hans` -> `zh-Hans`."""
    language, _, modifier = folder.partition("@")
    return "-".join(filter(None, (language.replace("_", "-"), modifier)))


def folder_of(tag: str) -> str:
    """The folder of a tag: `en-simple` -> `en@simple`."""
    language, plain, _ = tag.partition(f"-{Register.PLAIN.value}")
    folder = language.replace("-", "_")
    return f"{folder}@{Register.PLAIN.value}" if plain else folder
