"""Publication of one excerpt -> a sheet to edit: title, notices, text, credits, and its foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from everyform.document import Segment
from everyform.labels import NoticeId
from everyform.languages import Direction
from everyform.publication import Notice, Publication, sheet_mark
from everyform.voices.recording import Recording
from everyform.walk import plain_text, segments
from everyform.writers.docx.blocks import Flow, Where
from everyform.writers.docx.elements import Element, flags, w, words
from everyform.writers.docx.numbering import Lists
from everyform.writers.docx.package import Links, Parts, package
from everyform.writers.docx.runs import Words
from everyform.writers.docx.styles import Styles, frame
from everyform.writers.format import File
from everyform.writers.page import draft_mark
from everyform.writers.sheet import chapter, file_name, lift, pieces
from everyform.writers.tables import grid_from

# US Letter, in twentieths of a point.
_INCH = 1_440
_PAGE_WIDE, _PAGE_HIGH = round(8.5 * _INCH), 11 * _INCH
_FOOT_UP = round(0.4 * _INCH)  # how far the foot stands above the edge of the paper
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}  # 17.16.5
_WORD_2013 = 15  # the way of laying out that nobody calls a compatibility mode


def write(publication: Publication, recording: Recording | None = None) -> Iterator[File]:
    """The sheet as one file named after its place and its topic, US Letter.

    Raises:
        ValueError: the publication is no excerpt, so its sheet has no name.
    """
    part = publication.part
    if part is None:
        raise ValueError("a handout shows one excerpt, not a whole document")
    yield File(file_name(part), _Sheet(publication, Links()).data())


@dataclass(frozen=True, slots=True)
class _Sheet:
    publication: Publication
    links: Links

    def data(self) -> bytes:
        """The finished file."""
        lists = Lists()
        body = self._body(lists)
        return package(
            self.publication,
            Parts(
                document=w("document", body),
                styles=Styles(self._language).element(),
                numbering=lists.element(),
                settings=_settings(),
                footer=w("ftr", *self._foot()),
            ),
            self.links,
        )

    @property
    def _language(self) -> str:
        return self.publication.edition.language

    @property
    def _words(self) -> Words:
        held = {segment.id for segment in segments(self.publication.body)}
        return Words(self._language, self.links.relate, held)

    def _body(self, lists: Lists) -> Element:
        publication, look = self.publication, Styles(self._language).look
        width = _PAGE_WIDE - 2 * round(look.margin_in * _INCH)
        ems = int(width / 20 / look.body_pt)
        rooms = grid_from(publication.body, ems)
        flow = Flow(publication, self._words, lists, lift(publication), width, rooms)
        return w(
            "body",
            *self._head(flow),
            *flow.blocks(publication.body, Where()),
            *self._contact(flow),
            *self._credits(flow),
            self._section(),
        )

    def _head(self, flow: Flow) -> Iterator[Element]:
        """The title, where the text is from, and what a reader must know first."""
        publication = self.publication
        yield self._said(flow, "heading 1", publication.title)
        section = chapter(publication)
        if section is not None:
            yield flow.paragraph("Chapter", *self._origin(section), language=self._language)
        if publication.language_note is not None:
            yield self._said(flow, "", publication.language_note)
        # The one notice that leads on to the text stands last, after the note for the desk.
        leading = tuple(n for n in publication.opening if n.id is NoticeId.EXCERPT)
        others = tuple(n for n in publication.opening if n not in leading)
        yield from self._notices(flow, "Notice", others)
        note = flow.words.said(publication.phrases.may_be_edited, self._language)
        yield flow.paragraph("Edit Note", *note, language=self._language)
        yield from self._notices(flow, "", leading)

    def _origin(self, section: Segment) -> Iterator[Element]:
        for text, slot in pieces(self.publication.phrases.excerpt_from):
            yield from self._words.said(text, self._language)
            if slot:
                yield from self._words.said(plain_text(section.content), section.language)

    def _contact(self, flow: Flow) -> Iterator[Element]:
        """Whom the readers of the sheet can call."""
        if not self.publication.contact:
            return
        heading = flow.words.said(self.publication.phrases.who_to_call, self._language)
        line = [frame(2, "top")]
        yield flow.paragraph("heading 2", *heading, language=self._language, properties=line)
        for segment in self.publication.contact:
            yield self._said(flow, "", segment)

    def _credits(self, flow: Flow) -> Iterator[Element]:
        heading = flow.words.said(self.publication.phrases.credits, self._language)
        line = [frame(2, "top")]
        yield flow.paragraph("heading 2", *heading, language=self._language, properties=line)
        yield from self._notices(flow, "Credits", self.publication.credits)
        for segment in self.publication.official:
            yield self._said(flow, "Credits", segment)

    def _notices(self, flow: Flow, style: str, notices: tuple[Notice, ...]) -> Iterator[Element]:
        return (self._said(flow, style, notice.segment) for notice in notices)

    def _said(self, flow: Flow, style: str, segment: Segment) -> Element:
        return flow.paragraph(style, *flow.segment(segment), language=segment.language)

    def _foot(self) -> Iterator[Element]:
        """The notice of every page, the mark of a draft, and the number of the page."""
        publication, language = self.publication, self._language
        flow = Flow(publication, self._words, Lists(), 0, 0, {})
        # Plain words, as on paper: a link in a margin has no place in the reading order.
        notice = flow.words.said(plain_text(publication.compact_notice.content), language)
        line = [frame(1, "top")]
        yield flow.paragraph("footer", *notice, language=language, properties=line)
        mark = flow.words.said(sheet_mark(publication), language)
        yield flow.paragraph("footer", *mark, language=language)
        end = [w("jc", val="right")]
        yield flow.paragraph("footer", *self._page(), language=language, properties=end)

    def _page(self) -> Iterator[Element]:
        said, draft = self._words.said, draft_mark(self.publication)
        if draft:
            yield from said(draft, self._language, strong=True)
            yield from said(" · ", self._language)
        for text, slot in pieces(self.publication.phrases.page_of):
            yield from said(text, self._language, strong=True)
            if slot:
                # The figure is only what stands there until the file is laid out.
                figure = w("r", w("rPr", w("rStyle", val="Strong")), words("1"))
                yield w("fldSimple", figure, instr=f" {_FIELDS[slot]} ")

    def _section(self) -> Element:
        look = Styles(self._language).look
        side, foot = round(look.margin_in * _INCH), round(look.foot_in * _INCH)
        leftward = self.publication.edition.direction is Direction.RIGHT_TO_LEFT
        footer = w("footerReference", type="default")
        footer.set(qn("r:id"), self.links.footer)
        margins = {"top": side, "right": side, "bottom": foot, "left": side}
        return w(
            "sectPr",
            footer,
            w("pgSz", w=_PAGE_WIDE, h=_PAGE_HIGH),
            w("pgMar", **margins, header=_FOOT_UP, footer=_FOOT_UP, gutter=0),
            *(flags("bidi") if leftward else []),
        )


def _settings() -> Element:
    uri = "http://schemas.microsoft.com/office/word"
    setting = w("compatSetting", name="compatibilityMode", uri=uri, val=_WORD_2013)
    return w("settings", w("compat", setting))
