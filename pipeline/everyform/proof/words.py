"""The checks of words: is everything there, in order, once, in its language, and nothing else?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from everyform.diagnostics import Diagnostic
from everyform.inline import SegmentId
from everyform.proof.expected import FIRST, Expected, Tile, Tiles, Unit
from everyform.proof.findings import found, quoted
from everyform.proof.passage import Passage, Place, Reading, bare, spelled

# What a list or a line of the contents shows beside words: marks, numbers, leaders.
_NO_WORDS = set("0123456789.…•◦▪-–/")
_MARK = "lbl"


def coverage(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """Every unit verbatim and once, at the place that bears its name."""
    held = _by_id(read)
    for unit in expected.units:
        passages = held.get(unit.id, [])
        if not passages:
            yield found("coverage", file, f"{unit.id} is missing: {quoted(unit.text)}")
        elif len(passages) > 1:
            yield found("coverage", file, f"{unit.id} stands {len(passages)} times")
        elif bare(passages[0].text) != bare(unit.text):
            shown = f"{quoted(passages[0].text)} and not {quoted(unit.text)}"
            yield found("coverage", file, f"{unit.id} reads {shown}")
        else:
            yield from _levelled(unit, passages[0], file)


def _levelled(unit: Unit, passage: Passage, file: str) -> Iterator[Diagnostic]:
    """Raised and lowered words are so: 10^9 that is printed as 109 is another number."""
    held = Counter((kind, bare(text)) for kind, text in passage.shifted)
    for kind, text in Counter((kind, bare(text)) for kind, text in unit.shifted) - held:
        placed = "raised" if kind == "sup" else "lowered"
        yield found("coverage", file, f"{unit.id} holds {quoted(text)}, which is not {placed}")


def covered(expected: Expected, read: Reading) -> int:
    """How many units stand verbatim and once, none after one that follows it."""
    held, places = _by_id(read), {p.id: n for n, p in enumerate(read.passages)}
    count, last = 0, -1
    for unit in expected.units:
        passages = held.get(unit.id, [])
        if len(passages) == 1 and bare(passages[0].text) == bare(unit.text):
            count += places[unit.id] > last
            last = max(last, places[unit.id])
    return count


def order(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """The units in their order, after what must be known first; the pages as the tags tell."""
    names = [unit.id for unit in expected.units]
    place = {name: number for number, name in enumerate(names)}
    shown = [p for p in read.passages if p.id in place]
    for before, after in pairwise(shown):
        if place[SegmentId(before.id)] > place[SegmentId(after.id)]:
            yield found("order", file, f"{before.id} comes before {after.id}")
    yield from _first(expected, read, file)
    yield from _painted(read, file)


def _first(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """What a reader must know first stands before the text."""
    places = {p.id: n for n, p in reversed(list(enumerate(read.passages))) if p.id}
    begun = min((places[name] for name in expected.body if name in places), default=0)
    for notice in FIRST:
        if places.get(notice.value.lower(), 0) > begun:
            yield found("order", file, f"{notice.value} comes after the text began")


def _painted(read: Reading, file: str) -> Iterator[Diagnostic]:
    if read.painted is None:
        return
    told = (p.text for p in read.passages if p.place is not Place.FURNITURE and p.role != _MARK)
    pages, tags = bare(read.painted), bare("".join(told))
    if pages != tags:
        at = next((n for n, (a, b) in enumerate(zip(pages, tags, strict=False)) if a != b), 0)
        shown = f"{quoted(pages[at : at + 30])} where the tags tell {quoted(tags[at : at + 30])}"
        yield found("order", file, f"the pages show {shown}")


def extra(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """No words but those of the source, the label and the catalog."""
    for passage, rest in _strange(expected, read):
        if rest:
            yield found("extra", file, f"nothing holds {quoted(rest)} ({passage.role})")
    for passage in read.passages:
        label = expected.labels.get(SegmentId(passage.id))
        if label is not None and bare(passage.text) != bare(label.text):
            yield found("extra", file, f"{label.id} reads {quoted(passage.text)}")


def language(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """Every letter in the language that a reading program would take it for."""
    known = {**{unit.id: unit for unit in expected.units}, **expected.labels}
    for passage in read.passages:
        wanted = known.get(SegmentId(passage.id))
        if wanted is not None:
            letters = spelled(wanted.runs), spelled(passage.runs)
            wrong = _differing(list(letters[0]), list(letters[1]))
        elif passage.language and passage.role != "title":
            wrong = _laid(passage, _tiles(expected, passage))[1]
        else:
            continue
        if wrong:
            where = f"{passage.role} {passage.id}".strip()
            yield found("language", file, f"{where} says that {quoted(passage.text)} is {wrong!r}")


def ids(read: Reading, file: str) -> Iterator[Diagnostic]:
    """Every identifier once in its file."""
    for name, count in Counter(read.ids).items():
        if count > 1:
            yield found("ids", file, f"{name} stands {count} times")


def _differing(wanted: Sequence[tuple[str, str]], held: Sequence[tuple[str, str]]) -> str:
    """The first wrong language; words that differ are the concern of another check."""
    if [c for c, _ in wanted] != [c for c, _ in held]:
        return ""
    return next(
        (
            said or "of no language"
            for (letter, right), (_, said) in zip(wanted, held, strict=True)
            if letter.isalpha() and said != right
        ),
        "",
    )


def _by_id(read: Reading) -> dict[str, list[Passage]]:
    held: dict[str, list[Passage]] = {}
    for passage in read.passages:
        if passage.id:
            held.setdefault(passage.id, []).append(passage)
    return held


def _strange(expected: Expected, read: Reading) -> Iterator[tuple[Passage, str]]:
    """Passages that are no segment, with what is left of them after every known phrase."""
    units = {unit.id for unit in expected.units}
    for passage in read.passages:
        if passage.id not in units and passage.id not in expected.labels:
            rest = _laid(passage, _tiles(expected, passage))[0]
            loose = passage.place is not Place.TEXT or passage.role == _MARK
            yield passage, "".join(c for c in rest if not (loose and c in _NO_WORDS))


def _tiles(expected: Expected, passage: Passage) -> Tiles:
    match passage.place:
        case Place.TEXT:
            return expected.tiles
        case Place.CONTENTS:
            return expected.headings
        case Place.FURNITURE:
            return expected.furniture


def _laid(passage: Passage, tiles: Tiles) -> tuple[str, str]:
    """What is left of a passage after laying tiles on it, and a language that is wrong in it."""
    letters: list[tuple[str, str]] = list(spelled(passage.runs))
    text = "".join(character for character, _ in letters)
    # Most passages are a tile as they are: looked up, or thousands of headings would each be
    # looked for in thousands of lines of the contents.
    whole = tiles.alike.get(text)
    if whole is not None:
        return "", _wrong(whole[0], letters, tiles) if passage.language else ""
    wrong = ""
    for tile in tiles.all:
        while (at := text.find(tile.bare)) >= 0:
            end = at + len(tile.words)
            said = letters[at:end]
            if passage.language:
                wrong = wrong or _wrong(tile, said, tiles)
            letters[at:end] = [("\0", "")]  # so that what is left does not close up to words
            text = "".join(character for character, _ in letters)
    return text.replace("\0", ""), wrong


def _wrong(tile: Tile, said: Sequence[tuple[str, str]], tiles: Tiles) -> str:
    """A language that no tile of the same words has."""
    faults = [_differing(twin.words, said) for twin in tiles.alike[tile.bare]]
    return "" if "" in faults else faults[0]
