"""Document x Edition -> Document in other words; owns gettext and the catalogs."""

from everyform.editions import desk
from everyform.editions.catalogs import (
    catalogs,
    content_path,
    glue_path,
    has_words,
    links_of,
    names_of,
    shared_path,
    translations,
)
from everyform.editions.content import Content, State, read_content
from everyform.editions.desk import Translation, load_translation
from everyform.editions.editions import (
    available,
    edition_to_begin,
    endonym,
    find_edition,
    language_of,
    load_edition,
    register_of,
)
from everyform.editions.extract import messages, template
from everyform.editions.judging import HELD_BACK, disagreements, judgements
from everyform.editions.links import told
from everyform.editions.missing import missing
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
    "content_path",
    "coverage",
    "desk",
    "disagreements",
    "edition_to_begin",
    "endonym",
    "find_edition",
    "from_xliff",
    "glue_path",
    "has_words",
    "judgements",
    "language_of",
    "links_of",
    "load_edition",
    "load_report_words",
    "load_shelf_words",
    "load_translation",
    "messages",
    "missing",
    "names_of",
    "read_content",
    "register_of",
    "shared_path",
    "shelf_languages",
    "template",
    "to_xliff",
    "told",
    "total",
    "translations",
    "unchecked",
    "waived",
]
