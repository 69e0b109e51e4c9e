"""Whether the header can be true: what it says of the text, held against the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from pipeline.reader.front_matter import FrontMatter
from pipeline.reader.habits import LANGUAGES, habits
from pipeline.reader.rule import Findings

_ENOUGH = 40
"""Frequent words that a text must hold before its language is judged: some ten sentences."""

_READ = 10_000  # characters; five pages tell a language as well as a hundred


def check_header(front: FrontMatter, title: str, texts: Iterable[str], findings: Findings) -> None:
    """Report a declared language or cancer type that the summary itself does not bear out.

    Codes: `language-mismatch`, `metadata-cancer-types`, both warnings.
    """
    setting = findings.setting
    findings = Findings(replace(setting, path=front.path), findings.found)
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
    address = urlsplit(setting.metadata.url).path
    about = set(re.findall(r"[^\W_]+", f"{address} {title}".casefold()))
    names = setting.habits.cancer_names
    dubious = [
        kind
        for kind in setting.metadata.cancer_types
        if kind in names and not about.intersection(names[kind])
    ]
    if dubious:
        said = f"neither title nor address speaks of {', '.join(dubious)} cancer"
        hint = "types found by searching the text for words are often wrong"
        findings.warn("metadata-cancer-types", said, front.lines.get("cancerTypes", 1), hint)
