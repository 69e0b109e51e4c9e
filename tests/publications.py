"""A publication made by hand, with every node and with words that mean harm.

Page writers are tested on it without the reader: what they must carry is the tree.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from everyform.diagnostics import Location
from everyform.document import (
    Attribution,
    Block,
    BulletList,
    Callout,
    Cell,
    CellScope,
    Document,
    Figure,
    ListItem,
    Metadata,
    OrderedList,
    Paragraph,
    Quote,
    ReviewFrequency,
    Row,
    Section,
    SectionRole,
    Segment,
    Table,
)
from everyform.editions import load_edition
from everyform.inline import (
    CrossReference,
    Defined,
    Drug,
    Emph,
    Foreign,
    Gene,
    Inline,
    LineBreak,
    Link,
    Phone,
    Pmid,
    ReferenceMark,
    RunIn,
    SegmentId,
    Slot,
    SlotName,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from everyform.labels import Facts, label
from everyform.publication import Publication, compose
from everyform.publisher import Publisher
from everyform.walk import plain_text

HOSTILE = (
    "</script><script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "Updated <MM/DD/YYYY> & \"quoted\" 'twice' ]]> <!-- --> &amp;",
    "right to left \u202eoverride\u202c and \u2067isolate\u2069, \u05e9\u05dc\u05d5\u05dd",
    "line\u2028and paragraph\u2029separators, \U0001f9b4, caf\u00e9 cafe\u0301",
)


def publication(
    *,
    tag: str = "en",
    stale: bool = True,
    blocks: tuple[Block, ...] | None = None,
    updated: date | None = None,
) -> Publication:
    """The whole small document, in the edition `tag`, its words those of the source."""
    return compose(
        document(blocks, updated),
        edition=load_edition(tag),
        source=load_edition("en"),
        label=label(Facts(whole=True, translated=False, adapted=False, stale=stale)),
        publisher=Publisher(),
    )


def document(blocks: tuple[Block, ...] | None = None, updated: date | None = None) -> Document:
    url = "https://www.cancer.gov/types/example/patient/example-treatment"
    return Document(
        name="example-treatment",
        language="en",
        title=words("title-0000", Text("Example Treatment (PDQ®)–Patient Version")),
        topic="Example Treatment",
        metadata=Metadata(
            title="Example Treatment",
            url=url,
            licence="public_domain",
            source="NCI",
            source_type="example",
            status="active",
            audience="patient",
            version="v1",
            cancer_types=("bone",),
            tags=("treatment",),
            short_citation="NCI, 2025",
            last_reviewed=date(2025, 12, 30),
            review_frequency=ReviewFrequency.QUARTERLY,
            updated=updated,
            accessed=None,
        ),
        attribution=Attribution(
            board="PDQ® Example Board",
            title="PDQ Example Treatment",
            publisher="National Cancer Institute",
            url=url,
            pmid="12345678",
            citation=(
                Text("PDQ® Example Board. PDQ Example Treatment. Updated "),
                Slot(SlotName.UPDATED),
                Text(". Available at: "),
                Link((Text(url),), url),
                Text(". [PMID: 12345678]"),
            ),
            permission=SegmentId("heading-use1"),
        ),
        blocks=every_node() if blocks is None else blocks,
    )


def every_node() -> tuple[Block, ...]:
    first = section("heading-aaa1", "First chapter", 2, *_first_chapter())
    nested = section("heading-ccc1", "Deep", 3, section("heading-ccc2", "Deeper", 4, para("Down.")))
    hostile = section("heading-bbb1", HOSTILE[0], 2, *map(para, HOSTILE), *_tables(), nested)
    use = section("heading-use1", "Permission to use", 2, para("Terms of use."))
    return (para("Words before any chapter."), first, hostile, use)


def words(name: str, *content: Inline, language: str = "en") -> Segment:
    return Segment(SegmentId(name), content, language, Location("small.md", 1))


def para(text: str | Inline, *more: Inline) -> Paragraph:
    head = Text(text) if isinstance(text, str) else text
    digest = hashlib.sha256(plain_text((head, *more)).encode()).hexdigest()
    return Paragraph(words(f"para-{digest[:8]}", head, *more))


def section(
    name: str, title: str, level: int, *blocks: Block, role: SectionRole = SectionRole.BODY
) -> Section:
    return Section(words(name, Text(title)), level, blocks, role)


def _term(text: str) -> Term:
    target = "https://www.cancer.gov/Common/PopUps/popDefinition.aspx?id=45882&version=patient"
    return Term((Text(text),), "45882", "Cancer.gov", "en", target)


def _first_chapter() -> tuple[Block, ...]:
    other = SegmentId("heading-ccc1")
    point = ListItem((para("Deep"),), repeats=other)
    inner = BulletList((ListItem((para("inner one"),)), ListItem((para("inner two"),))))
    return (
        section("heading-kkk1", "Key Points", 3, BulletList((point,)), role=SectionRole.KEY_POINTS),
        para(
            "Bone is ",
            _term("tissue"),
            Text(", "),
            Emph((Text("RB1"),)),
            Text(" and "),
            Strong((_term("more"),)),
            Text(" H"),
            Subscript((Text("2"),)),
            Text("O x"),
            Superscript((Text("2"),)),
            Text(" "),
            Foreign((Text("dos palabras"),), "es"),
            Text("."),
        ),
        para("9609 Drive", LineBreak(), Text("Rockville")),
        para("See ", CrossReference((Text("the deep part"),), other), Text(".")),
        para("Lost: ", CrossReference((Text("nowhere"),), SegmentId("heading-zzz9")), Text(".")),
        para(
            RunIn((Text("Biopsy"),)),
            Text(" of the "),
            Gene((Text("BRAF"),)),
            Text(" gene, with "),
            Drug((Text("cisplatin"),), "https://www.cancer.gov/drugs/cisplatin"),
            Text(". Call "),
            Phone("1-800-4-CANCER", "+18004226237"),
            Text(", "),
            Phone("911", "911"),
            Text(" or read "),
            Pmid("PMID: 26389380", "26389380"),
            Text("."),
            ReferenceMark((Text("1"),), SegmentId("para-ref1")),
            ReferenceMark((Text("2"),), None),
        ),
        para(Defined((Text("Insomnia"),)), Text(": being unable to sleep.")),
        Callout((para("Note this."),)),
        replace(
            section(
                "heading-qqq1", "What is it?", 3, para("An answer."), role=SectionRole.QUESTION
            ),
            number=7,
        ),
        section(
            "heading-rrr1",
            "References",
            3,
            OrderedList((ListItem((Paragraph(words("para-ref1", Text("A source."))),)),)),
            role=SectionRole.REFERENCES,
        ),
        OrderedList((ListItem((para("outer"), inner)),), start=3),
        Quote((para("Quoted words."),)),
        Figure(
            words("figure-0001", Text("Drawing shows a bone.")),
            words("caption-0001", Text("A bone.")),
            "https://media.example.org/bone.jpg",
        ),
        Figure(words("figure-0002", Text("No caption.")), None, "https://media.example.org/x.jpg"),
    )


def _row(*texts: str, scope: CellScope = CellScope.DATA, ragged: bool = False) -> Row:
    return Row(tuple(Cell((para(text),), scope) for text in texts), ragged)


def _tables() -> tuple[Table, Table]:
    return _table(), _lost_table()


def _table() -> Table:
    return Table(
        words("caption-0002", Text("Doses")),
        (_row("Drug", "Dose", scope=CellScope.COLUMN),),
        (_row("cisplatin", "1 mg"), _row("aspirin", "2 mg")),
        (_row("All doses", "by mouth"),),
    )


def _lost_table() -> Table:
    """A table in which a row has lost a cell."""
    return Table(
        words("caption-0003", Text("Causes")),
        (_row("Cause", "Care", scope=CellScope.COLUMN),),
        (_row("lump", "rest"), _row("alone", ragged=True)),
    )
