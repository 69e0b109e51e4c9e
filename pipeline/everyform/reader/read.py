"""The reader's one door: a source file's text -> the canonical document."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import PurePath

from everyform.diagnostics import (
    Diagnostic,
    Location,
    PipelineError,
    Reported,
    Severity,
    failure,
)
from everyform.document import Document
from everyform.reader import draft
from everyform.reader.assemble import assemble
from everyform.reader.citation import find_attribution
from everyform.reader.cleaning import without_ligatures
from everyform.reader.fixes import read_fixes
from everyform.reader.front_matter import FENCE, FrontMatter, split_front_matter
from everyform.reader.habits import LANGUAGES, Habits, habits
from everyform.reader.header_file import read_header
from everyform.reader.headwords import headwords
from everyform.reader.kinds import MARKDOWN, Kind, kind_of
from everyform.reader.metadata import read_metadata
from everyform.reader.plausible import check_language, doubtful_types
from everyform.reader.references import with_references
from everyform.reader.rule import Findings, Setting
from everyform.reader.source import Source, check_characters, check_size, normalized
from everyform.walk import plain_text, segments

_TRADE_MARK = re.compile(r"\s*\(?\bPDQ®?\)?", re.IGNORECASE)


def read(
    source: Source, fixes: Source | None = None, header: Source | None = None
) -> Reported[Document]:
    """Read a patient summary; every repair and every doubt is among the findings.

    The name of the file tells its kind (see `kinds`). `fixes` is the file in which an editor
    has settled doubtful lists (see `fixes`). `header` is the file that holds the metadata
    of a page; without it they stand at the head of the source, in front of everything.

    Raises:
        PipelineError: with everything found so far, at least one error among it.
    """
    source = Source(source.path, normalized(source.text))
    kind = kind_of(source.path)
    found = list(check_size(source, kind.max_characters))
    _stop_on_error(found)
    if kind is MARKDOWN:  # of a page, only the summary's own words are judged, by its parser
        found += check_characters(source)
        _stop_on_error(found)
    source, noticed = without_ligatures(source)
    found += noticed
    front = _front_matter(source, kind, header)
    (language, metadata), noticed = read_metadata(front)
    found += noticed
    settled = {} if kind.nested else read_fixes(fixes)
    if kind.nested and fixes is not None:
        found.append(_needless(fixes))
    setting = Setting(source.path, language, habits(language), metadata, settled)
    blocks, noticed = kind.parse(front.body, setting)
    found += noticed
    for rule in kind.rules:
        blocks, noticed = rule.apply(blocks, setting)
        found += noticed
        _stop_on_error(found)
    findings = Findings(setting, found)
    title, body = assemble(blocks, setting, findings)
    body = with_references(body, findings)
    texts = [(segment, plain_text(segment.content)) for segment in (title, *segments(body))]
    check_language(front, (text for _, text in texts[1:]), findings)
    doubtful = doubtful_types(front, texts[0][1], findings)
    attribution = find_attribution(body, setting.habits, findings)
    document = Document(
        name=document_name(source.path),
        language=language,
        title=title,
        topic=topic(draft.words(title.content), setting.habits),
        metadata=replace(metadata, doubtful_types=doubtful),
        attribution=attribution,
        blocks=body,
        headwords=headwords(texts, setting.habits),
    )
    return Reported(document, tuple(found))


def document_name(path: str) -> str:
    """The name under which outputs are filed: no language, no suffix, no trade mark.

    "seeds/Late Effects-pdq.en.md" -> "late-effects".
    """
    stem = PurePath(path.replace("\\", "/")).name
    stem = re.sub(r"\.(md|markdown|txt|html?)$", "", stem, flags=re.IGNORECASE)
    stem = re.sub(rf"\.({'|'.join(LANGUAGES)})$", "", stem, flags=re.IGNORECASE)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().casefold()
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word and word != "pdq"]
    return "-".join(words) or "document"


def topic(title: str, wordings: Habits) -> str:
    """What a title speaks of: "Acupuncture (PDQ®)–Patient Version" -> "Acupuncture"."""
    match = wordings.patient_title.fullmatch(title)
    subject = match["topic"] if match else title
    return " ".join(_TRADE_MARK.sub("", subject).split()).strip(" –—-") or subject


def _front_matter(source: Source, kind: Kind, header: Source | None) -> FrontMatter:
    """The metadata, from wherever they stand, and the text without them."""
    fenced = source.text.split("\n", 1)[0].rstrip() == FENCE
    if header is not None and fenced:
        said = f"the metadata are given twice: in {header.path} and at the head of this file"
        raise failure("metadata-twice", said, Location(source.path, 1), "delete one of the two")
    if header is not None and source.text.strip():
        return read_header(header, source.text)
    if kind.header_beside and not fenced and source.text.strip():
        said = "the page has no metadata: none beside it, none at its head"
        hint = f"write them into {PurePath(source.path).with_suffix('.toml').name} beside it"
        raise failure("front-matter-missing", said, Location(source.path), hint)
    return split_front_matter(source)


def _needless(fixes: Source) -> Diagnostic:
    said = "this file settles nothing: the lists of a page are nested as the publisher has them"
    hint = "delete it, or rename it if it belongs to another seed"
    return Diagnostic(Severity.WARNING, "fixes-needless", said, Location(fixes.path), hint)


def _stop_on_error(found: list[Diagnostic]) -> None:
    if any(finding.severity is Severity.ERROR for finding in found):
        raise PipelineError(*found)
