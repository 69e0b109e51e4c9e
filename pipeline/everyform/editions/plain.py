"""Document x Content in plain words -> the document as an adaptation of it, section by section.

A message in plain words may be several sentences, and several paragraphs where a blank line
stands in it; of the source's links and terms it keeps those that it has words for. A section with
any block that nobody has written in plain words keeps the source's, set as a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from everyform.diagnostics import Diagnostic, Reported, Severity
from everyform.document import Block, Document, Paragraph, Quote, Section, SectionRole, Segment
from everyform.editions.content import Content
from everyform.editions.extract import is_citation, topic_segment
from everyform.editions.links import in_own_language
from everyform.editions.placeholders import BrokenTags, from_msgstr, to_msgid
from everyform.inline import Inline, SegmentId, Text
from everyform.walk import expanded, plain_text, segments

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
KEPT = frozenset(
    {
        *(SectionRole.ABOUT, SectionRole.PERMISSION, SectionRole.REFERENCES),
        *(SectionRole.RESOURCES, SectionRole.KEY_POINTS),
    }
)
"""Sections about the text, lists of links and of headings: nobody writes them anew."""


def paragraphs(msgstr: str, source: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], ...]:
    """The content of each paragraph of a message in plain words.

    Raises:
        BrokenTags: a tag is repeated, unknown, crossed, or not closed in its paragraph.
    """
    parts = _BLANK_LINE.split(msgstr.strip())
    used: set[int] = set()
    found = []
    for part in parts:
        found.append(from_msgstr(part, source, whole=False))
        own = {int(number) for number in re.findall(r'id="([0-9]{1,6})"', part)}
        if both := used & own:
            raise BrokenTags(f'id="{min(both)}" stands there twice')
        used |= own
    return tuple(found)


def in_plain_words(document: Document, content: Content, lead: str) -> Reported[Document]:
    """The document with the plain words of `content`, wherever a whole section has them.

    `lead` introduces the source's own words, in the edition's language.
    """
    writer = _Writer(content, lead)
    blocks = tuple(writer.block(block) for block in document.blocks)
    title, topic = writer.words(document.title), writer.words(topic_segment(document))
    made = replace(document, blocks=blocks)
    if title is not None and topic is not None:  # as in a translation, both or none
        words = replace(document.title, content=joined(title), language=content.language)
        made = replace(made, title=words, topic=plain_text(joined(topic)))
    return Reported(made, tuple(writer.found))


@dataclass(slots=True)
class _Writer:
    """Looks plain words up, and notes what is missing."""

    content: Content
    lead: str
    found: list[Diagnostic] = field(default_factory=list)

    def block(self, block: Block) -> Block:
        """A section is decided by its own words; what lies below it decides for itself."""
        if not isinstance(block, Section) or block.role in KEPT:
            return block
        own = tuple(b for b in block.blocks if not isinstance(b, Section))
        below = tuple(self.block(b) for b in block.blocks if isinstance(b, Section))
        if missing := sum(self.words(segment) is None for segment in segments(own)):
            self._kept(block, missing)
            quoted: tuple[Block, ...] = (self._introduction(block), Quote(own))
        else:
            quoted = self._written(own)
        title = self._heading(block.title)
        return replace(block, title=title, blocks=(*quoted, *below))

    def words(self, segment: Segment) -> tuple[tuple[Inline, ...], ...] | None:
        """The paragraphs of a segment in plain words; None where there are none to show."""
        if is_citation(segment):
            return None
        entry = self.content.entries.get(to_msgid(segment.content))
        if entry is None or not entry.shown:
            return None
        try:
            return paragraphs(entry.msgstr, segment.content)
        except BrokenTags as error:
            finding = Diagnostic(Severity.WARNING, "catalog-tags", str(error), entry.origin)
            if finding not in self.found:
                self.found.append(finding)
            return None

    def _heading(self, segment: Segment) -> Segment:
        words = self.words(segment)
        return segment if words is None else self._with(segment, words[0])

    def _written(self, own: tuple[Block, ...]) -> tuple[Block, ...]:
        def others(segment: Segment) -> Segment:
            words = self.words(segment)
            return segment if words is None else self._with(segment, joined(words))

        def split(paragraph: Paragraph) -> Iterable[Paragraph]:
            for number, words in enumerate(self.words(paragraph.segment) or (), start=1):
                said = self._with(paragraph.segment, words)
                name = said.id if number == 1 else SegmentId(f"{said.id}-p{number}")
                yield Paragraph(replace(said, id=name))

        return expanded(own, split, others)

    def _with(self, segment: Segment, content: tuple[Inline, ...]) -> Segment:
        language = self.content.language
        return replace(segment, content=in_own_language(content, language), language=language)

    def _introduction(self, section: Section) -> Paragraph:
        name = SegmentId(f"{section.title.id}-quoted")
        origin = section.title.origin
        return Paragraph(Segment(name, (Text(self.lead),), self.content.language, origin))

    def _kept(self, section: Section, missing: int) -> None:
        title = " ".join(plain_text(section.title.content).split()[:8])
        said = (
            f"the section {title!r} keeps the source's words: {missing} blocks have no plain ones"
        )
        self.found.append(
            Diagnostic(Severity.WARNING, "section-not-plain", said, section.title.origin)
        )


def joined(words: tuple[tuple[Inline, ...], ...]) -> tuple[Inline, ...]:
    """The paragraphs of a message on end."""
    content: tuple[Inline, ...] = ()
    for part in words:
        content = (*content, Text(" "), *part) if content else part
    return content
