"""What makes and proves files, loaded once in the process that workers are forked from."""

from __future__ import annotations

from everyform.production import make, verify
from everyform.writers import load_all

__all__ = ["make", "verify"]

load_all()
