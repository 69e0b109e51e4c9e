"""The rule about lists: nested lists that were flattened, items that were cut off.

The copy keeps three traces of the publisher's page. An empty line before an item: a list
opens here. No empty line before an item: it goes on with an open list, whatever stands
between (so a paragraph between a list and such an item lies inside the list). Nothing
at all where a nested list closes: there `evidence` decides between the open lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.diagnostics import Reported
from pipeline.reader import draft
from pipeline.reader.evidence import Evidence, Shape, belonging, shape_of, total
from pipeline.reader.rule import Findings, Setting, clipped

CERTAIN = 3.0
"""Lead of the best place over the second at which no editor would doubt it."""

LIKELY = 1.0
"""Lead below which the order of the source is kept and an editor must decide."""

_STAY = 0.5  # an item without a trace is more often a further sibling than a return
_SECOND = 1.5  # a nested list of one item is rare
_SENSE = 1.5  # the item takes up a word of the sentence that announced the list
_ELSEWHERE = 3.0  # what an earlier list must offer before paragraphs are put inside it
_STRANGER = -2.0  # and how unlike the present list's items the item must be
_UNMARKED = -1.0  # a list may open without its empty line, if the item before announces it
_ANNOUNCED = 6.0  # an empty line after a colon
_BLANK = 1.5  # an empty line alone
_LEAD_IN = 3.0  # "... such as"
_RETURN = 2.0  # a later item goes back to the siblings of the item before
_NAMED_BEFORE = -5.0  # the item says a sibling again: it explains it, and is not below it
_REACH = 6  # earlier lists in the same section that an item may go back to


@dataclass(slots=True)
class _Entry:
    item: draft.Item
    shape: Shape
    inside: list[draft.Block | _OpenList]


@dataclass(slots=True)
class _Doubt:
    """One decision about a nested list: its lead over the next best, and why."""

    line: int
    lead: float
    reason: str


@dataclass(slots=True)
class _OpenList:
    entries: list[_Entry]
    ordered: bool
    doubts: list[_Doubt] = field(default_factory=list)
    parent: _Entry | None = None

    @property
    def line(self) -> int:
        return self.entries[0].item.line

    def shapes(self) -> list[Shape]:
        return [entry.shape for entry in self.entries]

    def path(self) -> Iterator[_OpenList]:
        """This list and the lists open inside its last item, outermost first."""
        yield self
        for block in reversed(self.entries[-1].inside):
            if isinstance(block, _OpenList):
                yield from block.path()
                break


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item may go: into `within`, or into a new list under the last item (`opens`)."""

    within: _OpenList
    at: int  # index of the run in which it lies
    score: float
    evidence: tuple[Evidence, ...]
    opens: bool = False

    def __str__(self) -> str:
        where = "under" if self.opens else "with"
        reasons = ", ".join(map(str, self.evidence)) or "nothing speaks for or against it"
        line = self.within.entries[-1].item.line if self.opens else self.within.line
        return f"{where} line {line}: {reasons}"


def nested_lists(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Rebuild the lists of every section; doubtful cases are reported with their evidence."""
    findings = Findings(setting)
    kept: list[draft.Block] = []
    scope: list[draft.Block] = []
    for block in blocks:
        if isinstance(block, draft.Heading):
            kept.extend(_Rebuilt(setting, findings).section(scope))
            kept.append(block)
            scope = []
        else:
            scope.append(block)
    kept.extend(_Rebuilt(setting, findings).section(scope))
    return findings.report(tuple(kept))


class _Rebuilt:
    """The blocks between two headings, being put together again."""

    def __init__(self, setting: Setting, findings: Findings) -> None:
        self._setting = setting
        self._findings = findings
        self._runs: list[draft.Block | _OpenList] = []

    def section(self, blocks: Sequence[draft.Block]) -> list[draft.Block]:
        for block in blocks:
            if isinstance(block, draft.List) and not _settled(block):
                loose = _is_loose(block)
                for at, item in enumerate(block.items):
                    coming = block.items[at + 1 :]
                    self._place(item, block.ordered, coming, loose and at > 0)
            else:
                self._runs.append(block)
        return [self._frozen(run) for run in self._runs]

    def _place(
        self, item: draft.Item, ordered: bool, coming: Sequence[draft.Item], loose: bool
    ) -> None:
        entry = _Entry(item, shape_of(item, self._setting.habits), list(item.blocks))
        last = self._runs[-1] if self._runs else None
        if loose and isinstance(last, _OpenList):
            last.entries.append(entry)
        elif isinstance(last, _OpenList) and item.after_blank:
            self._after_blank(entry, ordered, last, coming)
        elif not item.after_blank and (places := self._places(entry, ordered)):
            self._best(entry, ordered, places)
        else:
            self._runs.append(_OpenList([entry], ordered))

    def _after_blank(
        self, entry: _Entry, ordered: bool, run: _OpenList, coming: Sequence[draft.Item]
    ) -> None:
        """An empty line between two items: a nested list, or another list of its own."""
        inner = list(run.path())[-1]
        above = inner.entries[-1]
        evidence = list(self._opening_evidence(entry, above, inner, coming))
        score = total(evidence)
        reason = "; ".join(map(str, evidence))
        if score > 0 and score >= LIKELY:
            self._open(entry, ordered, above, _Doubt(entry.item.line, score, reason))
            return
        self._runs.append(_OpenList([entry], ordered))
        said = f"a list of its own, not nested under line {above.item.line}: {reason}"
        if score <= -CERTAIN:
            self._findings.note("list-separate", said, entry.item.line)
        elif score <= -LIKELY:
            self._findings.warn("list-nesting", said, entry.item.line, _SETTLE)
        else:
            self._findings.warn("list-nesting-unsure", said, entry.item.line, _SETTLE)

    def _opening_evidence(
        self, entry: _Entry, above: _Entry, inner: _OpenList, coming: Sequence[draft.Item]
    ) -> Iterator[Evidence]:
        if above.shape.opens:
            yield Evidence(_ANNOUNCED, f"an empty line after the colon of line {above.item.line}")
            return
        yield Evidence(_BLANK, "an empty line before it")
        if above.shape.leads:
            yield Evidence(_LEAD_IN, f"line {above.item.line} ends like the beginning of a list")
        siblings = inner.shapes()
        if entry.shape.words in (shape.words for shape in siblings):
            yield Evidence(_NAMED_BEFORE, "it says an item of the list before again")
        alike = total(belonging(entry.shape, siblings))
        if alike:
            how = "like" if alike > 0 else "unlike"
            yield Evidence(-alike, f"it is {how} the items of the list before")
        for item in coming:
            if item.after_blank:
                continue
            shape = shape_of(item, self._setting.habits)
            back = total(belonging(shape, siblings)) - total(belonging(shape, [entry.shape]))
            if back >= LIKELY:
                said = f"line {item.line} goes back to the list before"
                yield Evidence(_RETURN, said)
                break

    def _places(self, entry: _Entry, ordered: bool) -> list[_Place]:
        """Every open list that this item may go on with, the present innermost one first."""
        at = len(self._runs) - 1
        while at >= 0 and not isinstance(self._runs[at], _OpenList):
            at -= 1
        if at < 0:
            return []
        here = self._runs[at]
        assert isinstance(here, _OpenList)
        found = [self._place_in(entry, run, at) for run in reversed(list(here.path()))]
        found = [place for place in found if place.within.ordered == ordered]
        innermost = list(here.path())[-1]
        above = innermost.entries[-1]
        if at == len(self._runs) - 1 and (above.shape.opens or above.shape.leads):
            found.append(self._place_under(entry, innermost, at))
        if not found or all(place.score <= _STRANGER for place in found):
            found.extend(self._places_before(entry, ordered, at))
        return found

    def _place_in(self, entry: _Entry, run: _OpenList, at: int) -> _Place:
        evidence = list(belonging(entry.shape, run.shapes()))
        if not any(isinstance(block, _OpenList) for block in run.entries[-1].inside):
            evidence.append(Evidence(_STAY, "the list before it goes on"))
            if len(run.entries) == 1 and run.parent is not None:
                evidence.append(Evidence(_SECOND, "lists seldom have one item"))
        if run.parent is not None and entry.shape.senses & run.parent.shape.senses:
            said = f"takes up words of line {run.parent.item.line}"
            evidence.append(Evidence(_SENSE, said))
        return _Place(run, at, total(evidence), tuple(evidence))

    def _place_under(self, entry: _Entry, run: _OpenList, at: int) -> _Place:
        above = run.entries[-1]
        alike = total(belonging(entry.shape, run.shapes()))
        evidence = (
            Evidence(_UNMARKED, "no empty line opens a list here"),
            Evidence(_LEAD_IN, f"line {above.item.line} announces a list"),
            Evidence(-alike / 2, f"{'like' if alike > 0 else 'unlike'} the items before"),
        )
        return _Place(run, at, total(evidence), evidence, opens=True)

    def _places_before(self, entry: _Entry, ordered: bool, before: int) -> Iterator[_Place]:
        earlier = [
            (n, run) for n, run in enumerate(self._runs[:before]) if isinstance(run, _OpenList)
        ]
        for at, run in reversed(earlier[-_REACH:]):
            for level in run.path():
                place = self._place_in(entry, level, at)
                if level.ordered == ordered and (ordered or place.score >= _ELSEWHERE):
                    yield place

    def _best(self, entry: _Entry, ordered: bool, places: list[_Place]) -> None:
        ranked = sorted(places, key=lambda place: -place.score)
        best = ranked[0]
        lead = best.score - ranked[1].score if len(ranked) > 1 else CERTAIN
        inner = [level for level in self._nested_here(best)]
        reason = " | ".join(map(str, ranked[:2]))
        doubt = _Doubt(entry.item.line, lead, reason)
        if best.opens:
            self._open(entry, ordered, best.within.entries[-1], replace_lead(doubt))
            return
        absorbed = self._runs[best.at + 1 :]
        del self._runs[best.at + 1 :]
        if absorbed:
            owner = best.within.entries[-1]
            owner.inside.extend(absorbed)
            for block in absorbed:
                if isinstance(block, _OpenList):
                    block.parent = owner
            lines = ", ".join(str(block.line) for block in absorbed)
            said = f"line {lines}: inside the item of line {owner.item.line}, as the list goes on"
            self._findings.note("item-continued", said, absorbed[0].line)
            inner.extend(block for block in absorbed if isinstance(block, _OpenList))
        best.within.entries.append(entry)
        if len(ranked) > 1:
            for level in inner or [best.within]:
                level.doubts.append(doubt)

    def _nested_here(self, best: _Place) -> Iterator[_OpenList]:
        """The nested lists that this choice closes or goes on with."""
        run = self._runs[best.at]
        if isinstance(run, _OpenList):
            path = list(run.path())
            yield from (level for level in path if level.parent is not None)

    def _open(self, entry: _Entry, ordered: bool, above: _Entry, doubt: _Doubt) -> None:
        above.inside.append(_OpenList([entry], ordered, [doubt], above))

    def _frozen(self, run: draft.Block | _OpenList) -> draft.Block:
        if not isinstance(run, _OpenList):
            return run
        frozen = self._freeze(run)
        self._judge(run, frozen)
        return frozen

    def _freeze(self, run: _OpenList) -> draft.List:
        items = tuple(
            replace(
                entry.item,
                blocks=tuple(
                    self._freeze(block) if isinstance(block, _OpenList) else block
                    for block in entry.inside
                ),
            )
            for entry in run.entries
        )
        return draft.List(items, run.ordered)

    def _judge(self, run: _OpenList, whole: draft.List) -> None:
        """Report every nested list of this run: certain, likely or unsure."""
        for entry in run.entries:
            for block in entry.inside:
                if not isinstance(block, _OpenList):
                    continue
                self._report(block, entry, whole)
                self._judge(block, whole)

    def _report(self, nested: _OpenList, above: _Entry, whole: draft.List) -> None:
        lines = f"lines {nested.line} to {nested.entries[-1].item.line}"
        said = f"{lines} are a list under line {above.item.line}"
        weakest = min(nested.doubts, key=lambda doubt: doubt.lead, default=None)
        if weakest is None or weakest.lead >= CERTAIN:
            self._findings.note("list-nested", said, nested.line)
            return
        sure = "likely" if weakest.lead >= LIKELY else "unsure"
        code = "list-nesting" if weakest.lead >= LIKELY else "list-nesting-unsure"
        said = f"{said} ({sure}; line {weakest.line}: {weakest.reason})\n{outline(whole)}"
        self._findings.warn(code, said, nested.line, _SETTLE)


_SETTLE = "compare with the publisher's page"


def replace_lead(doubt: _Doubt) -> _Doubt:
    """A list that opens without its empty line is never certain."""
    return replace(doubt, lead=min(doubt.lead, (CERTAIN + LIKELY) / 2))


def outline(block: draft.List, depth: int = 1) -> str:
    """The tree of a list, one item a line with its line number, for a person to judge."""
    rows: list[str] = []
    for item in block.items:
        rows.append(f"{'  ' * depth}{item.line:>5} {clipped(draft.own_words(item))}")
        rows.extend(outline(b, depth + 1) for b in item.blocks if isinstance(b, draft.List))
    return "\n".join(rows)


def _settled(block: draft.List) -> bool:
    """Key points were nested by their headings already."""
    return any(item.repeats is not None for item in block.items)


def _is_loose(block: draft.List) -> bool:
    """Whether empty lines stand between all items: then they are style, not traces."""
    later = block.items[1:]
    return (
        len(later) > 1
        and all(item.after_blank for item in later)
        and not any(draft.own_words(item).endswith(":") for item in block.items)
    )
