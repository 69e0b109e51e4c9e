"""The desk that gives sheets out, as far as `clinic.toml` names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clinic:
    """Whom the readers of a sheet can call. Without a file there is a line to write it on.

    `number` is `phone` in ITU-T E.164.
    """

    name: str = ""
    phone: str = ""
    number: str = ""
