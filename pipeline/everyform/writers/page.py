"""Publication -> XHTML by template: the one place that owns Jinja.

Templates see the publication and nothing else; they escape everything, raise
on an unknown name and on an unknown node, and hold no words of their own.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from everyform.beside import rows
from everyform.columns import cell_heads, filled, lost
from everyform.inline import (
    CrossReference,
    Drug,
    Inline,
    Link,
    Phone,
    ReferenceMark,
    Term,
    Text,
)
from everyform.labels import NoticeId
from everyform.languages import direction
from everyform.publication import Publication
from everyform.qr import QUIET, qr_code
from everyform.resources import TEMPLATES
from everyform.walk import flat_text, heading_text, inlines, plain_text, segments
from everyform.writers.bidi import isolated
from everyform.writers.tables import name

# The nodes that writers make links of.
_LINKS = (Link, Term, CrossReference, Drug, ReferenceMark, Phone)


def render(template: str, **values: Any) -> str:
    """The text of `template` (a name under templates/) with `values` put in, escaped.

    Raises:
        jinja2.UndefinedError: the template names something that was not given.
        TypeError: the tree holds a node that the templates do not know.
    """
    return _environment().get_template(template).render(**values)


def draft_mark(publication: Publication) -> str:
    """The word that every page of a draft carries; "" where the text is none."""
    draft = any(notice.id is NoticeId.DRAFT for notice in publication.notices)
    return publication.phrases.draft_mark if draft else ""


def link_notes(publication: Publication) -> tuple[str, ...]:
    """What a reader on a screen should know about the links that this text has."""
    phrases = publication.phrases
    nodes = [n for segment in segments(publication.body) for n in inlines(segment.content)]
    notes = (phrases.links_external,) if any(isinstance(n, Link) for n in nodes) else ()
    by_language = {"en": phrases.definition_in_en, "es": phrases.definition_in_es}
    entries = {n.language for n in nodes if isinstance(n, Term)}
    own = entries & {publication.edition.language.partition("-")[0]}
    return (
        *notes,
        *([phrases.definition_online] if own else []),
        *(by_language[language] for language in sorted(entries - own)),
    )


def before(words: str) -> str:
    """Words with the space after them, which full-width punctuation brings along."""
    wide = unicodedata.east_asian_width(words[-1:] or " ") in "FW"
    return words if wide else f"{words} "


def linkless(content: tuple[Inline, ...]) -> bool:
    """May this content stand inside a link? Links do not nest."""
    return not any(isinstance(n, _LINKS) for n in inlines(content))


@cache
def _environment() -> Environment:
    # autoescape=True and not select_autoescape(), which leaves .xhtml and .opf bare.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["a"] = lambda node, kind: type(node).__name__ == kind
    environment.tests["linkless"] = linkless
    environment.filters["plain"] = plain_text
    environment.filters["flat"] = flat_text
    environment.filters["heading"] = heading_text
    environment.filters["isolated"] = isolated
    environment.filters["before"] = before
    environment.tests["lost"] = lost
    environment.tests["filled"] = filled
    environment.filters["name"] = name
    environment.globals["cell_heads"] = cell_heads
    environment.globals["leading"] = _leading
    environment.globals["direction"] = lambda language: direction(language).value
    environment.globals["text"] = lambda words: (Text(words),)
    environment.globals["rows"] = rows
    environment.globals["qr_code"] = qr_code
    environment.globals["quiet"] = QUIET
    environment.globals["unknown"] = _unknown
    return environment


def _leading(words: str, url: str) -> tuple[Inline, ...]:
    """Words, and after them an address that leads there."""
    return (Text(words), Link((Text(url),), url))


def _unknown(node: object) -> NoReturn:
    raise TypeError(f"the templates do not know {type(node).__name__}")
