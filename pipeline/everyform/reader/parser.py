"""The Markdown parser as the reader wants it: CommonMark with tables, quick on our addresses.

HTML is off; `tags` knows what a tag among words says. Links are not judged here (see
`links`), so the parser's own filter, which would leave them as raw Markdown, is switched off.

Most of a summary's characters are addresses. The parser walks each of them a character at
a time and then takes it apart only to put it together again; for a plain address, one
pattern tells both where it ends and that it needs no change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.rules_inline import StateInline

from everyform.diagnostics import Location, failure
from everyform.reader.tags import learn_tags

STEPS_PER_CHARACTER = 200
"""Work allowed for a text; real summaries take less than one step for each character."""

_FEWEST_STEPS = 1_000_000  # a second or two

# What ends such an address, and what inside one would be an escape, an entity or a bracket
# that counts. Whatever this does not match goes the parser's own, slower way.
_PLAIN_DESTINATION = re.compile(r"[^\x00-\x20\x7f<>()\\;]+(?=[) ])")
# What looks like an address by its label, and is none.
_DEFINED = re.compile(r"\[\^|\[[^\]]*\]:[ \t]*(?![<\s])[^\s/#.:]+(?:\s|$)")
# Characters that are neither encoded nor decoded, after a scheme or from the root.
_PLAIN_ADDRESS = re.compile(
    r"(?:https?://[a-z0-9.-]+(?=[/?#]|$)|(?=/(?!/)|#))[A-Za-z0-9/._~?#=&,+:@-]*"
)


class Destination(NamedTuple):
    """Where a link leads, in the shape of the parser's own results."""

    ok: bool
    pos: int
    str: str


@dataclass(slots=True)
class Budget:
    """The work a text may cost. Steps, not seconds: the same text always fares the same."""

    left: int
    path: str

    def spend(self, steps: int) -> None:
        """Count work done.

        Raises:
            PipelineError: `reading-too-long` when nothing is left.
        """
        self.left -= steps
        if self.left < 0:
            said = "reading was given up: the text is made so that it takes ever longer to read"
            hint = "no summary comes near the limit; look for long runs of brackets"
            raise failure("reading-too-long", said, Location(self.path), hint)


def new_parser(body: str, path: str) -> MarkdownIt:
    """A parser for this text, which gives up with `reading-too-long` rather than go on."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = _address  # type: ignore[method-assign]
    parser.block.ruler.at("reference", _reference)
    learn_tags(parser)
    budget = Budget(max(_FEWEST_STEPS, STEPS_PER_CHARACTER * len(body)), path)
    parser.helpers = _Helpers(budget)  # type: ignore[assignment]
    skip = parser.inline.skipToken

    def counted(state: StateInline) -> None:
        budget.spend(1)
        skip(state)

    parser.inline.skipToken = counted  # type: ignore[method-assign]
    return parser


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[label]: address`, which shows no words; a footnote or "[Note]: rest" is no such line."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return _DEFINED.match(line) is None and reference(state, start, end, silent)


def _address(url: str) -> str:
    return url if _PLAIN_ADDRESS.fullmatch(url) else normalizeLink(url)


class _Helpers:
    """The parser's ways to find the parts of a link: the places where it looks far ahead."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    parseLinkLabel = staticmethod(parseLinkLabel)

    def parseLinkDestination(self, text: str, start: int, limit: int) -> Destination:
        """The address that begins at `start`."""
        if match := _PLAIN_DESTINATION.match(text, start, limit):
            return Destination(True, match.end(), match[0])
        slow = parseLinkDestination(text, start, limit)
        self._budget.spend(max(0, slow.pos - start) if slow.ok else limit - start)
        return Destination(slow.ok, slow.pos, slow.str)

    def parseLinkTitle(self, text: str, start: int, limit: int, before: Any = None) -> Any:
        """The title that begins at `start`, if one does; `before` is the line before's."""
        found = parseLinkTitle(text, start, limit, before)
        self._budget.spend(1 + len(found.str) if found.ok or not found.marker else limit - start)
        return found
