"""Document x Content -> the document in other words. Ids never change, so editions align.

A section with any block missing is kept whole in the source's language and marked
so: half a section in each language reads as if nothing were missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.diagnostics import Diagnostic, Reported, Severity
from pipeline.document import Block, Document, Section, Segment
from pipeline.editions.content import Content
from pipeline.editions.extract import is_citation
from pipeline.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from pipeline.inline import Inline
from pipeline.walk import map_blocks, plain_text, segments


def translate(document: Document, content: Content) -> Reported[Document]:
    """The document with the words of `content`, wherever a whole section has them.

    The title is translated with its topic or not at all. The citation keeps its words.
    """
    desk = _Desk(content)
    title = desk.segment(document.title)
    topic = content.entries.get(document.topic)
    if title is None or topic is None or not topic.shown:
        titled = (document.title, document.topic)
    else:
        titled = (title, topic.msgstr)
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
            return self._own((block,))[0] if self._complete((block,)) else block
        inner = [b for b in block.blocks if isinstance(b, Section)]
        own = tuple(b for b in block.blocks if b not in inner)
        below = {id(b): self.block(b) for b in inner}
        title = self.segment(block.title)
        if title is None or not self._complete(own):
            words = " ".join(plain_text(block.title.content).split()[:8])
            said = f"{self.content.language}: the section {words!r} stays in the source's language"
            self._note("section-untranslated", said, block.title)
            kept = tuple(below.get(id(b), b) for b in block.blocks)
            return replace(block, blocks=kept)
        mine = iter(self._own(own))
        blocks = tuple(below[id(b)] if id(b) in below else next(mine) for b in block.blocks)
        return replace(block, title=title, blocks=blocks)

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
        return replace(segment, content=words, language=self.content.language)

    def _words(self, segment: Segment) -> tuple[Inline, ...] | None:
        entry = self.content.entries.get(to_msgid(segment.content))
        if entry is None or not entry.shown:
            said = f"{self.content.language}: {segment.id} has no translation to show"
            self._note("untranslated", said, segment)
            return None
        try:
            return from_msgstr(entry.msgstr, segment.content)
        except BrokenTags as error:
            finding = Diagnostic(Severity.WARNING, "catalog-tags", str(error), entry.origin)
            if finding not in self.found:
                self.found.append(finding)
            return None

    def _note(self, code: str, message: str, segment: Segment) -> None:
        finding = Diagnostic(Severity.WARNING, code, message, segment.origin)
        if finding not in self.found:
            self.found.append(finding)
