"""The words of the report, each marked once for extraction: a domain of its own.

Only the languages that sources are in need it, for a report speaks the language of its source.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from everyform.editions import catalog
from everyform.phrases import ReportWords
from everyform.resources import LOCALES

DOMAIN = "report"


def load_report_words(language: str, locales: Path = LOCALES) -> ReportWords:
    """The words of the report in a source's language.

    Raises:
        PipelineError: there is no such catalog, or it is not complete.
    """
    folder = locales / language.replace("-", "_") / "LC_MESSAGES"
    return report_words(
        catalog.load(folder / f"{DOMAIN}.po", catalog.asked_for(report_words), language)
    )


def report_words(_: Callable[[str], str]) -> ReportWords:
    """All words, each passed through `_` (message id -> words)."""
    return ReportWords(
        title=_("Report: {topic}"),
        source=_("Source"),
        file=_("File"),
        language=_("Language"),
        reviewed=_("Last reviewed"),
        due=_("Next review due"),
        unknown=_("not known"),
        made=_("What was made"),
        edition=_("Edition"),
        format=_("Format"),
        files=_("Files"),
        size=_("Size in kB"),
        proved=_("Coverage, proved on the finished files"),
        # Translators: "241 of 241 units", where a unit is a paragraph, a heading, an item ...
        units=_("{held} of {expected} units"),
        unproved=_("not proved"),
        label=_("What each may be called, and why"),
        # Translators: the four facts are whole, translated, adapted, review overdue.
        label_note=_("Four facts decide. The row of the label table follows from them."),
        whole=_("The whole text is there."),
        excerpt=_("It shows a part of the text."),
        translated=_("Some of the words are translated."),
        adapted=_("Some of the words were changed."),
        unchanged=_("The words are those of the source, in its language."),
        # Translators: {as_of} is a date such as 2026-01-15.
        fresh=_("The review still held on {as_of}."),
        stale=_("The review was overdue on {as_of}."),
        named=_("It may carry the name of the summary in its title."),
        not_named=_("It must not carry the name of the summary in its title."),
        notices=_("Notices"),
        findings=_("What was found in the source"),
        no_findings=_("Nothing was found."),
        finding=_("Finding"),
        times=_("Times"),
        repairs=_("Repairs that were made by rule"),
        doubtful=_("Doubtful lists"),
        doubtful_note=_(
            "The source does not show for certain how these items nest. An editor should look."
        ),
        readability=_("Readability"),
        readability_note=_(
            "Counted on full sentences only. A score is a hint and no verdict: no formula knows "
            "which words a reader knows."
        ),
        # Translators: {edition} is the tag of an edition in plain words.
        plainness=_("How plain the sheets are: {edition}"),
        sheet=_("Sheet"),
        mean_words=_("Words a sentence"),
        # Translators: heads a column of limits that a sheet does not keep.
        misses=_("What to mend"),
        formula=_("Formula"),
        score=_("Score"),
        high_is_hard=_("school grade; a higher one is harder to read"),
        high_is_easy=_("of about 100; a higher one is easier to read"),
        sentences=_("Sentences"),
        words=_("Words"),
        conformance=_("Conformance"),
        conformance_note=_(
            "What independent validators say of these files stands in validation.json once they "
            "have been run."
        ),
        draft=_(
            "It is a draft: its words are not yet approved by both a qualified translator and a "
            "clinician."
        ),
        # Translators: {kinds} are names of checks, such as negation or units, in English.
        unchecked=_("Not checked for this language: {kinds}"),
        voice_limited=_("The computer voice of this language is of limited quality."),
        # Translators: the files that hold the words of a translation.
        catalogs=_("Catalogs"),
        # Translators: the publisher's own text of the summary in another language.
        official=_("The publisher's own version"),
    )
