"""Whether the header can be true: what it says of the text, held against the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from everyform.reader.front_matter import FrontMatter
from everyform.reader.habits import LANGUAGES, habits
from everyform.reader.rule import Findings

_ENOUGH = 40
"""Frequent words that a text must hold before its language is judged: some ten sentences."""

_READ = 10_000  # characters; five pages tell a language as well as a hundred


def check_language(front: FrontMatter, texts: Iterable[str], findings: Findings) -> None:
    """Warn where the text is not in the language that the header says: `language-mismatch`."""
    setting = findings.setting
    findings = _of_header(front, findings)
    words = Counter(re.findall(r"[^\W\d_]+", " ".join(texts)[:_READ].casefold()))
    counts = {
        language: sum(words[word] for word in habits(language).frequent_words)
        for language in LANGUAGES
    }
    likeliest = max(LANGUAGES, key=lambda language: counts[language])
    if likeliest != setting.language and counts[likeliest] >= _ENOUGH:
        said = f"the header says {setting.language!r}, but the text reads like {likeliest!r}"
        hint = "the language decides the voice, the hyphenation and every label"
        findings.warn("language-mismatch", said, front.lines.get("language", 1), hint)


def doubtful_types(front: FrontMatter, title: str, findings: Findings) -> tuple[str, ...]:
    """The header's cancer types that neither title nor address speaks of.

    Code: `metadata-cancer-types`, one note. The types of most headers were found by searching
    the whole text for words: a summary that tells that cancer may spread to the lung has
    "lung" among them. Nothing that a reader sees is made of them.
    """
    setting = findings.setting
    address = urlsplit(setting.metadata.url).path
    about = set(re.findall(r"[^\W_]+", f"{address} {title}".casefold()))
    names = setting.habits.cancer_names
    found = tuple(
        kind
        for kind in setting.metadata.cancer_types
        if kind in names and not about.intersection(names[kind])
    )
    if found:
        said = f"neither title nor address speaks of {', '.join(found)} cancer"
        _of_header(front, findings).note(
            "metadata-cancer-types", said, front.lines.get("cancerTypes", 1)
        )
    return found


def _of_header(front: FrontMatter, findings: Findings) -> Findings:
    """The same findings, of the file that holds the header."""
    return Findings(replace(findings.setting, path=front.path), findings.found)
