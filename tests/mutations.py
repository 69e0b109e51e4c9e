"""How many wrong translations the meaning checks catch: `python -m tests.mutations es ar`.

Sixty wrong variants of a correct catalog are drawn by a seeded generator, each
one a small change that could hurt somebody; a variant is caught when the desk
would not show it (an error), or noticed when it only warns. The correct catalog
itself must raise nothing.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.diagnostics import PipelineError
from pipeline.document import Document, Segment
from pipeline.editions.content import read_content
from pipeline.editions.desk import content_path, judged
from pipeline.editions.editions import folder_of
from pipeline.editions.extract import is_citation
from pipeline.editions.meaning import compare
from pipeline.editions.names import read_names
from pipeline.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from pipeline.reader import decode, read
from pipeline.resources import LOCALES
from pipeline.walk import document_segments

SEED = Path(__file__).parents[1] / "seeds/osteosarcoma-treatment.en.md"
WANTED = 60

Change = Callable[[str, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A kind of fault, and the languages it can be planted in; none means all."""

    name: str
    change: Change
    languages: frozenset[str] = frozenset()


def swap_words(*pairs: tuple[str, str]) -> Change:
    """Put one word of a pair in the place of the other."""

    def change(words: str, chance: random.Random) -> str | None:
        fitting = [p for p in pairs if re.search(rf"(?<!\w){p[0]}(?!\w)", words)]
        if not fitting:
            return None
        old, new = chance.choice(fitting)
        return re.sub(rf"(?<!\w){old}(?!\w)", new, words, count=1)

    return change


def other_number(words: str, chance: random.Random) -> str | None:
    plain = list(re.finditer(r'(?<![\w="])\d+(?![\w">])', words))
    if not plain:
        return None
    found = chance.choice(plain)
    new = str(int(found[0]) * 10) if chance.random() < 0.5 else str(int(found[0]) + 1)
    return words[: found.start()] + new + words[found.end() :]


def other_digit(words: str, chance: random.Random) -> str | None:
    found = re.search(r"\d-\d{3}-\d{3}-\d{4}", words)
    if found is None:
        return None
    place = chance.choice([n for n in range(found.start(), found.end()) if words[n].isdigit()])
    return words[:place] + str((int(words[place]) + 1) % 10) + words[place + 1 :]


def lost_sentence(words: str, chance: random.Random) -> str | None:
    parts = re.split(r"(?<=[.。؟?!])\s*(?=\S)", words)
    whole = [n for n, part in enumerate(parts) if "<" not in part]
    if len(parts) < 3 or not whole:
        return None
    del parts[chance.choice(whole)]
    return " ".join(parts)


def lost_tag(words: str, chance: random.Random) -> str | None:
    return re.sub(r"<g id=\"\d+\">(.*?)</g>", r"\1", words, count=1) if "<g" in words else None


def other_drug(names: dict[str, str]) -> Change:
    forms = sorted({form for words in names.values() for form in words.split("|")})

    def change(words: str, chance: random.Random) -> str | None:
        here = [form for form in forms if form.casefold() in words.casefold()]
        if not here:
            return None
        old = max(here, key=len)
        new = chance.choice([form for form in forms if form not in (old, *here)])
        return re.sub(re.escape(old), new, words, count=1, flags=re.IGNORECASE)

    return change


ES = frozenset({"es"})


def mutations(names: dict[str, str]) -> tuple[Mutation, ...]:
    """The kinds of faults, in a fixed order."""
    return (
        Mutation("number", other_number),
        Mutation("telephone digit", other_digit),
        Mutation("drug", other_drug(names)),
        Mutation("gene", swap_words(("RB1", "BRCA1"))),
        Mutation("lost tag", lost_tag),
        Mutation("lost sentence", lost_sentence),
        Mutation("lost not", swap_words(("no ", ""), ("sin", "con")), ES),
        Mutation("added not", swap_words(("es", "no es"), ("usa", "no usa")), ES),
        Mutation("may to must", swap_words(("puede", "debe"), ("pueden", "deben")), ES),
        Mutation("may to does", swap_words(("es posible que se", "se"), ("puede ser", "es")), ES),
        Mutation("before to after", swap_words(("antes", "después"), ("después", "antes")), ES),
        Mutation("more to less", swap_words(("mayor", "menor"), ("aumentar", "disminuir")), ES),
        Mutation("with to without", swap_words(("con", "sin")), ES),
        Mutation("unit", swap_words(("años", "meses"), ("meses", "años"), ("cm", "mm"))),
        Mutation("only lost", swap_words(("solo ", ""), ("sola ", "")), ES),
        Mutation("if lost", swap_words(("si", "cuando")), ES),
        Mutation("often to always", swap_words(("por lo general", ""), ("a menudo", "")), ES),
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """One wrong variant and what became of it: "caught", "noticed" or "missed"."""

    mutation: str
    words: str
    verdict: str


def correct_findings(document: Document, tag: str) -> list[str]:
    """What the desk says of the correct catalog; each is a false alarm."""
    content, _ = read_content(content_path(document, tag), document, tag)
    names = read_names(LOCALES / folder_of(tag) / "names.tsv")
    return [str(finding) for finding in judged(document, content, names).diagnostics]


def drawn(
    document: Document, tag: str, draw: str = "frozen", wanted: int = WANTED
) -> Iterator[Drawn]:
    """Wrong variants in turn of kind, each of another segment where there is one."""
    content, _ = read_content(content_path(document, tag), document, tag)
    names = dict(read_names(LOCALES / folder_of(tag) / "names.tsv"))
    chance = random.Random(f"everyform {tag} {draw}")
    segments = [s for s in document_segments(document) if not is_citation(s)]
    kinds = [m for m in mutations(names) if not m.languages or tag in m.languages]
    seen: set[str] = set()
    count = 0
    for turn in range(wanted * len(kinds)):
        kind = kinds[turn % len(kinds)]
        for segment in chance.sample(segments, len(segments)):
            entry = content.entries.get(to_msgid(segment.content))
            wrong = kind.change(entry.msgstr, chance) if entry else None
            if entry and wrong is not None and wrong != entry.msgstr and wrong not in seen:
                seen.add(wrong)
                yield Drawn(kind.name, wrong, _verdict(segment, wrong, tag, names))
                count += 1
                break
        if count == wanted:
            return


def _verdict(segment: Segment, wrong: str, tag: str, names: dict[str, str]) -> str:
    try:
        words = from_msgstr(wrong, segment.content)
    except BrokenTags:
        return "caught"
    faults = compare(segment, replace(segment, content=words, language=tag), names)
    if any(fault.error for fault in faults):
        return "caught"
    return "noticed" if faults else "missed"


def main(tags: list[str]) -> None:
    """Print the table of each language, and every variant that was missed."""
    document = read(decode(str(SEED), SEED.read_bytes())).value
    for tag in tags:
        found = list(drawn(document, tag))
        verdicts = Counter(one.verdict for one in found)
        print(f"{tag}: {len(found)} wrong variants, {dict(verdicts)}")
        print(f"  false alarms on the correct catalog: {len(correct_findings(document, tag))}")
        kinds = Counter((one.mutation, one.verdict) for one in found)
        for (name, verdict), count in sorted(kinds.items()):
            print(f"  {name:18} {verdict:8} {count}")
        for one in found:
            if one.verdict == "missed":
                print(f"  missed ({one.mutation}): {one.words[:110]}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:] or ["es"])
    except PipelineError as error:
        sys.exit(str(error))
