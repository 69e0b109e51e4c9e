"""Addresses: made absolute, judged, and turned into what they are.

A link is one of these: an entry of the publisher's dictionary (`Term`), its page about a
drug (`Drug`), a place in this same summary (`CrossReference`), the number of a source
(`ReferenceMark`), another page (`Link`), or unusable, in which case its words stay as
text. Nothing is ever fetched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never
from urllib.parse import unquote, unquote_plus, urljoin, urlsplit

from everyform.diagnostics import clipped
from everyform.inline import (
    CrossReference,
    Defined,
    Drug,
    Emph,
    Foreign,
    Gene,
    Inline,
    LineBreak,
    Link,
    Phone,
    Pmid,
    ReferenceMark,
    RunIn,
    SegmentId,
    Slot,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from everyform.reader import draft
from everyform.reader.habits import Habits, matches
from everyform.reader.rule import Findings

SCHEMES = ("http", "https", "mailto")

_DICTIONARY_PAGE = "popdefinition.aspx"
_DICTIONARY_LANGUAGES = {"english": "en", "en": "en", "spanish": "es", "es": "es"}
# A path from the site's root in which nothing is to be resolved or refused.
_ROOTED = re.compile(r"/(?![/.])(?:[\w~?#=&,+:@%;!$*()'-]|/(?!\.)|\.)*", re.ASCII)
# The publisher's pages about one drug, or one combination of drugs, in both languages.
_DRUG_PAGE = re.compile(
    r"https?://(?:www\.)?cancer\.gov/"
    r"(?:about-cancer/treatment/drugs|espanol/(?:cancer/)?tratamiento/(?:medicamentos|farmacos))"
    r"/[^/?#]+/?(?:[?#].*)?"
)
# What a mark's link says: a source's number, alone or in brackets.
_MARK = re.compile(r"\[?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]?")
_CDR_ID = re.compile(r"(?:CDR)?0*([1-9]\d*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The headings a reference can point to, and what the summary's own address is."""

    url: str
    habits: Habits
    exact: dict[str, list[SegmentId]]
    senses: tuple[tuple[SegmentId, frozenset[str]], ...]
    questions: dict[int, SegmentId]  # by number; those whose number occurs once
    slugs: dict[str, list[SegmentId]]  # by the anchor that tools make of a heading's words
    known: dict[str, SegmentId]  # the anchors whose heading the source or some link's words tell


def anchors(
    headings: Iterable[tuple[SegmentId, str, int | None]],
    url: str,
    habits: Habits,
    contents: Iterable[draft.Content],
    known: Mapping[str, SegmentId],
) -> Anchors:
    """Learn from all links of a summary which heading each of its anchors means.

    A page tells (`known`); Markdown has lost the names of the publisher's anchors. An anchor
    may be made of the heading's words ("#pain-control"). Else a link's words are left: they
    repeat the heading, or all their senses occur in one heading only. A second link to the
    same anchor then means the same heading, whatever its words.
    """
    titles = list(headings)
    exact: defaultdict[str, list[SegmentId]] = defaultdict(list)
    slugs: defaultdict[str, list[SegmentId]] = defaultdict(list)
    for name, title, _ in titles:
        exact[draft.same_words(title).casefold()].append(name)
        if slug := _slug(title):
            slugs[slug].append(name)
    senses = tuple((name, _senses(title, habits)) for name, title, _ in titles)
    numbers = Counter(number for _, _, number in titles)
    questions = {n: name for name, _, n in titles if n is not None and numbers[n] == 1}
    found = Anchors(url, habits, dict(exact), senses, questions, dict(slugs), dict(known))
    for content in contents:
        for link in _links(content):
            fragment = _own_fragment(link.target, url)
            if fragment is None or fragment in found.known:
                continue
            named = slugs.get(_slug(fragment), ())
            if len(named) == 1:
                found.known[fragment] = named[0]
            elif not named and (heading := _heading_of(draft.words(link.content), found)):
                found.known[fragment] = heading
    return found


def resolved(
    content: draft.Content, line: int, where: Anchors, findings: Findings
) -> tuple[Inline, ...]:
    """The content with every link judged; `content` must hold no pictures any more."""
    found: list[Inline] = []
    for node in content:
        match node:
            case Text() | LineBreak() | Slot() | Phone() | Pmid():
                found.append(node)
            case Link(inner, target):
                if not all(isinstance(leaf, Text) for leaf in inner):
                    node = Link(resolved(inner, line, where, findings), target)
                judged = _judged(node, line, where, findings)
                # Without an address the words alone are left.
                unlinked = isinstance(judged, Link) and not judged.target
                found.extend(judged.content if unlinked else [judged])
            case (
                Emph()
                | Strong()
                | Superscript()
                | Subscript()
                | Foreign()
                | RunIn()
                | Defined()
                | Gene()
            ):
                found.append(replace(node, content=resolved(node.content, line, where, findings)))
            case Term() | CrossReference() | Drug() | ReferenceMark():
                found.append(node)
            case draft.Picture():
                raise ValueError("a picture among words")
            case _:
                assert_never(node)
    return draft.merged(found)


def _judged(
    node: Link, line: int, where: Anchors, findings: Findings
) -> Link | Term | Drug | CrossReference | ReferenceMark:
    target = absolute(node.target, where.url)
    if target is None:
        said = f"the words {clipped(draft.words(node.content))!r} lost their link: "
        hint = "only http, https and mailto addresses are kept"
        findings.warn("link-unusable", said + clipped(repr(node.target)), line, hint)
        return Link(node.content, "")
    if term := _term(node, target, where.habits.language):
        return term
    fragment = _own_fragment(target, where.url)
    words = draft.words(node.content)
    if fragment is None:
        if _DRUG_PAGE.fullmatch(target) and not matches(where.habits.drug_lists, words):
            return Drug(node.content, target)
        return Link(node.content, target)
    if _MARK.fullmatch(words):
        return ReferenceMark(node.content, None)
    heading = where.known.get(fragment)
    if heading is None:
        named = where.slugs.get(_slug(fragment), ())
        said = f"no heading is meant by {clipped(words)!r} for certain"
        if named:
            said = f"{clipped(words)!r} may mean any of {len(named)} headings of the same words"
        hint = f"it stays a link to {target}; an anchor made of a heading's words leads there"
        findings.warn("reference-unresolved", said, line, hint)
        return Link(node.content, target)
    findings.note("reference", f"{words!r} leads to {heading}", line)
    return CrossReference(node.content, heading)


def absolute(target: str, url: str) -> str | None:
    """The address in full, or None if it is not a usable http, https or mailto address."""
    if _ROOTED.fullmatch(target):
        return _site(url) + target
    try:
        full = urljoin(url, target.strip())
        parts = urlsplit(full)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or re.search(r"[\s\x00-\x1f\\<>\"]", full):
        return None
    if parts.scheme == "mailto":
        return full if "@" in parts.path else None
    return full if host and "@" not in parts.netloc else None


@lru_cache
def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _term(node: Link, target: str, language: str) -> Term | None:
    page, _, asked = target.partition("#")[0].partition("?")
    if not page.casefold().endswith("/" + _DICTIONARY_PAGE):
        return None
    query: dict[str, str] = {}
    for pair in asked.split("&"):
        key, _, value = pair.partition("=")
        query.setdefault(key.casefold(), unquote_plus(value))
    number = _CDR_ID.fullmatch(query.get("id", ""))
    if number is None:
        return None
    named = query.get("language", "").casefold()
    return Term(
        content=node.content,
        cdr_id=number[1],
        dictionary=query.get("dictionary", ""),
        language=_DICTIONARY_LANGUAGES.get(named, language),
        target=target,
    )


def _own_fragment(target: str, url: str) -> str | None:
    """The fragment of a link into the summary itself; None for any other link."""
    full = absolute(target, url) if "#" in target else None
    if full is None:
        return None
    to, here = urlsplit(full), urlsplit(url)
    same_page = (to.hostname, to.path, to.query) == (here.hostname, here.path, here.query)
    return to.fragment if to.fragment and same_page else None


def _heading_of(words: str, where: Anchors) -> SegmentId | None:
    same = where.exact.get(draft.same_words(words).casefold(), [])
    if same:
        return same[0] if len(same) == 1 else None
    if match := where.habits.question.fullmatch(words):
        return where.questions.get(int(match["number"]))
    wanted = _senses(words, where.habits)
    if len(wanted) < 2:  # one word alone is not enough to know a heading by
        return None
    holding = [name for name, senses in where.senses if wanted == senses]
    holding = holding or [name for name, senses in where.senses if wanted <= senses]
    return holding[0] if len(holding) == 1 else None


def _slug(text: str) -> str:
    """The words of a heading as tools make an anchor of them: "Pain: control" is pain-control.

    Tools differ in what they do with signs, accents and capitals, so these do not count. ""
    where no word has a letter.
    """
    plain = unicodedata.normalize("NFKD", unquote(text).casefold())
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "-".join(words) if any(map(str.isalpha, "".join(words))) else ""


def _senses(text: str, habits: Habits) -> frozenset[str]:
    """The words that carry sense, numbers as they are, others without a plural's s."""
    idle = habits.small_words | habits.heading_fillers
    words = re.findall(r"[^\W_]+", text.casefold())
    return frozenset(w.rstrip("s") if len(w) > 3 else w for w in words if w not in idle)


def _links(content: draft.Content) -> Iterable[Link]:
    for node in content:
        if isinstance(node, Link):
            yield node
        elif not isinstance(node, draft.Picture) and hasattr(node, "content"):
            yield from _links(node.content)
