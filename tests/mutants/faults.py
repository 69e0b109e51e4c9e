"""The faults of `tests/mutants/*.toml`, one file for each room of the house.

`tests` of a room are run for each of its faults, unless a fault names its own; all are paths
below `tests/` as pytest takes them. A fault that is `named` was found alive once, by hand.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fault:
    """`find`, which stands once in `file`, becomes `replace`."""

    room: str
    name: str
    file: str  # below the root of the project
    find: str
    replace: str
    tests: tuple[str, ...]
    named: bool

    def planted(self, source: str) -> str:
        """The source with the fault in it.

        Raises:
            ValueError: what is to be replaced does not stand in it exactly once.
        """
        count = source.count(self.find)
        if count != 1:
            raise ValueError(f"{self.room}: {self.name}: its text stands {count} times")
        return source.replace(self.find, self.replace)


def faults() -> tuple[Fault, ...]:
    """All faults, room by room."""
    return tuple(fault for path in sorted(DATA.glob("*.toml")) for fault in _room(path))


def _room(path: Path) -> list[Fault]:
    data = tomllib.loads(path.read_text("utf-8"))
    return [
        Fault(
            path.stem,
            row["name"],
            row["file"],
            row["find"],
            row["replace"],
            tuple(row.get("tests", data["tests"])),
            row.get("named", False),
        )
        for row in data["fault"]
    ]
