"""The check of words on paper: none is parted between its letters at the end of a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from everyform.diagnostics import Diagnostic
from everyform.inline import SegmentId
from everyform.proof.expected import Expected
from everyform.proof.findings import found, quoted
from everyform.proof.passage import Passage, Place, Reading, Stretch, bare

# Lines of a text lie at least so far apart, in multiples of its size; letters that are
# raised or lowered in a line do not.
_NEXT_LINE = 0.75
_FRAME = 2.0  # of a line, what the marks and frames around its text may take; as above

# Scripts of South-East Asia set no spaces; those of East Asia are known by their width.
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_ADDRESS = re.compile(r"://|www\.|@|[^\W\d_]\.[^\W\d_]{2}|\w/\w+/")
_MAY_END = ("\u00ad", "\u200b")  # where a line may end, by the text or its writer
_MARK = "lbl"  # of a list item


@dataclass(frozen=True, slots=True)
class _Token:
    """Letters between two spaces, by their places among the letters of their passage."""

    start: int
    end: int
    letters: str  # of the whole passage

    @property
    def words(self) -> str:
        """The letters themselves."""
        return self.letters[self.start : self.end]


def cuts(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """Every line that ends inside a word, though the word has room on a line of its own."""
    passages = [p for p in read.passages if p.stretches and p.role != _MARK]
    stretches = list(chain.from_iterable(p.stretches for p in passages))
    # What begins a line of the page, and not only of its passage.
    firsts = {id(after) for before, after in pairwise(stretches) if _apart(before, after)}
    firsts |= {id(stretch) for stretch in stretches[:1]}
    left = min((s.left for s in stretches), default=0.0)
    right = max((s.right for s in stretches), default=0.0)
    known = {**{unit.id: unit for unit in expected.units}, **expected.labels}
    for passage in passages:
        wanted = known.get(SegmentId(passage.id))
        text = passage.text if wanted is None else wanted.text
        if passage.place is Place.FURNITURE or bare(text) != bare(passage.text):
            continue  # words that are wrong are the concern of another check
        if wanted is None and any(map(_runs_left, text)):
            continue  # in such a line the file need not hold the spaces
        for at, token in _parted(passage, text):
            page = _cut_on(passage, token, at, firsts, left, right)
            if page is not None:
                shown = f"{token.letters[token.start : at]}|{token.letters[at : token.end]}"
                yield found("word-cut", file, f"page {page}: a line ends in {quoted(shown)}")


def _parted(passage: Passage, text: str) -> Iterator[tuple[int, _Token]]:
    """Each place among the letters where a line ends inside a word, with the token around."""
    letters, apart = _letters(text)
    ends = accumulate(len(bare(stretch.text)) for stretch in passage.stretches)
    for (before, after), at in zip(pairwise(passage.stretches), ends, strict=False):
        marked = before.text.endswith(_MAY_END) or after.text.startswith(_MAY_END)
        if marked or at in apart or not _apart(before, after) or not 0 < at < len(letters):
            continue
        start = next((n for n in range(at, 0, -1) if n in apart), 0)
        end = next((n for n in range(at, len(letters)) if n in apart), len(letters))
        token = _Token(start, end, letters)
        if _joined(letters, at) and not _ADDRESS.search(token.words):
            yield at, token


def _letters(text: str) -> tuple[str, set[int]]:
    """The letters of a text without spaces, and before which of them a space stood."""
    letters: list[str] = []
    apart: set[int] = set()
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace() or letter in _MAY_END:
            apart.add(len(letters))
        else:
            letters.append(letter)
    return "".join(letters), apart


def _joined(letters: str, at: int) -> bool:
    """May no line end between these two neighbours (after UAX 14, its plain cases)?"""
    before, after = letters[at - 1], letters[at]
    if any(unicodedata.east_asian_width(c) in "WF" or _NO_SPACES.match(c) for c in before + after):
        return False
    if _in_word(before) and (_in_word(after) or after in "%\u2030\u00b0'\u2019"):
        return True
    if before in "'\u2019$\u20ac\u00a3#":
        return _in_word(after)
    return before in ".," and after.isdecimal() and letters[at - 2 : at - 1].isdecimal()


def _in_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"


def _cut_on(
    passage: Passage, token: _Token, at: int, firsts: set[int], left: float, right: float
) -> int | None:
    """The page on which a word was cut; None where it is longer than any line of its place."""
    word = _word(token, at)
    stretches = _places(passage.stretches)
    inside = [(s, *_share(s, start, word)) for s, start in stretches if _share(s, start, word)[1]]
    width = sum(share * (s.right - s.left) for s, _, share in inside)
    first, before, _ = inside[0]
    room = right - left
    if not passage.in_cell:
        if before or id(first) not in firsts:
            return first.page
        room = first.right - left if _runs_left(token.letters[at]) else right - first.left
    return first.page if width <= room - _FRAME * first.size else None


def _word(token: _Token, at: int) -> _Token:
    """Of a token, the letters that no line end may part."""
    start = next(
        (n for n in range(at, token.start, -1) if not _joined(token.letters, n)), token.start
    )
    end = next((n for n in range(at, token.end) if not _joined(token.letters, n)), token.end)
    return _Token(start, end, token.letters)


def _places(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, int]]:
    """Each stretch with the place of its first letter in its passage."""
    place = 0
    for stretch in stretches:
        yield stretch, place
        place += len(bare(stretch.text))


def _share(stretch: Stretch, start: int, word: _Token) -> tuple[float, float]:
    """How much of a stretch stands before a word, and how much of it is the word."""
    length = len(bare(stretch.text)) or 1
    low = min(max(word.start - start, 0), length)
    high = min(max(word.end - start, 0), length)
    return low / length, (high - low) / length


def _apart(before: Stretch, after: Stretch) -> bool:
    """Do these stand on different lines?"""
    step = _NEXT_LINE * max(before.size, after.size)
    return before.page != after.page or abs(before.base - after.base) > step


def _runs_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL", "AN")
