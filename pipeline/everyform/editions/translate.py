"""Document x Content -> the document in other words. Ids never change, so editions align.

A section with any block missing is kept whole in the source's language and marked
so: half a section in each language reads as if nothing were missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from everyform.diagnostics import Diagnostic, Reported, Severity
from everyform.document import Block, Document, Section, Segment
from everyform.editions.content import Content
from everyform.editions.extract import is_citation, topic_segment
from everyform.editions.links import in_own_language
from everyform.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from everyform.inline import Inline
from everyform.walk import map_blocks, plain_text, segments


def translate(document: Document, content: Content) -> Reported[Document]:
    """The document with the words of `content`, wherever a whole section has them.

    The title is translated with its topic or not at all. The citation keeps its words.
    """
    desk = _Desk(content)
    title = desk.segment(document.title)
    topic = desk.segment(topic_segment(document))
    if title is not None and topic is not None:
        titled = (title, plain_text(topic.content))
    else:
        titled = (document.title, document.topic)
        desk.kept("title", document.title)
    blocks = tuple(desk.block(block) for block in document.blocks)
    translated = replace(document, title=titled[0], topic=titled[1], blocks=blocks)
    return Reported(translated, tuple(desk.found))


@dataclass(slots=True)
class _Desk:
    """Looks words up, and notes what is missing."""

    content: Content
    found: list[Diagnostic] = field(default_factory=list)

    def block(self, block: Block) -> Block:
        """A section is decided by its own words; what lies below it decides for itself."""
        if not isinstance(block, Section):
            if self._complete((block,)):
                return self._own((block,))[0]
            self.kept("block", *segments((block,)))
            return block
        inner = [b for b in block.blocks if isinstance(b, Section)]
        own = tuple(b for b in block.blocks if b not in inner)
        below = {id(b): self.block(b) for b in inner}
        title = self.segment(block.title)
        if title is None or not self._complete(own):
            self.kept("section", block.title, *segments(own))
            kept = tuple(below.get(id(b), b) for b in block.blocks)
            return replace(block, blocks=kept)
        mine = iter(self._own(own))
        blocks = tuple(below[id(b)] if id(b) in below else next(mine) for b in block.blocks)
        return replace(block, title=title, blocks=blocks)

    def kept(self, what: str, first: Segment, *others: Segment) -> None:
        """Report that these words stay as they are, since some of them have no translation."""
        units = (first, *others)
        missing = sum(self.segment(unit) is None for unit in units)
        words = " ".join(plain_text(first.content).split()[:8])
        reason = f"{missing} of {len(units)} units have no translation to show"
        if not missing:
            reason = "its topic has no translation to show"
        said = f"{self.content.language}: the {what} {words!r} stays in the source's language"
        self._note(Severity.WARNING, "section-untranslated", f"{said}: {reason}", first)

    def _complete(self, blocks: Iterable[Block]) -> bool:
        return all([self.segment(segment) is not None for segment in segments(blocks)])

    def _own(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return map_blocks(blocks, lambda segment: self.segment(segment) or segment)

    def segment(self, segment: Segment) -> Segment | None:
        """The segment in the words of the catalog; None where it has none to show."""
        if is_citation(segment):
            return segment
        words = self._words(segment)
        if words is None:
            return None
        language = self.content.language
        return replace(segment, content=in_own_language(words, language), language=language)

    def _words(self, segment: Segment) -> tuple[Inline, ...] | None:
        entry = self.content.entries.get(to_msgid(segment.content))
        if entry is None or not entry.shown:
            said = f"{self.content.language}: {segment.id} has no translation to show"
            self._note(Severity.NOTE, "untranslated", said, segment)
            return None
        try:
            return from_msgstr(entry.msgstr, segment.content)
        except BrokenTags as error:
            finding = Diagnostic(Severity.WARNING, "catalog-tags", str(error), entry.origin)
            if finding not in self.found:
                self.found.append(finding)
            return None

    def _note(self, severity: Severity, code: str, message: str, segment: Segment) -> None:
        finding = Diagnostic(severity, code, message, segment.origin)
        if finding not in self.found:
            self.found.append(finding)
