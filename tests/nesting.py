"""How right the reader's lists are, against summaries whose nesting is known.

`python -m tests.nesting FOLDER` reads every summary that the folder's `truth.json` names. The
truth is, for each, its list items in order, each with the item it belongs to (letters and
figures only, without case), or null.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from everyform.diagnostics import Diagnostic
from everyform.document import Block, BulletList, Document, OrderedList, Paragraph
from everyform.reader import Source, read
from everyform.walk import children, plain_text

DOUBTS = ("list-nesting", "list-nesting-unsure", "item-end-unsure")

Truth = Sequence[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A list item: its words, its line, and the words of the item it lies under."""

    words: str
    line: int
    under: str | None


@dataclass(frozen=True, slots=True)
class Miss:
    """An item in a wrong place, and whether a finding doubts that place."""

    item: Placed
    truth: str | None
    warned: bool

    def __str__(self) -> str:
        known = "warned" if self.warned else "SILENT"
        there, wanted = (str(words)[:40] for words in (self.item.under, self.truth))
        return f"  {self.item.line}: {self.item.words[:40]} under {there}, not {wanted}: {known}"


@dataclass(frozen=True, slots=True)
class Score:
    """Of one summary: how many items are nested in truth, those misplaced, and the doubts.

    `unseen`: nested items of the truth whose words the document does not have as an item's.
    """

    nested: int
    misses: tuple[Miss, ...]
    doubts: tuple[Diagnostic, ...]
    unseen: int

    @property
    def wrong(self) -> int:
        """Items that are nested in truth and lie elsewhere."""
        return sum(miss.truth is not None for miss in self.misses)

    @property
    def false(self) -> int:
        """Items that are not nested in truth and lie in an item."""
        return len(self.misses) - self.wrong

    @property
    def warned(self) -> int:
        """Misses that a finding doubts."""
        return sum(miss.warned for miss in self.misses)


def folded(text: str) -> str:
    """Letters and figures only, without case: how the truth writes words."""
    return "".join(character for character in text.casefold() if character.isalnum())


def placed(document: Document) -> list[Placed]:
    """Every list item of the document, in order."""
    return list(_placed(document.blocks, None))


def _placed(blocks: Sequence[Block], under: str | None) -> Iterator[Placed]:
    for block in blocks:
        if not isinstance(block, BulletList | OrderedList):
            yield from _placed(tuple(children(block)), under)
            continue
        for item in block.items:
            words, line = "", 0
            if isinstance(first := item.blocks[0], Paragraph):
                words = folded(plain_text(first.segment.content))
                line = first.segment.origin.line
            yield Placed(words, line, under)
            yield from _placed(item.blocks[1:], words)


def score(source: Source, truth: Truth, fixes: Source | None = None) -> Score:
    """How the reader's nesting of one summary compares with the truth about it."""
    document, found = read(source, fixes)
    items = placed(document)
    doubts = tuple(finding for finding in found if finding.code in DOUBTS)
    doubtful = {line for finding in doubts for line in concerned(finding)}
    mine, theirs = [item.words for item in items], [words for words, _ in truth]
    misses: list[Miss] = []
    nested = 0
    for a, b, size in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        for item, (_, under) in zip(items[a : a + size], truth[b : b + size], strict=True):
            nested += under is not None
            if item.under != under:
                misses.append(Miss(item, under, item.line in doubtful))
    unseen = sum(under is not None for _, under in truth) - nested
    return Score(nested, tuple(misses), doubts, unseen)


def concerned(finding: Diagnostic) -> Iterator[int]:
    """The lines of the blocks whose place a finding doubts."""
    yield finding.location.line
    said = finding.message.partition(" (")[0]
    for match in re.finditer(r"(?<!under )lines? (\d+)(?: to (\d+))?", said):
        yield from range(int(match[1]), int(match[2] or match[1]) + 1)


def main(folder: Path) -> None:
    """Print a row for each summary, every miss below it, and the totals."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    scores: list[Score] = []
    for name, items in truth.items():
        path = folder / f"{name}.md"
        found = score(Source(str(path), path.read_text("utf-8")), items)
        scores.append(found)
        print(f"{_row(found)}  {name}")
        for miss in found.misses:
            print(miss)
    print(
        f"{sum(s.nested for s in scores)} nested, {sum(s.wrong for s in scores)} wrong, "
        f"{sum(s.false for s in scores)} falsely nested, {sum(s.warned for s in scores)} of these "
        f"warned of; {sum(len(s.doubts) for s in scores)} warnings; "
        f"{sum(s.unseen for s in scores)} not found"
    )


def _row(found: Score) -> str:
    return (
        f"nested {found.nested:3}  wrong {found.wrong:2}  false {found.false:2}  "
        f"warned {found.warned:2}  warnings {len(found.doubts):2}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
