"""What the publisher always does, as data: one file of wordings for each language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "es")
"""The languages in which the publisher writes summaries."""


@dataclass(frozen=True, slots=True)
class Habits:
    """One language's fixed wordings; patterns are matched against whole, collapsed texts."""

    language: str
    navigation: frozenset[str]
    enlarge: frozenset[str]
    key_points: frozenset[str]
    about: tuple[re.Pattern[str], ...]
    permission: tuple[re.Pattern[str], ...]
    resources: tuple[re.Pattern[str], ...]
    references: tuple[re.Pattern[str], ...]
    question: re.Pattern[str]
    drug_lists: tuple[re.Pattern[str], ...]
    callouts: frozenset[str]
    gene_words: frozenset[str]
    calling: re.Pattern[str]
    after_call: re.Pattern[str]
    patient_title: re.Pattern[str]
    professional_title: re.Pattern[str]
    citation: re.Pattern[str]
    lead_ins: tuple[str, ...]
    numerals: tuple[str, ...]
    announced: re.Pattern[str]
    stage: re.Pattern[str]
    clause_end: re.Pattern[str]
    joiners: frozenset[str]
    subordinating: frozenset[str]
    contact_labels: frozenset[str]
    articles: frozenset[str]
    defining: re.Pattern[str]
    stating: frozenset[str]
    copula: frozenset[str]
    asides: tuple[str, ...]
    compounding: tuple[str, ...]
    free_before: frozenset[str]
    also: tuple[str, ...]
    word_endings: tuple[str, ...]
    small_words: frozenset[str]
    heading_fillers: frozenset[str]
    frequent_words: frozenset[str]
    concerns: tuple[tuple[str, re.Pattern[str]], ...]
    cancer_names: Mapping[str, frozenset[str]]


@cache
def habits(language: str) -> Habits:
    """The wordings of one of `LANGUAGES`; raises KeyError for any other."""
    if language not in LANGUAGES:
        raise KeyError(language)
    text = (files("everyform.reader") / "data" / f"habits.{language}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Habits(
        language=language,
        navigation=frozenset(data["navigation"]),
        enlarge=frozenset(data["enlarge"]),
        key_points=frozenset(data["key_points"]),
        about=_patterns(data["about"]),
        permission=_patterns(data["permission"]),
        resources=_patterns(data["resources"]),
        references=_patterns(data["references"]),
        question=re.compile(data["question"]),
        drug_lists=_patterns(data["drug_lists"]),
        callouts=frozenset(words.casefold() for words in data["callouts"]),
        gene_words=frozenset(data["gene_words"]),
        calling=re.compile(data["calling"]),
        after_call=re.compile(data["after_call"]),
        patient_title=re.compile(data["patient_title"], re.IGNORECASE),
        professional_title=re.compile(data["professional_title"], re.IGNORECASE),
        citation=re.compile(data["citation"]),
        lead_ins=tuple(data["lead_ins"]),
        numerals=tuple(data["numerals"]),
        announced=re.compile(data["announced"], re.IGNORECASE),
        stage=re.compile(data["stage"]),
        clause_end=re.compile(data["clause_end"], re.IGNORECASE),
        joiners=frozenset(data["joiners"]),
        subordinating=frozenset(data["subordinating"]),
        contact_labels=frozenset(data["contact_labels"]),
        articles=frozenset(data["articles"]),
        defining=re.compile(data["defining"], re.IGNORECASE),
        stating=frozenset(data["stating"]),
        copula=frozenset(data["copula"]),
        asides=tuple(data["asides"]),
        compounding=tuple(data["compounding"]),
        free_before=frozenset(data["free_before"]),
        also=tuple(data["also"]),
        word_endings=tuple(data["word_endings"]),
        small_words=frozenset(data["small_words"]),
        heading_fillers=frozenset(data["heading_fillers"]),
        frequent_words=frozenset(data["frequent_words"]),
        concerns=tuple(
            (name, re.compile(pattern, re.IGNORECASE)) for name, pattern in data["concerns"].items()
        ),
        cancer_names={kind: frozenset(names) for kind, names in data["cancer_names"].items()},
    )


def matches(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    """Whether the whole of `text` is one of the wordings."""
    return any(pattern.fullmatch(text) for pattern in patterns)


def _patterns(sources: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
