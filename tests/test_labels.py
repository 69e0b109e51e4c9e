"""The PDQ reuse rule: all sixteen rows of the label table, and the dates."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from everyform.document import ReviewFrequency
from everyform.labels import Facts, NoticeId, TitleRule, is_stale, label, review_due

TABLE = json.loads((Path(__file__).parent / "oracle/label_rules.json").read_text("utf-8"))
ROWS: list[dict[str, Any]] = TABLE["rows"]
TITLES = {
    TitleRule.SUMMARY: "Osteosarcoma Treatment (PDQ®)–Patient Version",
    TitleRule.SOURCE_TEXT: "Osteosarcoma Treatment — text from the National Cancer Institute",
    TitleRule.EXCERPT: '{topic title, no "PDQ"} — from the National Cancer Institute',
    TitleRule.TOPIC: '{translated plain topic title, no "PDQ" in title}',
    TitleRule.AUTHORED: '{authored plain title, no "PDQ", no "NCI" in title}',
}


@dataclass(frozen=True, slots=True)
class Review:
    last_reviewed: date | None
    review_frequency: ReviewFrequency | None


def facts(row: dict[str, Any]) -> Facts:
    return Facts(row["whole"], row["translated"], row["adapted"], row["stale"])


def test_the_table_has_a_row_for_every_combination() -> None:
    every = {Facts(*values) for values in itertools.product((False, True), repeat=4)}
    assert {facts(row) for row in ROWS} == every
    assert len(ROWS) == 16


@pytest.mark.parametrize("row", [r for r in ROWS if not r["unreachable"]], ids=str)
def test_each_reachable_row(row: dict[str, Any]) -> None:
    decided = label(facts(row))
    assert [notice.value for notice in decided.notices] == row["notices"]
    assert TITLES[decided.title] == row["title"]
    assert decided.identified is row["may_be_identified_as_NCI_PDQ_summary"]
    assert decided.identified is row["dc_title_and_filename_may_contain_PDQ"]
    assert decided.releasable is (row["publish"] == "ok")


@pytest.mark.parametrize("row", [r for r in ROWS if r["unreachable"]], ids=str)
def test_the_unreachable_rows_raise(row: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="whole"):
        label(facts(row))


def test_exactly_one_row_may_carry_the_name() -> None:
    assert sum(label(facts(row)).identified for row in ROWS if not row["unreachable"]) == 1


def test_the_notices_are_the_tables() -> None:
    assert {notice.value for notice in NoticeId} == set(TABLE["notices"])


def test_a_voice_and_a_draft_say_so() -> None:
    plain = Facts(whole=True, translated=True, adapted=False, stale=False)
    assert label(plain, voiced=True).notices[-1] is NoticeId.VOICE
    drafted = label(plain, draft=True)
    assert drafted.notices[-1] is NoticeId.DRAFT
    assert not drafted.releasable


@pytest.mark.parametrize(
    ("reviewed", "frequency", "due"),
    [
        (date(2025, 12, 30), ReviewFrequency.QUARTERLY, date(2026, 3, 30)),
        (date(2025, 11, 30), ReviewFrequency.QUARTERLY, date(2026, 2, 28)),
        (date(2023, 11, 30), ReviewFrequency.QUARTERLY, date(2024, 2, 29)),
        (date(2025, 1, 31), ReviewFrequency.MONTHLY, date(2025, 2, 28)),
        (date(2025, 8, 31), ReviewFrequency.SEMIANNUAL, date(2026, 2, 28)),
        (date(2024, 2, 29), ReviewFrequency.ANNUAL, date(2025, 2, 28)),
    ],
)
def test_a_review_holds_for_calendar_months(
    reviewed: date, frequency: ReviewFrequency, due: date
) -> None:
    assert review_due(Review(reviewed, frequency)) == due


def test_fresh_through_the_due_date_and_stale_from_the_day_after() -> None:
    due = review_due(Review(date(2025, 12, 30), ReviewFrequency.QUARTERLY))
    assert not is_stale(due, date(2026, 3, 30))
    assert is_stale(due, date(2026, 3, 31))


@pytest.mark.parametrize(
    ("reviewed", "frequency"),
    [(None, ReviewFrequency.QUARTERLY), (date(2025, 12, 30), None), (None, None)],
)
def test_a_missing_fact_means_stale(
    reviewed: date | None, frequency: ReviewFrequency | None
) -> None:
    due = review_due(Review(reviewed, frequency))
    assert due is None
    assert is_stale(due, date.min)
