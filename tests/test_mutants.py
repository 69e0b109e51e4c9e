"""The faults kept as data fit the house as it stands; `make mutants` plants them."""

from __future__ import annotations

import ast

import pytest

from tests.mutants.__main__ import Result, killers, summed
from tests.mutants.faults import ROOT, Fault, faults
from tests.walls import HOUSE

ALL = faults()
LEAST = 150


@pytest.mark.parametrize("fault", ALL, ids=lambda f: f"{f.room}: {f.name}")
def test_a_fault_can_be_planted(fault: Fault) -> None:
    source = (ROOT / fault.file).read_text("utf-8")
    planted = fault.planted(source)
    assert planted != source
    if fault.file.endswith(".py"):
        ast.parse(planted)
    for test in fault.tests:
        place = ROOT / "tests" / test.partition("::")[0]
        assert place.is_file()
        for name in test.split("::")[1:]:
            assert f"def {name.partition('[')[0]}(" in place.read_text("utf-8")


def test_there_are_enough_of_them_in_every_room() -> None:
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert rooms <= {fault.room for fault in ALL}
    assert len(ALL) >= LEAST
    assert len({(fault.room, fault.name) for fault in ALL}) == len(ALL)


def test_a_fault_that_nobody_notices_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    fault = Fault("walk", "a lost word", "pipeline/everyform/walk.py", "x", "y", (), True)
    other = Fault("walk", "another", "pipeline/everyform/walk.py", "x", "y", (), False)
    killed = [Result(other, "killed", 1.0)] * 99
    assert summed(killed, 1.0) == 0
    assert summed([*killed, Result(fault, "alive", 1.0)], 1.0) == 1
    assert "alive: walk: a lost word (named)" in capsys.readouterr().out
    assert summed([*killed[:90], *[Result(other, "alive", 1.0)] * 9], 1.0) == 1
    assert summed([*killed, Result(other, "alive", 1.0)], 1.0) == 0


def test_what_noticed_a_fault_is_known_of_faults_that_there_are() -> None:
    assert set(killers()) <= {(fault.room, fault.name) for fault in ALL}
