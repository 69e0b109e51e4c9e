"""Reads finished files back, with code that shares nothing with the writers, to prove them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from everyform.proof.findings import CHECKS

if TYPE_CHECKING:
    from everyform.proof.passage import Card
    from everyform.proof.proving import PROVERS, Finished, Proof, prove, read_card

__all__ = ["CHECKS", "PROVERS", "Card", "Finished", "Proof", "prove", "read_card"]


def __getattr__(name: str) -> object:
    """What proves is loaded when it is first asked for: often only the names of checks are."""
    if name not in __all__:
        raise AttributeError(f"proof has no {name!r}")
    from everyform.proof import proving

    return getattr(proving, name)
