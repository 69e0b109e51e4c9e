"""Wrong variants by the list of fixtures/mutations.toml: `python -m tests.listed_faults es ar`.

Drawn by a seeded generator from right translations of which the checks say nothing: those of
the seed's catalogs, and with `--official FILE` those of the institute, a list of objects with
`en` and `es`. In `en-simple` the source's own words are the right ones. Prints by kind how many
are caught, how many are noticed, how many nobody would see.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from everyform.document import Document
from everyform.editions.placeholders import to_msgid
from everyform.inline import Text
from everyform.reader import decode, read
from everyform.walk import document_segments
from tests.mutation_kinds import Change, in_text, other_number, swap_words
from tests.mutations import SEED, Correct, Drawn, catalog, names_of, verdict

LISTED = Path(__file__).parent / "fixtures/mutations.toml"
VERDICTS = ("caught", "noticed", "missed")  # what blocks, what asks, what nobody would see
_JOINED = ("zh-Hans",)  # written without spaces
_STOP = re.compile(r"[.。!?؟]\s*$")
_CLAUSE = re.compile("[,\uff0c\u3001\u060c] ?")
_TOLD = {
    "es": ", y por lo general se cura solo con reposo",
    "ar": "، وعادةً ما يُشفى بالراحة وحدها",
    "zh-Hans": "\uff0c通常休息后就会自行痊愈",
    "fr": ", et il guérit en général avec du repos",
    "en-simple": ", and it most often heals with rest alone",
}


def kinds(tag: str) -> tuple[tuple[str, Change], ...]:
    """The kinds of faults for an edition, each with what plants it."""
    rows = tomllib.loads(LISTED.read_text("utf-8"))[tag]
    swap = in_text if tag in _JOINED else swap_words
    listed = [(name, swap(*map(tuple, pairs))) for name, pairs in rows.items()]
    added = ("clause added", _added(_TOLD[tag]))
    return (*listed, ("number", other_number), ("clause lost", _lost), added)


def _lost(words: str, chance: random.Random) -> str | None:
    """A clause after a comma is gone, where at least four words, or eight signs, were in it."""
    stop = _STOP.search(words)
    if stop is None:
        return None
    parts = list(_CLAUSE.finditer(words[: stop.start()]))
    long = [p for p in parts if _much(words[p.end() : stop.start()])]
    if not long or "<" in words[long[-1].start() :]:
        return None
    return words[: long[-1].start()] + words[stop.start() :]


def _much(words: str) -> bool:
    return len(words.split()) >= 4 or (" " not in words.strip() and len(words) >= 8)


def _added(clause: str) -> Change:
    def change(words: str, chance: random.Random) -> str | None:
        stop = _STOP.search(words)
        return stop and words[: stop.start()] + clause + words[stop.start() :]

    return change


def right(document: Document, tag: str, official: Path | None = None) -> tuple[Correct, ...]:
    """Translations of which the checks say nothing."""
    if tag.endswith("-simple"):
        found = [Correct(s, to_msgid(s.content)) for s in document_segments(document)]
    else:
        found = catalog(document, tag)
    if official is not None:
        found = [
            Correct(replace(document.title, content=(Text(pair["en"]),)), pair[tag])
            for pair in json.loads(official.read_text("utf-8"))
        ]
    names = names_of(tag)
    return tuple(one for one in found if verdict(one.segment, one.msgstr, tag, names) == "missed")


def drawn(tag: str, wanted: int, correct: Sequence[Correct], seed: str) -> Iterator[Drawn]:
    """So many wrong variants, in turn of kind, none twice."""
    chance = random.Random(f"everyform {seed} {tag}")
    names = names_of(tag)
    seen: set[str] = set()
    alive = list(kinds(tag))
    while len(seen) < wanted and alive:
        for kind in tuple(alive):
            name, change = kind
            for one in chance.sample(correct, len(correct)):
                wrong = change(one.msgstr, chance)
                if wrong and wrong != one.msgstr and wrong not in seen:
                    seen.add(wrong)
                    yield Drawn(name, wrong, verdict(one.segment, wrong, tag, names))
                    break
            else:
                alive.remove(kind)
            if len(seen) == wanted:
                return


def main() -> None:
    """Print a table for each edition, and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", nargs="+")
    parser.add_argument("--official", type=Path)
    parser.add_argument("--wanted", type=int, default=120)
    parser.add_argument("--draw", default="first", help="another word is another draw")
    asked = parser.parse_args()
    document = read(decode(str(SEED), SEED.read_bytes())).value
    for tag in asked.editions:
        correct = right(document, tag, asked.official)
        found = list(drawn(tag, asked.wanted, correct, asked.draw))
        table = Counter((one.mutation, one.verdict) for one in found)
        print("kind", *VERDICTS, sep="\t")
        for name in dict.fromkeys(one.mutation for one in found):
            print(name, *(table[name, what] for what in VERDICTS), sep="\t")
        total = Counter(one.verdict for one in found)
        print(f"{tag}, {len(correct)} right", *(total[what] for what in VERDICTS), sep="\t")
        for one in found:
            if one.verdict == "missed":
                print(f"missed\t{one.mutation}\t{one.words}")


if __name__ == "__main__":
    main()
