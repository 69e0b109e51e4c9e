"""Laws of reading pages, on pages that nobody wrote: no word lost, moved or nested otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from everyform.diagnostics import PipelineError
from everyform.reader import draft
from everyform.reader.page import names, parse_page
from everyform.reader.page.site import site

# A block is its kind and what is inside it; words are numbered when they are written.
Shape = tuple[str, list["Shape"]]

PLAIN = ["p", "pre", "h2", "h4", "words", "video", "picture"]
HOLDERS = ["div", "section", "article", "blockquote", "center", "details", "x-odd", "span", "a"]
INLINES = ["{}", "<b>{}</b>", "<em>{} </em>", '<a href="/x"> {}</a>', "<span>{}</span>", "{}<br>"]

leaves = st.sampled_from(PLAIN).map(lambda kind: (kind, list[Shape]()))
shapes = st.recursive(
    leaves,
    lambda inner: st.tuples(
        st.sampled_from([*HOLDERS, "ul", "ol", "table", "dl"]), st.lists(inner, min_size=1)
    ),
    max_leaves=20,
)


class Writer:
    """HTML of shapes; the words are w0, w1 and so on."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.count = 0

    def words(self) -> str:
        self.count += 1
        return self._draw(st.sampled_from(INLINES)).format(f"w{self.count - 1}")

    def html(self, shape: Shape) -> str:
        kind, inner = shape
        match kind:
            case "words":
                return f" {self.words()} "
            case "p" | "pre" | "h2" | "h4":
                return f"<{kind}>{self.words()} {self.words()}</{kind}>"
            case "picture":
                self.count += 2
                alt, caption = f"w{self.count - 2}", f"w{self.count - 1}"
                inside = f'<img src="/p" alt="{alt}"><figcaption>{caption}</figcaption>'
                return f"<figure>{inside}</figure>"
            case "video":
                video = '<div data-video-id="v"><noscript>no</noscript></div>'
                return f"<figure>{video}<figcaption>{self.words()}</figcaption></figure>"
            case "ul" | "ol":
                items = "".join(f"<li>{self.words()}{self.html(item)}</li>" for item in inner)
                return f"<{kind}>{items}</{kind}>"
            case "dl":
                pairs = (f"<dt>{self.words()}</dt><dd>{self.html(item)}</dd>" for item in inner)
                return f"<dl>{''.join(pairs)}</dl>"
            case "table":
                rows = "".join(
                    f"<tr><td>{self.words()}</td><td>{self.html(cell)}</td></tr>" for cell in inner
                )
                return f"<table><tbody>{rows}</tbody></table>"
            case _:
                return f"<{kind}>{''.join(map(self.html, inner))}</{kind}>"


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, int]:
    writer = Writer(draw)
    page = "\n".join(map(writer.html, draw(st.lists(shapes, max_size=6))))
    return f"<main>{page}</main>", writer.count


def said(blocks: draft.Blocks) -> Iterator[str]:
    """All texts of the blocks, in order."""
    for block in blocks:
        match block:
            case draft.Heading(content=content) | draft.Paragraph(_, content):
                yield draft.words(content)
            case draft.List(items):
                for item in items:
                    yield from said(item.blocks)
            case draft.Quote(_, inner) | draft.Callout(_, inner):
                yield from said(inner)
            case draft.Figure(_, alt, _, caption):
                yield alt
                yield draft.words(caption.content) if caption else ""
            case draft.Table(_, header, rows, footer):
                for row in (*header, *rows, *footer):
                    for cell in row.cells:
                        yield from said(cell.blocks)


@settings(max_examples=150, deadline=None)
@given(pages())
def test_every_word_is_read_once_and_in_order(made: tuple[str, int]) -> None:
    page, count = made
    text = " ".join(said(parse_page(page, "x.html").value))
    assert text.split() == [f"w{number}" for number in range(count)]


# Void elements, and the places around which everything is the site's.
OTHERS = {"br", "hr", "img", "source", "wbr", "h1", "main", "article"}
LEFT_OUT = names.STRUCK | site().elements | OTHERS
SOUP = sorted((names.BLOCKS | names.SPANS | {"x-odd", "math", "col"}) - LEFT_OUT)
soups: st.SearchStrategy[Shape] = st.recursive(
    st.just(("words", list[Shape]())),
    lambda inner: st.tuples(st.sampled_from(SOUP), st.lists(inner, min_size=1, max_size=4)),
    max_leaves=25,
)


def soup(shape: Shape, numbers: Iterator[int]) -> str:
    kind, inner = shape
    if kind == "words":
        return f" w{next(numbers)} "
    return f"<{kind}>{''.join(soup(one, numbers) for one in inner)}</{kind}>"


@settings(max_examples=300, deadline=None)
@given(st.lists(soups, min_size=1, max_size=4))
def test_no_word_of_any_nesting_of_elements_is_lost(shapes: list[Shape]) -> None:
    numbers = count()
    page = "".join(soup(shape, numbers) for shape in shapes)
    kept = re.findall(r"w\d+", " ".join(said(parse_page(page, "x.html").value)))
    assert {*kept} == {f"w{number}" for number in range(next(numbers))}


Nested = list[tuple[str, "Nested"]]
lists: st.SearchStrategy[Nested] = st.recursive(
    st.just(list[tuple[str, "Nested"]]()),
    lambda inner: st.lists(st.tuples(st.sampled_from("abc"), inner), min_size=1, max_size=4),
    max_leaves=25,
)


def written(items: Nested, wrap: bool) -> str:
    inside = "".join(
        f"<li>{f'<p>{word}</p>' if wrap else word}{written(inner, not wrap)}</li>"
        for word, inner in items
    )
    listed = f"<ul>{inside}</ul>" if items else ""
    return f'<div class="pdq-content-list">{listed}</div>' if wrap else listed


def nested(block: draft.Block) -> Nested:
    assert isinstance(block, draft.List)
    return [
        (draft.own_words(item), [pair for inner in item.blocks[1:] for pair in nested(inner)])
        for item in block.items
    ]


@settings(max_examples=100, deadline=None)
@given(lists)
def test_lists_are_nested_as_the_page_nests_them(items: Nested) -> None:
    found = parse_page(written(items, True), "x.html").value
    assert [pair for block in found for pair in nested(block)] == items


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("<>/ab=\"' !-&;\n"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_page(f"<p>{text}", "x.html")
    except PipelineError as refused:
        assert {d.code for d in refused.diagnostics} <= {"page-cut-off", "page-entities"}


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40))
def test_any_words_are_read_as_they_are(text: str) -> None:
    found = parse_page(f"<p>{escape(text)}</p>", "x.html").value
    expected = re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" ")
    assert [draft.words(b.content) for b in found if isinstance(b, draft.Paragraph)] == (
        [expected.strip()] if expected.strip() else []
    )
