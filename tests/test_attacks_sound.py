"""No attack on a finished recording is proved; the label, not the script, says what is heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from everyform.inline import SegmentId
from everyform.narration import script
from everyform.proof import Finished, prove
from everyform.voices import record
from tests.attacks_sound import ATTACKS, SCRIPTS, Cut
from tests.faults import Fault
from tests.test_proof import BY_NAME, Press, press

__all__ = ["press"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.name)
def test_an_attack_is_refuted(press: Press, attack: Fault) -> None:
    proof = press.planted(attack)
    assert attack.code in {finding.code for finding in proof.findings}, proof.findings
    assert not proof.holds


@pytest.mark.parametrize(("name", "code", "cut"), SCRIPTS, ids=[name for name, _, _ in SCRIPTS])
def test_what_the_narrator_leaves_out_is_missed(
    press: Press, name: str, code: str, cut: Cut
) -> None:
    """Script, recording and file agree, as where the narrator is at fault."""
    format = BY_NAME["audiobook"]
    found = set()
    changed = False
    for tag in ("en", "fr"):
        (publication,) = press.publications(format, tag)
        whole = script(publication).value
        said = cut(whole)
        if said == whole:
            continue
        changed = True
        recording = record(said, press._clips).value
        draft = "small.DRAFT." if tag == "fr" else "small."
        files = [
            Finished(f"small/{draft}{file.name}.mp3", file.data)
            for file in format.write(publication, recording)
        ]
        proof = prove(press.document, publication, format.prover, files, recording)
        assert not proof.holds
        found |= {finding.code for finding in proof.findings}
    assert not changed or code in found
    if name not in ("N-EXC unsaid", "N-PART unsaid", "N-AD unsaid", "N-FRESH unsaid"):
        assert changed, name


def test_the_place_of_the_official_text_is_said(press: Press) -> None:
    format = BY_NAME["audiobook"]
    (publication,) = press.publications(format, "en")
    remark = replace(publication.compact_notice, id=SegmentId("n-official-es"))
    told = replace(publication, official=(remark,))
    for said, holds in ((script(told).value, True), (script(publication).value, False)):
        recording = record(said, press._clips).value
        files = [
            Finished(f"small/small.{file.name}.mp3", file.data)
            for file in format.write(told, recording)
        ]
        proof = prove(press.document, told, format.prover, files, recording)
        assert proof.holds is holds
        if not holds:
            assert "n-official-es is not said" in " ".join(f.message for f in proof.findings)
