"""What a catalog calls the terms of the dictionary: one name for one entry, in any language.

The same entry of NCI's dictionary is linked many times in a summary. Where its name is another
one in a single place, that place is likely wrong, or a reader will take it for another thing.
No list of words is needed for this, and it holds for languages that nobody here can read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from everyform.document import Segment
from everyform.inline import Term
from everyform.meaning import Fault, plain
from everyform.walk import inlines, plain_text

# How alike two forms of one name look at least (0 to 1): "tumor" and "tumores" 0.83, the
# singulars and plurals of Arabic about 0.5.
_ALIKE = 0.45
_LONGEST = 80  # characters; what is longer is a phrase, and no name


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that differs between documents; `place` counts the pairs of its document."""

    document: str
    place: int
    message: str


def inconsistent(pairs: Sequence[tuple[Segment, Segment]]) -> tuple[tuple[Fault, ...], ...]:
    """For each source and its translation, the names that differ from those of the others."""
    named = [tuple(_named(source, target)) for source, target in pairs]
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for entry, _, form in (name for names in named for name in names):
        forms[entry][form] += 1
        sources[form].add(entry)
    english = {entry: source for names in named for entry, source, _ in names}
    return tuple(tuple(dict.fromkeys(_faults(names, forms, sources, english))) for names in named)


def across(catalogs: Mapping[str, Sequence[tuple[Segment, Segment]]]) -> Iterator[Clash]:
    """Entries that one document calls otherwise than the others do.

    `catalogs` are sources and their translations by the names of the documents, all in one
    language. What a document calls an entry is the form that it uses most.
    """
    usual: defaultdict[str, dict[str, tuple[str, str, int]]] = defaultdict(dict)
    for document, pairs in catalogs.items():
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        first: dict[tuple[str, str], tuple[str, int]] = {}
        for place, (source, target) in enumerate(pairs):
            for entry, words, form in _named(source, target):
                forms[entry][form] += 1
                first.setdefault((entry, form), (words, place))
        for entry, counted in forms.items():
            form = counted.most_common(1)[0][0]
            words, place = first[entry, form]
            usual[entry][document] = (form, words, place)
    for by_document in usual.values():
        common = Counter(form for form, _, _ in by_document.values()).most_common(1)[0][0]
        other = next(d for d, (form, _, _) in by_document.items() if form == common)
        for document, (form, words, place) in by_document.items():
            if not _alike(form, common):
                said = f"{words!r} is {form!r} here and {common!r} in {other}"
                yield Clash(document, place, said)


def _faults(
    names: Iterable[tuple[str, str, str]],
    forms: defaultdict[str, Counter[str]],
    sources: defaultdict[str, set[str]],
    english: dict[str, str],
) -> Iterator[Fault]:
    for entry, source, form in names:
        others = forms[entry]
        usual = others.most_common(1)[0][0]
        rare = others[form] < others[usual]
        if rare and not any(_alike(form, other) for other in others if other != form):
            yield Fault(
                "meaning-name", f"{source!r} is {form!r} here and {usual!r} elsewhere", False
            )
        for other in sorted(sources[form] - {entry}):
            if forms[other][form] < others[form] or _alike(source, english[other]):
                continue
            said = f"{source!r} is {form!r}, as is {english[other]!r}"
            yield Fault("meaning-name", said, False)


def _named(source: Segment, target: Segment) -> Iterator[tuple[str, str, str]]:
    """Each term of a segment: its entry, its words, and the translation's words for it."""
    theirs = defaultdict(list)
    for node in inlines(target.content):
        if isinstance(node, Term):
            theirs[node.cdr_id].append(_words(node))
    for node in inlines(source.content):
        if isinstance(node, Term) and theirs[node.cdr_id]:
            words, form = _words(node), theirs[node.cdr_id].pop(0)
            if words and form and max(len(words), len(form)) <= _LONGEST:
                yield node.cdr_id, words, form


def _words(node: Term) -> str:
    return plain(plain_text(node.content)).casefold().strip(" .,;:()")


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
