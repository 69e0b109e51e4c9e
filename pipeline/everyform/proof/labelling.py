"""The checks of the label: what a file calls itself, whom it credits, where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from everyform.diagnostics import Diagnostic
from everyform.inline import SegmentId
from everyform.labels import NoticeId
from everyform.proof.expected import Expected, plain_address
from everyform.proof.findings import found, quoted
from everyform.proof.passage import Card, Passage, Place, Reading, bare
from everyform.publication import UNDATED, Publication
from everyform.walk import plain_text

_TRADE_MARK = re.compile(r"(?<![a-z])p\W?d\W?q(?![a-z])", re.IGNORECASE)
_OPEN_DATE = re.compile(r"<?(?:MM/DD|DD/MM)/(?:YYYY|AAAA)>?", re.IGNORECASE)
_ROW_NAMES = {notice.value.lower() for notice in NoticeId}
_DRAFT = ".DRAFT."
_SAFE = ("http", "https", "mailto", "tel")


def citation(publication: Publication, texts: dict[str, str], file: str) -> Iterator[Diagnostic]:
    """The citation whole, in the notice of the source; no date left open anywhere."""
    wanted = plain_text(publication.citation)
    if bare(wanted) not in bare(texts.get(NoticeId.SOURCE.value.lower(), "")):
        yield found("citation", file, f"the source is not cited as it asks: {quoted(wanted)}")
    for words in texts.values():
        if _OPEN_DATE.search(words):
            yield found("citation", file, f"a date was left open: {quoted(words)}")


def notices(expected: Expected, texts: dict[str, str], file: str) -> Iterator[Diagnostic]:
    """Exactly the notices of the row, in their words. `texts` are words by their names."""
    for notice, unit in expected.notices.items():
        name = notice.value.lower()
        if bare(texts.get(name, "")) != bare(unit.text):
            yield found("notices", file, f"{notice.value} does not stand there in its words")
    row = {notice.value.lower() for notice in expected.notices}
    for name in sorted(_ROW_NAMES & set(texts) - row):
        yield found("notices", file, f"{name.upper()} belongs to another row")


def remarks(expected: Expected, texts: dict[str, str], file: str) -> Iterator[Diagnostic]:
    """In which language the text is, and where its publisher has it in others."""
    for unit in expected.remarks:
        if bare(texts.get(unit.id, "")) != bare(unit.text):
            yield found("notices", file, f"{unit.id} does not stand there in its words")


def editable(
    publication: Publication, expected: Expected, read: Reading, file: str
) -> Iterator[Diagnostic]:
    """Before the text of a file that may be changed stands what that does to its proof."""
    if not read.editable:
        return
    said = bare(publication.phrases.may_be_edited)
    for passage in read.passages:
        if passage.id in expected.body:
            break
        if not passage.id and passage.place is Place.TEXT and bare(passage.text) == said:
            return
    yield found("notices", file, "nothing says that changes are not checked")


def draft(publication: Publication, pages: tuple[str, ...], file: str) -> Iterator[Diagnostic]:
    """Whether nobody has reviewed the words, as the file's name and each of its `pages` say it."""
    wanted = any(notice.id is NoticeId.DRAFT for notice in publication.notices)
    if (_DRAFT in file) != wanted:
        yield found("draft", file, f"its name should {'' if wanted else 'not '}say {_DRAFT!r}")
    mark = bare(publication.phrases.draft_mark)
    bad = [str(n) for n, text in enumerate(pages, 1) if wanted and mark not in bare(text)]
    if bad:
        yield found("draft", file, f"page {', '.join(bad)} of {len(pages)} does not say it")


def identification(
    publication: Publication, card: Card, named: dict[str, str], file: str
) -> Iterator[Diagnostic]:
    """The title where a title stands, and the name only where the row allows it.

    `named` are other words that name the work, by where they stand.
    """
    title = plain_text(publication.title.content)
    for words in card.titles:
        if bare(words) != bare(title):
            yield found("identification", file, f"is called {quoted(words)}, not {quoted(title)}")
    if not publication.label.identified:
        shown = {"a title": title, "its name": file, **named}
        for place, words in (*shown.items(), *(("a title", t) for t in card.titles)):
            if _TRADE_MARK.search(words):
                yield found("identification", file, f"{place} says {quoted(words)}")


def naming(publication: Publication, expected: Expected, read: Reading) -> dict[str, str]:
    """What a page or book calls itself beside its metadata: headings of the work, margins."""
    source = publication.source_title
    allowed = {bare(plain_text(publication.compact_notice.content))}
    named: dict[str, str] = {}
    for passage in read.passages:
        if passage.role == "h1" and (source is None or passage.id != source.id):
            named["the first heading"] = passage.text
        elif passage.place is Place.FURNITURE:
            named["a margin"] = _without(passage, allowed, expected)
    return named


def _without(passage: Passage, allowed: set[str], expected: Expected) -> str:
    """A margin's words without the notice and the table heads that it may show."""
    text = bare(passage.text)
    for words in (*allowed, *(bare(unit.text) for unit in expected.units)):
        text = text.replace(words, " ")
    return text


def links(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """Every target resolves; each unit leads out of the file where its source does."""
    for target in dict.fromkeys(read.references):
        if not _leads_out(target) and target not in read.anchors:
            yield found("links", file, f"nothing is at {quoted(target)}")
        elif "javascript:" in target.casefold():
            yield found("links", file, f"{quoted(target)} is not safe")
        elif _leads_out(target) and plain_address(target) not in expected.addresses:
            yield found("links", file, f"nothing of the source leads to {quoted(target)}")
    units = {unit.id: unit for unit in expected.units}
    for passage in read.passages:
        unit = units.get(SegmentId(passage.id))
        if unit is None:
            continue
        held = [plain_address(t) for t in dict.fromkeys(passage.targets) if _leads_out(t)]
        if held != [plain_address(t) for t in dict.fromkeys(unit.targets)]:
            yield found("links", file, f"{unit.id} leads to {held}, not to {list(unit.targets)}")


def _leads_out(target: str) -> bool:
    parts = urlsplit(target)
    return parts.scheme in _SAFE and bool(parts.netloc or parts.path)


def navigation(expected: Expected, read: Reading, file: str) -> Iterator[Diagnostic]:
    """Each line of the contents has the words of the heading that it leads to."""
    for passage in read.passages:
        if passage.place is not Place.CONTENTS or not passage.targets:
            continue
        name = passage.targets[0].rpartition("#")[2]
        words = expected.heading_words.get(SegmentId(name))
        said = bare(passage.text)
        # A printed line of the contents ends in the number of its page.
        if (
            words is not None
            and said != bare(words)
            and said.rstrip("0123456789.") != bare(words).rstrip("0123456789.")
        ):
            yield found("navigation", file, f"{quoted(passage.text)} leads to {quoted(words)}")


def credit(
    publication: Publication, card: Card, languages: tuple[str, ...], file: str
) -> Iterator[Diagnostic]:
    """Source, rights and language for machines. `languages`: those that must be named."""
    if card.source != publication.attribution.url:
        yield found("credit", file, f"names {quoted(card.source)} as its source")
    rights = (n.segment for n in publication.notices if n.id is NoticeId.TRADE_MARK)
    for segment in rights:
        dated = publication.modified != UNDATED
        if (card.rights or dated) and bare(plain_text(segment.content)) not in bare(card.rights):
            yield found("credit", file, f"says of its rights {quoted(card.rights)}")
    for language in languages:
        if language not in card.languages:
            yield found("credit", file, f"does not say that it is in {language!r}")
    if card.citation and bare(plain_text(publication.citation)) not in bare(card.citation):
        yield found("credit", file, f"cites {quoted(card.citation)}")
