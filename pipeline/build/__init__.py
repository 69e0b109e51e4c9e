"""Which files are wanted, and making them: read, compose, record, write, publish."""

from pipeline.build.make import Outcome, Product, Settings
from pipeline.build.plan import Task, languages_of, plan
from pipeline.build.publish import write_canonical
from pipeline.build.run import run
from pipeline.build.seeds import Seed, find_seeds, read_seed

__all__ = [
    "Outcome",
    "Product",
    "Seed",
    "Settings",
    "Task",
    "find_seeds",
    "languages_of",
    "plan",
    "read_seed",
    "run",
    "write_canonical",
]
