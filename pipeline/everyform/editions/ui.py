"""The interface words, each marked once for extraction, beside the note its translator needs.

Plain, warm and short: patients read these. The notices are the label table's.
"""

from __future__ import annotations

from collections.abc import Callable

from everyform.phrases import Phrases


def phrases(_: Callable[[str], str]) -> Phrases:
    """All phrases, each passed through `_` (message id -> words)."""
    return Phrases(
        # Translators: {citation} is the citation in the language of the source.
        notice_src=_("Source: {citation}"),
        notice_tm=_("PDQ is a registered trademark."),
        # Translators: what follows on the page is a part of the summary, word for word.
        notice_exc=_(
            "NCI's PDQ cancer information summary about {topic} states the information below "
            "in the following way: (text taken from NCI, not the whole summary)"
        ),
        notice_part=_("This is not the whole summary. Read all of it at {url}"),
        notice_notpdq=_("This document is not an NCI PDQ cancer information summary."),
        notice_tr_en=_(
            "Translated from English by {translator}. The National Cancer Institute has not "
            "reviewed or approved this translation."
        ),
        notice_tr_es=_(
            "Translated from Spanish by {translator}. The National Cancer Institute has not "
            "reviewed or approved this translation."
        ),
        notice_ad=_(
            "Plain-language version written by {author}, based on National Cancer Institute "
            "text. NCI has not reviewed or approved it."
        ),
        notice_fmt=_(
            "Format made by {publisher}. The words are unchanged. NCI has not reviewed this format."
        ),
        # Translators: {phone} is a telephone number; the other slots are dates.
        notice_stale=_(
            "Last reviewed on {reviewed}. A new review was due by {due}. This information may be "
            "out of date. See cancer.gov or call {phone}."
        ),
        # Translators: {phone} is a telephone number.
        notice_stale_undated=_(
            "We do not know when this text was last reviewed. This information may be out of "
            "date. See cancer.gov or call {phone}."
        ),
        notice_fresh=_("Last reviewed on {reviewed}. Use until {due}."),
        notice_advice=_(
            "This does not give formal guidelines or recommendations for making decisions about "
            "health care. It should not be used to make decisions about insurance "
            "reimbursement. Talk with your doctor."
        ),
        notice_voice=_("Read by a computer voice."),
        notice_draft=_(
            "DRAFT. Machine-assisted text that no qualified translator or clinician has "
            "reviewed yet. Do not give it to patients."
        ),
        # Translators: how a full date is written; the month comes by its name.
        date=_("{month} {day}, {year}"),
        months=(
            # Translators: months as they stand inside a full date.
            _("January"),
            _("February"),
            _("March"),
            _("April"),
            _("May"),
            _("June"),
            _("July"),
            _("August"),
            _("September"),
            _("October"),
            _("November"),
            _("December"),
        ),
        title_source_text=_("{topic} — text from the National Cancer Institute"),
        title_excerpt=_("{topic} — from the National Cancer Institute"),
        # Translators: the title that the institute gave its text follows on the same line.
        title_of_source=_("Title of the source:"),
        source_in_en=_("The text of this document is in English."),
        source_in_es=_("The text of this document is in Spanish."),
        partly_in_en=_("Some sections of this document are still in English."),
        partly_in_es=_("Some sections of this document are still in Spanish."),
        # Translators: shown where the institute has its own text in another language.
        official_in_en=_("The National Cancer Institute publishes this text in English: {url}"),
        official_in_es=_("The National Cancer Institute publishes this text in Spanish: {url}"),
        # Translators: one word for the foot of every page of a text that nobody has reviewed.
        draft_mark=_("DRAFT"),
        about_this_edition=_("About this edition"),
        credits=_("Source and notices"),
        important=_("Important"),
        contents=_("Contents"),
        page_of=_("Page {page} of {pages}"),
        # Translators: {section} is a heading of the source.
        excerpt_from=_("From the section: {section}"),
        # Translators: the title of a sheet, such as "Osteosarcoma: Signs and symptoms".
        sheet_title=_("{subject}: {title}"),
        # Translators: a topic that needs more than one sheet.
        sheet_part=_("{title}, part {number} of {total}"),
        # Translators: headings on a sheet for patients.
        sheet_do=_("What you can do"),
        sheet_know=_("What doctors know"),
        sheet_unknown=_("What doctors cannot tell you for sure"),
        # Translators: a line to write on follows.
        clinic_phone=_("Phone number of our clinic:"),
        who_to_call=_("Who to call"),
        # Translators: the clinic's own name and its telephone number.
        call_clinic=_("{clinic}: {phone}"),
        # Translators: {phone} is a telephone number.
        call_service=_(
            "The Cancer Information Service of the US National Cancer Institute answers "
            "questions in English and in Spanish: {phone}"
        ),
        # Translators: said instead of a picture that phones can read.
        qr_code=_("A QR code that leads to {url}"),
        words_to_know=_("Words to know"),
        # Translators: before a part of a plain text that stands in the words of its source.
        quoted_words=_("The PDQ summary says this in the following words:"),
        # Translators: topics of a disease that sheets are given out on; short titles.
        topic_what=_("What it is"),
        topic_risk=_("Causes and risk"),
        topic_signs=_("Signs and symptoms"),
        topic_tests=_("Tests"),
        topic_outlook=_("Stages and outlook"),
        topic_treatments=_("Kinds of treatment"),
        topic_situations=_("Treatment for each situation"),
        topic_after=_("Side effects and follow-up"),
        topic_care=_("Care team and clinical trials"),
        topic_more=_("Where to learn more"),
        topic_protect=_("Protective factors"),
        topic_studied=_("Other factors that were studied"),
        topic_screening=_("Screening tests"),
        topic_screening_risks=_("Risks of screening"),
        topic_answers=_("Questions and answers"),
        topic_evidence=_("About this kind of medicine"),
        topic_questions=_("Questions to ask"),
        compact_notice=_(
            "Text from the National Cancer Institute, not the whole PDQ summary: {url}. "
            "PDQ is a registered trademark."
        ),
        compact_adapted=_(
            "Plain words, based on text from the National Cancer Institute, not the whole PDQ "
            "summary: {url}. PDQ is a registered trademark."
        ),
        # Translators: stands before the text in a file for a word processor. everyform is a name.
        may_be_edited=_(
            "This file can be edited. everyform checked the text as it was made; what you change "
            "is no longer checked."
        ),
        # Translators: stands after the name of the language, as in "English (plain words)".
        plain_words=_("plain words"),
        # Translators: stands in a citation after the word "Updated".
        unknown_updated=_("date not recorded in our copy"),
        # Translators: stands in a citation after the word "Accessed".
        unknown_accessed=_("date not recorded"),
        unnamed_publisher=_("everyform"),
        unnamed_translator=_("a translator whose name is not recorded"),
        unnamed_author=_("an author whose name is not recorded"),
        certified_by=_("everyform, automatic checks only"),
        # Translators: a description in words follows on the next line.
        picture=_("Picture, described in words:"),
        picture_online=_("See this picture on the website of its publisher"),
        # Translators: said, and shown, before a table of which parts cannot be told apart.
        table_lost=_(
            "In our copy, some parts of this table have lost their place. Here it is shown line "
            "by line. Ask your care team, or look at the table on the website of its publisher."
        ),
        # Translators: an address on the web follows on the same line.
        table_online=_("The whole table is on this page of its publisher:"),
        # Translators: a cell of a table follows, of which nobody knows what it belongs to.
        place_lost=_("Place in the table not known:"),
        # Translators: a list of the headings of a table follows, then its rows.
        table_headings=_("A table with these headings:"),
        skip_to_text=_("Skip to the text"),
        start_of_text=_("Start of the text"),
        title_page=_("Title page"),
        links_external=_("Links lead to other websites."),
        definition_online=_("Words with a dotted underline lead to NCI's dictionary."),
        # Translators: shown where the dictionary has no entries in the language of the text.
        definition_in_en=_(
            "Words with a dotted underline lead to NCI's dictionary, which is in English."
        ),
        definition_in_es=_(
            "Words with a dotted underline lead to NCI's dictionary, which is in Spanish."
        ),
        # Translators: stands after a link to a page in another language.
        in_en=_("(in English)"),
        # Translators: stands after a link to a page in another language.
        in_es=_("(in Spanish)"),
        large_print=_("Large print"),
        accessibility_summary_book=_(
            "All of the text can be read aloud and shown in any size. It has headings, lists, a "
            "table of contents and marked languages. Pictures are described in words."
        ),
        accessibility_summary_page=_(
            "All of the text can be read aloud and shown in any size. It has headings, lists, "
            "landmarks and marked languages. Pictures are described in words."
        ),
        # Translators: spoken at the start of a recording.
        spoken_opening=_("You are listening to: {title}."),
        spoken_section=_("Part {number} of {total}."),
        spoken_closing=_("This is the end of the text. Its source and notices follow."),
        spoken_end=_("End of: {title}."),
        spoken_picture=_("Picture, described in words:"),
        spoken_caption=_("Words under the picture:"),
        spoken_table=_("Table."),
        spoken_row=_("Row {number}."),
        opening_credits=_("Opening"),
        closing_credits=_("Source and notices"),
        narrator=_("Computer voice"),
    )
