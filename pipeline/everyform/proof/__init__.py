"""Reads finished files back, with code that shares nothing with the writers, to prove them."""

from everyform.proof.findings import CHECKS
from everyform.proof.passage import Card
from everyform.proof.prove import PROVERS, Finished, Proof, prove, read_card

__all__ = ["CHECKS", "PROVERS", "Card", "Finished", "Proof", "prove", "read_card"]
