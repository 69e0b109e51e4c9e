"""Publication -> one publication for each sheet: a desk hands out one topic, not forty pages.

And what can be measured on a sheet: how plain it is, and what worksheets say of it.
"""

from everyform.sheets.columns import Column
from everyform.sheets.cutting import sheets
from everyform.sheets.scores import Scores, misses, scores
from everyform.sheets.worksheets import Worksheet, worksheets

__all__ = ["Column", "Scores", "Worksheet", "misses", "scores", "sheets", "worksheets"]
