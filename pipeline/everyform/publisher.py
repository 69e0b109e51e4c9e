"""Who makes and answers for the outputs, as far as `publisher.toml` says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publisher:
    """Every field may be empty; the notices then name the program instead."""

    name: str = ""
    contact: str = ""
    translator: str = ""
    author: str = ""
    reviewer: str = ""
    certifier: str = ""
