"""The words of a segment -> runs: what is linked, stressed, raised, or in another language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from docx.oxml.ns import qn

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
from everyform.languages import Direction, direction
from everyform.writers.bidi import Isolate, Piece, isolated
from everyform.writers.docx.elements import Element, bookmark_name, flags, ordered, w, words
from everyform.writers.docx.styles import RUN, language_of, stress

# The marks of direction (UAX 9, 2.6), which every program knows. Two at each end of words that
# run against those around them: the inner one gives them the signs at their ends, the outer one
# gives what is around to the others, also between two such runs.
_RIGHTWARD, _LEFTWARD = "\u200e", "\u200f"


@dataclass(frozen=True, slots=True)
class Look:
    """How words differ from what their paragraph's style makes of them."""

    language: str
    leftward: bool
    strong: bool = False
    stressed: bool = False
    linked: bool = False
    shift: str = ""  # "superscript", "subscript"


@dataclass(frozen=True, slots=True)
class Words:
    """Makes runs for a sheet in the edition of `language`.

    `relate` gives an address the id of its relationship; `held` are the places that
    the sheet has.
    """

    language: str
    relate: Callable[[str], str]
    held: Collection[SegmentId]

    def content(
        self, content: tuple[Inline, ...], language: str, *, strong: bool = False
    ) -> Iterator[Element]:
        """The words of a segment in its language."""
        look = Look(language, _leftward(language), strong=strong)
        return self._pieces(isolated(content, language), look)

    def said(self, text: str, language: str, *, strong: bool = False) -> Iterator[Element]:
        """Words without a tree."""
        look = Look(language, _leftward(language), strong=strong)
        return self._pieces(isolated((Text(text),), language), look)

    def inner(self, content: tuple[Inline, ...], language: str, to: SegmentId) -> Element:
        """The words of a segment as a link to a place of the sheet."""
        look = Look(language, _leftward(language), linked=True)
        return _place(to, self._pieces(isolated(content, language), look))

    def outer(self, text: str, language: str, target: str) -> Element:
        """Words as a link out of the sheet."""
        look = Look(language, _leftward(language), linked=True)
        return self._link(target, self._pieces(isolated((Text(text),), language), look))

    def _pieces(self, content: Iterable[Piece], look: Look) -> Iterator[Element]:
        for node in content:
            yield from self._piece(node, look)

    def _piece(self, node: Piece, look: Look) -> Iterator[Element]:
        match node:
            case Text(text) | Slot(_, text) | Pmid(text):
                if text:
                    yield self._run(look, words(text))
            case LineBreak():
                yield self._run(look, w("br"))
            case Phone(text, number):
                linked = self._run(replace(look, linked=True), words(text))
                yield self._link(f"tel:{number}", (linked,))
            case Emph(inside) | Gene(inside):
                yield from self._pieces(inside, replace(look, stressed=True))
            case Strong(inside) | RunIn(inside):
                yield from self._pieces(inside, replace(look, strong=True))
            case Defined(inside):
                yield from self._pieces(inside, look)
            case Superscript(inside):
                yield from self._pieces(inside, replace(look, shift="superscript"))
            case Subscript(inside):
                yield from self._pieces(inside, replace(look, shift="subscript"))
            case Link(inside, target) | Drug(inside, target):
                yield self._link(target, self._pieces(inside, replace(look, linked=True)))
            case Term(inside):
                yield self._link(node.target, self._pieces(inside, replace(look, linked=True)))
            case CrossReference(inside, place):
                yield from self._reference(inside, place, look)
            case ReferenceMark(inside, place):
                yield from self._reference(inside, place, replace(look, shift="superscript"))
            case Isolate(inside, way):
                turned = replace(look, leftward=way is Direction.RIGHT_TO_LEFT)
                own, around = (
                    (_LEFTWARD, _RIGHTWARD) if turned.leftward else (_RIGHTWARD, _LEFTWARD)
                )
                yield self._run(turned, words(around + own))
                yield from self._pieces(inside, turned)
                yield self._run(turned, words(own + around))
            case Foreign(inside, language):
                foreign = replace(look, language=language, leftward=_leftward(language))
                yield from self._pieces(inside, foreign)
            case _:
                assert_never(node)

    def _reference(
        self, inside: tuple[Inline, ...], place: SegmentId | None, look: Look
    ) -> Iterator[Element]:
        """A link to a place that the sheet has; words where it has none."""
        if place is None or place not in self.held:
            yield from self._pieces(inside, look)
        else:
            yield _place(place, self._pieces(inside, replace(look, linked=True)))

    def _link(self, target: str, runs: Iterable[Element]) -> Element:
        made = w("hyperlink", *runs)
        made.set(qn("r:id"), self.relate(target))
        return made

    def _run(self, look: Look, shown: Element) -> Element:
        properties = ordered(RUN, *self._properties(look))
        return w("r", *([w("rPr", *properties)] if properties else []), shown)

    def _properties(self, look: Look) -> Iterator[Element]:
        """A style that says what the words are, and what it cannot say besides."""
        if look.linked:
            yield w("rStyle", val="Hyperlink")
        elif look.strong:
            yield w("rStyle", val="Strong")
        elif look.stressed:
            yield w("rStyle", val="Emphasis")
        if look.strong and look.linked:
            yield from flags("b", "bCs")
        if look.stressed and (look.linked or look.strong):
            under = [one for one in stress(self.language) if one.tag == qn("w:u")]
            yield from under or ([] if look.strong else flags("b", "bCs"))
        if look.shift:
            yield w("vertAlign", val=look.shift)
        if look.leftward:
            yield w("rtl")
        if look.language != self.language:
            yield language_of(look.language)


def _place(to: SegmentId, runs: Iterable[Element]) -> Element:
    return w("hyperlink", *runs, anchor=bookmark_name(to))


def _leftward(language: str) -> bool:
    return direction(language) is Direction.RIGHT_TO_LEFT
