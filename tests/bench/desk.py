"""Measure the desk: a catalog read, judged and put into a document, beside reading it alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import polib

from everyform.editions import content_path, load_translation, translations
from everyform.production import read_seed
from everyform.resources import LOCALES
from tests.bench.seed import SEED

_ROUNDS = 3


def main() -> None:
    """Print the best of some rounds for each catalog, beside polib, which only reads it."""
    document = read_seed(SEED).value.document
    for tag in translations(document):
        path = str(content_path(document, tag, LOCALES))
        whole = _best(partial(load_translation, document, tag))
        alone = _best(partial(polib.pofile, path))
        print(f"{tag}: {whole:.2f} s, {whole / alone:.1f} times polib reading it ({alone:.2f} s)")


def _best(work: Callable[[], object]) -> float:
    """The fewest processor seconds that the work has taken."""
    seconds = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return min(seconds)
