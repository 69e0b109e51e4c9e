"""Document x Edition -> Document in other words; owns gettext and the catalogs."""

from everyform.editions import desk
from everyform.editions.content import Content, State, read_content
from everyform.editions.desk import Translation, catalogs, load_translation, translations
from everyform.editions.editions import (
    available,
    endonym,
    find_edition,
    language_of,
    load_edition,
    register_of,
)
from everyform.editions.extract import messages, template
from everyform.editions.judging import HELD_BACK, disagreements, judgements
from everyform.editions.links import told
from everyform.editions.report import load_report_words
from everyform.editions.review import Role
from everyform.editions.shelf import load_shelf_words, shelf_languages
from everyform.editions.status import Coverage, coverage, total
from everyform.editions.waived import Waived, waived
from everyform.editions.xliff import from_xliff, to_xliff
from everyform.meaning import unchecked

__all__ = [
    "HELD_BACK",
    "Content",
    "Coverage",
    "Role",
    "State",
    "Translation",
    "Waived",
    "available",
    "catalogs",
    "coverage",
    "desk",
    "disagreements",
    "endonym",
    "find_edition",
    "from_xliff",
    "judgements",
    "language_of",
    "load_edition",
    "load_report_words",
    "load_shelf_words",
    "load_translation",
    "messages",
    "read_content",
    "register_of",
    "shelf_languages",
    "template",
    "to_xliff",
    "told",
    "total",
    "translations",
    "unchecked",
    "waived",
]
