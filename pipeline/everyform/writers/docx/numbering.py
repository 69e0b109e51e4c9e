"""The lists of a sheet as definitions of numbering, with real levels, starts and restarts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from everyform.writers.docx.elements import Element, w
from everyform.writers.docx.styles import DEEPEST, STEP

_BULLETS, _NUMBERS = 0, 1
_MARKS = ("•", "–")  # by turns, a level after another; both are in every face


@dataclass(slots=True)
class Lists:
    """The lists of a sheet so far. Each is an instance of its own: it begins anew."""

    _made: list[Element] = field(default_factory=list)

    def bullets(self) -> int:
        """The number of a new list of items without numbers."""
        return self._new(_BULLETS)

    def numbered(self, start: int, depth: int) -> int:
        """The number of a new list whose items count from `start`, with `depth` lists around."""
        level = _level(depth)
        return self._new(_NUMBERS, w("lvlOverride", w("startOverride", val=start), ilvl=level))

    def element(self) -> Element:
        """All definitions, as the part of a file that holds them."""
        kinds = (_kind(_BULLETS, "bullet"), _kind(_NUMBERS, "decimal"))
        return w("numbering", *kinds, *self._made)

    def _new(self, kind: int, *overrides: Element) -> int:
        number = len(self._made) + 1
        self._made.append(w("num", w("abstractNumId", val=kind), *overrides, numId=number))
        return number


def mark(number: int, depth: int) -> Element:
    """What makes a paragraph an item of a list, with `depth` lists around that one."""
    return w("numPr", w("ilvl", val=_level(depth)), w("numId", val=number))


def _level(depth: int) -> int:
    return min(depth, DEEPEST - 1)


def _kind(number: int, form: str) -> Element:
    return w(
        "abstractNum",
        w("multiLevelType", val="multilevel"),
        *_levels(form),
        abstractNumId=number,
    )


def _levels(form: str) -> Iterator[Element]:
    for level in range(DEEPEST):
        shown = _MARKS[level % len(_MARKS)] if form == "bullet" else f"%{level + 1}."
        yield w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=form),
            w("lvlText", val=shown),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=(level + 1) * STEP, hanging=STEP)),
            ilvl=level,
        )
