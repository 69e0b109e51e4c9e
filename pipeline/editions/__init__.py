"""Document x Edition -> Document in other words; owns gettext and the catalogs."""

from pipeline.editions import desk
from pipeline.editions.content import Content, State, read_content
from pipeline.editions.desk import Translation, catalogs, load_translation, translations
from pipeline.editions.editions import available, find_edition, load_edition
from pipeline.editions.extract import messages, template
from pipeline.editions.meaning import unchecked
from pipeline.editions.report import load_report_words
from pipeline.editions.review import Role
from pipeline.editions.status import Coverage, coverage, total
from pipeline.editions.waived import Waived, waived
from pipeline.editions.xliff import from_xliff, to_xliff

__all__ = [
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
    "find_edition",
    "from_xliff",
    "load_edition",
    "load_report_words",
    "load_translation",
    "messages",
    "read_content",
    "template",
    "to_xliff",
    "total",
    "translations",
    "unchecked",
    "waived",
]
