"""What an editor should know of the lists of a section: what was nested, and what is in doubt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf

from everyform.diagnostics import Location, failure
from everyform.reader import draft
from everyform.reader.evidence import Evidence
from everyform.reader.list_tree import ListTree
from everyform.reader.nesting import Choice
from everyform.reader.outline import Outline
from everyform.reader.places import MAX_DEPTH
from everyform.reader.rule import Findings
from everyform.reader.scene import Scene

CERTAIN = 2.5
"""Lead over the next best place at which no editor would doubt: odds of twelve to one."""

LIKELY = 1.0
"""Lead below which an editor must decide."""

_FAR = 5.0  # a lead over all other places at which even a poor place is certain
_TELLING, _REASONS = 0.3, 4  # the least weight of a reason that is said, and how many are

_NEVER_CERTAIN = (CERTAIN + LIKELY) / 2

_COMPARE = "save the publisher's page and run `everyform settle`, or write a fixes file"


@dataclass(slots=True)
class ListFindings:
    """The findings on one section, which `headings` head: its own and those above it.

    `decided` are the blocks that an editor has settled; of these there is no doubt.
    """

    tree: ListTree
    scene: Scene
    choices: Sequence[Choice]
    findings: Findings
    headings: Sequence[str]
    decided: Collection[int]

    def report(self) -> None:
        """Say what was nested and what is in doubt.

        Raises:
            PipelineError: `nesting-too-deep` for lists deeper than any stage can follow.
        """
        self._check_depth()
        texts = self._texts()
        doubtful = self._doubts(texts)
        for first, members in self.tree.members.items():
            owner = self.choices[first].place.owner
            if owner is not None and doubtful.isdisjoint(members):
                said = f"{self._lines(members)} are a list under line {self.scene.line(owner)}"
                self.findings.note("list-nested", said, self.scene.line(first))
        for at in self.tree.members:
            self._separate(at, doubtful)

    def _check_depth(self) -> None:
        depths: dict[int | None, int] = {None: 0}
        for at, choice in enumerate(self.choices):
            depths[at] = depths[choice.place.owner] + 1
            if depths[at] > MAX_DEPTH:
                where = Location(self.findings.setting.path, self.scene.line(at))
                raise failure("nesting-too-deep", f"more than {MAX_DEPTH} lists in lists", where)

    def _texts(self) -> set[int]:
        """Say what text lies inside items, and what text may; the latter's places."""
        doubtful: set[int] = set()
        for at, choice in enumerate(self.choices):
            if isinstance(self.scene.blocks[at], draft.Item):
                continue
            owner, line = choice.place.owner, self.scene.line(at)
            picture = isinstance(self.scene.blocks[at], draft.Figure)
            # Text after a list most often stands outside it: that needs less to be firm.
            enough = LIKELY if owner is None else CERTAIN
            firm = picture or at in self.decided or choice.lead >= enough
            if choice.other is not None and not firm:
                doubtful.add(at)
                there, other = self._where(owner), self._where(choice.other.owner)
                why = f"{_sure(choice.lead)}; {_reasons(choice)}"
                said = f"this lies {there}, and may lie {other} ({why})"
                concern = self._concern(at)
                self.findings.warn("item-end-unsure", said, line, _COMPARE, concern=concern)
            elif owner is not None:
                said = f"what begins in line {line} lies {self._where(owner)}"
                self.findings.note("item-continued", said, line)
        return doubtful

    def _doubts(self, texts: set[int]) -> set[int]:
        """Say which items may lie elsewhere, in one finding for each list that may be theirs."""
        found: set[int] = set()
        group: list[int] = []
        for at, block in enumerate(self.scene.blocks):
            if not isinstance(block, draft.Item) or self._lead(at) >= CERTAIN:
                continue
            found.add(at)
            if self._follows_text(at, texts):
                continue
            if group and self._contested(at) != self._contested(group[-1]):
                self._doubt(group)
                group = []
            group.append(at)
        self._doubt(group)
        return found

    def _follows_text(self, at: int, texts: set[int]) -> bool:
        """Whether the item only goes where the doubtful text before its list goes."""
        first = self.choices[at].place.joins
        first = at if first is None else first
        return first - 1 in texts and self._two(first - 1) == self._two(at)

    def _two(self, at: int) -> tuple[int | None, int | None]:
        """The item that the block lies in, and the one that it may lie in."""
        choice = self.choices[at]
        return choice.place.owner, None if choice.other is None else choice.other.owner

    def _contested(self, at: int) -> int | None:
        """The item whose list the doubt is about: the inner one of the two."""
        return max(self._two(at), key=lambda owner: -1 if owner is None else owner)

    def _lead(self, at: int) -> float:
        """The lead of a place, in nats; never certain where it departs from what is usual.

        That is a nested list without its empty line or the colon before it, and an item unlike
        every list that it may go on with.
        """
        choice = self.choices[at]
        item, place = self.scene.blocks[at], choice.place
        assert isinstance(item, draft.Item)
        if at in self.decided:
            return inf
        if place.joins is not None:
            usual = place.score >= 0 or choice.lead >= _FAR
        elif place.owner is not None and place.owner == at - 1:
            usual = item.after_blank and self.scene.shape(at - 1).opens
        else:
            usual = True
        return choice.lead if usual else min(choice.lead, _NEVER_CERTAIN)

    def _doubt(self, group: Sequence[int]) -> None:
        if not group:
            return
        weakest = min(group, key=self._lead)
        choice, lead = self.choices[weakest], self._lead(weakest)
        owner = self._contested(weakest)
        if owner is None:  # two lists at the top are no question of nesting
            return
        under = f"the list under line {self.scene.line(owner)}"
        inside = [at for at in group if self.choices[at].place.owner == owner]
        outside = [at for at in group if at not in inside]
        parts = [f"{self._runs(inside)}, in {under}, may lie outside it"] if inside else []
        if outside:
            parts.append(f"{self._runs(outside)} may lie in {'it' if inside else under}")
        code = "list-nesting" if lead >= LIKELY else "list-nesting-unsure"
        why = f"{_sure(lead)}; line {self.scene.line(weakest)}: {_reasons(choice)}"
        said = f"{'; '.join(parts)} ({why})"
        shown = self._outline(group[0], group[-1])
        line, concern = self.scene.line(group[0]), self._concern(group[0])
        self.findings.warn(code, said, line, _COMPARE, shown, concern)

    def _concern(self, at: int) -> str:
        """What a reader may be harmed by if the block at this index stands in a wrong place.

        Judged by the words around it: its own, those that announce its list, the headings.
        """
        around: list[str] = []
        place: int | None = at
        while place is not None:
            block = self.scene.blocks[place]
            if isinstance(block, draft.Item | draft.Paragraph):
                around.append(self.scene.shape(place).text)
            place = self.choices[place].place.owner
        before = range(at, -1, -1)
        texts = (i for i in before if isinstance(self.scene.blocks[i], draft.Paragraph))
        if (announcing := next(texts, None)) is not None:
            around.append(self.scene.shape(announcing).text)
        concerns = self.findings.setting.habits.concerns
        for words in (*around, *reversed(self.headings)):  # what stands nearest tells most
            for name, pattern in concerns:
                if pattern.search(words):
                    return name
        return ""

    def _runs(self, group: Sequence[int]) -> str:
        """The lines of items, those one after another as one range."""
        runs: list[list[int]] = []
        for at in group:
            if runs and not self._between(runs[-1][-1], at):
                runs[-1].append(at)
            else:
                runs.append([at])
        return ", ".join(map(self._lines, runs))

    def _between(self, first: int, last: int) -> bool:
        """Whether an item of the same list stands between the two."""
        owner = self.choices[first].place.owner
        return any(
            isinstance(self.scene.blocks[at], draft.Item) and self.choices[at].place.owner == owner
            for at in range(first + 1, last)
        )

    def _separate(self, at: int, doubtful: set[int]) -> None:
        """A list right after another one, which an empty line has opened."""
        item = self.scene.blocks[at]
        before = self.scene.blocks[at - 1] if at else None
        assert isinstance(item, draft.Item)
        if not isinstance(before, draft.Item) or not item.after_blank or at in doubtful:
            return
        if self.choices[at].place.owner == at - 1:
            return
        why = "; ".join(map(str, self.choices[at].place.evidence))
        said = f"a list of its own, not nested under line {before.line}: {why}"
        self.findings.note("list-separate", said, item.line)

    def _outline(self, first: int, last: int) -> str:
        top = first
        while (owner := self.choices[top].place.owner) is not None:
            top = owner
        joined = self.choices[top].place.joins
        whole = self.tree.block(top if joined is None else joined)
        assert isinstance(whole, draft.List)
        return Outline.of(whole).around(self.scene.line(first), self.scene.line(last))

    def _lines(self, members: Sequence[int]) -> str:
        first, last = self.scene.line(members[0]), self.scene.line(members[-1])
        return f"line {first}" if first == last else f"lines {first} to {last}"

    def _where(self, owner: int | None) -> str:
        return "in no item" if owner is None else f"under line {self.scene.line(owner)}"


def _sure(lead: float) -> str:
    return "likely" if lead >= LIKELY else "unsure"


def _reasons(choice: Choice) -> str:
    """What most speaks for the place, and for the other one; what both have tells nothing."""
    mine = choice.place.evidence
    if choice.other is None:
        return _said(mine, ())
    other = choice.other.evidence
    return f"{_said(mine, other)}; rather than {_said(other, mine)}"


def _said(evidence: Sequence[Evidence], other: Sequence[Evidence]) -> str:
    telling = [e for e in evidence if e not in other and abs(e.weight) >= _TELLING]
    strongest = sorted(telling, key=lambda e: -abs(e.weight))[:_REASONS]
    return ", ".join(map(str, strongest)) or "nothing speaks for or against it"
