"""Publication of one excerpt -> a Word document with real styles, for desks that edit."""

from __future__ import annotations

from everyform.writers.docx.document import write

__all__ = ["write"]
