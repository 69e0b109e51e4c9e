"""A catalog held against its document: which of its words may be shown, and why not the others.

Everything that asks how a translation stands (the build, the status, a review) asks here,
so that none of them can think better of it than another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from everyform.diagnostics import Diagnostic, Reported, Severity, clipped
from everyform.document import Document, SectionRole, Segment
from everyform.edition import Register
from everyform.editions.consistency import across, inconsistent
from everyform.editions.content import Content, Entry, State
from everyform.editions.extract import units
from everyform.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from everyform.editions.plain import joined, paragraphs
from everyform.inline import Inline, SegmentId
from everyform.meaning import Fault, compare, plain
from everyform.walk import plain_text, sections, segments

HELD_BACK = "the words are held back; change them, or let a reviewer `everyform waive` it"
"""The hint of what blocks; what asks has none."""

# So many words of the source on end are no name any more: they were left as they are.
_RUN = 6
# Numbers and addresses are no words: they stay as they are.
_ADDRESS = re.compile(r"\w[./@]\w")  # a run without spaces that holds it is one
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A unit of the document beside what the catalog says for it.

    `faults` are those of its meaning; `broken` says what is wrong with its tags, `copied`
    that it is not translated at all.
    """

    segment: Segment
    entry: Entry
    faults: tuple[Fault, ...]
    broken: str = ""
    copied: bool = False


def judgements(
    document: Document, content: Content, names: Mapping[str, str]
) -> Iterator[Judgement]:
    """Every unit for which the catalog has words, shown or not, in reading order.

    Each is held against its source, and its names against those of all others. `names` is
    the term base of the language, as for `compare`; a unit that is one of them may stay as it is.
    """
    found = list(_alone(document, content, names))
    whole = [(one.segment, target) for one, target in found if target is not None]
    varying = iter(inconsistent(whole))
    for one, target in found:
        yield one if target is None else replace(one, faults=(*one.faults, *next(varying)))


def _alone(
    document: Document, content: Content, names: Mapping[str, str]
) -> Iterator[tuple[Judgement, Segment | None]]:
    """Each unit held against its source alone, and its words where they are whole."""
    plain_words = content.register is Register.PLAIN
    headings = {section.title.id for section in sections(document.blocks)}
    for segment, entry in _worded(document, content):
        try:
            words = _words(entry, segment, content)
        except BrokenTags as error:
            yield Judgement(segment, entry, (), broken=str(error)), None
            continue
        target = replace(segment, content=words, language=content.language)
        if _empty(segment, target):
            yield Judgement(segment, entry, (), broken="holds no words"), None
        elif not _same_language(segment, target) and _copied(segment, target, names):
            yield Judgement(segment, entry, (), copied=True), None
        else:
            faults = compare(segment, target, names, plain=plain_words)
            if plain_words and segment.id in headings:
                # A heading in plain words is a question or a few words; it need not say all.
                faults = tuple(fault for fault in faults if _more(fault))
            elif not _same_language(segment, target):
                faults = (*faults, *_left(segment, target))
            yield Judgement(segment, entry, faults), target


def judged(document: Document, content: Content, names: Mapping[str, str]) -> Reported[Content]:
    """The content without the entries that must not be shown.

    Words left as they were count as untranslated, since nobody can tell them apart. Broken
    tags, and a fault that blocks and that nobody has waived, make an entry fuzzy; what only
    asks is reported. All at the entry's line.
    """
    entries = dict(content.entries)
    found: list[Diagnostic] = []

    def note(code: str, message: str, entry: Entry, hint: str = "") -> None:
        found.append(Diagnostic(Severity.WARNING, code, message, entry.origin, hint))

    for one in judgements(document, content, names):
        entry = one.entry
        if not entry.shown:
            continue
        waived = {waiver.code for waiver in entry.waivers}
        if one.broken:
            note("catalog-tags", one.broken, entry)
        if one.copied:
            note("catalog-copied", f"{clipped(entry.msgstr)!r} stands there untranslated", entry)
            entries[entry.msgid] = replace(entry, state=State.UNTRANSLATED)
        standing = [fault for fault in one.faults if fault.code not in waived]
        for fault in standing:
            note(fault.code, fault.message, entry, HELD_BACK if fault.error else "")
        if one.broken or any(fault.error for fault in standing):
            entries[entry.msgid] = replace(entry, state=State.FUZZY)
    return Reported(replace(content, entries=entries), tuple(dict.fromkeys(found)))


def disagreements(
    catalogs: Iterable[tuple[Document, Content]],
) -> tuple[Diagnostic, ...]:
    """What one catalog calls otherwise than the others of its language do.

    For any terms of the institute's dictionary, in any language: the same entry has the same
    name in all summaries. Words that are not shown count for nothing.
    """
    entries: dict[tuple[str, str], list[Entry]] = {}
    pairs: dict[str, dict[str, list[tuple[Segment, Segment]]]] = {}
    for document, content in catalogs:
        own = pairs.setdefault(content.language, {}).setdefault(document.name, [])
        origins = entries.setdefault((content.language, document.name), [])
        for segment, entry in _worded(document, content):
            if entry.shown:
                words = _words(entry, segment, content)
                own.append((segment, replace(segment, content=words, language=content.language)))
                origins.append(entry)
    return tuple(
        Diagnostic(
            Severity.WARNING,
            "meaning-name",
            clash.message,
            entries[language, clash.document][clash.place].origin,
        )
        for language, documents in pairs.items()
        for clash in across(documents)
    )


def _more(fault: Fault) -> bool:
    """Does a fault say that there is something else than in the source, and not only less?"""
    return fault.error or fault.code == "meaning-opposite" or "is added" in fault.message


def _worded(document: Document, content: Content) -> Iterator[tuple[Segment, Entry]]:
    """The units that the catalog has words for; in plain words, those that a sheet can show."""
    plain_words = content.register is Register.PLAIN
    points = _key_points(document) if plain_words else frozenset[SegmentId]()
    for segment in units(document):
        entry = content.entries.get(to_msgid(segment.content))
        if entry is not None and entry.msgstr.strip() and segment.id not in points:
            yield segment, entry


def _key_points(document: Document) -> frozenset[SegmentId]:
    """What stands in lists of key points, which no sheet in plain words shows."""
    lists = (s for s in sections(document.blocks) if s.role is SectionRole.KEY_POINTS)
    return frozenset(segment.id for segment in segments(lists))


def _words(entry: Entry, segment: Segment, content: Content) -> tuple[Inline, ...]:
    """The whole content of a message; its paragraphs on end where it is in plain words."""
    if content.register is Register.STANDARD:
        return from_msgstr(entry.msgstr, segment.content)
    return joined(paragraphs(entry.msgstr, segment.content))


def _same_language(source: Segment, target: Segment) -> bool:
    """In another register of one language, words may stay because they are plain already."""
    return source.language.partition("-")[0] == target.language.partition("-")[0]


def _empty(source: Segment, target: Segment) -> bool:
    said, put = (plain_text(s.content) for s in (source, target))
    return any(map(str.isalnum, said)) and not any(map(str.isalnum, put))


def _copied(source: Segment, target: Segment, names: Mapping[str, str]) -> bool:
    said, put = (plain(plain_text(s.content)) for s in (source, target))
    letters = any(character.isalpha() for character in said)
    return letters and said == put and said.casefold() not in names


def _left(source: Segment, target: Segment) -> Iterator[Fault]:
    """Words of the source that stand in the translation on end, longer than any name."""
    texts = (plain(plain_text(s.content)).split() for s in (source, target))
    bare = (" ".join(run for run in runs if not _ADDRESS.search(run)) for runs in texts)
    said, put = map(_WORD.findall, bare)
    known = {tuple(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1)}
    for at in range(len(put) - _RUN + 1):
        run = tuple(put[at : at + _RUN])
        if run in known:
            yield Fault(
                "meaning-copied", f"left untranslated: {clipped(' '.join(run))!r} ...", True
            )
            return
