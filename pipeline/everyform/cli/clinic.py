"""`clinic.toml`: the desk that gives sheets out, with a telephone number that can be dialled."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from everyform.cli.surroundings import read_toml
from everyform.clinic import Clinic
from everyform.diagnostics import Location, PipelineError, failure

CLINIC_FILE = Path("clinic.toml")
_KEYS = ("name", "phone")
_MOST = 80  # characters; a longer name leaves no room for the text of a sheet
_REGION = "US"  # of a number without a country


def load_clinic(path: Path | None) -> Clinic:
    """Read `clinic.toml`; without a path, the one in the working directory if there is one.

    Raises:
        PipelineError: `clinic-unreadable`; `clinic-invalid`, with what is wrong in it.
    """
    if path is None and not os.path.lexists(CLINIC_FILE):
        return Clinic()
    path = path or CLINIC_FILE
    data = read_toml(path, "clinic", 'write each as `name = "North Clinic"`, a key and words')
    where = Location(str(path))
    for key, value in data.items():
        if key not in _KEYS or not isinstance(value, str):
            raise _invalid(f"{key[:40]!r}: expected text for one of {', '.join(_KEYS)}", where)
        if not value.isprintable() or not value.strip() or len(value) > _MOST:
            raise _invalid(f"{key}: expected 1 to {_MOST} characters that can be printed", where)
    clinic = Clinic(**{key: value.strip() for key, value in data.items()})
    if clinic.phone:
        clinic = dataclasses.replace(clinic, number=_dialled(clinic.phone, where))
    return clinic


def _dialled(phone: str, where: Location) -> str:
    try:
        number = phonenumbers.parse(phone, _REGION)
    except NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        said = f"phone: {phone!r} is no telephone number that can be called"
        raise _invalid(said, where, "write it as +1 555 010 0199 or (555) 010-0199")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _invalid(said: str, where: Location, hint: str = "") -> PipelineError:
    return failure("clinic-invalid", said, where, hint)
