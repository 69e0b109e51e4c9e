"""Publication -> one publication for each sheet: a desk hands out one topic, not forty pages."""

from everyform.sheets.cutting import sheets

__all__ = ["sheets"]
