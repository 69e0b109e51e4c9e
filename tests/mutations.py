"""How many wrong translations the meaning checks catch: `python -m tests.mutations es ar`.

Sixty wrong variants of correct translations are drawn by a seeded generator, each
one a small change that could hurt somebody; a variant is caught when the desk
would not show it (an error), or noticed when it only warns. The correct words
themselves must raise nothing.

The checks were written and frozen before each draw. "first" draws from the seed's
catalogs; "second" has more kinds of faults, and draws from fixtures/meaning.toml as
well, which has the dates, doses and conditions that the seed does not have.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from everyform.diagnostics import PipelineError
from everyform.document import Document, Segment
from everyform.editions.catalogs import content_path
from everyform.editions.content import read_content
from everyform.editions.editions import folder_of
from everyform.editions.extract import is_citation
from everyform.editions.judging import judged
from everyform.editions.names import read_names
from everyform.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from everyform.inline import Text
from everyform.meaning.compare import compare
from everyform.reader import decode, read
from everyform.resources import LOCALES
from everyform.walk import document_segments
from tests.mutation_kinds import all_kinds, first_kinds

SEED = Path(__file__).parents[1] / "seeds/osteosarcoma-treatment.en.md"
PAIRS = Path(__file__).parent / "fixtures/meaning.toml"
WANTED = 60
DRAWS = {"first": ("frozen", first_kinds), "second": ("third", all_kinds)}


@dataclass(frozen=True, slots=True)
class Correct:
    """A segment and its correct translation, as a message."""

    segment: Segment
    msgstr: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One wrong variant and what became of it: "caught", "noticed" or "missed"."""

    mutation: str
    words: str
    verdict: str


def names_of(tag: str) -> Mapping[str, str]:
    return read_names(LOCALES / folder_of(tag) / "names.tsv")


def catalog(document: Document, tag: str) -> list[Correct]:
    """The document's translated segments, in its order."""
    content, _ = read_content(content_path(document, tag), document, tag)
    found = ((s, content.entries.get(to_msgid(s.content))) for s in document_segments(document))
    return [Correct(s, e.msgstr) for s, e in found if e is not None and not is_citation(s)]


def pairs(document: Document, tag: str) -> list[Correct]:
    """The sentences of the fixture."""
    return [
        Correct(replace(document.title, content=(Text(pair["en"]),)), pair[tag])
        for pair in tomllib.loads(PAIRS.read_text("utf-8"))["pair"]
        if tag in pair
    ]


def false_alarms(document: Document, tag: str) -> list[str]:
    """What the desk says of the correct catalog, and the checks of the correct sentences."""
    content, _ = read_content(content_path(document, tag), document, tag)
    names = names_of(tag)
    found = [str(finding) for finding in judged(document, content, names).diagnostics]
    for one in pairs(document, tag):
        target = replace(one.segment, content=(Text(one.msgstr),), language=tag)
        found += [f"{one.msgstr}: {fault}" for fault in compare(one.segment, target, names)]
    return found


def drawn(document: Document, tag: str, draw: str, wanted: int = WANTED) -> Iterator[Drawn]:
    """Wrong variants in turn of kind, each of another segment where there is one."""
    names = dict(names_of(tag))
    chosen, kinds_of = DRAWS[draw]
    chance = random.Random(f"everyform {tag} {chosen}")
    correct = catalog(document, tag)
    if draw != "first":
        correct += pairs(document, tag)
    kinds = [m for m in kinds_of(names) if not m.languages or tag in m.languages]
    seen: set[str] = set()
    count = 0
    for turn in range(wanted * len(kinds)):
        kind = kinds[turn % len(kinds)]
        for one in chance.sample(correct, len(correct)):
            wrong = kind.change(one.msgstr, chance)
            if wrong is not None and wrong != one.msgstr and wrong not in seen:
                seen.add(wrong)
                yield Drawn(kind.name, wrong, verdict(one.segment, wrong, tag, names))
                count += 1
                break
        if count == wanted:
            return


def verdict(segment: Segment, wrong: str, tag: str, names: Mapping[str, str]) -> str:
    """What becomes of words for a segment: "caught", "noticed" or "missed"."""
    try:
        words = from_msgstr(wrong, segment.content)
    except BrokenTags:
        return "caught"
    faults = compare(segment, replace(segment, content=words, language=tag), names)
    if any(fault.error for fault in faults):
        return "caught"
    return "noticed" if faults else "missed"


def main(tags: list[str], wanted: int = WANTED) -> None:
    """Print the tables of each language, and every variant that was missed."""
    document = read(decode(str(SEED), SEED.read_bytes())).value
    for tag in tags:
        print(f"{tag}: {len(false_alarms(document, tag))} false alarms on correct words")
        for draw in DRAWS:
            found = list(drawn(document, tag, draw, wanted))
            verdicts = Counter(one.verdict for one in found)
            print(f"{tag}: {draw} draw, {len(found)} wrong variants, {dict(verdicts)}")
            kinds = Counter((one.mutation, one.verdict) for one in found)
            for (name, verdict), count in sorted(kinds.items()):
                print(f"  {name:18} {verdict:8} {count}")
            for one in found:
                if one.verdict == "missed":
                    print(f"  missed ({one.mutation}): {one.words[:200]}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:] or ["es"])
    except PipelineError as error:
        sys.exit(str(error))
