"""Where templates and locales are: beside `pipeline/` in a checkout, in the package in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


TEMPLATES = _folder("templates")
LOCALES = _folder("locales")
