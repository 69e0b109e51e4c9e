"""Which decisions are needed, and which cannot be carried out together."""

from __future__ import annotations

from everyform.diagnostics import Location
from everyform.reader import Source, draft
from everyform.reader.fixes import Fix
from everyform.reader.front_matter import split_front_matter
from everyform.reader.habits import habits
from everyform.reader.markdown import parse
from everyform.reader.metadata import read_metadata
from everyform.reader.rule import Setting
from everyform.reader.trial import needed, outcome
from tests.reading import framed

WORDS = ("Surgery with:", "", "chemo", "radiation", "rest", "sleep")
LIST = "\n".join(f"- {words}" if words else "" for words in WORDS)  # lines 1, 3, 4, 5 and 6


def setting() -> Setting:
    front = split_front_matter(Source("seeds/x.en.md", framed("")[0].text))
    (language, metadata), _ = read_metadata(front)
    return Setting("seeds/x.en.md", language, habits(language), metadata)


def blocks() -> draft.Blocks:
    return parse(LIST, "seeds/x.en.md").value


def fixes(places: dict[int, int | None]) -> dict[int, Fix]:
    words = dict(enumerate(WORDS, 1))
    return {n: Fix(n, words[n], under, Location("x.fixes.yaml", n)) for n, under in places.items()}


def chosen(
    kept: dict[int, int | None], offered: dict[int, int | None], places: dict[int, int | None]
) -> dict[int, int | None]:
    found = needed(blocks(), setting(), fixes(kept), fixes(offered), places)
    both = {**found, **fixes(kept)}
    assert not outcome(blocks(), setting(), both).refused
    return {line: fix.under for line, fix in found.items()}


def test_a_decision_for_what_is_there_already_is_not_needed() -> None:
    now = outcome(blocks(), setting(), fixes({4: 1, 5: None, 6: None}))
    assert (now.places, now.doubts) == ({1: None, 3: 1, 4: 1, 5: None, 6: None}, frozenset())
    places: dict[int, int | None] = {4: 1, 5: None, 6: None}
    assert chosen(places, {3: 1}, {**places, 3: 1}) == {}


def test_a_decision_that_cannot_be_carried_out_keeps_no_other_from_it() -> None:
    places: dict[int, int | None] = {3: 1, 4: 6, 5: None, 6: None}
    found = chosen({}, places, places)
    assert 4 not in found
    after = outcome(blocks(), setting(), fixes(found))
    assert (after.under(5), after.under(6)) == (None, None)


def test_decisions_that_one_stands_against_are_left_out_and_no_others() -> None:
    kept: dict[int, int | None] = {6: 1}
    places: dict[int, int | None] = {3: 1, 4: 3, 5: None}
    found = chosen(kept, places, places)
    assert found == {4: 3}
