"""No attack on a finished PDF is proved, and none makes the proof lose its bounds."""

from __future__ import annotations

import tracemalloc

import pytest

from everyform.writers.format import File
from tests.attacks_pdf import ATTACKS, BOMBS
from tests.faults import Change, Fault
from tests.test_proof import BY_NAME, Press, press

__all__ = ["press"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.format}: {a.name}")
def test_an_attack_is_refuted(press: Press, attack: Fault) -> None:
    proof = press.planted(attack)
    assert attack.code in {finding.code for finding in proof.findings}, proof.findings
    assert not proof.holds


@pytest.mark.parametrize(("name", "plant"), BOMBS, ids=[name for name, _ in BOMBS])
def test_a_bomb_is_refuted_before_it_goes_off(press: Press, name: str, plant: Change) -> None:
    format = BY_NAME["large-print"]
    publication = press.publications(format, "en")[0]
    (file,) = press.files(format, "en")[0]
    data = plant(file.data)
    tracemalloc.start()
    try:
        proof = press.prove(publication, format, [File(file.name, data)])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert not proof.holds
    assert most < 200_000_000
