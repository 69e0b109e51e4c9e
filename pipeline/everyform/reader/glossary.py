"""An optional glossary beside the seeds, which supplies what the dictionary says.

`seeds/glossary.<language>.json` holds a list of entries in the shape of NCI's Dictionary
API: `termId`, `language`, `termName` and `definition` with its `text`; other keys, such as
`pronunciation`, may be there and are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from everyform.diagnostics import Diagnostic, Location, PipelineError, Reported, Severity, failure
from everyform.document import Authority, Document, Explanation
from everyform.reader.habits import LANGUAGES
from everyform.reader.source import Source, normalized

_FORM = "expected a list of entries, each between braces"


@dataclass(frozen=True, slots=True)
class _Entry:
    cdr_id: str
    language: str
    text: str
    origin: Location


def with_glossary(document: Document, glossary: Source) -> Reported[Document]:
    """The document with the glossary's explanations after the text's own.

    Only entries in the document's language count; the others are named in a warning,
    `glossary-language`. The note `glossary` says how many words got an explanation.

    Raises:
        PipelineError: `glossary-syntax` with the line, for whatever has another form.
    """
    entries, others = _entries(glossary, document.language)
    explained = 0
    headwords = []
    for headword in document.headwords:
        entry = entries.get(headword.cdr_id or "")
        if entry is not None:
            explained += 1
            known = Explanation(entry.text, entry.language, Authority.DICTIONARY, None)
            own = (e for e in headword.explanations if e.authority is not Authority.DICTIONARY)
            headword = replace(headword, explanations=(*own, known))
        headwords.append(headword)
    asked = sum(headword.cdr_id is not None for headword in headwords)
    said = f"the glossary explains {explained} of the {asked} dictionary words of {document.name}"
    found = [Diagnostic(Severity.NOTE, "glossary", said, Location(glossary.path))]
    if others:
        said = f"{len(others)} entries are not in the document's language, {document.language!r}"
        found.append(Diagnostic(Severity.WARNING, "glossary-language", said, others[0].origin))
    return Reported(replace(document, headwords=tuple(headwords)), tuple(found))


def _entries(glossary: Source, language: str) -> tuple[Mapping[str, _Entry], list[_Entry]]:
    """The entries in this language by CDR id, and those in others."""
    wrong: list[Diagnostic] = []
    found: dict[str, _Entry] = {}
    others: list[_Entry] = []
    for data, line in _objects(normalized(glossary.text), glossary.path):
        where = Location(glossary.path, line)
        entry = _entry(data, where)
        if isinstance(entry, str):
            wrong.append(Diagnostic(Severity.ERROR, "glossary-syntax", entry, where))
        elif entry.language != language:
            others.append(entry)
        elif entry.cdr_id in found:
            before = found[entry.cdr_id].origin.line
            said = f"the term {entry.cdr_id} already stands in line {before}"
            wrong.append(Diagnostic(Severity.ERROR, "glossary-syntax", said, where))
        else:
            found[entry.cdr_id] = entry
    if wrong:
        raise PipelineError(*wrong)
    return found, others


def _entry(data: Any, where: Location) -> _Entry | str:
    """The entry, or what is wrong with it."""
    if not isinstance(data, dict):
        return _FORM
    term, language = data.get("termId"), data.get("language")
    if isinstance(term, bool) or not isinstance(term, int) or term < 1:
        return f"termId must be a number above 0; it is {term!r}"
    if language not in LANGUAGES:
        return f"language must be one of {', '.join(LANGUAGES)}; it is {language!r}"
    name, definition = data.get("termName"), data.get("definition")
    if not isinstance(name, str) or not name.strip():
        return f"termName must be a text; it is {name!r}"
    text = definition.get("text") if isinstance(definition, dict) else None
    if not isinstance(text, str) or not text.strip():
        return f"definition must hold a text; the entry is that of {name!r}"
    return _Entry(str(term), language, " ".join(text.split()), where)


def _objects(text: str, path: str) -> Iterator[tuple[Any, int]]:
    """The entries of the list, each with the line on which it begins."""
    decoder = json.JSONDecoder()

    def broken(message: str, at: int) -> PipelineError:
        line = text.count("\n", 0, at) + 1
        return failure("glossary-syntax", message, Location(path, line))

    at = _past_space(text, 0)
    if text[at : at + 1] != "[":
        raise broken(_FORM, at)
    at = _past_space(text, at + 1)
    first, line, counted = True, 1, 0
    while text[at : at + 1] != "]":
        if not first:
            if text[at : at + 1] != ",":
                raise broken("a comma or the end of the list is missing", at)
            at = _past_space(text, at + 1)
        first = False
        begun = at
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise broken(f"not JSON: {error.msg}", error.pos) from None
        except RecursionError:
            raise broken("not JSON: nested too deep", begun) from None
        except ValueError:
            raise broken("not JSON: a number has too many digits", begun) from None
        line, counted = line + text.count("\n", counted, begun), begun
        yield value, line
        at = _past_space(text, at)
    if _past_space(text, at + 1) != len(text):
        raise broken("something stands after the end of the list", at + 1)


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at
