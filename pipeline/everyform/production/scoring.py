"""How plain the sheets of an edition are: measured where they are made, told in `scores.json`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from everyform.diagnostics import Diagnostic, Location, Severity
from everyform.glue import Glue
from everyform.production.manifest import Manifest, OutputRecord, UnitRecord
from everyform.publication import Publication
from everyform.sheets import misses, scores, worksheets

NAME = "scores.json"


def measured(sheet: Publication, glue: Glue) -> dict[str, Any]:
    """The scores of a sheet in plain words as JSON; nothing for any other publication."""
    if sheet.part is None or not sheet.label.facts.adapted:
        return {}
    found = scores(sheet, glue)
    return {
        **dataclasses.asdict(found),
        "misses": tuple(misses(found, sheet.edition.language)),
        "worksheets": [
            {**dataclasses.asdict(one), "open": one.open} for one in worksheets(sheet, found)
        ],
    }


def gates(units: Iterable[UnitRecord], seed: Path, *, release: bool) -> Iterator[Diagnostic]:
    """What each sheet does not hold of what plain words must: told, or refused for a release."""
    severity = Severity.ERROR if release else Severity.WARNING
    code = "release-not-plain" if release else "sheet-not-plain"
    for unit in units:
        if missed := unit.scores.get("misses"):
            name = Path(unit.files[0]).stem if unit.files else unit.title
            said = f"the sheet {name} is not as plain as it must be: {'; '.join(missed)}"
            yield Diagnostic(severity, code, said, Location(str(seed)))


def files_of(manifest: Manifest, names: set[str]) -> Iterator[tuple[str, bytes]]:
    """The scores of each edition of these documents that has any: path below the output, bytes."""
    told: dict[str, OutputRecord] = {}
    for record in manifest.outputs:
        if record.document in names and any(unit.scores for unit in record.units):
            told.setdefault(f"{record.document}/{record.edition}/{NAME}", record)
    for path, record in told.items():
        sheets = [{"file": u.files[0], "title": u.title, **u.scores} for u in record.units]
        words = {"document": record.document, "edition": record.edition, "sheets": sheets}
        yield path, (json.dumps(words, ensure_ascii=False, indent=1) + "\n").encode()
