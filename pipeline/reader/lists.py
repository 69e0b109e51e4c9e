"""The rule about lists: nested lists that were flattened, items that were cut off.

The copy keeps three traces of the publisher's page. An empty line before an item: a list
opens here. No empty line before an item: it goes on with an open list, whatever stands
between (so a paragraph between a list and such an item lies inside the list). Nothing
at all where a nested list closes: there evidence decides between the open lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.diagnostics import Location, Reported, failure
from pipeline.reader import draft
from pipeline.reader.evidence import shape_of, total
from pipeline.reader.fixes import Fix, stale
from pipeline.reader.open_list import (
    Doubt,
    Entry,
    OpenList,
    Outline,
    about_below,
    is_loose,
    is_settled,
    last_entry,
)
from pipeline.reader.places import CERTAIN, LIKELY, Place, opening_evidence, places
from pipeline.reader.questions import is_question
from pipeline.reader.rule import Findings, Setting

MAX_DEPTH = 20
"""As deep as the parser goes; the deepest list of the family has three levels."""

_NEVER_CERTAIN = (CERTAIN + LIKELY) / 2

_COMPARE = "compare with the publisher's page, and settle it in a fixes file"


def nested_lists(blocks: draft.Blocks, setting: Setting) -> Reported[draft.Blocks]:
    """Rebuild the lists of every section; every nested list is reported.

    Raises:
        PipelineError: `nesting-too-deep` for lists deeper than any stage can follow.

    Codes: `list-nested` (certain), `list-nesting` (likely), `list-nesting-unsure`,
    `list-separate` (an empty line that opens no nested list), `item-continued`.
    """
    findings = Findings(setting)
    findings.found.extend(stale(setting.fixes, blocks))
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
        self._unconfirmed: list[tuple[int, int]] = []  # lines of paragraphs and their items
        self._setting = setting
        self._findings = findings
        self._runs: list[draft.Block | OpenList] = []

    def section(self, blocks: Sequence[draft.Block]) -> list[draft.Block]:
        for block in blocks:
            if not isinstance(block, draft.List) or is_settled(block):
                self._under_title(block)
                continue
            loose = is_loose(block)
            for at, item in enumerate(block.items):
                self._place(item, block.ordered, block.items[at + 1 :], loose and at > 0)
        for line, owner in self._unconfirmed:
            said = f"this may stand after the list and not inside the item of line {owner}"
            self._findings.warn("item-end-unsure", said, line, _COMPARE)
        return [self._finished(run) for run in self._runs]

    def _under_title(self, block: draft.Block) -> None:
        """A paragraph after an item that is only a title is that item's text.

        The first one must be; the others are if the list goes on after them.
        """
        last = self._runs[-1] if self._runs else None
        if isinstance(last, OpenList) and isinstance(block, draft.Paragraph):
            innermost = list(last.path())[-1]
            if innermost.last.is_title:
                if len(innermost.last.inside) > 1 and not is_question(innermost.last.item):
                    self._unconfirmed.append((block.line, innermost.last.item.line))
                self._continued(innermost.last, [block])
                return
        self._runs.append(block)

    def _place(
        self, item: draft.Item, ordered: bool, coming: Sequence[draft.Item], loose: bool
    ) -> None:
        entry = Entry(item, shape_of(item, self._setting.habits), list(item.blocks))
        last = self._runs[-1] if self._runs else None
        if fix := self._setting.fixes.get(item.line):
            self._settle(entry, ordered, fix)
        elif loose and isinstance(last, OpenList):
            last.entries.append(entry)
        elif isinstance(last, OpenList) and item.after_blank:
            self._after_blank(entry, ordered, last, coming)
        elif not item.after_blank and (ranked := places(entry, ordered, self._runs)):
            self._best(entry, ordered, ranked)
        else:
            self._runs.append(OpenList([entry], ordered))

    def _settle(self, entry: Entry, ordered: bool, fix: Fix) -> None:
        """Put the item where an editor has said that it belongs."""
        where = "is not nested" if fix.under is None else f"lies under line {fix.under}"
        owner = None if fix.under is None else last_entry(self._runs, fix.under)
        if fix.under is not None and owner is None:
            said = f"line {entry.item.line} cannot lie under line {fix.under}"
            hint = "an item lies under one before it, in the same section, that is still open"
            self._findings.refuse("fix-impossible", said, entry.item.line, hint)
            return
        self._findings.note("fix-applied", f"by {fix.origin}, this {where}", entry.item.line)
        self._unconfirmed.clear()
        if owner is not None:
            run, above = owner
            if between := self._runs[run + 1 :]:
                del self._runs[run + 1 :]
                self._continued(above, between)
            below = above.inside[-1]
            if isinstance(below, OpenList) and below.ordered == ordered:
                below.entries.append(entry)
            else:
                above.inside.append(OpenList([entry], ordered, above))
            return
        last = self._runs[-1] if self._runs else None
        if isinstance(last, OpenList) and last.ordered == ordered and not entry.item.after_blank:
            last.entries.append(entry)
        else:
            self._runs.append(OpenList([entry], ordered))

    def _after_blank(
        self, entry: Entry, ordered: bool, run: OpenList, coming: Sequence[draft.Item]
    ) -> None:
        """An empty line between two items: a nested list, or another list of its own."""
        levels = list(run.path())
        inner = levels[-1]
        line = entry.item.line
        self._check_depth(len(levels) + 1, line)
        if inner.last.has_text_after:  # the empty line follows that text, not the item
            inner.last.inside.append(OpenList([entry], ordered, inner.last))
            return
        evidence = opening_evidence(entry, inner, coming, self._setting.habits)
        score = total(evidence)
        reason = "; ".join(map(str, evidence))
        if score >= LIKELY:
            # Without a colon an empty line may also part two lists: never certain.
            sure = score if inner.last.shape.opens else min(score, _NEVER_CERTAIN)
            doubt = Doubt(line, sure, reason)
            inner.last.inside.append(OpenList([entry], ordered, inner.last, [doubt]))
            return
        self._runs.append(OpenList([entry], ordered))
        said = f"a list of its own, not nested under line {inner.last.item.line}: {reason}"
        if score <= -CERTAIN:
            self._findings.note("list-separate", said, line)
        elif score <= -LIKELY:
            self._findings.warn("list-nesting", said, line, _COMPARE)
        else:
            self._findings.warn("list-nesting-unsure", said, line, _COMPARE)

    def _check_depth(self, depth: int, line: int) -> None:
        if depth > MAX_DEPTH:
            where = Location(self._setting.path, line)
            raise failure("nesting-too-deep", f"more than {MAX_DEPTH} lists in lists", where)

    def _best(self, entry: Entry, ordered: bool, ranked: list[Place]) -> None:
        """Put the item where most speaks for; remember the doubt for each list it concerns."""
        best = ranked[0]
        self._unconfirmed.clear()
        self._doubts(entry, ranked)
        if best.opens:
            # Nor is a list that opens without its empty line.
            second = ranked[1] if len(ranked) > 1 else None
            lead = min(best.score - (second.score if second else 0.0), _NEVER_CERTAIN)
            doubt = Doubt(entry.item.line, lead, _reasons(best, second))
            owner = best.within.last
            self._check_depth(best.depth, entry.item.line)
            owner.inside.append(OpenList([entry], ordered, owner, [doubt]))
            return
        between = self._runs[best.run + 1 :]
        del self._runs[best.run + 1 :]
        if between:
            self._continued(best.within.last, between)
            self._doubt_absorbed(entry, ranked, between)
        best.within.entries.append(entry)

    def _doubts(self, entry: Entry, ranked: list[Place]) -> None:
        """The item lies inside or outside each open nested list: by what lead?"""
        best = ranked[0]
        run = self._runs[best.run]
        if not isinstance(run, OpenList):
            return
        for depth, level in enumerate(run.path(), 1):
            if depth == 1:
                continue
            inside = best.depth >= depth
            other = next(
                (p for p in ranked if p.run == best.run and (p.depth >= depth) != inside), None
            )
            if other is not None:
                lead = best.score - other.score
                if best.score < LIKELY:  # the other place is worse, but this one is not good
                    lead = min(lead, _NEVER_CERTAIN)
                reason = _reasons(best, other)
                level.doubts.append(Doubt(entry.item.line, lead, reason, best.tied))

    def _doubt_absorbed(
        self, entry: Entry, ranked: list[Place], between: Sequence[draft.Block | OpenList]
    ) -> None:
        """Lists come to lie inside an earlier item, because this item goes on with its list."""
        best = ranked[0]
        other = next((place for place in ranked if place.run != best.run), None)
        if other is None:
            return
        doubt = Doubt(entry.item.line, best.score - other.score, _reasons(best, other))
        for block in between:
            if isinstance(block, OpenList):
                block.doubts.append(doubt)

    def _continued(self, owner: Entry, blocks: Sequence[draft.Block | OpenList]) -> None:
        """Put blocks inside an item; first paragraphs about an item below it, inside that."""
        blocks = list(blocks)
        while blocks and isinstance(text := blocks[0], draft.Paragraph):
            about = about_below(owner, text, self._setting.habits)
            if about is None:
                break
            about.inside.append(blocks.pop(0))
            said = f"this lies inside the item of line {about.item.line}: it takes up its label"
            self._findings.note("item-continued", said, text.line)
        if not blocks:
            return
        owner.inside.extend(blocks)
        for block in blocks:
            if isinstance(block, OpenList):
                block.parent = owner
        lines = ", ".join(str(block.line) for block in blocks)
        said = f"what begins in line {lines} lies inside the item of line {owner.item.line}"
        self._findings.note("item-continued", said, blocks[0].line)

    def _finished(self, run: draft.Block | OpenList) -> draft.Block:
        if not isinstance(run, OpenList):
            return run
        whole = run.frozen()
        outline = Outline.of(whole)
        open_at_end = list(run.path())[1:]
        for nested in run.nested():
            if any(nested is level for level in open_at_end):
                _without_return(nested)
            self._report(nested, outline)
        return whole

    def _report(self, nested: OpenList, outline: Outline) -> None:
        assert nested.parent is not None
        lines = f"lines {nested.line} to {nested.last.item.line}"
        said = f"{lines} are a list under line {nested.parent.item.line}"
        weakest = min(nested.doubts, key=lambda doubt: doubt.lead, default=None)
        if weakest is None or weakest.lead >= CERTAIN:
            self._findings.note("list-nested", said, nested.line)
            return
        likely = weakest.lead >= LIKELY
        code, sure = ("list-nesting", "likely") if likely else ("list-nesting-unsure", "unsure")
        said = f"{said} ({sure}; line {weakest.line}: {weakest.reason})"
        shown = outline.around(nested.parent.item.line, nested.last.item.line)
        self._findings.warn(code, said, nested.line, _COMPARE, shown)


def _without_return(nested: OpenList) -> None:
    """No later item goes back above this list, so its last items might have.

    Only a likeness then makes an item of it certain.
    """
    nested.doubts = [
        doubt if doubt.tied else replace(doubt, lead=min(doubt.lead, _NEVER_CERTAIN))
        for doubt in nested.doubts
    ]


def _reasons(best: Place, other: Place | None) -> str:
    return f"{best}; rather than {other}" if other else str(best)
