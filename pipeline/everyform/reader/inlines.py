"""The tokens of one run of words -> inline nodes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from everyform.inline import (
    Emph,
    Inline,
    LineBreak,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from everyform.reader import draft
from everyform.reader.tags import COMMENT, TAG, in_plain_words

_WHITE = re.compile(r"[ \t\n\r\f\v]+")


def content_of(tokens: Sequence[Token]) -> draft.Content:
    """The words of these tokens, ends trimmed; pictures come out at the top level."""
    return draft.trimmed(_content(tokens))


def code_content(text: str) -> draft.Content:
    """The lines of a code block as words, one line below the other."""
    found: list[Inline] = []
    for line in text.replace(COMMENT, "").rstrip("\n").split("\n"):
        if found:
            found.append(LineBreak())
        if words := _WHITE.sub(" ", line).strip():
            found.append(Text(words))
    return draft.trimmed(tuple(found))


def closing(tokens: Sequence[Token], at: int) -> int:
    """The index of the token that closes the one at `at`; `at` itself for a leaf."""
    if tokens[at].nesting != 1:
        return at
    level = tokens[at].level
    end = at + 1
    while tokens[end].nesting != -1 or tokens[end].level != level:
        end += 1
    return end


def _content(tokens: Sequence[Token]) -> draft.Content:
    found: list[Inline | draft.Picture] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "text":
            if token.content:
                found.append(Text(token.content))
            at += 1
            continue
        if token.nesting == 1 and tokens[at + 1].type == "text" and tokens[at + 2].nesting == -1:
            if words := _collapsed(tokens[at + 1].content):  # most links and emphasis
                found.append(_span(token, (Text(words),)))
            at += 3
            continue
        end = closing(tokens, at)
        if token.type == "image":
            found.append(_picture(token))
        elif token.nesting == 1:
            inside = _content(tokens[at + 1 : end])
            spanned = tuple(n for n in inside if not isinstance(n, draft.Picture))
            if spanned:
                found.append(_span(token, spanned))
            found.extend(
                replace(n, target=str(token.attrs["href"])) if token.type == "link_open" else n
                for n in inside
                if isinstance(n, draft.Picture)
            )
        else:
            found.extend(_leaf(token))
        at = end + 1
    return _joined(found)


def _collapsed(text: str) -> str:
    return _WHITE.sub(" ", text) if "  " in text or not text.isprintable() else text


def _span(token: Token, words: tuple[Inline, ...]) -> Inline:
    match token.type:
        case "strong_open":
            return Strong(words)
        case "em_open":
            return Emph(words)
        case "sup_open":
            return Superscript(words)
        case "sub_open":
            return Subscript(words)
        case "link_open":
            return Link(words, str(token.attrs["href"]))
        case other:
            raise ValueError(f"unknown span {other!r}")


def _leaf(token: Token) -> list[Inline]:
    match token.type:
        case "text" | "text_special" | "code_inline":
            return [Text(words)] if (words := token.content.replace(COMMENT, "")) else []
        case "softbreak":
            return [Text(" ")]
        case "hardbreak":
            return [LineBreak()]
        case other:
            raise ValueError(f"unknown inline {other!r}")


def _picture(token: Token) -> draft.Picture:
    return draft.Picture(_WHITE.sub(" ", _alt(token)).strip(), str(token.attrs["src"]))


def _alt(token: Token) -> str:
    if token.children is None:
        return token.content
    parts: list[str] = []
    for child in token.children:
        match child.type:
            case "image":
                parts.append(_alt(child))
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "sup_open":
                parts.append("^")
            case kind if kind == TAG:
                parts.append(in_plain_words(child))
            case _:
                parts.append(child.content)
    return "".join(parts)


def _joined(nodes: Sequence[Inline | draft.Picture]) -> draft.Content:
    """Neighbouring texts are one text; neither white space nor a line break doubles."""
    found: list[Inline | draft.Picture] = []
    run: list[str] = []  # neighbouring texts; joined once, as there may be thousands

    def flush() -> None:
        if not run:
            return
        text = run[0] if len(run) == 1 else "".join(run)
        run.clear()
        text = _collapsed(text)
        if found and isinstance(found[-1], LineBreak):
            text = text.lstrip(" ")
        if text:
            found.append(Text(text))

    for node in nodes:
        if isinstance(node, Text):
            run.append(node.text)
            continue
        flush()
        if isinstance(node, LineBreak):
            if found and isinstance(last := found[-1], Text):
                found[-1:] = [Text(last.text.rstrip(" "))] if last.text.strip() else []
            if found and isinstance(found[-1], LineBreak):
                continue
        found.append(node)
    flush()
    return tuple(found)
