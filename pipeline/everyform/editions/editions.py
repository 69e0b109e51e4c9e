"""Which editions there are, and how one is loaded: a folder under locales/ is an edition."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from everyform.diagnostics import Location, failure
from everyform.edition import Direction, Edition, Register
from everyform.editions import catalog, ui
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
# The scripts in use today that run right to left: scriptMetadata.txt of Unicode CLDR.
_RIGHT_TO_LEFT = frozenset(
    (
        *("Adlm", "Arab", "Aran", "Gara", "Hebr", "Mand", "Mend"),
        *("Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"),
    )
)


def available(locales: Path = LOCALES) -> tuple[str, ...]:
    """The BCP 47 tags of all editions with a catalog of interface words, sorted."""
    found = (path.parent.parent.name for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return tuple(sorted(tag_of(name) for name in found if _FOLDER.fullmatch(name)))


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
    language, plain, _ = tag.partition(f"-{Register.PLAIN.value}")
    register = Register.PLAIN if plain else Register.STANDARD
    words = catalog.load(
        locales / folder_of(tag) / "LC_MESSAGES" / f"{DOMAIN}.po",
        catalog.asked_for(ui.phrases),
        tag,
    )
    direction, endonym = native(language)
    return Edition(language, register, direction, endonym, ui.phrases(words))


def native(language: str) -> tuple[Direction, str]:
    """Direction and own name; a language without a name in CLDR goes by its tag."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        backwards = _likely(language)[1] in _RIGHT_TO_LEFT
        return (Direction.RIGHT_TO_LEFT if backwards else Direction.LEFT_TO_RIGHT), language
    return Direction(locale.text_direction), locale.get_display_name() or language


def _likely(tag: str) -> tuple[str, str, str]:
    """Language, script and region, as far as CLDR knows; "" where it does not."""
    found = _TAG.fullmatch(_dashed(tag))
    if found is None:
        return "", "", ""
    language, script, region = (found[part] or "" for part in ("language", "script", "region"))
    alias = get_global("language_aliases").get(language.lower(), language.lower())
    language, _, implied = alias.partition("_")  # "sh" is "sr_Latn"
    script, region = script.title() or implied, region.upper()
    known = get_global("likely_subtags")
    for parts in ((language, script, region), (language, region), (language, script), (language,)):
        if full := known.get("_".join(filter(None, parts))):
            _, likely_script, likely_region = full.split("_")
            return language, script or likely_script, region or likely_region
    return language, script, region


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
