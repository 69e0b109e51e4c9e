"""Two readings of one summary, each lacking something: what is aligned is aligned rightly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from everyform.inline import Text
from everyform.reader import Source, draft
from everyform.reader.alignment import align, likeness
from everyform.reader.comparison import PLACED, compare
from everyform.reader.front_matter import split_front_matter
from everyform.reader.habits import habits
from everyform.reader.lists import nested_lists
from everyform.reader.markdown import parse
from everyform.reader.metadata import read_metadata
from everyform.reader.rule import Setting
from everyform.reader.units import Unit, units

SEED = Path(__file__).parent.parent / "seeds" / "osteosarcoma-treatment.en.md"


def whole() -> draft.Blocks:
    front = split_front_matter(Source("seeds/x.en.md", SEED.read_text("utf-8")))
    (language, metadata), _ = read_metadata(front)
    setting = Setting("seeds/x.en.md", language, habits(language), metadata)
    return nested_lists(parse(front.body, "seeds/x.en.md").value, setting).value


def lacking(blocks: draft.Blocks, chance: Random, share: float) -> Iterator[draft.Block]:
    """The blocks without a share of the paragraphs and items, each with all inside it."""
    for block in blocks:
        if isinstance(block, draft.List):
            items = tuple(
                replace(item, blocks=(item.blocks[0], *lacking(item.blocks[1:], chance, share)))
                for item in block.items
                if chance.random() >= share
            )
            if items:
                yield replace(block, items=items)
        elif isinstance(block, draft.Heading) or chance.random() >= share:
            yield block


def over(found: tuple[Unit, ...]) -> dict[int, int | None]:
    return {
        unit.line: None if unit.parent is None else found[unit.parent].line
        for unit in found
        if unit.kind in PLACED
    }


@pytest.mark.parametrize("share", [0.02, 0.1])
def test_what_both_have_lies_where_it_lay(share: float) -> None:
    original = whole()
    truth = over(units(original))
    both = confirmed = 0
    for number in range(5):
        chance = Random(number)
        here = tuple(lacking(original, chance, share))
        there = tuple(lacking(original, chance, share))
        places = compare(here, there, habits("en")).places
        assert {line: truth[line] for line in places} == dict(places)
        both += len(over(units(here)).keys() & over(units(there)).keys())
        confirmed += len(places)
    assert both > 500
    assert confirmed > 0.99 * both


def items(*words: str) -> tuple[Unit, ...]:
    made = (draft.Item(n, (draft.Paragraph(n, (Text(w),)),)) for n, w in enumerate(words, 1))
    return units((draft.List(tuple(made)),))


def test_one_too_many_of_the_same_words_is_not_sure() -> None:
    found = align(items("rest", "rest", "sleep"), items("rest", "sleep"))
    assert [at for at, match in found.items() if match.sure] == [2]


def test_where_each_side_lacks_something_one_pair_less_is_as_likely() -> None:
    whole = align(items("rest", "nap"), items("rest", "nap", "rest"))
    assert whole[0].sure
    lacking = align(items("rest", "nap", "walk"), items("rest", "nap", "rest", "swim"))
    assert (lacking[0].there, lacking[0].sure) == (0, False)
    claimed = align(items("rest", "nap", "walk", "rest"), items("rest", "nap", "swim"))
    assert (claimed[0].there, claimed[0].sure, claimed[1].sure) == (0, False, True)


def test_the_same_number_of_the_same_words_is_sure() -> None:
    found = align(items("rest", "rest", "sleep"), items("rest", "rest", "sleep"))
    assert {at: (m.there, m.sure) for at, m in found.items()} == {n: (n, True) for n in range(3)}


def test_a_stretch_too_long_to_be_weighed_is_parted_by_what_stands_once() -> None:
    long = [f"This is item {n}, which stands only once." if n % 9 else "rest" for n in range(900)]
    found = align(items(*long), items(*long[5:]))
    assert all(match.there == at - 5 for at, match in found.items() if match.sure)
    assert sum(match.sure for match in found.values()) > 780


def test_a_long_stretch_of_nothing_but_the_same_words_is_sure_if_it_is_whole() -> None:
    found = align(items(*["rest"] * 900), items(*["rest"] * 900))
    assert all((match.there, match.sure) == (at, True) for at, match in found.items())
    assert len(found) == 900
    assert not any(m.sure for m in align(items(*["rest"] * 900), items(*["rest"] * 899)).values())


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Stage IIA", "Stage IIB", False),
        ("Take 5 mg each day", "Take 50 mg each day", False),
        ("See a doctor.", "See  a doctor", True),
        ("the patient’s “own” cells – all", 'the patient\'s "own" cells - all', True),
        ("a walk in the park each day", "a walk in the wood each day", True),
        ("surgery", "radiation", False),
    ],
)
def test_likeness(one: str, other: str, alike: bool) -> None:
    (left,), (right,) = items(one), items(other)
    assert (likeness(left, right) > 0) is alike
