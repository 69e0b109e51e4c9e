"""Reads finished files back, with code that shares nothing with the writers, to prove them."""

from pipeline.proof.findings import CHECKS
from pipeline.proof.passage import Card
from pipeline.proof.prove import Finished, Proof, provable, prove, read_card

__all__ = ["CHECKS", "Card", "Finished", "Proof", "provable", "prove", "read_card"]
