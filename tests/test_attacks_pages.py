"""No attack on a finished web page or book is proved, and none of ours is taken for one."""

from __future__ import annotations

import pytest

from pipeline.writers.format import File
from tests.attacks_pages import ATTACKS
from tests.faults import Fault
from tests.test_proof import BY_NAME, Press, press

__all__ = ["press"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.format}: {a.name}")
def test_an_attack_is_refuted(press: Press, attack: Fault) -> None:
    format = BY_NAME[attack.format]
    publication = press.publications(format, attack.language)[0]
    (file,) = press.files(format, attack.language)[0]
    data = attack.plant(file.data)
    assert data != file.data
    proof = press.prove(publication, format, [File(file.name, data)])
    assert attack.code in {finding.code for finding in proof.findings}, proof.findings
    assert not proof.holds
