"""Measurements, one module for each room or format; `make bench` runs them all."""
