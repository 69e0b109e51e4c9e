"""The seed as a publication, for the measurements of the page formats."""

from __future__ import annotations

from pathlib import Path

from everyform.editions import load_edition
from everyform.labels import Facts, label
from everyform.publication import Publication, compose
from everyform.publisher import Publisher
from everyform.reader import Source, read

SEED = Path(__file__).resolve().parents[2] / "seeds" / "osteosarcoma-treatment.en.md"


def publication() -> Publication:
    """The seed, whole and in English, past its review."""
    document = read(Source(str(SEED), SEED.read_text("utf-8"))).value
    edition = load_edition(document.language)
    decision = label(Facts(whole=True, translated=False, adapted=False, stale=True))
    return compose(document, edition=edition, source=edition, label=decision, publisher=Publisher())
