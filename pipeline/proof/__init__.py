"""Reads finished files back, with code that shares nothing with the writers, to prove them."""
