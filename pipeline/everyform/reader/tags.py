"""HTML among words: the tags that say what Markdown cannot, and what becomes of the others.

`<br>` ends a line; `<sup>` and `<sub>` raise and lower; `<b>`, `<strong>`, `<i>` and `<em>`
are what stars are. Tags that only dress words go, and all others stay among the words as they
were typed; a warning names each. No tag of a source ever becomes one of a page.

Raised and lowered words may also be written as pandoc does, `10^9^` and `H~2~O`; a `^` or `~`
that stands alone is a character like others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from everyform.diagnostics import Severity

TAG = "html_inline"
"""The parser's own name for the token of a tag."""

COMMENT = "<!---->"
"""What is left of a comment where an empty line would part what belongs together."""

# A tag in HTML's syntax (HTML Standard, 13.1.2), in bounded length.
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,30})((?:\s[^<>]{0,1000})?/?)>")
_ATTRIBUTES = re.compile(
    r"(?:\s+[A-Za-z_:][\w:.-]{0,60}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=`]+))*\s*/?"
)
_SPANS = {"sup": "sup", "sub": "sub", "b": "strong", "strong": "strong", "i": "em", "em": "em"}
# Tags that say nothing of the words inside, and those that put them on a line of their own.
_DRESS = frozenset(
    ["a", "abbr", "bdi", "big", "font", "ins", "mark", "nobr", "small", "span", "tt", "u", "wbr"]
)
_LINES = frozenset(["article", "center", "div", "footer", "header", "main", "p", "section"])

# pandoc's marks hold no spaces, and what is raised or lowered is short: a figure, a charge,
# the end of an ordinal. "~5" is "about 5", so a lowered figure must follow a letter or bracket.
_RAISED = re.compile(r"\^([+\u2212\u2013-]?\w{1,6}[+\u2212\u2013-]?)\^(?!\^)")
_LOWERED = re.compile(r"(?<=[^\W\d_]|[)\]])~(\w{1,4})~(?!~)")

_WAITING = 50  # tags that wait for their end; where words make sense there are two or three


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a tag; `offset` counts lines from the one where the words begin."""

    severity: Severity
    code: str
    message: str
    offset: int


def learn_tags(parser: MarkdownIt) -> None:
    """Have a parser find tags, and the marks of pandoc."""
    parser.inline.ruler.at("html_inline", _tag)
    parser.inline.ruler.push("raised", _mark("sup", _RAISED))
    parser.inline.ruler.push("lowered", _mark("sub", _LOWERED))
    parser.core.ruler.push("tags", _judge_all)


def remarks(inline: Token) -> tuple[Remark, ...]:
    """What is to be said of the tags in one run of words. Codes: those of `_Judge`."""
    return tuple(inline.meta.get("remarks", ()))


def in_plain_words(tag: Token) -> str:
    """What stands for a tag where words have no spans, as in the description of a picture."""
    match _name(tag):
        case "br":
            return " "
        case "sup":  # 10^9 must not become 109
            return "" if tag.content.startswith("</") else "^"
        case name if name in _SPANS:
            return ""
        case _:
            return tag.content


def _tag(state: StateInline, silent: bool) -> bool:
    if state.src.startswith(COMMENT, state.pos):
        state.pos += len(COMMENT)
        return True
    match = _TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push(TAG, "", 0).content = match[0]
    state.pos = match.end()
    return True


def _mark(kind: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
        if not silent:
            state.push(f"{kind}_open", kind, 1).markup = match[0]
            state.push("text", "", 0).content = match[1]
            state.push(f"{kind}_close", kind, -1)
        state.pos = match.end()
        return True

    return rule


def _judge_all(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and any(sign in token.content for sign in "<^~"):
            judge = _Judge(token.children)
            token.children = judge.tokens
            token.meta["remarks"] = judge.remarks


class _Judge:
    """The tokens of one run of words with every tag made what it is.

    Notes: `superscript`, `subscript`. Warnings: `tag-dropped`, `tag-unknown`, `tag-unclosed`.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens: list[Token] = []
        self.remarks: list[Remark] = []
        self._warned: set[tuple[str, str, int]] = set()
        self._lines = 0
        paired = _paired(tokens)
        depth = 0  # of tags; the parser counted its own spans only
        for at, token in enumerate(tokens):
            closing = paired.get(at) is False
            depth -= closing
            token.level += depth
            if at in paired:
                kind = _kind(token)
                end = Token(f"{kind}_close", kind, -1, level=token.level)
                begin = Token(f"{kind}_open", kind, 1, level=token.level)
                self.tokens.append(end if closing else begin)
            elif token.type == TAG:
                self._other(token)
            else:
                self._lines += token.type in ("softbreak", "hardbreak")
                if token.nesting == 1 and token.markup and token.type in ("sup_open", "sub_open"):
                    self._marked(token)
                self.tokens.append(token)
            depth += paired.get(at) is True

    def _marked(self, token: Token) -> None:
        code = "superscript" if token.type == "sup_open" else "subscript"
        said = f"{token.markup!r} is read as a {code}"
        self.remarks.append(Remark(Severity.NOTE, code, said, self._lines))

    def _other(self, tag: Token) -> None:
        """A tag that begins or ends no span."""
        name, shown = _name(tag), _clipped(tag.content)
        if name == "br" or name in _LINES:
            self.tokens.append(Token("hardbreak", "br", 0))
        if name in _LINES | _DRESS:
            self._warn("tag-dropped", f"dropped {shown}: the words inside stay", tag)
        elif name in ("sup", "sub"):  # without the tag, 10<sup>9 would be another number
            self.tokens.append(_words(tag))
            self._warn("tag-unclosed", f"{shown} stays among the words: it has no partner", tag)
        elif name in _SPANS:
            self._warn("tag-unclosed", f"dropped {shown}: it has no partner", tag)
        elif name != "br":
            self.tokens.append(_words(tag))
            self._warn("tag-unknown", f"{shown} stays among the words", tag)

    def _warn(self, code: str, message: str, tag: Token) -> None:
        """Once for a tag and its end, and for all their like in a line."""
        if (said := (code, _name(tag) or tag.content, self._lines)) not in self._warned:
            self._warned.add(said)
            self.remarks.append(Remark(Severity.WARNING, code, message, self._lines))


def _paired(tokens: Sequence[Token]) -> dict[int, bool]:
    """The places of the tags that make spans: True for an opening one, False for its end.

    A span lies wholly inside or wholly outside of every other one, the parser's too.
    """
    found: dict[int, bool] = {}
    waiting: list[tuple[int, str]] = []  # opening tags, and the parser's spans, of no kind
    for at, token in enumerate(tokens):
        if token.nesting == 1:
            waiting.append((at, ""))
        elif token.nesting == -1:
            while waiting.pop()[1]:
                pass
        elif token.type == TAG and (kind := _kind(token)):
            if not token.content.startswith("</"):
                waiting.append((at, kind))
                continue
            for back in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _WAITING), -1):
                opening, other = waiting[back]
                if not other:
                    break
                if other == kind and _name(tokens[opening]) == _name(token):
                    found[opening], found[at] = True, False
                    del waiting[back:]
                    break
    return found


def _name(tag: Token) -> str:
    """The tag's name in lower case; "" where what follows it are no attributes: <a and b>."""
    match = _TAG.fullmatch(tag.content)
    return match[2].lower() if match and _ATTRIBUTES.fullmatch(match[3]) else ""


def _kind(tag: Token) -> str:
    """The span that a tag begins or ends; "" for every other tag."""
    return _SPANS.get(_name(tag), "")


def _words(tag: Token) -> Token:
    return Token("text", "", 0, content=tag.content)


def _clipped(tag: str) -> str:
    return repr(tag if len(tag) <= 40 else f"{tag[:39]}…")
