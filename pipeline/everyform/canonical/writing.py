"""A document -> the data of its canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

from everyform.document import (
    Attribution,
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    Headword,
    ListItem,
    Metadata,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Section,
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
    Slot,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)

Json = dict[str, Any]

SCHEMA = "everyform/document/1"
"""The name and version of the form; a change that old readers cannot follow raises it."""


def document_data(document: Document) -> Json:
    """The canonical form's data; keys are in the order in which they are written."""
    return _Writer(document).document()


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
            "headwords": [_headword(headword) for headword in document.headwords],
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
            case Callout(inner):
                return {"type": "callout", "blocks": self._blocks(inner)}
            case Figure(description, caption, target):
                return {
                    "type": "figure",
                    "target": target,
                    "description": self._segment(description),
                    "caption": caption and self._segment(caption),
                }
            case Table(caption, header, rows, footer):
                return {
                    "type": "table",
                    "caption": caption and self._segment(caption),
                    "header": [self._row(row) for row in header],
                    "rows": [self._row(row) for row in rows],
                    "footer": [self._row(row) for row in footer],
                }
            case Section(title, level, inner, role, number):
                return {
                    "type": "section",
                    "level": level,
                    "role": role.value,
                    "number": number,
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
    doubtful = list(metadata.doubtful_types)
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
        **({"doubtfulTypes": doubtful} if doubtful else {}),
        "tags": list(metadata.tags),
        "shortCitation": metadata.short_citation,
        "lastReviewed": _day(metadata.last_reviewed),
        "reviewFrequency": frequency.value if frequency else None,
        "updated": _day(metadata.updated),
        "accessed": _day(metadata.accessed),
        "alternates": dict(metadata.alternates),
    }


def _headword(headword: Headword) -> Json:
    return {
        "cdrId": headword.cdr_id,
        "forms": list(headword.forms),
        "segments": list(headword.segments),
        "explanations": [
            {
                "authority": explanation.authority.value,
                "language": explanation.language,
                "segment": explanation.segment,
                "text": explanation.text,
            }
            for explanation in headword.explanations
        ],
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
        case Phone(text, number):
            return {"type": "phone", "number": number, "text": text}
        case Pmid(text, number):
            return {"type": "pmid", "number": number, "text": text}
        case Link(content, target):
            return {"type": "link", "target": target, "content": _inlines(content)}
        case Drug(content, target):
            return {"type": "drug", "target": target, "content": _inlines(content)}
        case ReferenceMark(content, place):
            return {"type": "reference-mark", "target": place, "content": _inlines(content)}
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
        case RunIn(content):
            return {"type": "run-in", "content": _inlines(content)}
        case Defined(content):
            return {"type": "defined", "content": _inlines(content)}
        case Gene(content):
            return {"type": "gene", "content": _inlines(content)}
        case _:
            assert_never(node)


def _inlines(content: Sequence[Inline]) -> list[str | Json]:
    return [_inline(node) for node in content]
