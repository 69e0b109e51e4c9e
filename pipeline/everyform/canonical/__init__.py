"""The document's own form on disk: JSON with a version and a published schema.

`from_json(to_json(document)) == document` for every document, and equal documents give
equal bytes. The form is made to be read and compared by people: one thing a line, plain
words as plain strings, the path once, a segment's language only where it differs.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from everyform.canonical.reading import document_of
from everyform.canonical.writing import document_data
from everyform.diagnostics import Location, failure
from everyform.document import Document

__all__ = ["from_json", "to_json"]


def to_json(document: Document) -> str:
    """The canonical form of a document, ending in a line feed."""
    return json.dumps(document_data(document), ensure_ascii=False, indent=1) + "\n"


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
        return document_of(data)
    except ValueError as error:  # a date such as 2025-02-30 has the schema's form
        raise failure("canonical-schema", str(error), where) from None


@cache
def _validator() -> Draft202012Validator:
    text = (files("everyform.canonical") / "data" / "document.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))
