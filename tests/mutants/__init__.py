"""Faults that a colleague might make, kept as data, and the tests that must notice them."""
