"""No attack on a finished web page or book is proved, and none of ours is taken for one."""

from __future__ import annotations

import pytest

from tests.attacks_pages import ATTACKS
from tests.faults import Fault
from tests.test_proof import Press, press

__all__ = ["press"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.format}: {a.name}")
def test_an_attack_is_refuted(press: Press, attack: Fault) -> None:
    proof = press.planted(attack)
    assert attack.code in {finding.code for finding in proof.findings}, proof.findings
    assert not proof.holds
