"""The lines of a sheet that no segment holds, as blocks: message, actions, questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from everyform.clinic import Clinic
from everyform.credits import INFORMATION_SERVICE, fill
from everyform.diagnostics import Location
from everyform.document import Block, BulletList, Callout, ListItem, Paragraph, Section, Segment
from everyform.glue import WORDS, Glue, LineKind, meaning
from everyform.inline import Defined, Inline, Phone, SegmentId, Text
from everyform.publication import Publication
from everyform.sheets.parting import Ruler
from everyform.sheets.topics import Topic
from everyform.walk import plain_text, segments

_LEVEL = 2
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of an edition's sheets, in its words."""

    publication: Publication
    glue: Glue
    clinic: Clinic = field(default_factory=Clinic)

    def message(self, topic: Topic, shown: Iterable[Block] = ()) -> tuple[Block, ...]:
        """The main message of a topic, in a frame; nothing where nobody wrote one.

        Where what one can do stands on another sheet, the first of it is said here too: each
        sheet is given out alone.
        """
        said = self.glue.of(topic.name, LineKind.MAIN)
        done = self.glue.of(topic.name, LineKind.DO)[:1]
        title = f"glue-{LineKind.DO.value}"
        if any(isinstance(block, Section) and block.title.id == title for block in shown):
            done = ()
        first = (*self._paragraphs("main", said), *self._paragraphs("act", done))
        return (Callout(first),) if said else ()

    def added(self, topic: Topic) -> Topic:
        """The topic with what is known of it, what one can do, and what to ask, at its end."""
        own = tuple(self._sections(topic.name))
        if not own:
            return topic
        return replace(
            topic,
            sections=(*topic.sections, *own),
            chapters=(*topic.chapters, *(None for _ in own)),
        )

    def words(
        self, shown: Iterable[Block], room: float, ruler: Ruler | None
    ) -> tuple[Section, ...]:
        """What words on a sheet mean: those that it shows, as far as so many lines hold them.

        Without a ruler: all words there are.
        """
        text = " ".join(plain_text(segment.content) for segment in segments(shown))
        items: tuple[ListItem, ...] = ()
        made: tuple[Section, ...] = ()
        for number, line in enumerate(self.glue.of(WORDS, LineKind.WORD), start=1):
            word, said = meaning(line)
            if ruler and (len(items) == _MOST_WORDS or not _occurs(word, text)):
                continue
            content = (Defined((Text(word),)), Text(f": {said}"))
            item = ListItem((Paragraph(self._words(f"glue-word-{number}", content)),))
            title = self._segment("words", self.publication.phrases.words_to_know)
            section = Section(title, _LEVEL, (BulletList((*items, item)),))
            if ruler is None or ruler.size(section) <= room:
                items, made = (*items, item), (section,)
        return made

    def contact(self) -> tuple[Segment, ...]:
        """Whom the readers of a sheet can call: the clinic, and the institute's own service."""
        phrases = self.publication.phrases
        service = fill(phrases.call_service, {"phone": INFORMATION_SERVICE})
        return (*self._clinic(), self._words("contact-service", service))

    def contact_section(self) -> Section:
        """The same as a section, to be measured: a writer sets it after the text."""
        title = self._words("contact", (Text(self.publication.phrases.who_to_call),))
        return Section(title, _LEVEL, tuple(map(Paragraph, self.contact())))

    def _clinic(self) -> tuple[Segment, ...]:
        clinic, phrases = self.clinic, self.publication.phrases
        if not (clinic.name or clinic.phone):
            return ()
        name, phone = (Text(clinic.name),), (Phone(clinic.phone, clinic.number),)
        if not clinic.phone:
            words: tuple[Inline, ...] = name
        elif clinic.name:
            words = fill(phrases.call_clinic, {"clinic": name, "phone": phone})
        else:
            words = (Text(f"{phrases.clinic_phone} "), *phone)
        return (self._words("contact-clinic", words),)

    def _sections(self, topic: str) -> Iterator[Section]:
        phrases = self.publication.phrases
        for kind, heading in (
            (LineKind.KNOW, phrases.sheet_know),
            (LineKind.UNKNOWN, phrases.sheet_unknown),
            (LineKind.DO, phrases.sheet_do),
            (LineKind.ASK, phrases.topic_questions),
        ):
            said = self.glue.of(topic, kind)
            if not said:
                continue
            name = kind.value
            inside: tuple[Block, ...] = tuple(self._paragraphs(name, said))
            if kind in (LineKind.DO, LineKind.ASK):
                inside = (BulletList(tuple(ListItem((one,)) for one in inside)),)
            if kind is LineKind.DO and not self.clinic.phone:  # a line to write it on
                inside = (*inside, Paragraph(self._segment("phone", phrases.clinic_phone)))
            yield Section(self._segment(name, heading), _LEVEL, inside)

    def _paragraphs(self, name: str, said: Iterable[str]) -> Iterator[Paragraph]:
        for number, words in enumerate(said, start=1):
            yield Paragraph(self._segment(f"{name}-{number}", words))

    def _segment(self, name: str, words: str) -> Segment:
        return self._words(f"glue-{name}", (Text(words),))

    def _words(self, name: str, content: tuple[Inline, ...]) -> Segment:
        return Segment(
            SegmentId(name),
            content,
            self.publication.edition.language,
            Location(self.publication.title.origin.path),
        )


def _occurs(word: str, text: str) -> bool:
    """Is a word in a text, or its plural?"""
    return re.search(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)", text, re.IGNORECASE) is not None
