"""Figures of a page: the picture's own description and address, its caption, and videos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from everyform.diagnostics import clipped
from everyform.reader import draft
from everyform.reader.page.captions import joined
from everyform.reader.page.inlines import picture
from everyform.reader.page.notes import Notes
from everyform.reader.page.site import ENLARGE
from everyform.reader.page.tree import Element, Node, Words, walk, words_of

_ENLARGE_CLASS = "article-image-enlarge"
_VIDEO = "data-video-id"


def is_figure(element: Element) -> bool:
    """Whether the element is a picture or a video with what belongs to it."""
    return element.name == "figure" or _VIDEO in element.attributes


def figure_of(
    figure: Element, flow: Callable[[Sequence[Node]], draft.Blocks], notes: Notes
) -> Sequence[draft.Block]:
    """The figure's pictures or its table with the caption, and whatever else it holds.

    A picture's address is that of the large one where the page links it. A video leaves
    its caption as a paragraph, as the publisher's own Markdown does.
    Codes: `figure`, `figure-link`, `figure-undescribed`, `page-video`.
    """
    parts = _Parts()
    rest = flow(tuple(_taken_apart(figure, parts)))
    said = flow(tuple(parts.captions))
    caption = joined(said)
    found = [*rest, *_pictures(parts, notes)]
    _report(figure, parts, notes)
    at = next((n for n in reversed(range(len(found))) if _can_have_caption(found[n])), None)
    if caption is None or at is None:
        return [*found, *said]
    owner = found[at]
    assert isinstance(owner, draft.Figure | draft.Table)
    return [*found[:at], replace(owner, caption=caption), *found[at + 1 :]]


@dataclass(slots=True)
class _Parts:
    """What a figure is made of, besides any other blocks."""

    pictures: list[tuple[Element, str]] = field(default_factory=list)  # and the link around it
    captions: list[Node] = field(default_factory=list)
    enlarge: list[Element] = field(default_factory=list)


def _taken_apart(element: Element, parts: _Parts, link: str = "") -> Iterator[Node]:
    """The element's children without pictures, captions and links to large pictures."""
    for child in element.children:
        if isinstance(child, Words):
            yield child
        elif child.name == "img":
            parts.pictures.append((child, link))
            yield from _taken_apart(child, parts, link)
        elif child.name == "figcaption":
            parts.captions.append(child)
        elif _is_enlarge(child):
            parts.enlarge.append(child)
        else:
            inside = tuple(_taken_apart(child, parts, child.get("href") or link))
            plain = {name: said for name, said in child.attributes.items() if name != _VIDEO}
            yield replace(child, children=inside, attributes=plain)


def _is_enlarge(element: Element) -> bool:
    if element.name != "a" or any(inner.name == "img" for inner in walk(element)):
        return False
    classed = _ENLARGE_CLASS in element.get("class").split()
    return classed or words_of(element) in ENLARGE


def _pictures(parts: _Parts, notes: Notes) -> Iterator[draft.Figure]:
    large = parts.enlarge[0].get("href") if len(parts.pictures) == 1 and parts.enlarge else ""
    for image, link in parts.pictures:
        shown = picture(image)
        if shown.alt:
            notes.note("figure", f"a picture: {clipped(shown.alt)!r}", image.line)
            yield draft.Figure(image.line, shown.alt, large or link or shown.target)
        else:
            said = f"dropped a picture without words: {clipped(shown.target)}"
            notes.warn("figure-undescribed", said, image.line)


def _report(figure: Element, parts: _Parts, notes: Notes) -> None:
    for link in parts.enlarge:
        said = f"dropped {words_of(link)!r}; the figure keeps its link"
        notes.note("figure-link", said, link.line)
    for element in walk(figure):
        if _VIDEO in element.attributes:
            title = element.get("data-video-title")
            named = f"the video {title!r}" if title else "a video"
            said = f"{named} is not in the document; its caption is"
            notes.note("page-video", said, element.line)


def _can_have_caption(block: draft.Block) -> bool:
    return isinstance(block, draft.Figure | draft.Table) and block.caption is None
