"""A segment and its translation -> what may have changed in meaning. Knows no catalog."""

from everyform.meaning.bitext import Bitext, Fault, plain
from everyform.meaning.compare import CHECKS, compare, unchecked
from everyform.meaning.support import unsupported

__all__ = ["CHECKS", "Bitext", "Fault", "compare", "plain", "unchecked", "unsupported"]
