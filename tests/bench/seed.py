"""The seed as a publication, for the measurements of the page formats."""

from __future__ import annotations

from pathlib import Path

from pipeline.editions import load_edition
from pipeline.labels import Facts, label
from pipeline.publication import Publication, compose
from pipeline.publisher import Publisher
from pipeline.reader import Source, read

SEED = Path(__file__).resolve().parents[2] / "seeds" / "osteosarcoma-treatment.en.md"


def publication() -> Publication:
    """The seed, whole and in English, past its review."""
    document = read(Source(str(SEED), SEED.read_text("utf-8"))).value
    edition = load_edition(document.language)
    decision = label(Facts(whole=True, translated=False, adapted=False, stale=True))
    return compose(document, edition=edition, source=edition, label=decision, publisher=Publisher())
