"""What a text names that the text it rests on does not: figures, drugs, stages."""

from __future__ import annotations

from collections.abc import Iterator

from everyform.meaning.bitext import plain
from everyform.meaning.drugs import drugs
from everyform.meaning.quantities import quantities
from everyform.meaning.stages import stages


def unsupported(source: str, source_language: str, text: str, language: str) -> Iterator[str]:
    """Each figure, drug and stage that is named in `text` and nowhere in `source`.

    For words that sum up several segments, so that no sentence stands beside another.
    """
    there, here = plain(source), plain(text)
    mine, theirs = quantities(there, source_language), quantities(here, language)
    known = frozenset[str]().union(*(number.values for number in mine.numbers)) | set(mine.words)
    for number in theirs.numbers:
        if not number.values & known:
            yield str(number)
    yield from sorted(set(theirs.words) - known - set(mine.loose))
    yield from sorted(drugs(here, language) - drugs(there, source_language))
    yield from sorted(stages(here, language) - stages(there, source_language))
