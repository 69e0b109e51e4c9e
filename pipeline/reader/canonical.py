"""The document's own form on disk: JSON with a version and a published schema.

`from_json(to_json(document)) == document` for every document, and equal documents give
equal bytes. The form is made to be read and compared by people: one thing a line, plain
words as plain strings, the path once, a segment's language only where it differs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, assert_never

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from pipeline.diagnostics import Location, failure
from pipeline.document import (
    Attribution,
    Block,
    BulletList,
    Cell,
    CellScope,
    CrossReference,
    Document,
    Emph,
    Figure,
    Foreign,
    Inline,
    LineBreak,
    Link,
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
    SegmentId,
    Slot,
    SlotName,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)

SCHEMA = "everyform/document/1"

Json = dict[str, Any]
_SPANS: Mapping[str, type[Emph] | type[Strong] | type[Superscript] | type[Subscript]] = {
    "emph": Emph,
    "strong": Strong,
    "superscript": Superscript,
    "subscript": Subscript,
}


def to_json(document: Document) -> str:
    """The canonical form of a document, ending in a line feed."""
    writer = _Writer(document)
    return json.dumps(writer.document(), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, path: str = "") -> Document:
    """The document of a canonical form; `path` is used in messages only.

    Raises:
        PipelineError: `canonical-syntax` if the text is no JSON, `canonical-schema` if it
            does not follow the published schema, naming the place.
    """
    where = Location(path)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise failure("canonical-syntax", f"not JSON: {error}", where) from None
    wrong = best_match(_validator().iter_errors(data))
    if wrong is not None:
        said = f"{wrong.json_path}: {wrong.message[:200]}"
        raise failure("canonical-schema", said, where)
    try:
        return _Reader(data).document()
    except ValueError as error:  # a date such as 2025-02-30 has the schema's form
        raise failure("canonical-schema", str(error), where) from None


@cache
def _validator() -> Draft202012Validator:
    text = (files("pipeline.reader") / "data" / "document.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._path = document.title.origin.path

    def document(self) -> Json:
        document = self._document
        return {
            "schema": SCHEMA,
            "name": document.name,
            "language": document.language,
            "path": self._path,
            "topic": document.topic,
            "metadata": _metadata(document.metadata),
            "attribution": self._attribution(document.attribution),
            "title": self._segment(document.title),
            "blocks": self._blocks(document.blocks),
        }

    def _attribution(self, attribution: Attribution) -> Json:
        return {
            "board": attribution.board,
            "title": attribution.title,
            "publisher": attribution.publisher,
            "url": attribution.url,
            "pmid": attribution.pmid,
            "citation": [_inline(node) for node in attribution.citation],
            "permission": attribution.permission,
        }

    def _segment(self, segment: Segment) -> Json:
        data: Json = {"id": segment.id, "line": segment.origin.line}
        if segment.origin.path != self._path:
            data["path"] = segment.origin.path
        if segment.language != self._document.language:
            data["language"] = segment.language
        data["content"] = [_inline(node) for node in segment.content]
        return data

    def _blocks(self, blocks: Sequence[Block]) -> list[Json]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Json:
        match block:
            case Paragraph(segment):
                return {"type": "paragraph", **self._segment(segment)}
            case BulletList(items):
                return {"type": "bullet-list", "items": [self._item(item) for item in items]}
            case OrderedList(items, start):
                entries = [self._item(item) for item in items]
                return {"type": "ordered-list", "start": start, "items": entries}
            case Quote(inner):
                return {"type": "quote", "blocks": self._blocks(inner)}
            case Figure(description, caption, target):
                return {
                    "type": "figure",
                    "target": target,
                    "description": self._segment(description),
                    "caption": caption and self._segment(caption),
                }
            case Table(caption, header, rows):
                return {
                    "type": "table",
                    "caption": caption and self._segment(caption),
                    "header": [self._row(row) for row in header],
                    "rows": [self._row(row) for row in rows],
                }
            case Section(title, level, inner, role):
                return {
                    "type": "section",
                    "level": level,
                    "role": role.value,
                    "title": self._segment(title),
                    "blocks": self._blocks(inner),
                }
            case _:
                assert_never(block)

    def _item(self, item: ListItem) -> Json:
        data: Json = {} if item.repeats is None else {"repeats": item.repeats}
        return {**data, "blocks": self._blocks(item.blocks)}

    def _row(self, row: Row) -> Json:
        data: Json = {"ragged": True} if row.ragged else {}
        cells = [
            {"scope": cell.scope.value, "blocks": self._blocks(cell.blocks)} for cell in row.cells
        ]
        return {**data, "cells": cells}


def _metadata(metadata: Metadata) -> Json:
    frequency = metadata.review_frequency
    return {
        "title": metadata.title,
        "url": metadata.url,
        "licence": metadata.licence,
        "source": metadata.source,
        "sourceType": metadata.source_type,
        "status": metadata.status,
        "audience": metadata.audience,
        "version": metadata.version,
        "cancerTypes": list(metadata.cancer_types),
        "tags": list(metadata.tags),
        "shortCitation": metadata.short_citation,
        "lastReviewed": _day(metadata.last_reviewed),
        "reviewFrequency": frequency.value if frequency else None,
        "updated": _day(metadata.updated),
        "accessed": _day(metadata.accessed),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _inline(node: Inline) -> str | Json:
    match node:
        case Text(text):
            return text
        case LineBreak():
            return {"type": "line-break"}
        case Slot(name, text):
            return {"type": "slot", "name": name.value, "text": text}
        case Link(content, target):
            return {"type": "link", "target": target, "content": _inlines(content)}
        case CrossReference(content, target):
            return {"type": "cross-reference", "target": target, "content": _inlines(content)}
        case Term(content, cdr_id, dictionary, language, target):
            return {
                "type": "term",
                "cdrId": cdr_id,
                "dictionary": dictionary,
                "language": language,
                "target": target,
                "content": _inlines(content),
            }
        case Foreign(content, language):
            return {"type": "foreign", "language": language, "content": _inlines(content)}
        case Emph(content):
            return {"type": "emph", "content": _inlines(content)}
        case Strong(content):
            return {"type": "strong", "content": _inlines(content)}
        case Superscript(content):
            return {"type": "superscript", "content": _inlines(content)}
        case Subscript(content):
            return {"type": "subscript", "content": _inlines(content)}
        case _:
            assert_never(node)


def _inlines(content: Sequence[Inline]) -> list[str | Json]:
    return [_inline(node) for node in content]


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
            case "figure":
                description = self._segment(data["description"])
                return Figure(description, self._optional(data["caption"]), data["target"])
            case "table":
                header = tuple(map(self._row, data["header"]))
                rows = tuple(map(self._row, data["rows"]))
                return Table(self._optional(data["caption"]), header, rows)
            case "section":
                title = self._segment(data["title"])
                blocks = self._blocks(data["blocks"])
                return Section(title, data["level"], blocks, SectionRole(data["role"]))
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
    )


def _read_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


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
    content = _read_inlines(data["content"])
    if kind == "link":
        return Link(content, data["target"])
    if kind == "cross-reference":
        return CrossReference(content, SegmentId(data["target"]))
    if kind == "term":
        return Term(content, data["cdrId"], data["dictionary"], data["language"], data["target"])
    if kind == "foreign":
        return Foreign(content, data["language"])
    return _SPANS[kind](content)
