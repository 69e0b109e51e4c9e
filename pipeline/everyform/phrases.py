"""Every word an output shows that no source holds: labels, notices, credits.

Only the shape stands here; `editions` fills it from a language's catalog, and
a `Publication` carries it, so that writers and templates need no gettext. A
field whose comment shows `{name}` is a pattern with exactly these slots.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's words. Patterns name their slots as the English ones do."""

    # The notices of the label table; the names follow its ids.
    notice_src: str  # {citation}
    notice_tm: str
    notice_exc: str  # {topic}
    notice_part: str  # {url}
    notice_notpdq: str
    notice_tr_en: str  # {translator}
    notice_tr_es: str  # {translator}
    notice_ad: str  # {author}
    notice_fmt: str  # {publisher}
    notice_stale: str  # {reviewed} {due} {phone}
    notice_stale_undated: str  # {phone}
    notice_fresh: str  # {reviewed} {due}
    notice_advice: str
    notice_voice: str
    notice_draft: str

    # Dates
    date: str  # {day} {month} {year}
    months: tuple[str, ...]  # January first

    # Titles
    title_source_text: str  # {topic}
    title_excerpt: str  # {topic}
    title_of_source: str  # before the source's own title, ends in a colon

    # What the text is
    source_in_en: str
    source_in_es: str
    partly_in_en: str
    partly_in_es: str
    official_in_en: str  # {url}
    official_in_es: str  # {url}
    draft_mark: str
    about_this_edition: str
    credits: str
    important: str
    contents: str
    page_of: str  # {page} {pages}
    excerpt_from: str  # {section}
    sheet_title: str  # {subject} {title}
    sheet_part: str  # {title} {number} {total}
    sheet_do: str
    sheet_know: str
    sheet_unknown: str
    clinic_phone: str
    who_to_call: str
    call_clinic: str  # {clinic} {phone}
    call_service: str  # {phone}
    qr_code: str  # {url}
    words_to_know: str
    quoted_words: str
    topic_what: str
    topic_risk: str
    topic_signs: str
    topic_tests: str
    topic_outlook: str
    topic_treatments: str
    topic_situations: str
    topic_after: str
    topic_care: str
    topic_more: str
    topic_protect: str
    topic_studied: str
    topic_screening: str
    topic_screening_risks: str
    topic_answers: str
    topic_evidence: str
    topic_questions: str
    compact_notice: str  # {url}
    compact_adapted: str  # {url}
    may_be_edited: str
    plain_words: str
    unknown_updated: str
    unknown_accessed: str
    unnamed_publisher: str
    unnamed_translator: str
    unnamed_author: str
    certified_by: str

    # Structure
    picture: str
    picture_online: str
    table_lost: str
    table_online: str  # the address follows
    place_lost: str
    table_headings: str
    skip_to_text: str
    start_of_text: str
    title_page: str
    links_external: str
    definition_online: str
    definition_in_en: str
    definition_in_es: str
    in_en: str
    in_es: str
    large_print: str
    accessibility_summary_book: str
    accessibility_summary_page: str

    # Sound
    spoken_opening: str  # {title}
    spoken_section: str  # {number} {total}; the heading itself follows
    spoken_closing: str
    spoken_end: str  # {title}
    spoken_picture: str
    spoken_caption: str
    spoken_table: str
    spoken_row: str  # {number}
    opening_credits: str
    closing_credits: str
    narrator: str


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of the report on a document, for those who make and check editions."""

    title: str  # {topic}
    source: str
    file: str
    language: str
    reviewed: str
    due: str
    unknown: str
    made: str
    edition: str
    format: str
    files: str
    size: str
    proved: str
    units: str  # {held} {expected}
    unproved: str
    label: str
    label_note: str
    whole: str
    excerpt: str
    translated: str
    adapted: str
    unchanged: str
    fresh: str  # {as_of}
    stale: str  # {as_of}
    named: str
    not_named: str
    notices: str
    findings: str
    no_findings: str
    finding: str
    times: str
    repairs: str
    doubtful: str
    doubtful_note: str
    readability: str
    readability_note: str
    formula: str
    score: str
    high_is_hard: str
    plainness: str  # {edition}
    sheet: str
    mean_words: str
    misses: str
    high_is_easy: str
    sentences: str
    words: str
    conformance: str
    conformance_note: str
    draft: str
    unchecked: str  # {kinds}
    voice_limited: str
    catalogs: str
    official: str


@dataclass(frozen=True, slots=True)
class ShelfWords:
    """The words of the download page, for those who look for something to read."""

    title: str
    intro: str
    other_languages: str
    search: str
    search_hint: str
    language: str
    all_languages: str
    way: str
    all_ways: str
    clear: str
    shown: str  # {count}
    none: str
    draft: str
    stale: str
    labels_only: str
    large_print: str
    ebook: str
    web_page: str
    handouts: str
    handouts_large: str
    handouts_two: str
    handouts_docx: str
    audiobook: str
    parts: str
    part: str  # {number}
    plain_words: str
    pages: str  # {count}
    minutes: str  # {count}
    size: str  # {size}
    report: str
    proved: str
