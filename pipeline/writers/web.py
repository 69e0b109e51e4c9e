"""Publication -> one self-contained web page: no second file, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.labels import NoticeId
from pipeline.publication import Publication, main_language, source_segments
from pipeline.voices.recording import Recording
from pipeline.walk import plain_text
from pipeline.writers.format import File, Format
from pipeline.writers.page import draft_mark, link_notes, render

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
        scroll_tables=True,
    )
    yield File("", page.encode())


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


FORMAT = Format("web", ".html", "text/html", True, False, False, write)
