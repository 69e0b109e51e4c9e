"""The data of a canonical form -> the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from everyform.diagnostics import Location
from everyform.document import (
    Attribution,
    Authority,
    Block,
    BulletList,
    Callout,
    Cell,
    CellScope,
    Document,
    Explanation,
    Figure,
    Headword,
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

Json = dict[str, Any]

_SPANS: Mapping[str, Callable[[tuple[Inline, ...]], Inline]] = {
    "emph": Emph,
    "strong": Strong,
    "superscript": Superscript,
    "subscript": Subscript,
    "run-in": RunIn,
    "defined": Defined,
    "gene": Gene,
}


def document_of(data: Json) -> Document:
    """The document of data that follows the schema; raises ValueError for an unreal date."""
    return _Reader(data).document()


class _Reader:
    """Data that the schema has accepted -> the document."""

    def __init__(self, data: Json) -> None:
        self._data = data
        self._path: str = data["path"]
        self._language: str = data["language"]

    def document(self) -> Document:
        data = self._data
        return Document(
            name=data["name"],
            language=data["language"],
            title=self._segment(data["title"]),
            topic=data["topic"],
            metadata=_read_metadata(data["metadata"]),
            attribution=_read_attribution(data["attribution"]),
            blocks=self._blocks(data["blocks"]),
            headwords=tuple(map(_read_headword, data["headwords"])),
        )

    def _segment(self, data: Json) -> Segment:
        return Segment(
            id=SegmentId(data["id"]),
            content=_read_inlines(data["content"]),
            language=data.get("language", self._language),
            origin=Location(data.get("path", self._path), data["line"]),
        )

    def _optional(self, data: Json | None) -> Segment | None:
        return None if data is None else self._segment(data)

    def _blocks(self, data: list[Json]) -> tuple[Block, ...]:
        return tuple(map(self._block, data))

    def _block(self, data: Json) -> Block:
        match data["type"]:
            case "paragraph":
                return Paragraph(self._segment(data))
            case "bullet-list":
                return BulletList(tuple(map(self._item, data["items"])))
            case "ordered-list":
                return OrderedList(tuple(map(self._item, data["items"])), data["start"])
            case "quote":
                return Quote(self._blocks(data["blocks"]))
            case "callout":
                return Callout(self._blocks(data["blocks"]))
            case "figure":
                description = self._segment(data["description"])
                return Figure(description, self._optional(data["caption"]), data["target"])
            case "table":
                header = tuple(map(self._row, data["header"]))
                rows = tuple(map(self._row, data["rows"]))
                footer = tuple(map(self._row, data["footer"]))
                return Table(self._optional(data["caption"]), header, rows, footer)
            case "section":
                title = self._segment(data["title"])
                blocks = self._blocks(data["blocks"])
                role = SectionRole(data["role"])
                return Section(title, data["level"], blocks, role, data["number"])
            case other:
                raise ValueError(f"unknown block {other!r}")

    def _item(self, data: Json) -> ListItem:
        repeats = data.get("repeats")
        return ListItem(self._blocks(data["blocks"]), repeats and SegmentId(repeats))

    def _row(self, data: Json) -> Row:
        cells = tuple(
            Cell(self._blocks(cell["blocks"]), CellScope(cell["scope"])) for cell in data["cells"]
        )
        return Row(cells, data.get("ragged", False))


def _read_metadata(data: Json) -> Metadata:
    frequency = data["reviewFrequency"]
    return Metadata(
        title=data["title"],
        url=data["url"],
        licence=data["licence"],
        source=data["source"],
        source_type=data["sourceType"],
        status=data["status"],
        audience=data["audience"],
        version=data["version"],
        cancer_types=tuple(data["cancerTypes"]),
        tags=tuple(data["tags"]),
        short_citation=data["shortCitation"],
        last_reviewed=_read_day(data["lastReviewed"]),
        review_frequency=ReviewFrequency(frequency) if frequency else None,
        updated=_read_day(data["updated"]),
        accessed=_read_day(data["accessed"]),
        alternates=tuple(sorted(data["alternates"].items())),
        doubtful_types=tuple(data.get("doubtfulTypes", ())),
    )


def _read_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _read_headword(data: Json) -> Headword:
    return Headword(
        cdr_id=data["cdrId"],
        forms=tuple(data["forms"]),
        segments=tuple(map(SegmentId, data["segments"])),
        explanations=tuple(
            Explanation(
                text=explanation["text"],
                language=explanation["language"],
                authority=Authority(explanation["authority"]),
                segment=explanation["segment"] and SegmentId(explanation["segment"]),
            )
            for explanation in data["explanations"]
        ),
    )


def _read_attribution(data: Json) -> Attribution:
    return Attribution(
        board=data["board"],
        title=data["title"],
        publisher=data["publisher"],
        url=data["url"],
        pmid=data["pmid"],
        citation=_read_inlines(data["citation"]),
        permission=SegmentId(data["permission"]),
    )


def _read_inlines(data: list[str | Json]) -> tuple[Inline, ...]:
    return tuple(map(_read_inline, data))


def _read_inline(data: str | Json) -> Inline:
    if isinstance(data, str):
        return Text(data)
    kind = data["type"]
    if kind == "line-break":
        return LineBreak()
    if kind == "slot":
        return Slot(SlotName(data["name"]), data["text"])
    if kind == "phone":
        return Phone(data["text"], data["number"])
    if kind == "pmid":
        return Pmid(data["text"], data["number"])
    content = _read_inlines(data["content"])
    if kind == "drug":
        return Drug(content, data["target"])
    if kind == "reference-mark":
        return ReferenceMark(content, data["target"] and SegmentId(data["target"]))
    if kind == "link":
        return Link(content, data["target"])
    if kind == "cross-reference":
        return CrossReference(content, SegmentId(data["target"]))
    if kind == "term":
        return Term(content, data["cdrId"], data["dictionary"], data["language"], data["target"])
    if kind == "foreign":
        return Foreign(content, data["language"])
    return _SPANS[kind](content)
