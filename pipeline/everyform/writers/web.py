"""Publication -> one self-contained web page: no second file, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from everyform.labels import NoticeId
from everyform.publication import Publication, main_language, source_segments
from everyform.voices.recording import Recording
from everyform.walk import plain_text
from everyform.writers.format import File
from everyform.writers.page import draft_mark, link_notes, render
from everyform.writers.tables import grid_from, name

# The most that a line of the text has, at its size (see web.css): 36 rem.
_MEASURE_EM = 28

# What the page offers, in the W3C Schema.org accessibility properties vocabulary.
_FEATURES = (
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)


def write(publication: Publication, recording: Recording | None = None) -> Iterator[File]:
    """The page, in UTF-8. It is well-formed XML too, so that proof can read it strictly."""
    held = {segment.id for segment in source_segments(publication)}
    rooms = grid_from(publication.body, _MEASURE_EM)
    page = render(
        "web.xhtml",
        publication=publication,
        phrases=publication.phrases,
        edition_language=publication.edition.language,
        draft=draft_mark(publication),
        body_language=main_language(publication),
        link_notes=link_notes(publication),
        description=_description(publication),
        locate=lambda place: f"#{place}" if place in held else "",
        grid_from=lambda table: rooms[name(table)],
        grids=[(em, _window_rem(em)) for em in sorted({em for em in rooms.values() if em})],
    )
    yield File("", page.encode())


def _window_rem(em: int) -> float:
    """How wide a window must be to have so many ems for the text (see web.css).

    The letters are 1.25 rem high; on each side is left a rem, or 4 % of the window.
    """
    text = em * 1.25
    return round(max(text + 2, text / 0.92) + 0.05, 1)


def _description(publication: Publication) -> Mapping[str, object]:
    """The page for machines, by schema.org: https://schema.org/MedicalWebPage.

    The review date is the curators'. The terms of use are the source's own and stand
    in the page, so the licence is their place and not a licence that we chose.
    """
    phrases, metadata = publication.phrases, publication.metadata
    trade_mark = (n for n in publication.notices if n.id is NoticeId.TRADE_MARK)
    description: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "identifier": publication.identifier,
        "name": plain_text(publication.title.content),
        "inLanguage": main_language(publication),
        "dateModified": publication.modified.isoformat(),
        "isBasedOn": publication.attribution.url,
        "citation": plain_text(publication.citation),
        "creditText": plain_text(publication.citation),
        "copyrightNotice": " ".join(plain_text(n.segment.content) for n in trade_mark),
        "license": f"#{publication.attribution.permission}",
        "audience": {"@type": "PeopleAudience", "audienceType": metadata.audience},
        "isAccessibleForFree": True,
        "accessMode": ["textual"],
        "accessModeSufficient": [{"@type": "ItemList", "itemListElement": ["textual"]}],
        "accessibilityFeature": list(_FEATURES),
        "accessibilityHazard": ["none"],
        "accessibilitySummary": phrases.accessibility_summary_page,
    }
    if metadata.last_reviewed is not None:
        description["lastReviewed"] = metadata.last_reviewed.isoformat()
    return description
