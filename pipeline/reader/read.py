"""The reader's one door: a source file's text -> the canonical document."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from pipeline.diagnostics import Diagnostic, PipelineError, Reported, Severity
from pipeline.document import Document
from pipeline.reader import draft
from pipeline.reader.assemble import assemble
from pipeline.reader.citation import find_attribution
from pipeline.reader.fixes import read_fixes
from pipeline.reader.front_matter import split_front_matter
from pipeline.reader.habits import LANGUAGES, Habits, habits
from pipeline.reader.headwords import headwords
from pipeline.reader.markdown import parse
from pipeline.reader.metadata import read_metadata
from pipeline.reader.plausible import check_header
from pipeline.reader.references import with_references
from pipeline.reader.rule import Findings, Setting
from pipeline.reader.rules import RULES
from pipeline.reader.source import Source, check_characters, normalized
from pipeline.walk import plain_text, segments

_TRADE_MARK = re.compile(r"\s*\(?\bPDQ®?\)?", re.IGNORECASE)


def read(source: Source, fixes: Source | None = None) -> Reported[Document]:
    """Read a patient summary; every repair and every doubt is among the findings.

    `fixes` is the file in which an editor has settled doubtful lists (see `fixes`).

    Raises:
        PipelineError: with everything found so far, at least one error among it.
    """
    source = Source(source.path, normalized(source.text))
    found = list(check_characters(source))
    _stop_on_error(found)
    front = split_front_matter(source)
    (language, metadata), noticed = read_metadata(front, source.path)
    found += noticed
    setting = Setting(source.path, language, habits(language), metadata, read_fixes(fixes))
    blocks, noticed = parse(front.body, source.path)
    found += noticed
    for rule in RULES:
        blocks, noticed = rule.apply(blocks, setting)
        found += noticed
        _stop_on_error(found)
    findings = Findings(setting, found)
    title, body = assemble(blocks, setting, findings)
    body = with_references(body, findings)
    texts = [(segment, plain_text(segment.content)) for segment in (title, *segments(body))]
    check_header(front, texts[0][1], (text for _, text in texts[1:]), findings)
    attribution = find_attribution(body, setting.habits, findings)
    document = Document(
        name=document_name(source.path),
        language=language,
        title=title,
        topic=topic(draft.words(title.content), setting.habits),
        metadata=metadata,
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
    stem = re.sub(r"\.(md|markdown|txt)$", "", stem, flags=re.IGNORECASE)
    stem = re.sub(rf"\.({'|'.join(LANGUAGES)})$", "", stem, flags=re.IGNORECASE)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().casefold()
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word and word != "pdq"]
    return "-".join(words) or "document"


def topic(title: str, wordings: Habits) -> str:
    """What a title speaks of: "Acupuncture (PDQ®)–Patient Version" -> "Acupuncture"."""
    match = wordings.patient_title.fullmatch(title)
    subject = match["topic"] if match else title
    return " ".join(_TRADE_MARK.sub("", subject).split()).strip(" –—-") or subject


def _stop_on_error(found: list[Diagnostic]) -> None:
    if any(finding.severity is Severity.ERROR for finding in found):
        raise PipelineError(*found)
